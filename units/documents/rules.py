"""Who enters, changes, issues and publishes documents: without side effects."""

from units.enums import UnitKind, UnitRole
from units.lineage import acting_units
from units.models import Unit
from units.rules import is_office, units_of

from .models import OfficialDocument
from .readers import EXECUTIVE_ROLES


def reads_register(user) -> bool:
    """Tell whether an account opens the register at all."""
    return is_office(user) or bool(units_of(user, *EXECUTIVE_ROLES))


def enters_documents(user) -> bool:
    """Tell whether an account enters documents for some unit."""
    return is_office(user) or bool(units_of(user, UnitRole.OFFICER))


def enters_for(user, unit_id: int | None) -> bool:
    """Tell whether an account enters documents that this unit keeps."""
    return is_office(user) or (unit_id is not None and unit_id in units_of(user, UnitRole.OFFICER))


def keeps(user, document: OfficialDocument) -> bool:
    """Tell whether an account keeps an entry: the Office, officers of its unit or successors."""
    return is_office(user) or document.unit_id in acting_units(user, UnitRole.OFFICER)


def issues_for(user, issuer_id: int | None) -> bool:
    """Tell whether an account issues and publishes in the name of an issuer.

    Documents of authorities outside (None) are registered by every unit and published by the
    Office: their pages stand in the national library.
    """
    return is_office(user) or (
        issuer_id is not None and issuer_id in acting_units(user, UnitRole.OFFICER)
    )


def may_issue(user, document: OfficialDocument) -> bool:
    """Tell whether an account issues an entry: in the own name, or registered from outside."""
    return keeps(user, document) and (
        document.issuer_id is None or issues_for(user, document.issuer_id)
    )


def may_publish(user, document: OfficialDocument) -> bool:
    """Tell whether an account puts an entry before readers and takes it from them."""
    return keeps(user, document) and issues_for(user, document.issuer_id)


def issuers_for(user):
    """Return the units in whose name an account enters documents.

    A department drafts what the Confederation issues; the Office issues it then.
    """
    units = Unit.objects.all()
    if is_office(user):
        return units
    own = acting_units(user, UnitRole.OFFICER)
    if units.filter(pk__in=own, kind=UnitKind.DEPARTMENT).exists():
        centre = units.filter(kind=UnitKind.CONFEDERATION).values_list("pk", flat=True)
        own = own | frozenset(centre)
    return units.filter(pk__in=own)


def keepers_for(user):
    """Return the units for which an account enters new documents."""
    units = Unit.objects.all()
    return units if is_office(user) else units.filter(pk__in=units_of(user, UnitRole.OFFICER))
