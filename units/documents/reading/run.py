"""Starts the reading of a file in a process of its own, and judges what came of it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from core.text import normalize

from ..enums import TextState
from .limits import FEWEST_LETTERS, HEAD_CHARACTERS, HEAD_SECONDS, LONGEST_TEXT, WHOLE_SECONDS

ROOT = Path(__file__).resolve().parents[3]
READABLE = frozenset({".pdf", ".docx", ".odt", ".xlsx"})


@dataclass(frozen=True)
class Reading:
    """What a file says: `head` is its first page, `text` all that was read."""

    state: TextState
    text: str = ""
    head: str = ""


def readable_suffix(name: str) -> str:
    """Return the ending of a file's name where its text can be read, else an empty text."""
    suffix = os.path.splitext(name)[1].lower()
    return suffix if suffix in READABLE else ""


def read_bytes(content: bytes, *, name: str, head_only: bool = False) -> Reading:
    """Read a file within the limits of time and memory; never raises for what is in it.

    What was read before a page that breaks, or before the time was over, counts.
    """
    suffix = readable_suffix(name)
    if not suffix:
        return Reading(TextState.NO_TEXT)
    pages, failed = _pages(content, suffix, head_only)
    text = normalize("\n".join(pages))[:LONGEST_TEXT].replace("\x00", "")
    if sum(map(str.isalnum, text)) >= FEWEST_LETTERS:
        head = text[:HEAD_CHARACTERS] if suffix != ".pdf" else normalize(pages[0])
        return Reading(TextState.READ, text, head)
    return Reading(TextState.FAILED if failed else TextState.NO_TEXT)


def _pages(content: bytes, suffix: str, head_only: bool) -> tuple[list[str], bool]:
    """Return the pages that the child wrote, and whether it ended before its time."""
    command = [sys.executable, "-m", "units.documents.reading.child", suffix]
    command.append("1" if head_only else "1000000")
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell, nothing of the sender's
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=HEAD_SECONDS if head_only else WHOLE_SECONDS,
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "PYTHONUTF8": "1"},
            check=False,
        )
        written, failed = done.stdout, done.returncode != 0
    except subprocess.TimeoutExpired as late:
        written, failed = late.stdout or b"", True
    lines = written.decode("utf-8", "replace").split("\n")
    # The last one is empty, or was cut off.
    return [json.loads(line) for line in lines[:-1]], failed
