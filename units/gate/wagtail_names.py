"""Every address of Wagtail and wagtail-localize, decided one by one: who may open it.

A name that is missing here, or in an app above, is answered with 404 to everybody, superusers
included; a test lists the missing ones. `NOBODY` says that an address was looked at and shut.
"""

from units.gate.roles import (
    ACCOUNTS,
    CHIEFS,
    EVERYBODY,
    MEMBERS,
    NEWSROOM,
    NOBODY,
    PORTAL,
    RESPONDENTS,
    REVIEWERS,
    WRITERS,
    GateRole,
)
from units.gate.table import Roles, open_to

LOG_IN = [
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
]
OWN_ACCOUNT = [
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_logout",
    "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:release",
]
# A person without pages is sent home from here, whatever the address names.
EXPLORER = [
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
]
PAGE_LISTS = [
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
]
WRITING = [
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:add_subpage",
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:delete",
]
EDITING = [
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:history_results",
    "wagtailadmin_pages:revisions_index",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:revisions_revert",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:workflow_history_detail",
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_block_preview",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:chosen_multiple",
    "wagtailimages_chooser:select_format",
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results",
    "wagtaildocs_chooser:chosen",
    "wagtaildocs_chooser:chosen_multiple",
    "wagtail_localize:javascript_catalog",
]
# Links in rich text, which those who answer members write too.
LINKING = [
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_external_link",
]
REVIEWING = [
    "wagtailadmin_pages:workflow_action",
    "wagtailadmin_pages:collect_workflow_action_data",
    "wagtailadmin_pages:workflow_preview",
    "wagtailadmin_pages:lock",
    "wagtailadmin_pages:unlock",
]
FILES = [
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages:add",
    "wagtailimages:edit",
    "wagtailimages:delete",
    "wagtailimages:preview",
    "wagtailimages:image_usage",
    "wagtailimages:add_multiple",
    "wagtailimages:edit_multiple",
    "wagtailimages:delete_multiple",
    "wagtailimages:create_multiple_from_uploaded_image",
    "wagtailimages:delete_upload_multiple",
    "wagtailimages_chooser:create",
    "wagtaildocs:index",
    "wagtaildocs:index_results",
    "wagtaildocs:add",
    "wagtaildocs:edit",
    "wagtaildocs:delete",
    "wagtaildocs:document_usage",
    "wagtaildocs:add_multiple",
    "wagtaildocs:edit_multiple",
    "wagtaildocs:delete_multiple",
    "wagtaildocs:create_multiple_from_uploaded_document",
    "wagtaildocs:delete_upload_multiple",
    "wagtaildocs_chooser:create",
]
TRANSLATING = [
    "wagtail_localize:edit_string_translation",
    "wagtail_localize:edit_override",
    "wagtail_localize:machine_translate",
    "wagtail_localize:preview_translation",
    "wagtail_localize:download_pofile",
    "wagtail_localize:upload_pofile",
]
# What moves, publishes or hides pages past the review, and what shows every unit at once.
PORTAL_PAGES = [
    "wagtail_bulk_action",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:convert_alias",
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:move",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:revisions_unschedule",
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_pages:set_privacy",
    "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:type_use_results",
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:usage",
    "wagtail_localize:convert_to_alias",
    "wagtail_localize:stop_translation",
    "wagtail_localize:submit_page_translation",
    "wagtail_localize:translations_report",
    "wagtail_localize:translations_report_results",
    "wagtail_localize:update_translations",
]
# Tag words are shared by all units' files, so completing them would tell one unit's to another.
PORTAL_FILES = [
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_tag_model_autocomplete",
    "wagtailadmin_collections:index",
    "wagtailadmin_collections:add",
    "wagtailadmin_collections:edit",
    "wagtailadmin_collections:delete",
    "wagtailadmin_collections:set_privacy",
    "wagtailimages:url_generator",
    "wagtailimages:url_generator_output",
]
PORTAL_REPORTS = [
    f"wagtailadmin_reports:{report}{suffix}"
    for report in (
        "locked_pages",
        "workflow",
        "workflow_tasks",
        "site_history",
        "aging_pages",
        "page_types_usage",
    )
    for suffix in ("", "_results")
]
PORTAL_WORKFLOWS = [
    f"wagtailadmin_workflows:{name}"
    for name in (
        "index",
        "index_results",
        "add",
        "enable",
        "disable",
        "edit",
        "usage",
        "usage_results",
        "remove",
        "add_task",
        "select_task_type",
        "task_index",
        "task_index_results",
        "edit_task",
        "disable_task",
        "enable_task",
        "task_chooser",
        "task_chooser_results",
        "task_chooser_create",
        "task_chosen",
    )
]
_VIEWSET = (
    "index",
    "index_results",
    "add",
    "edit",
    "delete",
    "history",
    "history_results",
    "usage",
)
PORTAL_SETTINGS = [
    *(f"wagtailsites:{name}" for name in (*_VIEWSET, "copy")),
    *(f"wagtaillocales:{name}" for name in (*_VIEWSET, "copy")),
    *(f"wagtailusers_users:{name}" for name in (*_VIEWSET, "copy")),
    *(f"wagtailusers_groups:{name}" for name in _VIEWSET),
    *(f"wagtailusers_api_tokens:{name}" for name in _VIEWSET),
    "wagtailredirects:index",
    "wagtailredirects:index_results",
    "wagtailredirects:add",
    "wagtailredirects:edit",
    "wagtailredirects:delete",
    "wagtailredirects:start_import",
    "wagtailredirects:process_import",
    "wagtailsettings:edit",
    "wagtailsettings:preview_on_edit",
    "wagtailsnippets:index",
]
# Nothing of ours uses them: raw file lists, page actions past the forms, embeds, a test page.
SHUT = [
    "wagtailadmin_api:documents:listing",
    "wagtailadmin_api:documents:detail",
    "wagtailadmin_api:documents:find",
    "wagtailadmin_api:images:listing",
    "wagtailadmin_api:images:detail",
    "wagtailadmin_api:images:find",
    "wagtailadmin_api:pages:action",
    "wagtailadmin_api:pages:find",
    "wagtailadmin_error_test",
    "wagtailembeds:chooser",
    "wagtailembeds:chooser_upload",
    "wagtail_localize:snippets_api_listing",
    "wagtail_localize:snippets_api_detail",
    "wagtail_localize:submit_snippet_translation",
]

DECISIONS: list[tuple[Roles, list[str]]] = [
    (EVERYBODY, LOG_IN),
    (ACCOUNTS, OWN_ACCOUNT),
    (MEMBERS | NEWSROOM | {GateRole.OFFICE}, EXPLORER),
    (MEMBERS, PAGE_LISTS),
    (WRITERS, WRITING),
    (NEWSROOM, EDITING),
    (NEWSROOM | RESPONDENTS, LINKING),
    (REVIEWERS, REVIEWING),
    (WRITERS, FILES),
    (CHIEFS, TRANSLATING),
    (PORTAL, [*PORTAL_PAGES, *PORTAL_FILES, *PORTAL_REPORTS, *PORTAL_WORKFLOWS, *PORTAL_SETTINGS]),
    (NOBODY, SHUT),
]


def register() -> None:
    """Put these decisions into the table."""
    for roles, names in DECISIONS:
        open_to(roles, names)
