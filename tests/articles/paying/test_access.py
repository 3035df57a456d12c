"""Who opens which screen of royalties; nobody else finds a name, an account or an amount."""

import pytest
from django.urls import reverse

from articles.models import Payee

pytestmark = pytest.mark.django_db

FINANCE_ONLY = {"finance"}
SEE_PEOPLE = {"head", "chief", "finance"}
OPENS = SEE_PEOPLE | {"editor", "administrator", "superuser"}
STATEMENTS = OPENS | {"other_editor", "other_head", "other_chief"}
WATCH = {"head", "chief", "finance", "other_head", "other_chief"}
BUDGETS = {"chief", "finance", "other_chief"}
LEADERS = {"unit_editor", "unit_administrator"}
OWN = {"unit_editor", "unit_administrator", "contributor", "other_editor_of_unit", "author"}
DRAW = {"editor", "head", "other_editor", "other_head"}
OPEN = {
    "royalty_statements": STATEMENTS,
    "royalty_statements_results": STATEMENTS,
    "royalty_statement": OPENS,
    "royalty_statement_piece": OPENS,
    "royalty_statement_draw": DRAW,
    "royalty_statement_pay": FINANCE_ONLY,
    "royalty_statement_pdf": SEE_PEOPLE,
    "royalty_statement_sheet": SEE_PEOPLE,
    "royalty_statement_bank": FINANCE_ONLY,
    "royalty_statement_tax": FINANCE_ONLY,
    "royalty_payees": FINANCE_ONLY,
    "royalty_payees_results": FINANCE_ONLY,
    "royalty_payees_missing": FINANCE_ONLY,
    "royalty_payee_add": FINANCE_ONLY,
    "royalty_payee": FINANCE_ONLY,
    "royalty_unpaid": WATCH,
    "royalty_unpaid_results": WATCH,
    "royalty_budgets": BUDGETS,
    "royalty_budget": FINANCE_ONLY,
    "royalty_unit": LEADERS,
    "royalty_units": LEADERS | {"other_editor_of_unit"},
    "royalty_mine": OWN,
}
# Secrets are finance's; names with amounts are for those who may see people.
SECRETS = ["8111222333", "9704110022", "Ngân hàng Một", "8444555666", "9704330044", "Ngân hàng Hai"]
NAMES = ["Chim Hoàng Yến", "Sơn Ca Đỏ"]
SUMS = ["1.234.567", "1,234,567", "7.654.321", "7,654,321"]


def address(name: str, world, statement) -> str:
    arguments = {
        "royalty_statement_piece": [statement.pk, world.pieces[0].pk],
        "royalty_payee": [world.payee.pk],
        "royalty_unit": [world.unit.code],
        "royalty_budget": ["news", 2026, 7],
    }
    if name not in arguments and name.startswith("royalty_statement"):
        kept = ("royalty_statements", "royalty_statements_results", "royalty_statement_draw")
        arguments |= {name: [] if name in kept else [statement.pk]}
    return reverse(name, args=arguments.get(name, []))


