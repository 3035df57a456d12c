"""What everybody may read of organisation and people: the public pages, files and API."""


def register() -> None:
    """Put routes of the API, the block of units' home pages and photos into their registries."""
    from wagtail.api.v3.api import api

    from units import home_slots, public_files

    from ..services.photos import shown_photos
    from .api import router
    from .slot import SLOT

    api.add_router("/organisation/", router)
    home_slots.register(SLOT)
    public_files.keep_images("personnel", shown_photos)
