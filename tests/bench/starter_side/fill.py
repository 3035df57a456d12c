"""Fills the bare project for the benches with the texts that the portal gets.

Run by `sides.py` inside the generated project. Prints the paths that the benches ask for.
"""

import json
import sys
from itertools import cycle

from bulk import insert_pages
from django.core.management import call_command
from measuring import show
from news.models import ArticlePage, NewsIndexPage
from texts import invent
from wagtail.images.models import Image, Rendition
from wagtail.models import Page

IMAGES, SPECS = 200, {"fill-320x200": (320, 200), "width-960": (960, 600)}


def make_images() -> list[Image]:
    """Insert rows of pictures with the sizes that the templates ask for."""
    images = Image.objects.bulk_create(
        Image(title=f"Image {number}", file=f"original_images/{number}.jpg", width=1600,
              height=1000, file_size=200_000)
        for number in range(IMAGES)
    )  # fmt: skip
    Rendition.objects.bulk_create(
        Rendition(
            image=image,
            filter_spec=spec,
            file=f"images/{image.pk}.{spec}.jpg",
            width=width,
            height=height,
        )
        for image in images
        for spec, (width, height) in SPECS.items()
    )
    return images


def fill(count: int) -> NewsIndexPage:
    """Insert `count` articles below one index page."""
    home = Page.objects.get(depth=2)
    section = home.add_child(instance=NewsIndexPage(title="News", slug="news"))
    texts, images = list(invent(count)), cycle(make_images())
    pages = [
        ArticlePage(
            title=text.title,
            slug=text.slug,
            date=text.published_at.date(),
            intro=text.lead,
            body=text.html,
            cover=next(images),
        )
        for text in texts
    ]
    insert_pages(parent=section, pages=pages, published_at=[text.published_at for text in texts])
    return section


def main() -> None:
    """Do everything once."""
    call_command("migrate", verbosity=0, interactive=False)
    section = fill(int(sys.argv[1]))
    call_command("update_index", verbosity=0)
    article = ArticlePage.objects.order_by("-date", "-pk")[100]
    show(
        json.dumps(
            {
                "article": article.get_url(),
                "section": section.get_url(),
                "article_id": str(article.pk),
            }
        )
    )


if __name__ == "__main__":
    main()
