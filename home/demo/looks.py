"""The demonstration of sub-sites that look different: colours, and banners from their pictures."""

from core.models import PortalImage
from units.models import UnitHomePage

# Address of the unit, colour, whether its first described picture becomes the banner.
LOOKS = (
    ("ldld-ha-noi", "teal", True),
    ("ldld-nghe-an", "green", True),
    ("ban-nu-cong", "violet", True),
    ("cd-than-khoang-san", "orange", False),
    ("cd-dien-luc", "blue", False),
)


def ensure_looks() -> None:
    """Give some units a look of their own; one that has been given a look is left alone."""
    for slug, accent, has_banner in LOOKS:
        home = UnitHomePage.objects.filter(
            unit__slug=slug, language_code="vi", accent="", banner=None
        ).first()
        if home is not None:
            home.accent = accent
            home.banner = _banner(home) if has_banner else None
            home.save_revision().publish()


def _banner(home: UnitHomePage) -> PortalImage | None:
    pictures = PortalImage.objects.filter(collection=home.unit.collection, is_public=True)
    return pictures.exclude(description="").order_by("pk").first()
