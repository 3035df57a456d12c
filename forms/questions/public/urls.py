"""Addresses of askers, below the root of each language; the sections stand above them as pages."""

from django.urls import path, re_path

from .asking import ask_question, receipt, receipt_file, similar_questions
from .following import FollowView

urlpatterns = [
    # Below each section: whoever asks there asks its unit.
    re_path(r"^(?P<path>(?:[\w-]+/)+)gui-cau-hoi/$", ask_question, name="ask_question"),
    path("hoi-dap/cau-hoi-giong/", similar_questions, name="similar_questions"),
    path("hoi-dap/da-gui/", receipt, name="question_receipt"),
    path("hoi-dap/da-gui/ma-theo-doi.txt", receipt_file, name="question_receipt_file"),
    path("hoi-dap/theo-doi/", FollowView.as_view(), name="follow_question"),
]
