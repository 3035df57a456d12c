"""Who may write what through API v3: the rules of the editor where Wagtail's v3 has gaps.

What an account cannot see is 404. What it sees but may not do now is 409.
"""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.corrections.rules import was_used
from core.api import RequestRefused
from core.kept_pages import first_kept
from core.models import User
from portal.api.requests import resolved
from units.ownership import unit_id_for_path

PAGES = "/pages/"
REDIRECTS = "/redirects/"
# What changes a piece under a reviewer's eyes although Wagtail's action does not ask for the lock.
LOCKED_OUT = frozenset({"delete", "move", "revert", "convert_alias", "publish", "unpublish"})
FILE_MODELS = {"image_id": get_image_model, "document_id": get_document_model}


def check_read(request: HttpRequest) -> None:
    """Hide redirects, which name unpublished pages, from everybody who does not manage them."""
    if REDIRECTS not in resolved(request)[0]:
        return
    user = _account(request)
    policy = policy_registry.get_by_type(Redirect)
    if user is None or not policy.user_has_any_permission(user, ["add", "change", "delete"]):
        raise Http404


def check_write(request: HttpRequest, body: dict[str, Any], kwargs: dict[str, Any]) -> None:
    """Check a write before Wagtail does it; without a valid token Wagtail answers 401 itself.

    Raises `Http404` for what the account cannot see and `RequestRefused` for what it may not do.
    """
    user = _account(request)
    route, _name = resolved(request)
    if user is None:
        return
    for key, get_model in FILE_MODELS.items():
        if key in kwargs:
            _require_own_file(user, get_model(), kwargs[key])
    page = _page(kwargs.get("page_id")) if PAGES in route else None
    if page is not None:
        action = "delete" if request.method == "DELETE" else route.strip("/").rsplit("/", 1)[1]
        _check_page(user, page, action)
    target = _page(body.get("destination_id")) or _page((body.get("meta") or {}).get("parent_id"))
    if target is not None:
        _check_target(user, page, target)


def _account(request: HttpRequest) -> User | None:
    token = BearerTokenAuth()(request)
    return token.user if token else None


def _page(key: Any) -> Page | None:
    if isinstance(key, bool) or not str(key or "").isdecimal():
        return None
    page = Page.objects.select_for_update(of=("self",)).filter(pk=int(key)).first()
    if page is None:
        raise Http404
    return page.specific


def _check_page(user: User, page: Page, action: str) -> None:
    rights = page.permissions_for_user(user)
    if not (rights.can_edit() or rights.can_publish()):
        raise Http404
    if action in LOCKED_OUT and rights.page_locked():
        raise RequestRefused(_("Somebody else has locked this page."), status=409)
    if action in {"delete", "move"} and page.workflow_in_progress:
        raise RequestRefused(_("This page waits for a decision; it stays where it is."), status=409)
    if was_used(page) and (action == "delete" or (action == "move" and not rights.can_publish())):
        raise RequestRefused(_("This piece was used by a desk; it stays where it is."), status=409)
    own_draft = page.owner_id == user.pk and not page.live
    if action == "delete" and not own_draft and not rights.can_publish():
        raise RequestRefused(_("You can delete your own drafts only."), status=409)
    kept = first_kept([page]) if action == "delete" else None
    if kept is not None:
        raise RequestRefused(str(kept), status=409)


def _check_target(user: User, page: Page | None, target: Page) -> None:
    rights = target.permissions_for_user(user)
    if not (rights.can_edit() or rights.can_publish() or rights.can_add_subpage()):
        raise Http404
    crosses = page is not None and unit_id_for_path(page.path) != unit_id_for_path(target.path)
    if crosses and not user.is_superuser:
        raise RequestRefused(_("A page stays in its own unit."), status=409)


def _require_own_file(user: User, model: type[Model], key: Any) -> None:
    files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        user, ["change", "delete"]
    )
    if not str(key).isdecimal() or not files.filter(pk=key).exists():
        raise Http404
