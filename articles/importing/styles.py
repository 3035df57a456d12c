"""Finds what a run or paragraph looks like: by itself, its styles, the defaults and the theme."""

from dataclasses import dataclass, field

from articles.importing.xml_parts import A, Element, tag, value_of, w

SWITCHES = ("b", "i", "vanish")
CHAIN_LIMIT = 20
# Styles of Word that say what a paragraph is; styles made from them mean the same.
MEANINGS = frozenset(
    {
        *("title", "subtitle", "caption"),
        *(f"heading {level}" for level in range(1, 10)),
        *(f"toc {level}" for level in range(1, 10)),
        *("toc heading", "table of figures"),
    }
)


@dataclass(frozen=True)
class Style:
    """A style as far as it matters here."""

    name: str
    based_on: str
    font: str
    switches: dict[str, bool]
    numbering: tuple[str, str] | None


@dataclass
class StyleBook:
    """The styles of a document by (kind, id), and what runs and paragraphs inherit from them."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    default_ids: dict[str, str] = field(default_factory=dict)
    default_font: str = ""
    theme: dict[str, str] = field(default_factory=dict)

    def font_of(self, run: Element, *, paragraph: Element, table: Element | None) -> str:
        """Return the font of a run: the nearest that is named."""
        table_id = style_id(table, "tblPr", "tblStyle") if table is not None else ""
        named = [
            self.font_in(run.find(w("rPr"))),
            *(style.font for style in self._run_styles(run, paragraph)),
            *(style.font for style in self._chain("table", table_id) if table is not None),
        ]
        return next((font for font in named if font), self.default_font)

    def meaning_of(self, paragraph: Element) -> str:
        """Return the name of Word's own style that a paragraph's style is made from, or none."""
        names = (style.name.casefold() for style in self._paragraph_styles(paragraph))
        return next((name for name in names if name in MEANINGS), "")

    def is_on(self, switch: str, run: Element, *, paragraph: Element) -> bool:
        """Tell whether a switch of text is on for a run: its own, else that of its styles."""
        said = [
            switches_in(run.find(w("rPr"))),
            *(style.switches for style in self._run_styles(run, paragraph)),
        ]
        return next((switches[switch] for switches in said if switch in switches), False)

    def numbering_of(self, paragraph: Element) -> tuple[str, str] | None:
        """Return (list id, level) of a paragraph: its own, else of its style."""
        said = [
            numbering_in(paragraph),
            *(style.numbering for style in self._paragraph_styles(paragraph)),
        ]
        return next((numbering for numbering in said if numbering), None)

    def font_in(self, properties: Element | None) -> str:
        """Return the font that properties name for letters with marks, else for plain letters.

        A font of the theme goes before a name. The font for complex scripts shows no Vietnamese.
        """
        fonts = properties.find(w("rFonts")) if properties is not None else None
        if fonts is None:
            return ""
        named = [
            name
            for slot in ("hAnsi", "ascii")
            for name in (
                self.theme.get(fonts.get(w(f"{slot}Theme"), "")[:5], ""),
                fonts.get(w(slot), ""),
            )
        ]
        return next((name for name in named if name), "")

    def _paragraph_styles(self, paragraph: Element) -> list[Style]:
        return self._chain("paragraph", style_id(paragraph, "pPr", "pStyle"))

    def _run_styles(self, run: Element, paragraph: Element) -> list[Style]:
        own = self._chain("character", style_id(run, "rPr", "rStyle"))
        return own + self._paragraph_styles(paragraph)

    def _chain(self, kind: str, name: str) -> list[Style]:
        """Return a style and those it is based on, the nearest first; circles are cut."""
        chain: list[Style] = []
        style = self.styles.get((kind, name or self.default_ids.get(kind, "")))
        while style is not None and len(chain) < CHAIN_LIMIT:
            chain.append(style)
            style = self.styles.get((kind, style.based_on))
        return chain


def read_styles(styles: Element | None, theme: Element | None) -> StyleBook:
    """Return the book of a document from its parts for styles and theme; either may be missing."""
    book = StyleBook(theme=_theme_fonts(theme) if theme is not None else {})
    if styles is None:
        return book
    defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    book.default_font = book.font_in(defaults)
    for element in styles.findall(w("style")):
        _add_style(book, element)
    return book


def style_id(element: Element, properties: str, name: str) -> str:
    """Return the id of the style that an element names, or an empty text."""
    return value_of(element, f"{w(properties)}/{w(name)}")


def switches_in(properties: Element | None) -> dict[str, bool]:
    """Return which switches of text are on or off; what is not said is not in it."""
    if properties is None:
        return {}
    found = {name: properties.find(w(name)) for name in SWITCHES}
    return {
        name: switch.get(w("val"), "1") not in ("0", "false", "off")
        for name, switch in found.items()
        if switch is not None
    }


def numbering_in(element: Element) -> tuple[str, str] | None:
    """Return (list id, level) that a paragraph or style names itself."""
    list_id = value_of(element, f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    level = value_of(element, f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
    return (list_id, level or "0") if list_id else None


def _add_style(book: StyleBook, element: Element) -> None:
    kind, name = element.get(w("type"), ""), element.get(w("styleId"), "")
    properties = element.find(w("rPr"))
    style = Style(
        name=value_of(element, w("name")),
        based_on=value_of(element, w("basedOn")),
        font=book.font_in(properties),
        switches=switches_in(properties),
        numbering=numbering_in(element),
    )
    book.styles.setdefault((kind, name), style)
    if element.get(w("default"), "0") in ("1", "true", "on"):
        book.default_ids.setdefault(kind, name)


def _theme_fonts(theme: Element) -> dict[str, str]:
    """Return the Latin font of headings (`major`) and of text (`minor`)."""
    found = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{tag(A, kind + 'Font')}/{tag(A, 'latin')}")
        if latin is not None:
            found[kind] = latin.get("typeface", "")
    return found
