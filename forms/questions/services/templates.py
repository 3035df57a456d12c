"""Ready-made texts that may be put into an answer."""

from django.db.models import Q, QuerySet

from ..models import Question, ReplyTemplate


def usable_templates(question: Question) -> QuerySet[ReplyTemplate]:
    """Return the texts in use of the unit in charge and of all, those of the topic first."""
    own = Q(unit=None) | Q(unit=question.unit_id) if question.unit_id else Q(unit=None)
    fitting = Q(topic=None) | Q(topic=question.topic_id)
    return ReplyTemplate.objects.filter(own & fitting, is_active=True)
