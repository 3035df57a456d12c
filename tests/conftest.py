"""What every test gets: a provisioned portal without units, empty caches, no network."""

import gc
import os
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

import browsers
import services
from database_snapshot import Snapshot, allow_deletion, take_snapshot
from migrated_template import filled_from_template, keep_template, name_template

hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")
# Django and Wagtail leave hundreds of thousands of objects for good, which the collector would walk
# through again and again; see also `pytest_collection_finish`.
gc.set_threshold(100_000, 20, 20)

COMMITTING_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences"}
DATABASE_FIXTURES = {"db", *COMMITTING_FIXTURES}
SNAPSHOT = pytest.StashKey[Snapshot]()
BLOCKER = pytest.StashKey[DjangoDbBlocker]()


def on_sqlite() -> bool:
    """Tell whether this run's database is SQLite."""
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def everything_is_required() -> bool:
    """Tell whether a test that is left out fails the run."""
    return os.environ.get("CI") == "true" or os.environ.get("REQUIRE_ALL") == "1"


def uses_database(item: pytest.Item) -> bool:
    """Tell whether a test reads or writes the database."""
    names = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or names & DATABASE_FIXTURES)


def runs_elsewhere(item: pytest.Item) -> bool:
    """Tell whether a test belongs to the run on the other database only."""
    if on_sqlite():
        return item.get_closest_marker("postgres") is not None
    return item.get_closest_marker("sqlite") is not None or not uses_database(item)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep each test to its database; leave out browser tests where there is no browser."""
    elsewhere = [item for item in items if runs_elsewhere(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if not runs_elsewhere(item)]
    if services.chromium() is None:
        for item in items:
            if item.get_closest_marker("e2e"):
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the collector leave alone what was there before the first test."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section("left out")
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.line(f"{report.nodeid}: {str(reason).removeprefix('Skipped: ')}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that must be complete and is not."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if everything_is_required() and exitstatus == 0 and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def _migrated_before(django_db_blocker: DjangoDbBlocker) -> Iterator[bool]:
    """Begin with a migrated copy, where there is one; tell whether the database is there now."""
    if on_sqlite():
        with filled_from_template(connection) as is_there:
            yield is_there
        return
    with django_db_blocker.unblock():
        name_template(connection)
    yield False


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, _migrated_before: bool) -> bool:
    """Keep a database that is there already; its maker removes it."""
    return django_db_keepdb or _migrated_before


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request: pytest.FixtureRequest) -> None:
    """Make the portal without units; remember the database as it is then."""
    # Here, since models cannot be imported before Django is set up.
    from units.services.provisioning import provision_portal

    request.config.stash[BLOCKER] = django_db_blocker
    with django_db_blocker.unblock():
        if on_sqlite():
            keep_template(connection)
        provision_portal()
        request.config.stash[SNAPSHOT] = take_snapshot(connection)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Bring the portal back: a test with real transactions empties every table."""
    if is_transactional(item) and on_sqlite() and SNAPSHOT in item.config.stash:
        # SQLite empties tables by DELETE, which seals refuse; the snapshot brings them back.
        with item.config.stash[BLOCKER].unblock():
            allow_deletion(connection)
    yield
    # After the last test the test database is gone already.
    if nextitem is not None and is_transactional(item) and SNAPSHOT in item.config.stash:
        with item.config.stash[BLOCKER].unblock():
            item.config.stash[SNAPSHOT].restore(connection)
        forget_everything()


def is_transactional(item: pytest.Item) -> bool:
    """Tell whether a test commits for real and so loses the portal."""
    marker = item.get_closest_marker("django_db")
    names = set(getattr(item, "fixturenames", ()))
    return bool(
        (marker and (marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences")))
        or names & COMMITTING_FIXTURES
    )


def forget_everything() -> None:
    """Empty every cache that outlives a test."""
    for cache in caches.all():
        cache.clear()
    ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def count_queries() -> Callable[[Callable[[], object]], int]:
    """Return a function that tells how many queries a call makes."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Return the URL of a Redis of our own; the test is left out where there is none."""
    with services.redis() as url:
        if url is None:
            pytest.skip("no redis-server on this machine")
        yield url


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the browser's program; the test is left out where there is none."""
    return services.chromium() or pytest.skip("no chromium on this machine")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Start Debian's chromium once for the session."""
    with browsers.chromium(chromium_path) as started:
        yield started
