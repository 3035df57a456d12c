"""Word documents of every sort, built from their XML: good, odd, broken and hostile."""

from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.files.uploadedfile import SimpleUploadedFile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
}
STYLES = {
    "Title": "Title",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Caption": "caption",
    "Subtitle": "Subtitle",
    "TOC1": "toc 1",
    "TOCHeading": "TOC Heading",
}


def t(text: str) -> str:
    """Return a text element."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def run(text: str, *, font: str = "", properties: str = "") -> str:
    """Return a run, in a font of its own when given."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return f"<w:r><w:rPr>{fonts}{properties}</w:rPr>{t(text)}</w:r>"


def bold(text: str) -> str:
    """Return a bold run."""
    return run(text, properties="<w:b/>")


def italic(text: str) -> str:
    """Return an italic run."""
    return run(text, properties="<w:i/>")


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs; plain text is one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def item(text: str, *, list_id: int = 1, level: int = 0) -> str:
    """Return an item of a list: 1 has bullets, 2 and 3 have numbers."""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=numbering)


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """Return a cell; `merge` is restart or continue."""
    width = f'<w:gridSpan w:val="{span}"/>' if span != 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(one if one.startswith("<") else p(one) for one in paragraphs)
    return f"<w:tc><w:tcPr>{width}{down}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of cells; plain text is a cell of one paragraph."""
    inner = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def drawing(key: str, *, alt: str = "", attribute: str = "r:embed") -> str:
    """Return a run with a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr={quoteattr(alt)}/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip {attribute}="{key}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def link(key: str, text: str, *, anchor: str = "") -> str:
    """Return a link to a relationship."""
    place = f' w:anchor="{anchor}"' if anchor else ""
    return f'<w:hyperlink r:id="{key}"{place}>{run(text)}</w:hyperlink>'


def field_code(instruction: str, shown: str) -> str:
    """Return a field of Word: its instruction, then what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(*paragraphs: str) -> str:
    """Return a run with a text box, as new programs and, beside it, as old ones draw it."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file of entries: the same bytes at any time of day."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, content in entries.items():
            package.writestr(ZipInfo(name), content, compress_type=ZIP_DEFLATED)
    return buffer.getvalue()


@dataclass
class WordFile:
    """A document in the making: `body` is XML; pictures and links are named by their keys.

    `numbering` holds further definitions and lists; ids below 10 are taken.
    """

    body: str = ""
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    relationships: str = ""
    styles: str = ""
    numbering: str = ""
    theme: str = ""
    pages: int | None = None
    main_type: str = f"{WORD}.document.main+xml"
    doctype: str = ""
    entries: dict[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    is_strict: bool = False

    def content(self) -> bytes:
        """Return the bytes of the file."""
        return zipped(
            {
                name: _strict(content) if self.is_strict else content
                for name, content in (self._parts() | self.entries).items()
                if name not in self.left_out
            }
        )

    def upload(self, name: str = "bài viết.docx") -> SimpleUploadedFile:
        """Return the file as the browser sends it."""
        return SimpleUploadedFile(name, self.content())

    def _parts(self) -> dict[str, str | bytes]:
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/document.xml": (
                f"{self.doctype}<w:document {NAMESPACES}><w:body>{self.body}</w:body></w:document>"
            ),
            "word/_rels/document.xml.rels": self._relationships(),
            "word/styles.xml": self._styles(),
            "word/numbering.xml": _numbering(self.numbering),
        }
        if self.theme:
            parts["word/theme/theme1.xml"] = self.theme
        if self.pages is not None:
            parts["docProps/app.xml"] = (
                f'<Properties xmlns="x"><Pages>{self.pages}</Pages></Properties>'
            )
        return parts | {f"word/{name}": content for name, content in self.pictures.values()}

    def _types(self) -> str:
        return (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{self.main_type}"/></Types>'
        )

    def _relationships(self) -> str:
        rows = [
            f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{target}"/>'
            for name, target in (
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("theme", "theme/theme1.xml"),
            )
        ]
        rows += [
            f'<Relationship Id="{key}" Type="{OFFICE}/image" Target="{name}"/>'
            for key, (name, _content) in self.pictures.items()
        ]
        rows += [
            f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target={quoteattr(target)} '
            'TargetMode="External"/>'
            for key, target in self.links.items()
        ]
        inner = "".join(rows) + self.relationships
        return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'

    def _styles(self) -> str:
        known = "".join(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
            for key, name in STYLES.items()
        )
        return f"<w:styles {NAMESPACES}>{self.styles}{known}</w:styles>"


def _strict(content: str | bytes) -> str | bytes:
    """Return a part with the namespaces of the strict form of the format."""
    if isinstance(content, bytes):
        return content
    for transitional, strict in STRICT.items():
        content = content.replace(transitional, strict)
    return content


def _numbering(further: str) -> str:
    forms = {1: "bullet", 2: "decimal", 3: "decimal"}
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="%{level + 1}."/></w:lvl>'
            for level in range(3)
        )
        + "</w:abstractNum>"
        for number, form in forms.items()
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in forms
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{further}{lists}</w:numbering>"


TITLE = p("Công đoàn chăm lo Tết cho người lao động", style="Title")
LEAD = p(bold("Hơn 5.000 suất quà được trao tận tay công nhân các khu công nghiệp dịp này."))
TEXT = p("Sáng 12/1, tại Khu công nghiệp Nam Cấm, Liên đoàn Lao động tỉnh tổ chức chương trình.")


def story(*body: str, **fields) -> WordFile:
    """Return a document with a title, a lead, a paragraph and what is given."""
    return WordFile("".join([TITLE, LEAD, TEXT, *body]), **fields)


def blocks_of(page) -> list[tuple[str, object]]:
    """Return the blocks of a piece as they are stored."""
    return [(block["type"], block["value"]) for block in page.body.get_prep_value()]


def text_of(page) -> str:
    """Return the rich text of a piece."""
    return "".join(value for name, value in blocks_of(page) if name == "rich_text")


def values_of(page, name: str) -> list:
    """Return the values of one type of block."""
    return [value for kind, value in blocks_of(page) if kind == name]
