"""Addresses of a ballot on its way, by the number of its poll."""

from django.urls import path

from .views import CheckView, ThanksView, VoteView

app_name = "voting"
urlpatterns = [
    path("<int:poll_id>/", VoteView.as_view(), name="vote"),
    path("<int:poll_id>/cam-on/", ThanksView.as_view(), name="thanks"),
    path("<int:poll_id>/kiem-tra/", CheckView.as_view(), name="check"),
]
