"""Address of the page behind an invitation's one-time link."""

from django.urls import path

from .public import AcceptInvitationView

app_name = "invitations"
urlpatterns = [
    path("tai-khoan/loi-moi/<str:token>/", AcceptInvitationView.as_view(), name="accept"),
]
