"""Registry of the sections that every sub-site has; apps above add theirs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A section page below each unit's home page; `model` is an app label and model name.

    `title_en` is empty where the English page says something of its own and must be translated.
    """

    key: str
    order: int
    model: str
    slug: str
    title: str
    title_en: str = ""


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section; registering the same key again replaces it."""
    _sections[section.key] = section


def registered() -> list[Section]:
    """Return all sections in their order of display."""
    return sorted(_sections.values(), key=lambda section: section.order)
