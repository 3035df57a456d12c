"""The form of all structured data: filled properties, absolute addresses, safe inside a script."""

import json
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

Node = dict[str, Any]
# A text such as “</script>” must never end the block that carries it.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def node(kind: str, **properties: Any) -> Node:
    """Return a node of a schema.org type without the properties that are empty."""
    filled = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    return {"@type": kind} | filled


def reference(identity: str) -> Node:
    """Return a mention of a node that stands elsewhere."""
    return {"@id": identity}


def moment(value: datetime | None) -> str:
    """Return a time in ISO 8601 with the offset of Vietnam, or nothing."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


def as_script(nodes: list[Node]) -> SafeString:
    """Return the nodes as the content of a block of data, which no browser runs."""
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 (no character ends the block)
