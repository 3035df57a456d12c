"""Addresses of the accounts of a unit, below `/admin/accounts/`."""

from django.urls import path

from . import lists, operations

app_name = "unit_accounts"
urlpatterns = [
    path("", lists.ChooseUnitView.as_view(), name="choose_unit"),
    path(
        "results/",
        lists.ChooseUnitView.as_view(results_only=True),
        name="choose_unit_results",
    ),
    path("<slug:code>/", lists.PeopleView.as_view(), name="index"),
    path("<slug:code>/results/", lists.PeopleView.as_view(results_only=True), name="index_results"),
    path("<slug:code>/invite/", operations.InviteView.as_view(), name="invite"),
    path(
        "<slug:code>/invitations/<int:pk>/resend/",
        operations.ResendView.as_view(),
        name="resend_invitation",
    ),
    path(
        "<slug:code>/invitations/<int:pk>/cancel/",
        operations.CancelView.as_view(),
        name="cancel_invitation",
    ),
    path("<slug:code>/<int:pk>/roles/", operations.ChangeRolesView.as_view(), name="change_roles"),
    path(
        "<slug:code>/<int:pk>/deactivate/", operations.DeactivateView.as_view(), name="deactivate"
    ),
    path(
        "<slug:code>/<int:pk>/reactivate/", operations.ReactivateView.as_view(), name="reactivate"
    ),
]
