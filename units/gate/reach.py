"""What an account may name in an address: its own unit's objects and what waits for its review."""

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from units.rules import is_portal_administrator

FILE_ACTIONS = ("choose", "add", "change", "delete")


def permitted_paths(user) -> set[str]:
    """Return the tree paths on which an account has any page permission; read once."""
    policy = policy_registry.get_by_type(Page)
    return {row.page.path for row in policy.get_cached_permissions_for_user(user)}


def has_pages(user) -> bool:
    """Tell whether an account has a place in the tree of pages at all."""
    return is_portal_administrator(user) or bool(permitted_paths(user))


def reaches_page(user, page: Page) -> bool:
    """Tell whether a page lies in the account's own tree, waits for its review or is left to it.

    Its type may leave it to people of another unit, such as those of a successor.
    """
    if is_portal_administrator(user):
        return True
    if any(page.path.startswith(path) for path in permitted_paths(user)):
        return True
    task = page.current_workflow_task
    if task and task.user_can_access_editor(page, user):
        return True
    return page.specific.permissions_for_user(user).can_edit()


def reaches_page_id(user, page_id: int) -> bool:
    """Tell whether an account reaches a page by its id."""
    page = Page.objects.filter(pk=page_id).first()
    return page is not None and reaches_page(user, page)


def may_explore(user, page_id: int) -> bool:
    """Tell whether a page is in the account's tree or on the way down to it."""
    if is_portal_administrator(user):
        return True
    if not permitted_paths(user):
        return False
    policy = policy_registry.get_by_type(Page)
    return policy.explorable_instances(user).filter(pk=page_id).exists()


def choosable_pages(user, pages: QuerySet | None = None) -> QuerySet:
    """Return the pages an account may link to: its own, and those that readers can open.

    A foreign page with unpublished changes is left out: choosers show the title of its draft.
    """
    pages = Page.objects.all() if pages is None else pages
    if is_portal_administrator(user):
        return pages
    readable = Q(live=True, has_unpublished_changes=False) & ~Page.objects.all().private_q()
    own = Q()
    for path in permitted_paths(user):
        own |= Q(path__startswith=path)
    choosable = Page.objects.filter(readable | own if own else readable)
    # By id, because a search within the result filters by indexed fields only.
    return pages.filter(pk__in=choosable.values_list("pk", flat=True))


def reachable_files(user, model) -> QuerySet:
    """Return the images or documents that an account may work with."""
    if is_portal_administrator(user):
        return model._default_manager.all()
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)


def reaches_image_id(user, image_id: int | str) -> bool:
    """Tell whether an account reaches an image by its id."""
    return _reaches_file(user, get_image_model(), image_id)


def reaches_document_id(user, document_id: int | str) -> bool:
    """Tell whether an account reaches a document by its id."""
    return _reaches_file(user, get_document_model(), document_id)


def may_read_document(user, document) -> bool:
    """Tell whether a document may be served: public, of the own unit, or part of a review."""
    if document.is_public:
        return True
    if not user.is_authenticated or not user.is_active:
        return False
    if reaches_document_id(user, document.pk):
        return True
    references = ReferenceIndex.get_references_to(document).values_list("object_id", flat=True)
    users = Page.objects.filter(pk__in=[int(pk) for pk in references if pk.isdigit()])
    return any(reaches_page(user, page) for page in users)


def _reaches_file(user, model, file_id: int | str) -> bool:
    return str(file_id).isdigit() and reachable_files(user, model).filter(pk=file_id).exists()
