"""Adds and changes the people on a unit's books."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.text import fold_for_search, normalize
from units.models import Unit

from ..models import Person
from .locking import locked, standing_of
from .photos import show_photo
from .refusals import ChangedMeanwhile, NamesakeKnown, PersonnelRefused


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What is kept of a person besides photo, account and posts."""

    last_name: str
    first_name: str
    email: str = ""
    phone: str = ""
    is_public: bool = False
    shows_contact: bool = False


@transaction.atomic
def make_person(*, unit: Unit, details: PersonDetails, by, is_namesake: bool = False) -> Person:
    """Add a person to a unit's books.

    Raises `NamesakeKnown` where the unit has somebody of this name and nobody said that this is
    another one (a second click is refused so), and `PersonnelRefused`.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    person = Person(unit=unit)
    _fill(person, details)
    if not is_namesake:
        _refuse_namesake(person)
    person.save()
    name = person.full_name
    record(actor=by, action="personnel.person.make", subject=person, unit=unit.code, name=name)
    return person


@transaction.atomic
def change_person(
    *,
    person_id: int,
    details: PersonDetails,
    by,
    seen: str | None = None,
    with_photo: bool = False,
) -> Person:
    """Change what is kept of a person; the photo is shown to all as long as the person is.

    `with_photo` says that the photo is changed along with it, so that it must be the one that
    was seen. Raises `ChangedMeanwhile` and `PersonnelRefused`.
    """
    person = locked(Person, person_id)
    standing = standing_of(person)
    before = {name: getattr(person, name) for name in asdict(details)}
    _fill(person, details)
    changed = sorted(name for name in before if before[name] != getattr(person, name))
    if seen not in (None, standing) and (changed or with_photo):
        raise ChangedMeanwhile
    if changed:
        person.version += 1
        person.save()
        show_photo(person)
        # The names of the columns, not their values: a telephone number does not outlive its row.
        record(actor=by, action="personnel.person.change", subject=person, changed=changed)
    return person


def _fill(person: Person, details: PersonDetails) -> None:
    for name, value in asdict(details).items():
        mended = " ".join(normalize(value).split()) if isinstance(value, str) else value
        setattr(person, name, mended)
    if not person.first_name:
        raise PersonnelRefused(_("Enter a name."), field="first_name")
    if not person.last_name:
        raise PersonnelRefused(_("Enter a name."), field="last_name")
    if person.shows_contact and not person.is_public:
        text = _("Only of somebody shown to everybody.")
        raise PersonnelRefused(text, field="shows_contact")


def _refuse_namesake(person: Person) -> None:
    """Compare folded, here: a unit has some hundred people."""
    wanted = fold_for_search(person.full_name)
    for other in Person.objects.filter(unit_id=person.unit_id):
        if fold_for_search(other.full_name) == wanted:
            raise NamesakeKnown(other)
