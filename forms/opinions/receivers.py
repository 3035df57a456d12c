"""Follows the publication of topics."""

from wagtail.signals import page_published, page_unpublished

from units.public_files import close_files_of, open_files_of

from .models import OpinionTopicPage


def open_documents(sender, instance, **kwargs) -> None:
    """Make the documents of a published topic readable to everybody."""
    open_files_of(instance)


def close_documents(sender, instance, **kwargs) -> None:
    """Take the documents of an unpublished topic from readers."""
    close_files_of(instance)


def connect() -> None:
    """Connect the receivers of this app."""
    page_published.connect(
        open_documents, sender=OpinionTopicPage, dispatch_uid="opinions_published"
    )
    page_unpublished.connect(
        close_documents, sender=OpinionTopicPage, dispatch_uid="opinions_unpublished"
    )
