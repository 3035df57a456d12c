"""Installs the audit's tools from their packages, and names the programs that they need."""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE_FILES = [Path(__file__).with_name(name) for name in ("package.json", "package-lock.json")]
PROGRAMS = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless"}


def missing_packages() -> list[str]:
    """Return the Debian packages whose programs are not on this machine."""
    return [package for program, package in PROGRAMS.items() if not shutil.which(program)]


def install() -> Path:
    """Return the folder of the installed packages; a changed lock file installs again."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in PACKAGE_FILES)).hexdigest()
    folder = ROOT / "var" / "audit" / digest[:16]
    modules = folder / "node_modules"
    if modules.exists():
        return modules
    folder.parent.mkdir(parents=True, exist_ok=True)
    for old in folder.parent.iterdir():
        shutil.rmtree(old)
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent))
    for file in PACKAGE_FILES:
        shutil.copy(file, unfinished)
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=unfinished,
        check=True,
    )
    unfinished.rename(folder)
    return modules
