"""Ids in forms that no Django field reads: anything else than a number is left out."""

from collections.abc import Iterable


def numbers(values: Iterable[str]) -> set[int]:
    """Return the ids among some values; anything else is left out."""
    return {int(value) for value in values if is_number(value)}


def is_number(value: str) -> bool:
    """Tell whether a value of a form can be an id."""
    return value.isascii() and value.isdigit() and len(value) <= 15
