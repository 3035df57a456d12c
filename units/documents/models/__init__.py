"""Official documents: the register, their files, how they stand to each other, public pages."""

from .documents import DocumentField, DocumentFile, DocumentRelation, DocumentType, OfficialDocument
from .pages import DocumentIndexPage, DocumentPage

__all__ = [
    "DocumentField",
    "DocumentFile",
    "DocumentIndexPage",
    "DocumentPage",
    "DocumentRelation",
    "DocumentType",
    "OfficialDocument",
]
