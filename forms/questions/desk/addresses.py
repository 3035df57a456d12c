"""Addresses of questions below the admin."""

from django.urls import path

from .screens.advice import AdviceListView, AdviceView
from .screens.assigning import AssignView
from .screens.figures import FiguresExportView, FiguresView
from .screens.files import AttachmentView, ExportView
from .screens.listing import QuestionListView
from .screens.people import ReadingsView, ResendView
from .screens.question import QuestionView


def addresses() -> list:
    """Return the patterns."""
    return [
        path("questions/", QuestionListView.as_view(), name="question_list"),
        path("questions/assign/", AssignView.as_view(), name="question_assign"),
        path("questions/export/", ExportView.as_view(), name="question_export"),
        path("questions/resend/", ResendView.as_view(), name="question_resend"),
        path("questions/readings/", ReadingsView.as_view(), name="question_readings"),
        path("questions/figures/", FiguresView.as_view(), name="question_figures"),
        path(
            "questions/figures/export/",
            FiguresExportView.as_view(),
            name="question_figures_export",
        ),
        path("questions/advice/", AdviceListView.as_view(), name="question_advice_list"),
        path("questions/advice/<int:advice_id>/", AdviceView.as_view(), name="question_advice"),
        path("questions/<int:question_id>/", QuestionView.as_view(), name="question_show"),
        path(
            "questions/<int:question_id>/files/<int:attachment_id>/",
            AttachmentView.as_view(),
            name="question_file",
        ),
    ]
