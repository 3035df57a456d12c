"""Lighthouse as a phone on a slow network: whole marks, and nearly so for speed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from audit.addresses import CASES, IS_WHOLE, Portal

pytestmark = pytest.mark.e2e
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
IN_CI = [("home", "vi"), ("gallery", "vi"), ("unit", "en")]
TRIES = 4
# A run takes half a minute; one that hangs must not take the whole suite with it.
LIMIT, GRACE = 180.0, 10.0
# An address that answers 404 is no page for search engines.
EXEMPT = {"error": {"seo", "best-practices", "performance"}}
FLAGS = "--headless=new --no-sandbox --disable-gpu"


@pytest.mark.parametrize(("name", "language"), CASES if IS_WHOLE else IN_CI)
def test_lighthouse_gives_whole_marks(
    portal: Portal, tools: Path, chromium_path: str, tmp_path: Path, name: str, language: str
) -> None:
    wanted = {key: least for key, least in LEAST.items() if key not in EXEMPT.get(name, ())}
    address, outcomes = portal.address_of(name, language), []
    # A busy machine takes marks for speed away and never adds any, so the best run counts. On one
    # the browser may also lose the start of the trace (NO_NAVSTART), which is no mark at all:
    # Lighthouse asks to be run again.
    for attempt in range(TRIES):
        report = tmp_path / f"report-{attempt}.json"
        command = [
            *("node", str(tools / "lighthouse" / "cli" / "index.js"), address, "--quiet"),
            *("--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"),
            *(f"--only-categories={','.join(wanted)}", "--ignore-status-code"),
        ]
        if fault := fault_of(command, env=os.environ | {"CHROME_PATH": chromium_path}):
            outcomes.append(f"no report: {fault}")
            continue
        result = json.loads(report.read_text())
        marks = {key: round(result["categories"][key]["score"] * 100) for key in wanted}
        below = {key: mark for key, mark in marks.items() if mark < wanted[key]}
        if not below:
            return
        outcomes.append(f"{marks}; {what_costs(result, below)}")
    pytest.fail("\n".join(outcomes))


def fault_of(command: list[str], *, env: dict[str, str], limit: float = LIMIT) -> str:
    """Run Lighthouse and return why there is no report; empty when there is one."""
    ran = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        _nothing, errors = ran.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        end(ran)
        return f"nothing after {limit:g} s"
    return f"{ran.returncode}: {errors.strip()}" if ran.returncode else ""


def end(ran: subprocess.Popen[str]) -> None:
    """End Lighthouse by an interrupt: killed, it would leave its browser running."""
    ran.send_signal(signal.SIGINT)
    try:
        ran.communicate(timeout=GRACE)
    except subprocess.TimeoutExpired:
        ran.kill()
        ran.communicate()


def test_a_run_without_end_gives_no_report() -> None:
    endless = [sys.executable, "-c", "import time; time.sleep(60)"]
    assert fault_of(endless, env=dict(os.environ), limit=0.2) == "nothing after 0.2 s"


def what_costs(result: dict, categories: dict[str, int]) -> list[str]:
    """Return the audits that took marks away."""
    return [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}"
        for category in categories
        for reference in result["categories"][category]["auditRefs"]
        if reference["weight"] and (audit := result["audits"][reference["id"]])["score"] != 1
    ]
