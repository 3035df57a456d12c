"""Fills a portal for the benches: the real register, and invented pieces spread over its units.

Run by `sides.py` with the portal's environment. Prints the paths that the benches ask for.
"""

import json
import sys
from io import StringIO
from itertools import cycle, islice
from typing import Any

from bulk import insert_pages
from django.core.management import call_command
from django.db import transaction
from measuring import ROOT, show
from texts import Text, invent

from articles.models import (
    ArticleAuthor,
    ArticlePage,
    Genre,
    NewsIndexPage,
    NewsPage,
    NoticeIndexPage,
    NoticePage,
    ThematicIndexPage,
    ThematicPage,
    Topic,
)
from core.models import PortalImage, PortalRendition
from core.renditions import CARD_SPECS, SHARE_SPEC, WIDE_SPECS
from portal.management.commands.prepare import set_local_address
from portal.static_build import build_when_changed
from units.models import Unit, UnitHomePage

REGISTER = ROOT / "units" / "data" / "units_2016.csv"
# Of ten pieces seven are news, two thematic and one a notice.
KINDS = (
    *[(NewsPage, NewsIndexPage)] * 7,
    *[(ThematicPage, ThematicIndexPage)] * 2,
    (NoticePage, NoticeIndexPage),
)
IMAGES, TOPICS = 200, ("Chăm lo Tết", "Nhà ở công nhân", "An toàn lao động", "Đại hội")


def make_images() -> list[PortalImage]:
    """Insert rows of pictures with all their sizes; no reader's request opens the files."""
    images = [
        PortalImage(title=f"Ảnh {number}", file=f"original_images/{number}.jpg", width=1600,
                    height=1000, is_public=True, file_size=200_000)
        for number in range(IMAGES)
    ]  # fmt: skip
    images = PortalImage.objects.bulk_create(images)
    PortalRendition.objects.bulk_create(
        [
            _rendition(image, spec)
            for image in images
            for spec in {*CARD_SPECS, *WIDE_SPECS, SHARE_SPEC}
        ],
        batch_size=500,
    )
    return images


def _rendition(image: PortalImage, spec: str) -> PortalRendition:
    size, _separator, image_format = spec.partition("|format-")
    measure = size.partition("-")[2]
    width, _separator, height = measure.partition("x")
    return PortalRendition(
        image=image,
        filter_spec=spec,
        file=f"images/{image.pk}.{size}.{image_format}",
        width=int(width),
        height=int(height or int(width) * 10 // 16),
    )


def sections() -> dict[tuple[int, type], Any]:
    """Return every unit's section page by unit and type."""
    return {
        (page.unit_id, model): page
        for model in {section for _page, section in KINDS}
        for page in model.objects.filter(unit__isnull=False)
    }


def piece(model: Any, text: Text, *, unit_id: int, cover: PortalImage, genre: Genre) -> Any:
    """Return an unsaved piece with a text of several blocks."""
    body = [("rich_text", f"<p>{one}</p>") for one in text.paragraphs]
    body[3:3] = [("heading", {"text": "Công đoàn cơ sở", "level": "h2"})]
    return model(
        title=text.title,
        slug=text.slug,
        lead=text.lead,
        body=body,
        unit_id=unit_id,
        cover=cover,
        cover_alt="Mô tả ảnh",
        cover_caption="Chú thích ảnh",
        cover_credit="Phóng viên",
        genre=None if model is NoticePage else genre,
        declares_safe=True,
        published_at=text.published_at,
        word_count=500,
        picture_count=1,
    )


@transaction.atomic
def fill(count: int) -> None:
    """Insert `count` pieces, unit after unit."""
    images, genre = cycle(make_images()), Genre.objects.first()
    topics = [Topic.objects.create(name_vi=name) for name in TOPICS]
    pages: list[Any] = []
    found = sections()
    for (unit_id, kind), members in shared_out(list(invent(count))).items():
        model, section = KINDS[kind]
        new = [
            piece(model, text, unit_id=unit_id, cover=next(images), genre=genre) for text in members
        ]
        dates = [text.published_at for text in members]
        insert_pages(parent=found[unit_id, section], pages=new, published_at=dates)
        pages += new
    add_authors_and_topics(pages, topics)


def shared_out(texts: list[Text]) -> dict[tuple[int, int], list[Text]]:
    """Return the texts by unit and position in `KINDS`, so that every unit has some of each."""
    units = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    groups: dict[tuple[int, int], list[Text]] = {}
    for number, text in enumerate(texts):
        turn, position = divmod(number, len(units))
        groups.setdefault((units[position], (turn + position) % len(KINDS)), []).append(text)
    return groups


def add_authors_and_topics(pages: list[Any], topics: list[Topic]) -> None:
    """Give every piece two topics, and an author unless it is a notice."""
    ArticleAuthor.objects.bulk_create(
        [
            ArticleAuthor(page_id=page.pk, pen_name="Hải Yến", share=100)
            for page in pages
            if not isinstance(page, NoticePage)
        ]
    )
    through = ArticlePage.topics.through
    through.objects.bulk_create(
        [
            through(articlepage_id=page.pk, topic=topic)
            for position, page in enumerate(pages)
            for topic in islice(cycle(topics), position % len(topics), position % len(topics) + 2)
        ]
    )


def addresses() -> dict[str, str]:
    """Return the paths that the benches ask for, each of an average unit."""
    article = NewsPage.objects.order_by("-published_at")[100]
    home = UnitHomePage.objects.get(unit=article.unit, language_code="vi")
    return {
        "article": article.get_url(),
        "unit": home.get_url(),
        "section": article.get_parent().get_url(),
        "article_id": str(article.pk),
    }


def main() -> None:
    """Do everything once."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_units", str(REGISTER), no_progress=True, stdout=StringIO())
    fill(int(sys.argv[1]))
    set_local_address()
    call_command("update_index", verbosity=0)
    build_when_changed()
    show(json.dumps(addresses()))


if __name__ == "__main__":
    main()
