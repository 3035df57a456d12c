"""How a member is named, where an opinion stands and why one is not shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NameChoice(models.TextChoices):
    """What stands above a member's opinion; the member chooses."""

    ANONYMOUS = "anonymous", _("A member, without a name")
    PSEUDONYM = "pseudonym", _("A name of my choice (pseudonym)")
    NAME = "name", _("My real name")


class OpinionState(models.TextChoices):
    """Where an opinion stands; moves only by `forms.opinions.services`."""

    RECEIVED = "received", pgettext_lazy("opinion", "Waiting for moderation")
    PUBLISHED = "published", pgettext_lazy("opinion", "Published")
    REFUSED = "refused", pgettext_lazy("opinion", "Not published")
    WITHDRAWN = "withdrawn", pgettext_lazy("opinion", "Withdrawn")


class RefusalReason(models.TextChoices):
    """Why an opinion is not shown; its sender reads it and readers get the numbers."""

    OFF_TOPIC = "off_topic", pgettext_lazy("opinion", "It is not about this topic")
    PERSONAL = "personal", pgettext_lazy("opinion", "It exposes the private matters of a person")
    INSULT = "insult", pgettext_lazy("opinion", "It insults or threatens somebody")
    UNLAWFUL = "unlawful", pgettext_lazy("opinion", "Publishing it would break the law")
    REPEATED = "repeated", pgettext_lazy("opinion", "The same was sent more than once")
    UNCLEAR = "unclear", pgettext_lazy("opinion", "It cannot be understood")
    SPAM = "spam", pgettext_lazy("opinion", "It is an advertisement or was sent by a program")


class DecisionKind(models.TextChoices):
    """What was done with an opinion."""

    PUBLISHED = "published", pgettext_lazy("opinion", "Published")
    CHANGED = "changed", pgettext_lazy("opinion", "Public version changed")
    REFUSED = "refused", pgettext_lazy("opinion", "Not published")
    WITHDRAWN = "withdrawn", pgettext_lazy("opinion", "Withdrawn by its sender")
    FORGOTTEN = "forgotten", pgettext_lazy("opinion", "Name and text deleted, the time is over")


class TopicPhase(models.TextChoices):
    """Whether members can send opinions on a topic now."""

    UPCOMING = "upcoming", pgettext_lazy("opinion topic", "Not open yet")
    OPEN = "open", pgettext_lazy("opinion topic", "Open")
    CLOSED = "closed", pgettext_lazy("opinion topic", "Closed")
