"""Addresses of askers, below the root of each language; the sections stand above them as pages."""

from django.urls import re_path

from .asking import ask_question, receipt, receipt_file, similar_questions
from .following import FollowView

# The folder is the page of the national section; what stands below it is reserved in `apps.py`.
urlpatterns = [
    # Below each section: whoever asks there asks its unit.
    re_path(r"^(?P<path>(?:[\w-]+/)+)gui-cau-hoi/$", ask_question, name="ask_question"),
    re_path(r"^hoi-dap/cau-hoi-giong/$", similar_questions, name="similar_questions"),
    re_path(r"^hoi-dap/da-gui/$", receipt, name="question_receipt"),
    re_path(r"^hoi-dap/da-gui/ma-theo-doi\.txt$", receipt_file, name="question_receipt_file"),
    re_path(r"^hoi-dap/theo-doi/$", FollowView.as_view(), name="follow_question"),
]
