"""What moderators fill in."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.rich_text import get_rich_text_editor_widget

from core.form_fields import MendedCharField
from core.text import plain_text
from forms.guarding.forms import long_text

from ..enums import OpinionState, RefusalReason
from ..models import OpinionTopicPage
from ..models.opinions import LONGEST_TEXT, REPLY_FEATURES
from ..querysets import TopicQuerySet

LONGEST_NOTE, LONGEST_LABEL, LONGEST_REPLY = 500, 160, 20_000


class QueueForm(django_forms.Form):
    """What a moderator narrows the list by."""

    state = django_forms.ChoiceField(
        label=_("State"), choices=[*OpinionState.choices, ("all", _("All"))], required=False
    )
    topic = django_forms.ModelChoiceField(
        label=_("Topic"), queryset=OpinionTopicPage.objects.none(), required=False
    )
    q = MendedCharField(label=_("Words in the text"), max_length=100, required=False)

    def __init__(self, data: Any, *, topics: TopicQuerySet) -> None:
        super().__init__(data)
        self.fields["topic"].queryset = topics.order_by("-opens_at")  # type: ignore[attr-defined]

    def chosen(self, name: str) -> Any:
        """Return a valid choice, None for nothing and for nonsense."""
        if not self.is_bound:
            return None
        self.is_valid()
        return self.cleaned_data.get(name) or None


class PublishForm(django_forms.Form):
    """The version that readers will see."""

    public_text = long_text(
        LONGEST_TEXT,
        rows=8,
        label=_("What readers will see"),
        help_text=_("Take out what shows who somebody is; change nothing else."),
        error_messages={"required": _("Write what readers shall see, or refuse the opinion.")},
    )
    shows_name = django_forms.BooleanField(
        label=_("Show the name that the member chose"), required=False
    )
    seen = django_forms.CharField(widget=django_forms.HiddenInput, max_length=40)


class RefuseForm(django_forms.Form):
    """Why an opinion is not shown."""

    reason = django_forms.ChoiceField(
        label=_("Reason"),
        choices=[("", pgettext_lazy("opinion", "Choose a reason")), *RefusalReason.choices],
        error_messages={"required": _("Choose a reason: the sender reads it.")},
    )
    note = long_text(
        LONGEST_NOTE,
        rows=3,
        label=_("Note to the sender"),
        required=False,
        help_text=_("Friendly and short: what could the member write instead?"),
    )
    seen = django_forms.CharField(widget=django_forms.HiddenInput, max_length=40)


class GroupForm(django_forms.Form):
    """What the opinions of a new group say."""

    label = MendedCharField(
        label=_("What these opinions say"),
        max_length=LONGEST_LABEL,
        help_text=_("One short sentence; readers see it above the reply."),
        error_messages={"required": _("Write in one sentence what these opinions say.")},
    )


class ReplyForm(GroupForm):
    """The official reply to a group."""

    reply = django_forms.CharField(label=_("Official reply"), required=False)
    seen = django_forms.CharField(widget=django_forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = get_rich_text_editor_widget(features=REPLY_FEATURES)
        widget.options["ariaLabel"] = str(self.fields["reply"].label)
        self.fields["reply"].widget = widget

    def clean_reply(self) -> str:
        """Measure the words, not the marks around them; nothing but marks is empty."""
        reply: str = self.cleaned_data["reply"]
        text = plain_text(reply)
        if len(text) > LONGEST_REPLY:
            raise django_forms.ValidationError(
                _("This reply is too long: at most %(limit)d signs."),
                params={"limit": LONGEST_REPLY},
            )
        return reply if text else ""
