"""Addresses of polls below the admin."""

from typing import Any

from django.urls import path

from .announcing_screens import AnnounceView, CancelView, TimesView
from .bench import ArrangeView, BenchView, StateView
from .code_screens import CodesView, ImportCodesView, UnitCodesView, VoidView
from .correction_screens import CorrectionView
from .list_screen import PollListView
from .question_screens import QuestionView, SectionView
from .settings_screens import CopyView, DeleteView, NewPollView, SettingsView
from .words_screen import OwnWordsView

ONE = "polls/<int:poll_id>/"
OF_ONE: list[tuple[str, Any, str]] = [
    ("", BenchView, "poll"),
    ("settings/", SettingsView, "poll_settings"),
    ("arrange/", ArrangeView, "poll_arrange"),
    ("state/", StateView, "poll_state"),
    ("copy/", CopyView, "poll_copy"),
    ("delete/", DeleteView, "poll_delete"),
    ("sections/new/", SectionView, "poll_section_new"),
    ("sections/<int:section_id>/", SectionView, "poll_section"),
    ("sections/<int:section_id>/new/", QuestionView, "poll_question_new"),
    ("questions/<int:question_id>/", QuestionView, "poll_question"),
    ("announce/", AnnounceView, "poll_announce"),
    ("times/", TimesView, "poll_times"),
    ("cancel/", CancelView, "poll_cancel"),
    ("correct/<slug:kind>/<int:target_id>/", CorrectionView, "poll_correct"),
    ("own-words/", OwnWordsView, "poll_own_words"),
    ("codes/", CodesView, "poll_codes"),
    ("codes/units/", UnitCodesView, "poll_codes_units"),
    ("codes/import/", ImportCodesView, "poll_codes_import"),
    ("codes/<int:batch_id>/void/", VoidView, "poll_codes_void"),
]
# A unit opens these for a national poll in which it has codes.
OF_CODES = ("poll_codes",)


def addresses() -> list:
    """Return the patterns."""
    return [
        path("polls/", PollListView.as_view(), name="polls"),
        path("polls/results/", PollListView.as_view(results_only=True), name="polls_results"),
        path("polls/new/", NewPollView.as_view(), name="poll_new"),
        *(path(f"{ONE}{route}", view.as_view(), name=name) for route, view, name in OF_ONE),
    ]
