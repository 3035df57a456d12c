"""Names by which people look for units: a provincial federation by its place."""

import re

from units.enums import UnitKind
from units.models import Unit

_VIETNAMESE = re.compile(r"^(?:Liên đoàn Lao động|LĐLĐ)\s+(?:tỉnh|thành phố|TP\.?)\s+", re.I)
_ENGLISH = re.compile(r"\s+(?:Provincial|City)\s+Federation of Labou?r$", re.I)


def place_name(unit: Unit) -> str:
    """Return the place of a provincial federation, of other units the whole name.

    In the active language, like `unit.name`.
    """
    if unit.kind != UnitKind.PROVINCE:
        return unit.name
    pattern = _VIETNAMESE if unit.name == unit.name_vi else _ENGLISH
    return pattern.sub("", unit.name) or unit.name
