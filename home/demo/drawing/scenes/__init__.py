"""All scenes by name, each with the palettes that suit it."""

from collections.abc import Callable

from home.demo.drawing.canvas import Canvas
from home.demo.drawing.scenes import (
    care,
    countryside,
    desks,
    factories,
    gatherings,
    open_air,
    transport,
    waterside,
)

SCENES: dict[str, tuple[Callable[[Canvas], None], tuple[str, ...]]] = {
    "garment_line": (factories.garment_line, ("clear", "jade", "rose", "dawn")),
    "factory_dawn": (factories.factory_dawn, ("dawn", "amber", "rose", "dusk")),
    "workshop": (factories.workshop, ("dawn", "clear", "jade", "amber")),
    "harbour": (waterside.harbour, ("clear", "dawn", "rose", "dusk")),
    "shipyard": (waterside.shipyard, ("dawn", "clear", "amber", "rose")),
    "rubber_plantation": (countryside.rubber_plantation, ("jade", "dawn", "clear")),
    "rice_canal": (countryside.rice_canal, ("clear", "jade", "dawn")),
    "open_cast_mine": (open_air.open_cast_mine, ("amber", "dawn", "clear")),
    "power_lines": (open_air.power_lines, ("dusk", "rose", "amber")),
    "railway": (transport.railway, ("clear", "dawn", "amber", "jade")),
    "tet_bus": (transport.tet_bus, ("dawn", "rose", "clear")),
    "airport": (transport.airport, ("clear", "dawn", "rose")),
    "hospital": (care.hospital, ("clear", "jade", "dawn")),
    "school": (care.school, ("clear", "jade", "amber")),
    "creche": (care.creche, ("clear", "jade", "rose")),
    "workers_housing": (care.workers_housing, ("clear", "dawn", "jade", "rose")),
    "meeting_hall": (gatherings.meeting_hall, ("clear", "dawn", "rose", "amber")),
    "stage": (gatherings.stage, ("dusk", "rose", "dawn")),
    "football_match": (gatherings.football_match, ("clear", "jade", "dawn")),
    "canteen": (gatherings.canteen, ("clear", "jade", "amber", "rose")),
    "construction_site": (desks.construction_site, ("clear", "dawn", "amber", "rose")),
    "library_study": (desks.library_study, ("clear", "jade", "amber")),
    "digital_office": (desks.digital_office, ("clear", "dawn", "jade", "rose")),
    "dialogue": (desks.dialogue, ("clear", "jade", "dawn", "rose")),
}
