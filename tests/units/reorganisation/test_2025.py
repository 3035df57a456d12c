"""The reorganisation of 2025 on a portal in use: nothing is lost, nothing is counted twice.

Units of the register of 2016 with pieces, pictures, questions, directives, people and royalties
are merged, replaced and renamed as the files of 2025 say.
"""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Sum
from django.utils import timezone
from wagtail.models import Page

from articles.models import (
    ArticlePage,
    Contribution,
    Grade,
    GradeShare,
    LedgerEntry,
    Payee,
    RoyaltyStatement,
    StatementLine,
    StatementPayment,
)
from articles.royalties.drawing import plan_statement
from core.models import PortalDocument, PortalImage, User
from factories.portal import make_article, make_document, make_image, make_user
from factories.questions import make_question
from factories.reorganising import count_rows, dump, fill_unit, load_register_of_2016
from factories.royalties import (
    desk_named,
    make_graded_piece,
    make_payee,
    make_statement,
    make_statement_staff,
)
from factories.sub_sites import write_sub_site
from forms.questions.models import Question
from units.directives.models import DirectiveReceipt
from units.documents.models import OfficialDocument
from units.enums import UnitRole
from units.lineage import successors_of
from units.models import Membership, Unit, UnitHomePage
from units.personnel.models import Appointment, Person, YearlyFigure
from units.reorganisation.models import Reorganisation, RowChange
from units.reorganisation.replaying.groups import DATA
from units.reorganisation.services.undoing import undo_reorganisation
from units.reorganisation.values import model_and_key
from units.services.english import open_english
from units.services.provisioning import provision_unit

pytestmark = pytest.mark.django_db
FILES = (DATA / "mergers_2025.csv", DATA / "sector_changes.csv")
# Two that merge and one that goes on, one replaced, one renamed, two steps one after the other.
USED = (
    "ldld-ha-giang",
    "ldld-vinh-phuc",
    "ldld-phu-tho",
    "ldld-thua-thien-hue",
    "cd-nong-nghiep",
    "cd-cong-nghiep-tau-thuy",
    "cd-giao-thong-van-tai",
)
# Takers that must have a sub-site for what is unfinished.
TAKERS = ("ldld-tuyen-quang", "cd-xay-dung")
PAID, UNPAID = date(2026, 6, 1), date(2026, 7, 1)


def replay() -> list[str]:
    """Carry both files out; return what was said last."""
    said = []
    for file in FILES:
        out = StringIO()
        call_command("apply_reorganisation", file, stdout=out)
        said.append(out.getvalue().strip().splitlines()[-1])
    return said


@pytest.fixture
def portal():
    """Make the register of 2016, with units in use among it."""
    load_register_of_2016()
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=[*USED, *TAKERS])}
    for slug in (*USED, *TAKERS):
        write_sub_site(units[slug])
        provision_unit(unit=units[slug])
    open_english()
    staff = make_statement_staff()
    for slug in USED:
        use(units[slug])
    make_statement(staff, state="paid", month=PAID)
    return units


def use(unit: Unit) -> None:
    """Let a unit have published, drafted, answered, been graded and been paid."""
    fill_unit(unit)
    author = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    make_image(unit)
    make_document(unit)
    make_article("news", unit)
    make_article("thematic", unit)
    make_article("news", unit, live=False)
    make_question(unit=unit)
    make_question(unit=unit, state="published")
    make_payee(author, unit=unit)
    name = author.get_full_name()
    for month, amount in ((PAID, 500_000), (UNPAID, 700_000)):
        make_graded_piece(
            unit, amount=amount, authors=[(author, name, 100)], used_on=month.replace(day=10)
        )


