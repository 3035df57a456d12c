"""What everybody may read of organisation and people: the public pages, files and API."""


def register() -> None:
    """Put the routes of the API and the block of units' home pages into their registries."""
    from wagtail.api.v3.api import api

    from units import home_slots

    from .api import router
    from .slot import SLOT

    api.add_router("/organisation/", router)
    home_slots.register(SLOT)
