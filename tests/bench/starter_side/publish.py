"""Publishes pages of the bare project and times it; prints JSON. Run by `sides.py`."""

import json
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from measuring import Cost, cost_of, show
from news.models import ArticlePage, NewsIndexPage
from PIL import Image as Picture
from wagtail.images.models import Image


def make_image() -> Image:
    """Store a picture of the size that the portal's factory makes."""
    buffer = BytesIO()
    Picture.new("RGB", (640, 400), (180, 30, 40)).save(buffer, format="JPEG")
    return Image.objects.create(title="Bench", file=ContentFile(buffer.getvalue(), name="a.jpg"))


def prepare(name: str, number: int) -> Callable[[], object]:
    """Make a draft with a revision; return its publication as a call."""
    page = ArticlePage(
        title=f"Bench {name} {number}",
        date=date(2026, 6, 30),
        intro="Bench",
        body="<p>Bench</p>",
        cover=make_image() if name == "picture" else None,
        live=False,
    )
    NewsIndexPage.objects.get().add_child(instance=page)
    revision = page.save_revision()
    return lambda: type(revision).objects.get(pk=revision.pk).publish()


def main() -> None:
    """Publish some pages without and some with a picture."""
    result: dict[str, list[Cost]] = {}
    for name in ("text", "picture"):
        calls = [prepare(name, number) for number in range(int(sys.argv[1]))]
        result[name] = [cost_of(call) for call in calls]
    show(json.dumps(result))


if __name__ == "__main__":
    main()
