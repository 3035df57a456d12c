"""A part of a page that posts a form is given the token without which the server refuses it.

`{% include … only %}` hides the token, and Django's test client asks for none.
"""

import re

from source_files import own_files

INCLUDE = re.compile(r"""{% include ["']([^"']+)["']([^%]*)%}""")
TEMPLATES = {
    path.as_posix().partition("/templates/")[2]: path.read_text()
    for path in own_files()
    if path.suffix == ".html" and "/templates/" in path.as_posix()
}


def posts_a_form(name: str) -> bool:
    """Tell whether a template, or a part of it, asks for the token."""
    text = TEMPLATES.get(name, "")
    return "{% csrf_token %}" in text or any(
        posts_a_form(part) for part, _words in INCLUDE.findall(text) if part != name
    )


def test_parts_with_forms_get_the_token():
    without = [
        f"{name}: {part}"
        for name, text in TEMPLATES.items()
        for part, words in INCLUDE.findall(text)
        if words.split()[-1:] == ["only"]
        and "csrf_token=csrf_token" not in words
        and posts_a_form(part)
    ]
    assert without == []


def test_templates_with_forms_are_found():
    assert sum("{% csrf_token %}" in text for text in TEMPLATES.values()) > 50
    assert posts_a_form("reorganisation/admin/operation.html")
