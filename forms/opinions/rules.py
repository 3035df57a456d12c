"""Who may moderate opinions and reply to them; which topics stay: without side effects."""

from django.utils.translation import gettext as _

from units.enums import UnitRole
from units.lineage import acting_units
from units.rules import is_voice_centre

MODERATORS = (UnitRole.RESPONDENT, UnitRole.CHIEF_EDITOR)


def moderated_units(user) -> frozenset[int]:
    """Return the ids of the units whose opinions an account moderates as one of the unit.

    Topics of units that became (part of) its own are among them.
    """
    return acting_units(user, *MODERATORS)


def moderates(user) -> bool:
    """Tell whether an account moderates opinions at all."""
    return is_voice_centre(user) or bool(moderated_units(user))


def moderates_unit(user, unit_id: int | None) -> bool:
    """Tell whether an account moderates the opinions on topics of a unit.

    The national topics have no unit and are the centre's alone.
    """
    return is_voice_centre(user) or (unit_id is not None and unit_id in moderated_units(user))


def why_topic_stays(topic) -> str | None:
    """Return why a topic may not be deleted, or None: what members sent must stay countable."""
    if topic.opinions.exists():
        return _("Members have sent opinions on this topic. You can unpublish it.")
    return None
