"""The process that reads one file from its input and writes its pages, a JSON text in each line."""

import json
import resource
import sys
from collections.abc import Callable, Iterator

from units.documents.reading import packages, pdf
from units.documents.reading.limits import CPU_SECONDS, LONGEST_TEXT, MEMORY, MOST_PAGES

PACKED: dict[str, Callable[[bytes], str]] = {
    ".docx": packages.docx_text,
    ".odt": packages.odt_text,
    ".xlsx": packages.xlsx_text,
}
LOCKED, DAMAGED = 3, 4


def main(suffix: str, most_pages: int) -> int:
    """Write what is found at once, so that a page that breaks takes none of those before it."""
    _limit()
    content = sys.stdin.buffer.read()
    written = 0
    try:
        for page in _pages(content, suffix, most_pages):
            page = page[: LONGEST_TEXT - written]
            written += len(page)
            sys.stdout.write(json.dumps(page) + "\n")
            sys.stdout.flush()
            if written >= LONGEST_TEXT:
                break
    except pdf.Locked:
        return LOCKED
    # A stranger's file may break its reader in any way.
    except Exception:
        return DAMAGED
    return 0


def _pages(content: bytes, suffix: str, most: int) -> Iterator[str]:
    if suffix == ".pdf":
        yield from pdf.pages(content, most=min(most, MOST_PAGES))
    else:
        yield PACKED[suffix](content)


def _limit() -> None:
    sys.setrecursionlimit(3_000)
    for kind, limit in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS)):
        try:
            resource.setrlimit(kind, (limit, limit))
        except (ValueError, OSError):  # the system forbids it, and the parent's clock stays
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
