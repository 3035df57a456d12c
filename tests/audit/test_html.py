"""The W3C's validator on the HTML of every kind of page: no error, no warning."""

import json
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from audit.addresses import CASES, Portal


def test_validator_finds_no_error(portal: Portal, tools: Path, tmp_path: Path) -> None:
    for name, language in CASES:
        file = tmp_path / f"{name}-{language}.html"
        file.write_bytes(source(portal.address_of(name, language)))
    assert messages(tools, tmp_path) == []


def test_validator_finds_what_is_wrong(tools: Path, tmp_path: Path) -> None:
    file = tmp_path / "wrong.html"
    file.write_text('<!doctype html><html lang="vi"><title>Sai</title><p id="a"><p id="a"></html>')
    assert [message for message in messages(tools, tmp_path) if "Duplicate ID" in message]


def source(address: str) -> bytes:
    """Return the HTML of an address, that of an error page too."""
    try:
        with urlopen(address) as answer:
            return answer.read()
    except HTTPError as error:
        return error.read()


def messages(tools: Path, folder: Path) -> list[str]:
    """Return what the validator says of the files in a folder."""
    jar = tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", folder]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return [
        f"{Path(each['url']).name}:{each.get('lastLine')}: {each['message']}: {each.get('extract')}"
        for each in json.loads(found.stdout)["messages"]
        if each["type"] == "error" or each.get("subType") == "warning"
    ]
