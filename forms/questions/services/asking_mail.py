"""Mail to those who work on a question of what its asker did: its number, never the words."""

from functools import partial

from django.db import transaction

from ..models import Question
from ..routing import propose
from .desk_mail import address_of, send_to_people
from .people import centre, people_of

TEMPLATE = "questions/mail/asker_did"
# Events of which the centre is told; of the others those who answer.
FOR_CENTRE = ("asked", "contested")


def tell_of_asker(question: Question, event: str) -> None:
    """Order the mail of what an asker did, with the transaction."""
    from ..tasks import tell_of_asker

    transaction.on_commit(partial(tell_of_asker.enqueue, question_id=question.pk, event=event))


def deliver(*, question_id: int, event: str) -> int:
    """Tell of one event: asked, added, contested, withdrawn; return how many were told."""
    related = ("topic", "province", "asked_unit", "unit")
    question = Question.objects.select_related(*related).filter(pk=question_id).first()
    if question is None:
        return 0
    values = {"question": question, "event": event, "url": address_of(question, {})}
    if event == "asked":
        values["proposed"] = propose(
            province=question.province, industry=question.industry, asked_unit=question.asked_unit
        ).unit
    return send_to_people(TEMPLATE, _recipients(question, event), values)


def _recipients(question: Question, event: str) -> list[int]:
    if event in FOR_CENTRE or question.unit_id is None:
        return list(centre().values_list("pk", flat=True))
    return sorted(people_of(question))
