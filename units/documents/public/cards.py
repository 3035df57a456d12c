"""Public documents as plain data, from columns: for the API and for open data."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import get_language

from core.addresses import PageAddresses
from core.text import slugify


def row_columns() -> tuple[str, ...]:
    """Return the columns that a card is made of; `status` is annotated."""
    return (
        *("pk", "number_symbol", "year", "abstract", "issued_on", "effective_on", "expired_on"),
        *("signer_name", "signer_position", "status", "is_demonstration", "issuer_name"),
        *("type__slug", "type__name_vi", "type__name_en", "issuer_key", "page__url_path"),
        *("field__slug", "field__name_vi", "field__name_en"),
        *("issuer__code", "issuer__slug", "issuer__name_vi", "issuer__name_en"),
    )


def cards_of(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what everybody may know of each document, without a query of its own."""
    addresses = PageAddresses()
    for row in rows:
        yield {
            "id": row["pk"],
            "number": row["number_symbol"],
            "year": row["year"],
            "type": _entry(row, "type__"),
            "abstract": row["abstract"],
            "issuer": _issuer(row),
            "issued_on": row["issued_on"],
            "effective_on": row["effective_on"],
            "expired_on": row["expired_on"],
            "signer": row["signer_name"],
            "signer_position": row["signer_position"],
            "field": _entry(row, "field__") if row["field__slug"] else None,
            "status": row["status"],
            "url": addresses.of(row["page__url_path"]),
            "is_demonstration": row["is_demonstration"],
        }


def _entry(row: dict[str, Any], prefix: str) -> dict[str, str]:
    return {"slug": row[f"{prefix}slug"], "name": _name(row, prefix)}


def _issuer(row: dict[str, Any]) -> dict[str, str | None]:
    if row["issuer__code"] is None:
        slug = slugify(row["issuer_key"])
        return {"code": None, "slug": slug, "name": row["issuer_name"]}
    return {
        "code": row["issuer__code"],
        "slug": row["issuer__slug"],
        "name": _name(row, "issuer__"),
    }


def _name(row: dict[str, Any], prefix: str) -> str:
    english = row[f"{prefix}name_en"]
    return english if get_language() == "en" and english else row[f"{prefix}name_vi"]
