"""One demonstration and one set of tools for all audits."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.addresses import Portal
from audit.serving import demonstration
from audit.tooling import install, missing_packages


@pytest.fixture(scope="session")
def tools() -> Path:
    """Return the folder of the audit's packages; left out where their programs are missing."""
    if missing := missing_packages():
        pytest.skip(f"install {', '.join(missing)}")
    return install()


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Serve a demonstration of its own, or take the portal that AUDIT_ADDRESS names."""
    if named := os.environ.get("AUDIT_ADDRESS"):
        yield Portal(named.rstrip("/"))
        return
    with demonstration(tmp_path_factory.mktemp("portal")) as address:
        yield Portal(address)
