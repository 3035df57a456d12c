"""The demonstration pieces as data: texts, topics and which drawing illustrates what."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


@cache
def pieces() -> list[dict[str, Any]]:
    """Return all pieces, oldest first."""
    found = [
        piece
        for path in sorted((FOLDER / "pieces").glob("*.json"))
        for piece in json.loads(path.read_text(encoding="utf-8"))
    ]
    return sorted(found, key=lambda piece: (-piece["days_ago"], piece["time"], piece["key"]))


def load_json(name: str) -> Any:
    """Return one of the other data files: `topics`, `about` or `english`."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
