"""Compares answers with stored JSON; values that differ from run to run are named instead."""

import json
import os
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "api" / "golden"
RUN_VALUES = (
    (re.compile(r"/media/(images|documents)/[^\"]*/"), r"/media/\1/<path>/"),
    (re.compile(r"anh-\d+"), "anh-<number>"),
    (re.compile(r"(/api/v[23]/\w+)/\d+/"), r"\1/<id>/"),
    (re.compile(r"(?<=\d)\.\d{6}(?=[+Z])"), ""),
)


def assert_golden(name: str, answer: Any) -> None:
    """Compare `answer` with `golden/<name>.json`; UPDATE_GOLDEN=1 writes it instead."""
    text = json.dumps(answer, ensure_ascii=False, indent=2, sort_keys=False) + "\n"
    for pattern, replacement in RUN_VALUES:
        text = pattern.sub(replacement, text)
    text = re.sub(r'"id": (\d+|"[0-9a-f-]{36}")', '"id": "<id>"', text)
    text = re.sub(r'"updated_at": "[^"]*"', '"updated_at": "<moment>"', text)
    path = FOLDER / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
