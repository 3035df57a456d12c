"""Sets up desks, review steps, workflows and routes; used by the migration and by repairs."""

from collections.abc import Callable
from typing import Any

from django.apps import apps as installed_apps

from articles.enums import RouteKind

NEWS_DESK, THEMATIC_DESK = "news", "thematic"
DESKS = {
    NEWS_DESK: ("news_desk_editor", "news_desk_head"),
    THEMATIC_DESK: ("thematic_desk_editor", "thematic_desk_head"),
}
CHIEFS = {NEWS_DESK: "news_editor_in_chief", THEMATIC_DESK: "thematic_editor_in_chief"}
UNIT_STEP = "Duyệt tại đơn vị"
DESK_STEPS = {NEWS_DESK: "Bàn tin Báo Lao Động", THEMATIC_DESK: "Bàn chuyên đề Ban Tuyên giáo"}
# Route (type of page) → name of its workflow and the desk of its second step.
ROUTES = {
    "news": ("Quy trình tin, bài, ảnh", NEWS_DESK),
    "thematic": ("Quy trình bài chuyên đề", THEMATIC_DESK),
    "notice": ("Quy trình thông báo của đơn vị", None),
}
# Desk → name of the workflow of its corrections; its one step is the desk's own.
CORRECTIONS = {
    NEWS_DESK: "Đính chính, cập nhật tại bàn tin",
    THEMATIC_DESK: "Đính chính, cập nhật tại bàn chuyên đề",
}
GetModel = Callable[[str, str], Any]


def ensure_workflows(*, get_model: GetModel = installed_apps.get_model) -> list[str]:
    """Make what is missing of desks, steps, workflows and routes; return what was made.

    `get_model` is the registry's, or a migration's historical one.
    """
    made: list[str] = []
    steps = _ensure_steps(get_model, made)
    for kind, (name, desk_code) in ROUTES.items():
        wanted = [steps["unit"]] + ([steps[desk_code]] if desk_code else [])
        workflow = _ensure_workflow(get_model, made, name=name, steps=wanted)
        _ensure(
            get_model("articles", "WorkflowRoute"),
            made,
            kind=kind,
            defaults={"workflow_id": workflow.pk},
        )
    for desk_code, name in CORRECTIONS.items():
        _ensure_workflow(get_model, made, name=name, steps=[steps[desk_code]])
    _ensure_default_route(get_model, made)
    return made


def missing_workflows() -> list[str]:
    """Return what `ensure_workflows` would make: routes by type, corrections, the root's own."""
    route = installed_apps.get_model("articles", "WorkflowRoute")
    missing = [
        kind
        for kind, (name, desk_code) in ROUTES.items()
        if route.workflow_for(RouteKind(kind)) is None
        or _lacks_a_step(name, UNIT_STEP, *([DESK_STEPS[desk_code]] if desk_code else []))
    ]
    missing += [name for code, name in CORRECTIONS.items() if _lacks_a_step(name, DESK_STEPS[code])]
    attached = installed_apps.get_model("wagtailcore", "WorkflowPage").objects
    return missing if attached.filter(page__depth=1).exists() else [*missing, "root"]


def correction_workflow(desk) -> Any:
    """Return the workflow of a desk's corrections: its own review and nothing else."""
    return installed_apps.get_model("wagtailcore", "Workflow").objects.get(
        name=CORRECTIONS[desk.code]
    )


def is_correction(workflow) -> bool:
    """Tell whether a workflow publishes corrections of used pieces."""
    return workflow.name in CORRECTIONS.values()


def _lacks_a_step(name: str, *wanted: str) -> bool:
    """Tell whether a workflow would let a piece be published without one of its reviews."""
    steps = installed_apps.get_model("wagtailcore", "WorkflowTask").objects
    present = steps.filter(workflow__name=name, workflow__active=True, task__active=True)
    return not set(wanted) <= set(present.values_list("task__name", flat=True))


