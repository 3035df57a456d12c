"""A desk with pieces of two units, its people, and a statement in any state."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles.models import Contribution, Desk, Payee, RoyaltyStatement
from articles.royalties import statements
from core.models import User
from factories.newsroom import make_used_piece
from factories.portal import make_unit, make_user
from factories.royalties import desk_named, make_grade, make_payee, make_statement_staff
from units.enums import PortalRole, UnitRole
from units.models import Unit


def client_of(user: User) -> Client:
    """Return a client with the account's session."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def local_today() -> date:
    """Return the portal's own day."""
    return timezone.localtime(timezone.now()).date()


def this_month() -> date:
    """Return the first day of the present month."""
    return local_today().replace(day=1)


@dataclass
class World:
    """Two units, the news desk with its four people, the other desk's, and everybody else."""

    unit: Unit
    other_unit: Unit
    desk: Desk
    staff: dict[str, User]
    other_staff: dict[str, User]
    people: dict[str, User]
    author: User
    payee: Payee
    outsider: Payee
    pieces: list[Contribution] = field(default_factory=list)

    def everybody(self) -> dict[str, User]:
        """Return every account by what it is."""
        others = {f"other_{name}": user for name, user in self.other_staff.items()}
        return self.staff | others | self.people | {"author": self.author}

    def client(self, name: str) -> Client:
        """Return a client with the session of one of them."""
        return client_of(self.everybody()[name])

    def draw(self) -> RoyaltyStatement:
        """Draw up a statement of the news desk."""
        return statements.draw_up(
            desk=self.desk,
            month=this_month(),
            user=self.staff["editor"],
            request_key=uuid4(),
            now=timezone.now(),
        )

    def statement(self, state: str = "drawn") -> RoyaltyStatement:
        """Return a statement that its people brought to a state."""
        statement = self.draw()
        now, key = timezone.now(), statement.pk
        if state in ("checked", "approved", "paid"):
            statements.check(statement_id=key, user=self.staff["head"], now=now)
        if state in ("approved", "paid"):
            statements.approve(statement_id=key, user=self.staff["chief"], now=now)
        if state == "paid":
            user = self.staff["finance"]
            statements.pay(statement_id=key, user=user, paid_on=local_today(), now=now)
        statement.refresh_from_db()
        return statement

    def graded(self, amount: int, authors: Any, *, unit: Unit | None = None, **fields: Any):
        """Make a used piece with a grade."""
        piece = make_used_piece(unit or self.unit, authors=authors, **fields)
        make_grade(piece, amount=amount)
        self.pieces.append(piece)
        return piece


def make_world() -> World:
    """Build it, with one graded piece of a person with an account and one of an outsider."""
    unit, other_unit = make_unit("MOT"), make_unit("HAI")
    staff = make_statement_staff("news")
    other_staff = make_statement_staff("thematic")
    other_staff.pop("finance")
    author = make_user(
        unit=unit, role=UnitRole.CONTRIBUTOR, username="tac-gia", first_name="Tác giả"
    )
    people = {
        "unit_editor": make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        "unit_administrator": make_user(unit=unit, role=UnitRole.ADMINISTRATOR),
        "contributor": make_user(unit=unit, role=UnitRole.CONTRIBUTOR),
        "other_editor_of_unit": make_user(unit=other_unit, role=UnitRole.CHIEF_EDITOR),
        "office": make_user(portal_role=PortalRole.OFFICE),
        "administrator": make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
        "superuser": make_user(is_superuser=True),
    }
    payee = make_payee(
        author,
        unit=unit,
        pen_name="Bút Một",
        legal_name="Chim Hoàng Yến",
        tax_code="8111222333",
        bank_account="9704110022",
        bank_name="Ngân hàng Một",
    )
    outsider = make_payee(
        unit=other_unit,
        pen_name="Bút Hai",
        legal_name="Sơn Ca Đỏ",
        tax_code="8444555666",
        bank_account="9704330044",
        bank_name="Ngân hàng Hai",
    )
    world = World(
        unit,
        other_unit,
        desk_named("news"),
        staff,
        other_staff,
        people,
        author,
        payee,
        outsider,
    )
    world.graded(1_234_567, [(author, "Bút Một", 100)], title="Bài thứ nhất")
    world.graded(7_654_321, [(None, "Bút Hai", 100)], unit=other_unit, title="Bài thứ hai")
    return world


def days_ago(days: int) -> datetime:
    """Return noon of a day before today."""
    noon = timezone.localtime(timezone.now()).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon - timedelta(days=days)
