"""Guards of the arguments in Wagtail's addresses: a foreign object is as good as none.

Wagtail checks some of them late, some with a redirect that says “no permission”, and some not
at all: a task state, a destination or a workflow state by id. Here all are checked first, each
also against the page that stands beside it in the address.
"""

from typing import Any

from django.apps import apps
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, TaskState, UploadedFile, WorkflowState
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from units.gate.reach import (
    choosable_pages,
    may_explore,
    reaches_document_id,
    reaches_image_id,
    reaches_page,
    reaches_page_id,
)
from units.gate.table import guard, guard_query
from units.rules import is_portal_administrator

Arguments = dict[str, Any]


def own_page(user, value, arguments: Arguments) -> bool:
    """Pass pages of the own tree and pages that wait for this account's review."""
    return reaches_page_id(user, value)


def explorable_page(user, value, arguments: Arguments) -> bool:
    """Pass what the explorer may list."""
    return may_explore(user, value)


def choosable_page(user, value, arguments: Arguments) -> bool:
    """Pass what may be linked to."""
    return str(value).isdigit() and choosable_pages(user).filter(pk=value).exists()


def own_image(user, value, arguments: Arguments) -> bool:
    """Pass images of the own unit."""
    return reaches_image_id(user, value)


def own_document(user, value, arguments: Arguments) -> bool:
    """Pass documents of the own unit."""
    return reaches_document_id(user, value)


def own_upload(user, value, arguments: Arguments) -> bool:
    """Pass half-finished uploads of this very account."""
    return UploadedFile.objects.filter(pk=value, uploaded_by_user=user).exists()


def revision_of_page(user, value, arguments: Arguments) -> bool:
    """Pass the revisions of the page in the same address, and words such as “latest”."""
    if not str(value).isdigit():
        return True
    revisions = Revision.page_revisions.filter(pk=value)
    return revisions.filter(object_id=str(_page_id(arguments))).exists()


def task_state_of_page(user, value, arguments: Arguments) -> bool:
    """Pass the review steps of the page in the same address."""
    states = TaskState.objects.filter(pk=value, workflow_state__in=_workflow_states(arguments))
    return states.exists()


def workflow_state_of_page(user, value, arguments: Arguments) -> bool:
    """Pass the workflow runs of the page in the same address."""
    return _workflow_states(arguments).filter(pk=value).exists()


def task_of_page(user, value, arguments: Arguments) -> bool:
    """Pass the task at which the page in the same address is now."""
    page = Page.objects.filter(pk=_page_id(arguments)).first()
    task = page.current_workflow_task if page else None
    return task is not None and task.pk == value


def own_translation(user, value, arguments: Arguments) -> bool:
    """Pass translations whose page is in the own tree."""
    translation = Translation.objects.select_related("source").filter(pk=value).first()
    if translation is None:
        return False
    pages = Page.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.target_locale_id
    )
    return any(reaches_page(user, page) for page in pages)


def string_of_translation(user, value, arguments: Arguments) -> bool:
    """Pass the strings of the translation in the same address."""
    return _belongs_to_translation(StringSegment, value, arguments)


def override_of_translation(user, value, arguments: Arguments) -> bool:
    """Pass the overrides of the translation in the same address."""
    return _belongs_to_translation(OverridableSegment, value, arguments)


def edited_object(user, value, arguments: Arguments) -> bool:
    """Pass what somebody keeps open in an editor: own pages and own files, nothing else."""
    if not str(value).isdigit():
        return False
    label = arguments["app_label"], arguments["model_name"]
    try:
        model = apps.get_model(*label)
    except LookupError:
        return False
    if issubclass(model, Page):
        return reaches_page_id(user, int(value))
    if model is get_image_model():
        return reaches_image_id(user, value)
    return is_portal_administrator(user)


def harmless(user, value, arguments: Arguments) -> bool:
    """Pass arguments that name no object of anybody: types, actions, modes, own sessions."""
    return True


PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
HARMLESS_ARGUMENTS = (
    "content_type_app_name",
    "content_type_model_name",
    "app_label",
    "model_name",
    "action_name",
    "filter_spec",
    "mode",
    "uidb64",
    "token",
    "session_id",
)
GENERAL = {
    **dict.fromkeys(PAGE_ARGUMENTS, own_page),
    **dict.fromkeys(HARMLESS_ARGUMENTS, harmless),
    "image_id": own_image,
    "document_id": own_document,
    "doc_id": own_document,
    "uploaded_file_id": own_upload,
    "revision_id": revision_of_page,
    "revision_id_a": revision_of_page,
    "revision_id_b": revision_of_page,
    "task_state_id": task_state_of_page,
    "task_id": task_of_page,
    "workflow_state_id": workflow_state_of_page,
    "translation_id": own_translation,
    "string_segment_id": string_of_translation,
    "overridable_segment_id": override_of_translation,
    "object_id": edited_object,
}
SPECIAL = {
    ("wagtailadmin_explore", "parent_page_id"): explorable_page,
    ("wagtailadmin_explore_results", "parent_page_id"): explorable_page,
    ("wagtailadmin_api:pages:detail", "pk"): explorable_page,
    ("wagtailadmin_choose_page_child", "parent_page_id"): choosable_page,
    ("wagtailadmin_pages:revisions_compare", "pk"): own_page,
    ("wagtailimages_chooser:chosen", "pk"): own_image,
    ("wagtaildocs_chooser:chosen", "pk"): own_document,
}
QUERIES = {
    ("wagtailadmin_choose_page_chosen_multiple", "id"): choosable_page,
}


def register() -> None:
    """Put the guards of Wagtail's and wagtail-localize's arguments into the table."""
    for argument, check in GENERAL.items():
        guard("*", argument, check)
    for (name, argument), check in SPECIAL.items():
        guard(name, argument, check)
    for (name, parameter), check in QUERIES.items():
        guard_query(name, parameter, check)


def _page_id(arguments: Arguments) -> Any:
    return arguments.get("page_id", arguments.get("pk"))


def _workflow_states(arguments: Arguments):
    page = Page.objects.filter(pk=_page_id(arguments)).first()
    return WorkflowState.objects.for_instance(page) if page else WorkflowState.objects.none()


def _belongs_to_translation(model, value, arguments: Arguments) -> bool:
    translation = Translation.objects.filter(pk=arguments["translation_id"]).first()
    return (
        translation is not None
        and model.objects.filter(pk=value, source_id=translation.source_id).exists()
    )
