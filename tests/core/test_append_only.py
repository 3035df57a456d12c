"""The database's own seals: on both databases, and again after a test that emptied the tables."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Grade
from articles.seals import SEALS
from core.append_only import Seal, seal, unseal
from core.audit import record
from core.models import AuditEntry
from factories.newsroom import make_used_piece
from factories.portal import make_unit
from factories.royalties import make_grade

ROWS = Seal(
    "seal_probe",
    "probe",
    update_when="OLD.state = 'final'",
    delete_when="OLD.state = 'final'",
    insert_when="NEW.state = 'never'",
)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql: str) -> bool:
    try:
        with transaction.atomic():
            run(sql)
    except IntegrityError as error:
        return "probe" in str(error)
    return False


def triggers() -> set[str]:
    """Return the names of the triggers that the database has now."""
    source = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(source[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def expected() -> set[str]:
    seals = (*SEALS, Seal("core_auditentry", "core_audit"))
    return {f"{one.name}_no_{event.lower()}" for one in seals for event, _when in one.events()}


@pytest.fixture
def probe(db):
    """Make a small sealed table with an open and a final row."""
    run("CREATE TABLE seal_probe (id integer, state varchar(10))")
    seal(connection, [ROWS])
    run("INSERT INTO seal_probe VALUES (1, 'open'), (2, 'final')")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seal_probe SET id = 9 WHERE id = 2",
        "UPDATE seal_probe SET id = id",
        "DELETE FROM seal_probe WHERE id = 2",
        "DELETE FROM seal_probe",
        "INSERT INTO seal_probe VALUES (3, 'never')",
    ],
)
def test_seal_refuses_what_its_conditions_name(probe, statement):
    assert refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seal_probe SET state = 'final' WHERE id = 1",
        "DELETE FROM seal_probe WHERE id = 1",
        "INSERT INTO seal_probe VALUES (3, 'open')",
    ],
)
def test_seal_lets_everything_else_pass(probe, statement):
    assert not refused(statement)


def test_unsealed_table_changes_freely(probe):
    unseal(connection, [ROWS])
    assert not refused("DELETE FROM seal_probe")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_committing_test_finds_seals_and_no_rows_of_the_one_before(turn):
    assert expected() <= triggers()
    assert not Grade.objects.exists()
    assert not AuditEntry.objects.exists()
    grade = make_grade(make_used_piece(make_unit()), amount=1_000_000)
    record(actor=None, action="probe", subject=grade)
    with pytest.raises(IntegrityError, match="articles_seal_grade"):
        Grade.objects.update(amount=2_000_000)
