"""Keeps the words by which a document is found in step with its entry, its files and its page."""

from django.db.models import QuerySet

from core.text import fold_for_search

from ..models import DocumentFile, OfficialDocument

LONGEST_WORDS = 400_000


def refresh_words(document: OfficialDocument) -> None:
    """Write the folded words of an entry, files included. Call it under the entry's lock."""
    texts = [*_entry_texts(document), *_file_texts(document)]
    document.folded = fold_for_search("\n".join(texts))[:LONGEST_WORDS]
    OfficialDocument.objects.filter(pk=document.pk).update(folded=document.folded)


def page_words(document: OfficialDocument) -> str:
    """Return what the search of readers finds a page by, besides its number and abstract.

    The folded number stands first, without leading noughts: `06b/NQ-TLĐ` is found as `6b nq tld`.
    """
    texts = [document.number_key, *_entry_texts(document)[3:], *_file_texts(document)]
    return "\n".join(texts)[:LONGEST_WORDS]


def kept_files(document: OfficialDocument) -> QuerySet[DocumentFile]:
    """Return the files that a document has now."""
    return document.files.filter(removed_at=None)


def _entry_texts(document: OfficialDocument) -> list[str]:
    issuer = document.issuer
    return [
        document.number_symbol,
        document.number_key,
        document.abstract,
        f"{document.type.name_vi} {document.type.name_en}",
        f"{document.field.name_vi} {document.field.name_en}" if document.field else "",
        f"{issuer.name_vi} {issuer.short_name_vi}" if issuer else document.issuer_name,
        f"{document.signer_name} {document.signer_position}",
    ]


def _file_texts(document: OfficialDocument) -> list[str]:
    return list(kept_files(document).exclude(text="").values_list("text", flat=True))
