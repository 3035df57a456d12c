"""What follows when a piece becomes readable: its files are public, its pictures are ready."""

from functools import partial

from django.db import transaction

from articles.models import ArticlePage
from core.models import PortalImage
from core.renditions import make_first_renditions, make_renditions
from units.public_files import close_files_of, files_of, open_files_of


def open_files(*, page: ArticlePage) -> None:
    """Make the files of a published piece public and queue the making of all picture sizes."""
    from articles.tasks import make_page_renditions

    files = open_files_of(page)
    pictures = PortalImage.objects.filter(pk__in=files.images)
    make_first_renditions(cover=page.cover, pictures=pictures)
    transaction.on_commit(partial(make_page_renditions.enqueue, page_id=page.pk))


def close_files(*, page: ArticlePage) -> None:
    """Make the files of an unpublished piece private unless another live page uses them."""
    close_files_of(page)


def make_all_renditions(*, page: ArticlePage) -> None:
    """Make every size of every picture of a piece that does not exist yet."""
    pictures = PortalImage.objects.filter(pk__in=files_of(page).images)
    make_renditions(cover=page.cover, pictures=pictures)
