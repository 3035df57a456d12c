"""Why a change of bodies, people or appointments was refused; nothing was written then."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from ..models import Appointment, Person


class PersonnelRefused(Exception):
    """A rule forbids the change; the message says which, in the reader's language.

    `field` names the field of a form beside which it belongs, or is empty.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ChangedMeanwhile(PersonnelRefused):
    """Somebody else changed the row since the person saw it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody changed this in the meantime. "
                "Look at it as it stands now, then save again."
            )
        )


class NamesakeKnown(PersonnelRefused):
    """The unit has a person of this name already; it may be another one, which must be said."""

    def __init__(self, person: "Person") -> None:
        text = _(
            "The unit has a person named %(name)s already. Tick the box if this is somebody else."
        )
        super().__init__(text % {"name": person.full_name}, field="is_namesake")
        self.person = person


class PostHeld(PersonnelRefused):
    """The post is held at that time: a single one by anybody, any other by the same person."""

    def __init__(self, holder: "Appointment") -> None:
        values = {"name": holder.person.full_name, "post": holder.position.name}
        text = _("%(name)s holds the post “%(post)s” %(period)s.")
        period = period_in_words(holder.from_date, holder.to_date)
        super().__init__(text % (values | {"period": period}), field="from_date")
        self.holder = holder


def period_in_words(first: date | None, last: date | None) -> str:
    """Return a period for the middle of a sentence; both days are part of it."""
    days = {
        "first": date_format(first, "SHORT_DATE_FORMAT") if first else "",
        "last": date_format(last, "SHORT_DATE_FORMAT") if last else "",
    }
    if first and last:
        return _("from %(first)s to %(last)s") % days
    if first:
        return _("since %(first)s") % days
    return _("until %(last)s") % days if last else ""
