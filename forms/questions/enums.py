"""States, reasons and kinds of what happens to a question."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionState(models.TextChoices):
    """Where a question stands; moves only by `forms.questions.services`."""

    RECEIVED = "received", pgettext_lazy("question", "Received")
    ASSIGNED = "assigned", pgettext_lazy("question", "Assigned")
    IN_PROGRESS = "in_progress", pgettext_lazy("question", "In progress")
    DRAFTED = "drafted", pgettext_lazy("question", "Answer drafted")
    IN_REVIEW = "in_review", pgettext_lazy("question", "In review")
    PUBLISHED = "published", pgettext_lazy("question", "Answered, published")
    PRIVATE = "private", pgettext_lazy("question", "Answered privately")
    REFUSED = "refused", pgettext_lazy("question", "Refused")
    TRANSFERRED = "transferred", pgettext_lazy("question", "Passed to another body")
    WITHDRAWN = "withdrawn", pgettext_lazy("question", "Withdrawn")
    MERGED = "merged", pgettext_lazy("question", "Joined to a question like it")


WITH_CENTRE = (QuestionState.RECEIVED,)
WITH_UNIT = (QuestionState.ASSIGNED, QuestionState.IN_PROGRESS, QuestionState.DRAFTED)
OPEN = (*WITH_CENTRE, *WITH_UNIT, QuestionState.IN_REVIEW)
ANSWERED = (QuestionState.PUBLISHED, QuestionState.PRIVATE)
CLOSED = (
    *ANSWERED,
    QuestionState.REFUSED,
    QuestionState.TRANSFERRED,
    QuestionState.WITHDRAWN,
    QuestionState.MERGED,
)


class Industry(models.TextChoices):
    """Where the asker works, as far as it decides which sector union answers."""

    GARMENT = "garment", _("Textiles, garments and footwear")
    ELECTRONICS = "electronics", _("Electronics and machinery")
    WOOD = "wood", _("Wood and furniture")
    FOOD = "food", _("Food, agriculture and fisheries")
    CONSTRUCTION = "construction", _("Construction")
    TRANSPORT = "transport", _("Transport and delivery")
    ENERGY = "energy", _("Energy, oil, coal and minerals")
    HEALTH = "health", _("Health care")
    EDUCATION = "education", _("Education")
    BANKING = "banking", _("Banking and finance")
    PUBLIC_OFFICE = "public_office", _("Offices of the state")
    SERVICES = "services", _("Trade, hotels and other services")
    OTHER = "other", _("Something else")


class RefusalReason(models.TextChoices):
    """Why a question is not answered; the asker reads it."""

    NOT_OURS = "not_ours", _("It is not about work or the trade union")
    UNCLEAR = "unclear", _("It cannot be understood, and nobody can be asked back")
    REPEATED = "repeated", _("It was asked and answered already")
    INSULT = "insult", _("It insults or threatens somebody")
    SPAM = "spam", _("It is an advertisement or was sent by a program")
    IN_COURT = "in_court", _("A court or an inspectorate is deciding on it")


class MessageKind(models.TextChoices):
    """What asker and union say to each other after the question; the asker sees them all."""

    REQUEST = "request", _("The union asks back")
    ADDITION = "addition", _("The asker adds")
    THANKS = "thanks", _("The asker thanks")
    CONTEST = "contest", _("The asker disagrees with the answer")
    ANSWER = "answer", _("The union answers")


class AnswerState(models.TextChoices):
    """Where a version of an answer stands."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Waiting for the centre")
    RETURNED = "returned", _("Returned")
    RELEASED = "released", _("Released")


class StepAction(models.TextChoices):
    """What was done with a question; each stands in its history."""

    ASKED = "asked", pgettext_lazy("step of a question", "Asked")
    ASSIGNED = "assigned", pgettext_lazy("step of a question", "Given to a unit")
    TAKEN = "taken", pgettext_lazy("step of a question", "Taken")
    HANDED_OVER = "handed_over", pgettext_lazy("step of a question", "Handed over to a colleague")
    HANDED_BACK = "handed_back", pgettext_lazy("step of a question", "Handed back to the centre")
    ASKED_BACK = "asked_back", pgettext_lazy("step of a question", "The asker was asked back")
    CLOCK_RESUMED = "clock_resumed", pgettext_lazy("step of a question", "The time runs again")
    DRAFTED = "drafted", pgettext_lazy("step of a question", "Answer written")
    SENT = "sent", pgettext_lazy("step of a question", "Answer sent to the centre")
    RETURNED = "returned", pgettext_lazy("step of a question", "Answer returned to the unit")
    RELEASED = "released", pgettext_lazy("step of a question", "Answer published")
    ANSWERED_PRIVATELY = (
        "answered_privately",
        pgettext_lazy("step of a question", "Answered to the asker alone"),
    )
    REOPENED = "reopened", pgettext_lazy("step of a question", "Taken up again")
    REFUSED = "refused", pgettext_lazy("step of a question", "Refused")
    TRANSFERRED = "transferred", pgettext_lazy("step of a question", "Passed to another body")
    MERGED = "merged", pgettext_lazy("step of a question", "Joined to a question like it")
    SPLIT = "split", pgettext_lazy("step of a question", "A part became a question of its own")
    ADVICE_ASKED = "advice_asked", pgettext_lazy("step of a question", "Another unit was asked")
    ADVICE_GIVEN = "advice_given", pgettext_lazy("step of a question", "Another unit advised")
    ADDED = "added", pgettext_lazy("step of a question", "The asker added something")
    THANKED = "thanked", pgettext_lazy("step of a question", "The asker thanked")
    CONTESTED = "contested", pgettext_lazy("step of a question", "The asker disagreed")
    WITHDRAWN = "withdrawn", pgettext_lazy("step of a question", "The asker withdrew")
    PASSED_ON = "passed_on", pgettext_lazy("step of a question", "Passed on as its unit ended")
    GIVEN_BACK = (
        "given_back",
        pgettext_lazy("step of a question", "Given back as its unit goes on"),
    )