def everything() -> dict[str, Any]:
    """Return what must be the same afterwards: how many, and how much money."""
    counted = (
        PortalImage, PortalDocument, ArticlePage, Contribution, Grade, GradeShare, Payee,
        RoyaltyStatement, StatementLine, StatementPayment, LedgerEntry, Question,
        DirectiveReceipt, OfficialDocument, Person, Appointment, YearlyFigure, User, Membership,
    )  # fmt: skip
    counts = {model.__name__: model._base_manager.count() for model in counted}
    money = {
        "graded": Grade.objects.aggregate(sum=Sum("amount"))["sum"],
        "shared": GradeShare.objects.aggregate(sum=Sum("amount"))["sum"],
        "stated": StatementLine.objects.aggregate(sum=Sum("amount"))["sum"],
        "booked": LedgerEntry.objects.aggregate(sum=Sum("amount"))["sum"],
        "to be paid": to_be_paid(),
    }
    return {"pages": Page.objects.count() - pages_made()} | counts | money


def pages_made() -> int:
    """Return how many pages the sub-sites of new units have, from the journal."""
    made = RowChange.objects.filter(is_new=True).values_list("subject", flat=True)
    return sum(issubclass(model_and_key(subject)[0], Page) for subject in made)


def to_be_paid() -> int:
    """Return what the next statement would pay."""
    plan = plan_statement(desk=desk_named(), month=UNPAID)
    return sum(line.amount for line in plan.lines)


def addresses() -> set[str]:
    """Return the addresses of all live pages below the units, and of their feeds."""
    found: set[str] = set()
    for home in UnitHomePage.objects.filter(live=True):
        found |= {
            page.get_url() for page in Page.objects.descendant_of(home, inclusive=True).live()
        }
        found.add(f"{home.get_url()}feed/")
    return found


def steps_to_page(client, url: str) -> Iterator[int]:
    """Yield the answers from an address on, until there is no redirect."""
    for _step in range(4):
        answer = client.get(url)
        yield answer.status_code
        if answer.status_code not in {301, 302, 308}:
            return
        url = answer.url


def test_nothing_is_lost_in_2025(portal, client):
    before, old_addresses = everything(), addresses()
    final = {table: rows for table, rows in dump().items() if table.startswith(FINAL)}
    replay()
    assert Unit.objects.filter(kind="province", valid_to=None).count() == 34
    assert everything() == before
    after = dump()
    assert {table: after[table] for table in final} == final
    answers = {url: list(steps_to_page(client, url)) for url in sorted(old_addresses)}
    assert {
        url: codes for url, codes in answers.items() if codes[-1] != 200 or len(codes) > 2
    } == {}
    rows = count_rows()
    assert len(set(replay())) == 1
    assert count_rows() == rows
    what_is_open_is_with_successors()


# What is true under the old name for ever: grades, what was stated and paid, the books.
FINAL = (
    "articles_grade",
    "articles_royaltystatement",
    "articles_statement",
    "articles_ledger",
    "personnel_yearlyfigure",
)


def what_is_open_is_with_successors() -> None:
    """Look at one thing of each kind: with whom it is now."""
    for slug in USED:
        old = Unit.objects.get(slug=slug)
        if old.valid_to is None:
            continue
        [taker] = successors_of(old.pk)
        assert not old.memberships.exists()
        assert Membership.objects.filter(unit=taker).exists()
        assert not Question.objects.filter(unit=old, state="assigned").exists()
        assert Question.objects.filter(unit=old, state="published").exists()
        assert {one.in_charge_id for one in old.directive_receipts.all()} == {taker}
        assert not Person.objects.filter(unit=old).exists()
        assert not ArticlePage.objects.filter(unit=old, live=False).exists()
        assert ArticlePage.objects.filter(unit=old, live=True).count() == 4


def test_every_operation_of_2025_can_be_undone_from_the_last_to_the_first(portal):
    before = dump()
    by = User.objects.order_by("pk").first()
    replay()
    for operation in Reorganisation.objects.order_by("-pk"):
        undo_reorganisation(operation=operation, by=by, now=timezone.now())
    after = dump()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= TOLD


# Steps that are on record for good.
TOLD = {"questions_questionstep"}
