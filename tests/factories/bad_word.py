"""Files that are no Word document, or one that nobody should open."""

import struct
from hashlib import sha256

from factories.word import NAMESPACES, TEXT, TITLE, WordFile, p, story, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024
ENTRY, END = b"PK\x01\x02", b"PK\x05\x06"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{("&a" + str(n - 1) + ";") * 10}">' for n in range(1, 10))
    + "]>"
).replace("&a0;", "&a;")
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_entries(**entries: bytes) -> bytes:
    """Return a good document with further entries; `__` stands for a slash, `_` for a point."""
    named = {
        name.replace("__", "/").replace("_", "."): content for name, content in entries.items()
    }
    return story(entries=named).content()


def with_forged_sizes(content: bytes, name: str, *, packed: int | None, unpacked: int) -> bytes:
    """Return a ZIP file whose list of contents states other sizes for an entry."""
    changed = bytearray(content)
    start = content.index(ENTRY)
    while not content[start + 46 :].startswith(name.encode()):
        start = content.index(ENTRY, start + 1)
    if packed is not None:
        struct.pack_into("<I", changed, start + 20, packed)
    struct.pack_into("<I", changed, start + 24, unpacked)
    return bytes(changed)


def forty_megabytes_four_times() -> bytes:
    """Return a document whose pictures claim 156 MB together, none of them suspicious alone."""
    content = story(entries={f"word/media/{n}.bin": b"x" for n in range(4)}).content()
    for number in range(4):
        content = with_forged_sizes(
            content, f"word/media/{number}.bin", packed=MEGABYTE, unpacked=39 * MEGABYTE
        )
    return content


def with_flag(content: bytes, flag: int) -> bytes:
    """Return a ZIP file whose entries carry a flag, such as 1 for a password."""
    changed = bytearray(content)
    start = content.find(ENTRY)
    while start >= 0:
        struct.pack_into("<H", changed, start + 8, flag)
        start = content.find(ENTRY, start + 1)
    return bytes(changed)


def with_long_list() -> bytes:
    """Return a ZIP file of little content and a list of contents of two megabytes."""
    entry = struct.pack("<4s6H3I5H2I", ENTRY, 20, 20, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0)
    names = b"".join(entry + b"%04x" % number for number in range(2 * MEGABYTE // 50))
    end = struct.pack("<4s4H2IH", END, 0, 0, 40_000, 40_000, len(names), 30, 0)
    return zipped({"a": b""})[:30] + names + end


def document_xml(content: str, **fields) -> bytes:
    """Return a document whose main part is exactly `content`."""
    return story(entries={"word/document.xml": content.encode()}, **fields).content()


def body_xml(body: str) -> bytes:
    """Return a document with that body, title and text included."""
    return WordFile(TITLE + TEXT + body).content()


def paragraphs(count: int) -> str:
    """Return empty paragraphs that do not pack as small as a bomb does."""
    return "".join(
        f'<w:p n="{sha256(b"%d" % number).hexdigest()[:8]}"/>' for number in range(count)
    )


def deep(levels: int) -> bytes:
    """Return a document of boxes in boxes, not packed as small as a bomb is."""
    opened = paragraphs(levels).replace("<w:p ", "<w:sdt ").replace("/>", ">")
    return body_xml(p(opened + "</w:sdt>" * levels))


def unopened(content: str) -> bytes:
    """Return a document whose styles are exactly `content`."""
    return story(entries={"word/styles.xml": content.encode()}).content()


def empty_document() -> str:
    """Return a main part without a body."""
    return f"<w:document {NAMESPACES}/>"