def loaded(response) -> str:
    """Return all that came back, files included as they are."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("name", sorted(OPEN))
def test_screen_opens_to_its_roles_and_is_nothing_to_others(world, name):
    statement = world.statement("paid")
    if name == "royalty_statement_pay":
        allowed_status = 302  # it is paid already: back to the statement
    else:
        allowed_status = 302 if name == "royalty_units" else 200
    url = address(name, world, statement)
    answers = {who: world.client(who).get(url).status_code for who in world.everybody()}
    expected = {who: allowed_status if who in OPEN[name] else 404 for who in world.everybody()}
    assert answers == expected


@pytest.mark.parametrize("state", ["drawn", "approved", "paid"])
def test_secrets_and_amounts_reach_nobody_else(world, state):
    statement = world.statement(state)
    for who in set(world.everybody()) - {"finance", "author"}:
        client = world.client(who)
        for name in OPEN:
            url = address(name, world, statement)
            answer = client.get(url)
            text = loaded(answer)
            if answer.status_code != 200:
                continue
            hidden = list(SECRETS)
            if who not in SEE_PEOPLE:
                hidden += NAMES
            if who not in OPENS and name != "royalty_unit":
                hidden += SUMS
            found = [canary for canary in hidden if canary in text]
            assert found == [], (who, name)


def test_author_sees_the_own_secrets_and_nobody_elses(world):
    statement = world.statement("paid")
    text = loaded(world.client("author").get(reverse("royalty_mine")))
    assert all(canary in text for canary in ("8111222333", "9704110022", "Chim Hoàng Yến"))
    assert "1.234.567" in text or "1,234,567" in text
    foreign = ["8444555666", "9704330044", "Sơn Ca Đỏ", "7.654.321", "7,654,321", "Bài thứ hai"]
    assert [canary for canary in foreign if canary in text] == []
    assert statement.total == 1_234_567 + 7_654_321


def test_finance_sees_what_is_hidden_from_others(world):
    statement = world.statement("approved")
    url = reverse("royalty_statement", args=[statement.pk])
    text = loaded(world.client("finance").get(url))
    assert [canary for canary in [*NAMES, *SECRETS] if canary not in text] == []


def test_plain_desk_editor_sees_sums_by_piece_with_their_sheets(world):
    statement = world.statement("drawn")
    response = world.client("editor").get(reverse("royalty_statement", args=[statement.pk]))
    text = loaded(response)
    assert "Bài thứ nhất" in text
    assert reverse("grade_sheet", args=[world.pieces[0].pk]) in text
    assert "Bút Hai" not in text


def test_head_sees_people_but_no_link_to_their_data(world):
    statement = world.statement("drawn")
    text = loaded(world.client("head").get(reverse("royalty_statement", args=[statement.pk])))
    assert "Sơn Ca Đỏ" in text
    assert reverse("royalty_payee", args=[world.outsider.pk]) not in text


def test_own_piece_stays_closed_on_a_statement(world):
    """A desk editor who signs a piece does not open its sums, as with its grade sheet."""
    editor = world.staff["editor"]
    own = world.graded(500_000, [(editor, "Biên Tập", 60), (None, "Bút Hai", 40)])
    make = Payee.objects.create
    make(user=editor, unit=world.unit, legal_name="Biên Tập", pen_name="Biên Tập")
    make(unit=world.unit, legal_name="Người Khác", pen_name="Bút Hai")
    statement = world.statement("drawn")
    client = world.client("editor")
    url = reverse("royalty_statement_piece", args=[statement.pk, own.pk])
    assert client.get(url).status_code == 404
    listed = loaded(client.get(reverse("royalty_statement", args=[statement.pk])))
    assert url not in listed
    assert world.client("finance").get(url).status_code == 200


def test_piece_of_another_statement_is_nothing(world):
    statement = world.statement("drawn")
    later = world.graded(100_000, [(world.author, "Bút Một", 100)])
    url = reverse("royalty_statement_piece", args=[statement.pk, later.pk])
    assert world.client("finance").get(url).status_code == 404


@pytest.mark.parametrize("who", ["unit_editor", "unit_administrator"])
def test_another_unit_is_nothing(world, who):
    world.statement("paid")
    client = world.client(who)
    assert client.get(reverse("royalty_unit", args=[world.unit.code])).status_code == 200
    for code in (world.other_unit.code, "KHONG-CO"):
        assert client.get(reverse("royalty_unit", args=[code])).status_code == 404


def test_posts_are_refused_like_reads(world):
    statement = world.statement("drawn")
    posts = {
        "royalty_statement": {"step": "check", "seen": "drawn"},
        "royalty_statement_pay": {"paid_on": "2026-01-01", "seen": "approved"},
        "royalty_payee": {"legal_name": "Kẻ lạ"},
        "royalty_payee_add": {"legal_name": "Kẻ lạ"},
        "royalty_budget": {"amount": "1", "warn_percent": "50"},
        "royalty_statement_draw": {"desk": "news", "month": "2026-01"},
    }
    for who in ("unit_editor", "office", "other_chief", "author"):
        for name, data in posts.items():
            assert world.client(who).post(address(name, world, statement), data).status_code == 404
    statement.refresh_from_db()
    assert statement.state == "drawn"
    assert not Payee.objects.filter(legal_name="Kẻ lạ").exists()


def test_anonymous_is_sent_to_log_in(world, client):
    statement = world.statement("drawn")
    for name in OPEN:
        assert client.get(address(name, world, statement)).status_code in (302, 404)
