"""What no file of the project may contain."""

import re
from pathlib import Path

import pytest

from source_files import own_files, own_text_files, shown

# Written in two halves, so that this file does not find itself.
MACHINE_PATHS = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", r"\.\./sha" + "red"]))
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
TEMPLATES = [path for path in own_files() if path.suffix == ".html"]
# A block of data is not run, so the Content-Security-Policy lets it pass.
INLINE = {
    "script": re.compile(r"<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "javascript address": re.compile(r"[\"']\s*javascript:", re.I),
}


def files_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Return the files in which `pattern` occurs."""
    return shown([path for path in paths if pattern.search(path.read_text())])


def test_no_file_names_a_path_of_one_machine():
    assert files_with(MACHINE_PATHS, own_text_files()) == []


def test_nothing_is_left_unfinished():
    code = [path for path in own_text_files() if path.suffix in {".py", ".html", ".css", ".js"}]
    assert files_with(UNFINISHED, code) == []
    assert files_with(CONFLICT, own_text_files()) == []


@pytest.mark.parametrize("kind", INLINE)
def test_templates_have_no_inline(kind):
    assert TEMPLATES
    assert files_with(INLINE[kind], TEMPLATES) == []


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        ("script", "<script>go()</script>"),
        ("style element", "<style>a{}</style>"),
        ("style attribute", '<p class="a" style="color:red">'),
        ("handler", '<a onclick="go()">'),
        ("javascript address", '<a href="javascript:go()">'),
    ],
)
def test_inline_patterns_find_what_they_name(kind, html):
    assert INLINE[kind].search(html)


def test_data_blocks_and_linked_scripts_are_allowed():
    allowed = '<script src="a.js"></script><script type="application/ld+json">{}</script>'
    assert not INLINE["script"].search(allowed)
