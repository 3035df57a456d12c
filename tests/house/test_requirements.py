"""Every installation is the same: all dependencies are pinned, direct ones with a reason."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from source_files import ROOT

FILES = [ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"]
INDIRECT = "# Indirect dependencies"
LINE = re.compile(r"^(?P<requirement>[^#]+?)\s*(# (?P<reason>.+))?$")


def lines_of(path: Path, *, direct_only: bool = False) -> list[re.Match[str]]:
    """Return the requirements of a file, with their comments."""
    text = path.read_text()
    wanted = text.split(INDIRECT)[0] if direct_only else text
    lines = [line for line in wanted.splitlines() if line.strip() and not line.startswith("#")]
    return [match for line in lines if (match := LINE.match(line))]


def pins() -> dict[str, str]:
    """Return the pinned version of each distribution, by normalised name."""
    found = [Requirement(line["requirement"]) for path in FILES for line in lines_of(path)]
    return {canonicalize_name(item.name): str(item.specifier)[2:] for item in found}


def needed(roots: list[Requirement]) -> set[str]:
    """Return the names of everything that `roots` need in this environment."""
    names: set[str] = set()
    waiting, seen = list(roots), set()
    while waiting:
        item = waiting.pop()
        key = (canonicalize_name(item.name), frozenset(item.extras))
        if key not in seen:
            seen.add(key)
            names.add(key[0])
            waiting += _requires(item)
    return names


def _requires(item: Requirement) -> list[Requirement]:
    extras = item.extras or {""}
    found = map(Requirement, distribution(item.name).requires or [])
    return [
        other
        for other in found
        if not other.marker or any(other.marker.evaluate({"extra": extra}) for extra in extras)
    ]


@pytest.mark.parametrize("path", FILES, ids=["portal", "tests"])
def test_each_requirement_is_pinned_to_one_version(path):
    loose = [line[0] for line in lines_of(path) if not re.search(r"==[\w.]+", line["requirement"])]
    assert lines_of(path)
    assert loose == []


@pytest.mark.parametrize("path", FILES, ids=["portal", "tests"])
def test_each_direct_dependency_has_a_reason(path):
    direct = lines_of(path, direct_only=True)
    assert direct
    assert [line[0] for line in direct if not line["reason"]] == []


def test_no_dependency_is_pinned_twice():
    names = [Requirement(line["requirement"]).name for path in FILES for line in lines_of(path)]
    assert len(names) == len(set(map(canonicalize_name, names)))


def test_everything_that_is_needed_is_pinned():
    direct = [
        Requirement(line["requirement"])
        for path in FILES
        for line in lines_of(path, direct_only=True)
    ]
    assert needed(direct) - set(pins()) == set()


def test_what_runs_the_tests_is_what_is_pinned():
    installed = {name: distribution(name).version for name in pins() if name not in conditional()}
    assert installed == {name: pins()[name] for name in installed}


def conditional() -> set[str]:
    """Return what other versions of Python need and this one does not."""
    items = [Requirement(line["requirement"]) for path in FILES for line in lines_of(path)]
    return {
        canonicalize_name(item.name) for item in items if item.marker and not item.marker.evaluate()
    }
