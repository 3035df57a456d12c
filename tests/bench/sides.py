"""Sets up the two sides of a comparison in a temporary folder: the portal and a bare project."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from measuring import BENCH, ROOT

STARTER = BENCH / "starter_side"


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Side:
    """One project with its own database: how to run its scripts and how to serve it."""

    name = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / self.name
        self.folder.mkdir(parents=True)
        self.port = free_port()
        self._filling: subprocess.Popen[str] | None = None

    @property
    def env(self) -> dict[str, str]:
        """Return the environment of every process of this side."""
        kept = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}}
        return kept | {"PYTHONPATH": os.pathsep.join(map(str, [*self.import_path, BENCH]))}

    @property
    def import_path(self) -> list[Path]:
        """Return the folders that hold the project's packages."""
        return [self.directory]

    @property
    def directory(self) -> Path:
        """Return the folder of the project."""
        raise NotImplementedError

    @property
    def application(self) -> str:
        """Return the WSGI application."""
        raise NotImplementedError

    def start_filling(self, articles: int) -> None:
        """Begin to fill the database in the background."""
        self._filling = self._start("fill.py", str(articles))

    def wait_until_filled(self) -> dict[str, str]:
        """Return the addresses that the fill script named."""
        assert self._filling is not None
        return self._answer(self._filling)

    def run(self, script: str, *arguments: str) -> Any:
        """Run a script of this side; return the JSON that it prints last."""
        return self._answer(self._start(script, *arguments))

    def _start(self, script: str, *arguments: str) -> subprocess.Popen[str]:
        path = BENCH / f"{self.name}_side" / script
        return subprocess.Popen(
            [sys.executable, str(BENCH / "run_script.py"), str(path), *arguments],
            cwd=self.directory,
            env=self.env,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _answer(self, process: subprocess.Popen[str]) -> Any:
        output, _errors = process.communicate()
        if process.returncode:
            raise SystemExit(f"{self.name}: a script ended with {process.returncode}")
        return json.loads(output.strip().splitlines()[-1])


class Portal(Side):
    """The portal as `make run` serves it, with a database of its own."""

    name = "portal"
    directory = ROOT
    application = "portal.wsgi:application"

    @property
    def env(self) -> dict[str, str]:
        """Point every file of the portal into the temporary folder."""
        return super().env | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DATABASE_URL": f"sqlite:///{self.folder / 'portal.sqlite3'}",
            "EMAIL_URL": "dummymail://",
            "STATIC_ROOT": str(self.folder / "static"),
            "MEDIA_ROOT": str(self.folder / "media"),
            "PRIVATE_MEDIA_ROOT": str(self.folder / "private"),
            "BASE_URL": f"http://127.0.0.1:{self.port}",
        }

    @property
    def import_path(self) -> list[Path]:
        """Add the kernel, and the factories of the tests."""
        return [ROOT, ROOT / "site", ROOT / "tests"]


class Starter(Side):
    """A project as `wagtail start` makes it, with a simple article and both APIs."""

    name = "starter"
    application = "starter.wsgi:application"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        start = "from wagtail.bin.wagtail import main; main()"
        self._python("-c", start, "start", "starter", str(self.folder))
        shutil.copytree(STARTER / "news", self.folder / "news")
        shutil.copy(STARTER / "local.py", self.folder / "starter" / "settings" / "local.py")
        shutil.copy(STARTER / "api.py", self.folder / "starter" / "api.py")
        self._add_api()
        self._python("manage.py", "makemigrations", "news", "--verbosity", "0")

    @property
    def directory(self) -> Path:
        """Return the generated project."""
        return self.folder

    @property
    def env(self) -> dict[str, str]:
        """Use the settings that the generated project has for production."""
        return super().env | {"DJANGO_SETTINGS_MODULE": "starter.settings.production"}

    def _add_api(self) -> None:
        urls = self.folder / "starter" / "urls.py"
        lines = "\nfrom starter import api\n\nurlpatterns = api.urlpatterns + urlpatterns\n"
        urls.write_text(urls.read_text() + lines)

    def _python(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.env,
            check=True,
            stdout=subprocess.DEVNULL,
        )
