"""What a desk changes from its screen: add, time, move, end, remove; each answers a refusal."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from home.curation.finding import find_pieces
from home.curation.forms import OrderForm, PlaceForm, TimesForm
from home.curation.screens import CurationView
from home.curation.zone_rows import slots_of
from home.models import FrontSlot, FrontZone
from home.rules import may_fill
from home.services.curation import (
    CurationRefused,
    SlotGone,
    ZoneChanged,
    end_now,
    place_piece,
    remove_slot,
    reorder,
    set_times,
)
from home.zones import Zone, placed_by


class ZoneView(CurationView):
    """A screen about one zone that the account fills; others do not exist for it."""

    def dispatch(self, request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the zone."""
        self.zone = self.find_zone(**kwargs)
        if not may_fill(request.user, self.zone):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def find_zone(self, *, zone: str, **kwargs: Any) -> Zone:
        """Return the zone of the address."""
        if zone not in Zone.values:
            raise Http404
        return Zone(zone)

    @property
    def language(self) -> str:
        """Return the language of the address, which no query overrides."""
        return self.kwargs["language"]

    @property
    def version(self) -> int:
        """Return the present version of the zone."""
        versions = FrontZone.objects.filter(locale=self.locale, zone=self.zone)
        return versions.values_list("version", flat=True).first() or 0

    def done(self, message: str, *, slot_id: int | None = None) -> HttpResponse:
        """Say what was done and go back to the zone, or to the slot in it."""
        messages.success(self.request, message)
        return self.go_back(slot_id)

    def refused(self, message: str) -> HttpResponse:
        """Say why nothing was done and go back."""
        messages.error(self.request, message)
        return self.go_back()

    def go_back(self, slot_id: int | None = None) -> HttpResponse:
        """Return to the front page, where the person was."""
        anchor = f"#slot-{slot_id}" if slot_id else f"#zone-{self.zone}"
        return redirect(self.url("front_page", anchor=anchor))

    def add_refusal(self, form: TimesForm, refusal: CurationRefused) -> None:
        """Show a refusal in the form; after a colleague's change the next try counts on it."""
        form.add_error(None, str(refusal))
        if isinstance(refusal, ZoneChanged):
            sent = cast(QueryDict, form.data)
            form.data = {**sent.dict(), "version": str(self.version)}


