"""The run of everything takes each test once, keeps its workers busy and counts rightly."""

import sys

import pytest

import run
from source_files import ROOT

ADDRESSES = {"sqlite": "", "postgresql": "postgres://portal@127.0.0.1:5433/postgres"}
WAIT_FOR = """import pathlib, time
    end = time.monotonic() + 60
    while not pathlib.Path("{path}").exists():
        assert time.monotonic() < end
        time.sleep(0.05)"""


def queue() -> list[run.Suite]:
    """Return the parts as they would run on a machine with PostgreSQL."""
    return run.queue_of(ADDRESSES, {"TEST_REDIS_URL": "redis://"})


def collects(suite: run.Suite, folder: str) -> bool:
    """Tell whether a part collects what lies in a folder of the tests."""
    within = any(f"{folder}/".startswith(f"{part}/") for part in suite.arguments)
    return within and f"--ignore={folder}" not in suite.arguments


def folders() -> list[str]:
    """Return the folders that hold tests."""
    names = [f"tests/{path.name}" for path in (ROOT / "tests").iterdir()]
    return [name for name in names if run.has_tests(name)]


@pytest.mark.parametrize("vendor", ADDRESSES)
@pytest.mark.parametrize("folder", folders())
def test_each_folder_runs_once_for_each_database_or_alone(vendor, folder):
    parts = [suite.name for suite in queue() if suite.name.startswith(vendor)]
    taking = [suite.name for suite in queue() if suite.name in parts and collects(suite, folder)]
    assert len(taking) == (0 if folder in run.ALONE else 1)


def test_the_longest_part_begins_first():
    seconds = [run.SECONDS[suite.name] for suite in queue()]
    assert seconds == sorted(seconds, reverse=True)


def test_a_folder_without_tests_is_no_part(monkeypatch):
    monkeypatch.setitem(run.FOLDERS, "voice", "tests/nothing-of-this-name")
    assert {suite.name for suite in queue()} == {
        "postgresql-pieces", "postgresql-rest", "sqlite-pieces", "sqlite-rest",
    }  # fmt: skip


def test_each_part_on_postgresql_has_a_database_of_its_own():
    urls = [suite.env["DATABASE_URL"] for suite in queue() if "DATABASE_URL" in suite.env]
    assert len(urls) == len(set(urls)) == len(queue()) // 2


def test_a_worker_that_is_done_takes_the_next_part(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(run, "REPORTS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["run.py"])
    # The first can end only when the last was begun beside it.
    suites = [
        suite_of(tmp_path, "patient", WAIT_FOR.format(path=tmp_path / "failing.xml")),
        suite_of(tmp_path, "short", "pass"),
        suite_of(tmp_path, "failing", "assert False"),
    ]
    results = run.run_queue(suites, workers=2)
    assert {(one.name, one.passed, one.failed) for one in results} == {
        ("patient", 1, 0), ("short", 1, 0), ("failing", 0, 1),
    }  # fmt: skip
    said = capfd.readouterr().out
    assert [line for line in said.splitlines() if line.startswith("####")] == [
        "######## patient", "######## short", "######## failing",
    ]  # fmt: skip
    assert run.closing_lines(results, [], 5).endswith("2 passed, 1 failed, 0 left out in 5.0s")


def suite_of(folder, name: str, body: str) -> run.Suite:
    """Return a suite of one test, which needs nothing of the portal."""
    path, config = folder / f"{name}_part.py", folder / "empty.ini"
    path.write_text(f"def test_it():\n    {body}\n")
    config.write_text("[pytest]\n")
    plain = ["-p", "no:cacheprovider", "-c", str(config)]
    return run.Suite(name, [*plain, str(path)], {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
