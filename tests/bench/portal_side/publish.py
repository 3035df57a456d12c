"""Takes the last approval of pieces, as a desk editor does, and times it; prints JSON.

Run by `sides.py` after `fill.py`. The worker's share is measured apart: nobody waits for it.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from measuring import Cost, cost_of, show

from articles.services.submission import submit_piece
from core.models import User
from factories.portal import make_article, make_image, make_user
from units.enums import PortalRole, UnitRole
from units.models import Unit


def prepare(*, with_picture: bool) -> Callable[[], object]:
    """Bring a piece up to the desk; return the desk's approval as a call."""
    cover = make_image(UNIT) if with_picture else None
    page: Any = make_article("news", UNIT, live=False, owner=AUTHOR, cover=cover)
    submit_piece(page=page, user=AUTHOR)
    decide(page, CHIEF)
    return lambda: decide(page, EDITOR)


def decide(page: Any, user: Any) -> None:
    """Approve the step at which a piece waits."""
    page = type(page).objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


def work_off() -> None:
    """Run the tasks that wait, as the worker does."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def main() -> None:
    """Publish some pieces without and some with a picture."""
    result: dict[str, list[Cost]] = {}
    for name, with_picture in (("text", False), ("picture", True)):
        calls = [prepare(with_picture=with_picture) for _number in range(int(sys.argv[1]))]
        work_off()
        result[name] = [cost_of(call) for call in calls]
        after = cost_of(work_off)
        result[f"{name}, worker"] = [Cost(*(value / len(calls) for value in after))]
    show(json.dumps(result))


def person(name: str, **role: Any) -> User:
    """Return an account of the bench, made in the first turn."""
    return User.objects.filter(username=name).first() or make_user(username=name, **role)


if __name__ == "__main__":
    UNIT = Unit.objects.get(code="LDLD-NGHEAN")
    AUTHOR = person("bench-author", unit=UNIT, role=UnitRole.CONTRIBUTOR)
    CHIEF = person("bench-chief", unit=UNIT, role=UnitRole.CHIEF_EDITOR)
    EDITOR = person("bench-editor", portal_role=PortalRole.NEWS_DESK_EDITOR)
    main()
