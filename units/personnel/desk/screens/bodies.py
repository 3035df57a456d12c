"""The bodies of a unit with who sits in them, and the forms about a body."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import rules
from ...models import Body
from ...queries import holders_on
from ...services import bodies as services
from ..forms import BodyForm, EndBodyForm
from ..rows import body_cards, single_posts
from .base import (
    BODIES,
    Done,
    FormScreen,
    PersonnelScreen,
    UnitOfQuery,
    bodies_crumb,
    initial_of,
    titled,
)


class BodyListView(UnitOfQuery, PersonnelScreen):
    """Bodies of one unit: heads and deputies first, vacancies named."""

    page_title = BODIES
    template_name = "personnel/desk/bodies.html"
    units_for = staticmethod(rules.units_read)

    def get_page_subtitle(self) -> str:
        """Name the unit."""
        return titled(self.page_title, self.unit)

    def get(self, request) -> HttpResponse:
        """Show the bodies, or the units to choose from."""
        if self.unit is None:
            self.template_name = "personnel/desk/units.html"
            return self.answer(units=self.units)
        shows_ended = request.GET.get("ended") == "1"
        bodies = list(Body.objects.filter(unit=self.unit).select_related("parent"))
        ended = [one for one in bodies if one.valid_to and one.valid_to < self.today]
        shown = bodies if shows_ended else [one for one in bodies if one not in ended]
        return self.answer(
            unit=self.unit,
            units=self.units if len(self.units) > 1 else [],
            cards=self._cards(shown),
            ended_count=len(ended),
            shows_ended=shows_ended,
            keeps=rules.units_kept(request.user).filter(pk=self.unit.pk).exists(),
        )

    def _cards(self, bodies: list[Body]):
        holders = holders_on(self.today).filter(body__in=[body.pk for body in bodies])
        return body_cards(bodies, holders=holders, posts=single_posts(bodies), today=self.today)


def body_or_404(user, body_id: int) -> Body:
    """Return a body that the account keeps."""
    body = rules.bodies_kept(user).select_related("unit").filter(pk=body_id).first()
    if body is None:
        raise Http404
    return body


class BodyAddView(UnitOfQuery, FormScreen):
    """Adds a body to a unit."""

    page_title = gettext_lazy("Add a body")
    submit_label = gettext_lazy("Add")

    def get_page_subtitle(self) -> str:
        """Name the unit."""
        return titled(self.page_title, self.unit)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [bodies_crumb(self.unit)]

    def get(self, request, **kwargs: Any) -> HttpResponse:
        """Show the form, or the units to choose from."""
        if self.unit is None:
            self.template_name = "personnel/desk/units.html"
            return self.answer(units=self.units)
        return super().get(request, **kwargs)

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Add the body; without a unit there is nothing to add to."""
        return super().post(request, **kwargs) if self.unit else self.get(request)

    def build(self, data: Any = None, files: Any = None) -> BodyForm:
        """Offer the unit's bodies above it."""
        return BodyForm(data, files, bodies=Body.objects.filter(unit=self.unit))

    def save(self, form) -> Done:
        """Add the body."""
        if self.unit is None:
            raise Http404
        body = services.make_body(unit=self.unit, by=self.request.user, **form.values)
        text = _("“%(name)s” is added.") % {"name": body.name}
        return text, bodies_crumb(self.unit)[0]


class BodyScreen(FormScreen):
    """A form about one body; that of another unit does not exist here."""

    @cached_property
    def body(self) -> Body:
        """Return the body. Raises `Http404`."""
        return body_or_404(self.request.user, self.kwargs["body_id"])

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the bodies of the unit."""
        return [bodies_crumb(self.body.unit)]

    def get_page_subtitle(self) -> str:
        """Say what is done with which body."""
        return f"{self.page_title}: {self.body.name}"

    def initial(self, *names: str) -> dict[str, Any]:
        """Return the values of the body as it stands now."""
        return initial_of(Body.objects.get(pk=self.body.pk), names)

    def done(self, message: str) -> Done:
        """Return to the bodies of the unit."""
        return message, f"{bodies_crumb(self.body.unit)[0]}#body-{self.body.pk}"


class BodyChangeView(BodyScreen):
    """Changes a body."""

    page_title = gettext_lazy("Change the body")

    def build(self, data: Any = None, files: Any = None) -> BodyForm:
        """Return the form with the present values; a body does not stand under itself."""
        others = Body.objects.filter(unit=self.body.unit_id).exclude(pk=self.body.pk)
        return BodyForm(data, files, bodies=others, initial=self.initial(*services.FIELDS))

    def save(self, form) -> Done:
        """Change."""
        values = form.cleaned_data
        services.change_body(body_id=self.body.pk, by=self.request.user, **values)
        return self.done(_("“%(name)s” is saved.") % {"name": values["name_vi"]})


class BodyEndView(BodyScreen):
    """Ends a body with all that run in it."""

    page_title = gettext_lazy("End the body")
    submit_label = gettext_lazy("End")
    is_serious = True

    @property
    def note(self) -> str:  # type: ignore[override]
        """Say who loses a post."""
        names = [one.person.full_name for one in holders_on(self.today).filter(body=self.body)]
        if not names:
            return _("Nobody holds a post in it today.")
        return _("These appointments end with it: %(names)s.") % {"names": ", ".join(names)}

    def build(self, data: Any = None, files: Any = None) -> EndBodyForm:
        """Propose today."""
        return EndBodyForm(data, files, initial=self.initial() | {"last_day": self.today})

    def save(self, form) -> Done:
        """End."""
        services.end_body(
            body_id=self.body.pk, by=self.request.user, now=self.now, **form.cleaned_data
        )
        return self.done(_("“%(name)s” is ended.") % {"name": self.body.name})
