"""Object policies of questions: nothing is changed but by the services and screens of their own."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.permissions import register_permission_policy

from core.models import User
from units.enums import PortalRole, UnitRole
from units.policies import PortalAdministratorPolicy
from units.rules import is_portal_administrator

from .models import (
    Advice,
    Answer,
    Attachment,
    Contact,
    ContactReading,
    HelpfulCount,
    InternalNote,
    Message,
    Question,
    QuestionStep,
    QuestionTopic,
    ReplyTemplate,
    WaitingFile,
)
from .rules import answering_units, is_voice_centre

CLOSED_MODELS = (
    Advice,
    Answer,
    Attachment,
    Contact,
    ContactReading,
    HelpfulCount,
    InternalNote,
    Message,
    Question,
    QuestionStep,
    WaitingFile,
)


class ClosedPolicy(PortalAdministratorPolicy):
    """Rows that only our own services and screens read and write: nobody, whatever is asked."""

    actions: frozenset[str] = frozenset()


class CentrePolicy(PortalAdministratorPolicy):
    """Rows that the centre keeps; they are put out of use and never deleted."""

    actions = frozenset({"add", "change", "view", "choose"})

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` may do this with at least one row."""
        return action in self.actions and is_voice_centre(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return portal administrators and the centre."""
        return self._with(actions, Q(groups__name=PortalRole.VOICE_CENTRE.value))

    def _with(self, actions: Iterable[str], keepers: Q) -> QuerySet:
        administrators = super().users_with_any_permission(actions)
        if not self.actions & set(actions):
            return administrators
        found = Q(is_active=True) & keepers | Q(pk__in=administrators.values("pk"))
        return User.objects.filter(found).distinct()


class TemplatePolicy(CentrePolicy):
    """Ready-made texts: a unit keeps its own, the centre those of all."""

    actions = frozenset({"add", "change", "delete", "view", "choose"})

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` keeps at least one text."""
        if super().user_has_permission(user, action):
            return True
        return action in self.actions and bool(answering_units(user))

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        """Tell whether `user` keeps this text."""
        rows = self.instances_user_has_any_permission_for(user, [action])
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions: Iterable[str]) -> QuerySet:
        """Return the texts of the account's units, and those of all for the centre."""
        rows = ReplyTemplate.objects.all()
        if not self.actions & set(actions):
            return rows.none()
        return rows if is_portal_administrator(user) else kept_templates(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return the centre and all respondents."""
        keepers = Q(groups__name=PortalRole.VOICE_CENTRE.value)
        return self._with(actions, keepers | Q(memberships__role=UnitRole.RESPONDENT))


def kept_templates(user) -> QuerySet[ReplyTemplate]:
    """Return the texts an account may change: those of its units, those of all at the centre."""
    own = Q(unit__in=answering_units(user))
    return ReplyTemplate.objects.filter(own | Q(unit=None) if is_voice_centre(user) else own)


def register() -> None:
    """Give every model of questions that is not a page its policy."""
    for model in CLOSED_MODELS:
        register_permission_policy(model, ClosedPolicy(model))
    register_permission_policy(QuestionTopic, CentrePolicy(QuestionTopic))
    register_permission_policy(ReplyTemplate, TemplatePolicy(ReplyTemplate))