class AddSlotView(ZoneView):
    """Chooses a piece and its times for a zone."""

    http_method_names = ["get", "post"]
    page_subtitle = gettext_lazy("Place a piece")

    def get(self, request, **kwargs: Any) -> HttpResponse:
        """Offer pieces, the newest or those that were searched for."""
        start = timezone.localtime(self.chosen_moment or self.now)
        initial = {"shown_from": start, "version": self.version}
        return self._ask(PlaceForm(initial=initial), request.GET.get("q", ""))

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Place the piece, or ask again with what was chosen and typed."""
        form, query = PlaceForm(request.POST), request.POST.get("q", "")
        if not form.is_valid():
            return self._ask(form, query)
        data = form.cleaned_data
        try:
            slot = place_piece(
                locale=self.locale,
                zone=self.zone,
                piece_id=data["piece"],
                shown_from=data["shown_from"],
                shown_until=data["shown_until"],
                change=self.change(data["version"]),
            )
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self._ask(form, query)
        except CurationRefused as refusal:
            self.add_refusal(form, refusal)
            return self._ask(form, query)
        values = {"title": slot.title, "zone": slot.get_zone_display()}
        return self.done(_("Placed in “%(zone)s”: %(title)s") % values, slot_id=slot.pk)

    def _ask(self, form: PlaceForm, query: str) -> HttpResponse:
        return self.answer(
            "home/admin/front_slot_add.html",
            form=form,
            zone=self.zone,
            filled_by=placed_by(self.zone),
            query=query,
            pieces=find_pieces(zone=self.zone, locale=self.locale, query=query),
            chosen=str(form["piece"].value() or ""),
            here=self.url("front_slot_add", self.language, self.zone.value),
        )


class SlotView(ZoneView):
    """A change of one slot; the zone and the language are the slot's."""

    def dispatch(self, request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the slot; of one that is gone meanwhile tell so, and show what stands."""
        slots = FrontSlot.objects.select_related("piece", "locale")
        slot = slots.filter(pk=kwargs["slot_id"]).first()
        if slot is None:
            messages.error(request, str(SlotGone()))
            return redirect("front_page")
        self.slot = slot
        return super().dispatch(request, *args, **kwargs)

    @property
    def language(self) -> str:
        """Return the slot's language."""
        return self.slot.locale.language_code

    @property
    def locale(self) -> Locale:  # type: ignore[override]
        """Return the slot's language row."""
        return self.slot.locale

    def find_zone(self, **kwargs: Any) -> Zone:
        """Return the slot's zone."""
        return Zone(self.slot.zone)

    @property
    def title(self) -> str:
        """Return the title that a desk may read."""
        return self.slot.piece.title if self.slot.piece.live else self.slot.title

    def sent_version(self) -> int:
        """Return the version that came with a button; without a proper one nothing matches."""
        sent = self.request.POST.get("version", "")
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


class TimesView(SlotView):
    """Changes from when and until when a piece stands."""

    http_method_names = ["get", "post"]
    page_subtitle = gettext_lazy("From and until")

    def get(self, request, **kwargs: Any) -> HttpResponse:
        """Ask, with what is set now."""
        initial = {
            "shown_from": self.slot.shown_from,
            "shown_until": self.slot.shown_until,
            "version": self.version,
        }
        return self._ask(TimesForm(initial=initial, slot=self.slot))

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Set the times, or ask again with what was typed."""
        form = TimesForm(request.POST, slot=self.slot)
        if not form.is_valid():
            return self._ask(form)
        data = form.cleaned_data
        try:
            slot = set_times(
                slot_id=self.slot.pk,
                shown_from=data["shown_from"],
                shown_until=data["shown_until"],
                change=self.change(data["version"]),
            )
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self._ask(form)
        except CurationRefused as refusal:
            self.add_refusal(form, refusal)
            return self._ask(form)
        return self.done(_("Times saved: %(title)s") % {"title": self.title}, slot_id=slot.pk)

    def _ask(self, form: TimesForm) -> HttpResponse:
        return self.answer(
            "home/admin/front_slot_times.html", form=form, title=self.title, zone=self.zone
        )


class MoveView(SlotView):
    """Moves a slot one place up or down among those that the screen lists."""

    http_method_names = ["post"]

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Swap the slot with its neighbour."""
        listed = slots_of(self.locale, moment=self.moment)
        ids = [slot.pk for slot in listed if slot.zone == self.zone]
        step = {"up": -1, "down": 1}.get(request.POST.get("direction", ""), 0)
        place = ids.index(self.slot.pk) if self.slot.pk in ids else -1
        if place < 0 or not step or not 0 <= place + step < len(ids):
            return self.refused(_("This piece cannot be moved further."))
        ids[place], ids[place + step] = ids[place + step], ids[place]
        try:
            change = self.change(self.sent_version())
            reorder(locale=self.locale, zone=self.zone, slot_ids=ids, change=change)
        except CurationRefused as refusal:
            return self.refused(str(refusal))
        values = {"title": self.title, "place": place + step + 1}
        return self.done(_("Now number %(place)s: %(title)s") % values, slot_id=self.slot.pk)


class OrderView(ZoneView):
    """Takes the order in which a zone's slots were dragged."""

    http_method_names = ["post"]

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Set the order."""
        form = OrderForm(request.POST)
        if not form.is_valid():
            return self.refused(_("This order names a piece that does not stand here."))
        try:
            reorder(
                locale=self.locale,
                zone=self.zone,
                slot_ids=form.cleaned_data["order"],
                change=self.change(form.cleaned_data["version"]),
            )
        except CurationRefused as refusal:
            return self.refused(str(refusal))
        return self.done(_("Order saved: %(zone)s") % {"zone": self.zone.label})


class EndView(SlotView):
    """Ends a slot at once."""

    http_method_names = ["post"]

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """End it; the place falls to the next piece."""
        try:
            slot = end_now(slot_id=self.slot.pk, change=self.change(self.sent_version()))
        except CurationRefused as refusal:
            return self.refused(str(refusal))
        return self.done(_("Ended: %(title)s") % {"title": slot.title})


class RemoveView(SlotView):
    """Removes a slot after a question."""

    http_method_names = ["get", "post"]
    page_subtitle = gettext_lazy("Remove from the front page")

    def get(self, request, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.answer(
            "home/admin/front_slot_remove.html",
            slot=self.slot,
            title=self.title,
            zone=self.zone,
            version=self.version,
            times=times_of(self.slot),
        )

    def post(self, request, **kwargs: Any) -> HttpResponse:
        """Remove it."""
        title = self.title
        try:
            remove_slot(slot_id=self.slot.pk, change=self.change(self.sent_version()))
        except CurationRefused as refusal:
            return self.refused(str(refusal))
        return self.done(_("Removed from the front page: %(title)s") % {"title": title})


def add_errors(form: TimesForm, refusal: ValidationError) -> None:
    """Put the refusals of a service at the fields that they are about."""
    for name, texts in refusal.message_dict.items():
        form.add_error(name if name in form.fields else None, texts)


def times_of(slot: FrontSlot) -> str:
    """Return when a slot stands, in words."""
    start = _short(slot.shown_from)
    if slot.shown_until is None:
        return _("from %(start)s on") % {"start": start}
    return _("from %(start)s to %(end)s") % {"start": start, "end": _short(slot.shown_until)}


def _short(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