def remove_workflows(*, get_model: GetModel, using: str) -> None:
    """Undo `ensure_workflows` when the migration is reversed, table by table.

    Historical models of a half-reversed project do not agree on each other's classes, so that
    Django's own cascade fails; rows are deleted in the order of their links instead.
    """

    def clear(app: str, model: str, **only: Any) -> None:
        get_model(app, model).objects.using(using).filter(**only)._raw_delete(using)

    workflows = list(
        get_model("articles", "WorkflowRoute").objects.values_list("workflow_id", flat=True)
    )
    workflows += (
        get_model("wagtailcore", "Workflow")
        .objects.filter(name__in=CORRECTIONS.values())
        .values_list("pk", flat=True)
    )
    tasks = [
        pk
        for model in ("UnitReviewTask", "DeskReviewTask")
        for pk in get_model("articles", model).objects.values_list("pk", flat=True)
    ]
    clear("articles", "WorkflowRoute")
    clear("wagtailcore", "WorkflowPage", workflow_id__in=workflows)
    clear("wagtailcore", "WorkflowTask", workflow_id__in=workflows)
    clear("wagtailcore", "Workflow", pk__in=workflows)
    clear("articles", "UnitReviewTask")
    clear("articles", "DeskReviewTask")
    clear("wagtailcore", "Task", pk__in=tasks)
    clear("articles", "Desk")


def _ensure_default_route(get_model: GetModel, made: list[str]) -> None:
    """Attach the unit's own workflow to the root: pages without a route take it from there."""
    root = get_model("wagtailcore", "Page").objects.get(depth=1)
    notice = get_model("articles", "WorkflowRoute").objects.get(kind="notice")
    _ensure(
        get_model("wagtailcore", "WorkflowPage"),
        made,
        page_id=root.pk,
        defaults={"workflow_id": notice.workflow_id},
    )


def _ensure_workflow(get_model: GetModel, made: list[str], *, name: str, steps: list[Any]) -> Any:
    workflow = _ensure_active(get_model("wagtailcore", "Workflow"), made, name=name)
    for order, task in enumerate(steps):
        _ensure(
            get_model("wagtailcore", "WorkflowTask"),
            made,
            workflow_id=workflow.pk,
            task_id=task.pk,
            defaults={"sort_order": order},
        )
    return workflow


def _ensure_steps(get_model: GetModel, made: list[str]) -> dict[str, Any]:
    steps = {"unit": _ensure_task(get_model, made, "UnitReviewTask", UNIT_STEP)}
    group = get_model("auth", "Group")
    for code, (editors, heads) in DESKS.items():
        desk = _ensure(
            get_model("articles", "Desk"),
            made,
            code=code,
            defaults={
                "editors_id": _ensure(group, made, name=editors).pk,
                "heads_id": _ensure(group, made, name=heads).pk,
            },
        )
        # The desks of the first migration have no editor-in-chief yet.
        if hasattr(desk, "chiefs_id") and desk.chiefs_id is None:
            desk.chiefs_id = _ensure(group, made, name=CHIEFS[code]).pk
            desk.save(update_fields=["chiefs"])
        steps[code] = _ensure_task(
            get_model, made, "DeskReviewTask", DESK_STEPS[code], desk_id=desk.pk
        )
    return steps


def _ensure_task(get_model: GetModel, made: list[str], model: str, name: str, **extra: Any) -> Any:
    content_type, _created = get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="articles", model=model.lower()
    )
    defaults = {"content_type_id": content_type.pk, "active": True, **extra}
    return _ensure_active(get_model("articles", model), made, name=name, defaults=defaults)


def _ensure_active(model: Any, made: list[str], **lookup: Any) -> Any:
    """Make a workflow or a step, or bring back one that was switched off."""
    instance = _ensure(model, made, **lookup)
    if not instance.active:
        instance.active = True
        instance.save(update_fields=["active"])
        made.append(f"{model._meta.model_name} {instance.pk}")
    return instance


def _ensure(model: Any, made: list[str], **lookup: Any) -> Any:
    instance, created = model.objects.get_or_create(**lookup)
    if created:
        made.append(f"{model._meta.model_name} {instance.pk}")
    return instance
