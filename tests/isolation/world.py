"""Two units side by side; everything that the second keeps to itself carries a canary word."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Comment, Locale, Page, TaskState, UploadedFile, WorkflowState
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from articles.corrections.services import open_correction
from articles.english.services import start_translation
from articles.enums import Placement
from articles.models import ArticlePage, Contribution, QuotaExemption, SavedFilter
from articles.services.submission import submit_piece
from core.models import PortalDocument, PortalImage, User
from core.weeks import week_of
from factories.front_page import make_slot
from factories.opinions import make_group, make_opinion, make_topic
from factories.polls import make_codes, make_poll
from factories.portal import (
    make_article,
    make_document,
    make_image,
    make_unit,
    make_user,
    picture_bytes,
    section_of,
)
from factories.questions import make_answer, make_question
from forms.opinions.models import Opinion, OpinionGroup
from forms.polls.models import CodeBatch, Poll, PollQuestion
from forms.questions.models import (
    Advice,
    Attachment,
    InternalNote,
    Question,
    QuestionStep,
    ReplyTemplate,
)
from home.models import FrontSlot, FrontZone
from isolation.executive import Executive, fill_executive
from units.enums import PortalRole, UnitRole
from units.models import Membership, Unit
from units.services.english import open_english
from units.services.portal_groups import ensure_portal_groups
from units.services.provisioning import unit_home

# All begin alike, so that a search for the beginning asks for each of them.
START = "kanari"
CANARY = re.compile(rb"kanari[a-z]+7")
EXECUTIVE = ("person", "figure", "official", "directive", "answer", "report")
KINDS = (
    "draft",
    "review",
    "newsdesk",
    "thematicdesk",
    "change",
    "notice",
    "body",
    "image",
    "document",
    "name",
    "mail",
    "comment",
    "exemption",
    "update",
    "reason",
    "filter",
    "placed",
    "subsite",
    "english",
    "question",
    "opinion",
    "poll",
    "batch",
    *EXECUTIVE,
)


def word(kind: str) -> str:
    """Return the canary of a kind of content."""
    return f"{START}{kind}7"


def canaries_in(content: bytes) -> set[str]:
    """Return the kinds of canary found in some bytes."""
    return {match.decode()[len(START) : -1] for match in CANARY.findall(content.lower())}


@dataclass
class Side:
    """One unit with its people, pages and files."""

    unit: Unit
    people: dict[str, User]
    pages: dict[str, ArticlePage] = field(default_factory=dict)
    image: PortalImage | None = None
    document: PortalDocument | None = None
    upload: UploadedFile | None = None
    translation: Translation | None = None
    slot: FrontSlot | None = None
    question: Question | None = None
    template: ReplyTemplate | None = None
    poll: Poll | None = None
    group: OpinionGroup | None = None
    executive: Executive | None = None


@dataclass
class World:
    """Both sides, and the people who belong to neither."""

    ours: Side
    theirs: Side
    staff: dict[str, User]

    def roles(self) -> dict[str, User | None]:
        """Return everybody who must not see the second unit's canaries, by name."""
        return {
            **{f"our {role}": user for role, user in self.ours.people.items()},
            "news desk": self.staff["news desk"],
            "thematic desk": self.staff["thematic desk"],
            "office": self.staff["office"],
            "propaganda": self.staff["propaganda"],
            "anonymous": None,
        }


def build_world() -> World:
    """Make the two units through the real services."""
    ensure_portal_groups()
    ours, theirs = _side("TA", ""), _side("HO", START)
    open_english()
    staff = {
        "news desk": make_user(portal_role=PortalRole.NEWS_DESK_EDITOR),
        "thematic desk": make_user(portal_role=PortalRole.THEMATIC_DESK_EDITOR),
        "office": make_user(portal_role=PortalRole.OFFICE),
        "propaganda": make_user(portal_role=PortalRole.PROPAGANDA),
        "portal administrator": make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    }
    _fill_ours(ours)
    _fill_theirs(theirs)
    theirs.pages["corrected"] = _corrected_piece(theirs, staff["thematic desk"])
    theirs.pages["update"] = _updated_piece(theirs, staff["news desk"])
    theirs.pages["placed"], theirs.slot = _placed_piece(theirs)
    theirs.pages["subsite"], _slot = _placed_piece(theirs, "subsite")
    theirs.pages["original"], theirs.pages["english"] = _translated_piece(theirs)
    ours.poll, theirs.poll = _draft_poll(ours, "Cuộc của ta", "Đợt"), _draft_poll(theirs)
    ours.executive = _executive(ours, dict.fromkeys(EXECUTIVE, "cuata"))
    theirs.executive = _executive(theirs, {kind: word(kind) for kind in EXECUTIVE})
    SavedFilter.objects.create(
        user=staff["thematic desk"], name=word("filter"), query="min_words=1"
    )
    return World(ours, theirs, staff)


def _executive(side: Side, canaries: dict[str, str]) -> Executive:
    return fill_executive(side.unit, officer=side.people["officer"], people=canaries)


def _side(code: str, start: str) -> Side:
    unit = make_unit(code)
    people = {}
    for role in UnitRole:
        name = f"{word('name')}{role.value}" if start else f"cua-ta-{role.value}"
        mail = f"{word('mail')}{role.value}@example.vn" if start else f"{name}@example.vn"
        people[role.value] = make_user(
            unit=unit, role=role, username=name, email=mail, first_name=name
        )
    return Side(unit, people)


def _fill_ours(side: Side) -> None:
    author = side.people["contributor"]
    side.image, side.document = make_image(side.unit), make_document(side.unit)
    side.pages["draft"] = make_article("news", side.unit, live=False, owner=author)
    review = make_article("news", side.unit, live=False, owner=author)
    submit_piece(page=review, user=author)
    side.pages["review"] = review


def _fill_theirs(side: Side) -> None:
    author, chief = side.people["contributor"], side.people["chief_editor"]
    side.image = PortalImage.objects.create(
        title=word("image"),
        file=ContentFile(picture_bytes(), name=f"{word('image')}.jpg"),
        collection=side.unit.collection,
    )
    side.document = PortalDocument.objects.create(
        title=word("document"),
        file=ContentFile(b"%PDF-1.4", name=f"{word('document')}.pdf"),
        collection=side.unit.collection,
    )
    side.upload = UploadedFile.objects.create(
        file=ContentFile(picture_bytes(), name=f"{word('image')}.jpg"), uploaded_by_user=author
    )
    for kind in ("draft", "review", "newsdesk"):
        side.pages[kind] = _piece("news", kind, side, owner=author)
    side.pages["notice"] = _piece("notice", "notice", side, owner=chief)
    side.pages["thematicdesk"] = _piece(
        "thematic", "thematicdesk", side, owner=author, cover=make_image(side.unit)
    )
    side.pages["change"] = _changed_piece(side)
    for kind in ("review", "newsdesk", "thematicdesk"):
        submit_piece(page=side.pages[kind], user=author)
    for kind in ("newsdesk", "thematicdesk"):
        _approve(side.pages[kind], chief)
    Comment.objects.create(
        page=side.pages["draft"], user=author, text=word("comment"), contentpath="title"
    )
    side.translation = _translation(side.pages["change"])
    _ask(side)
    _speak(side)
    week = week_of(timezone.now())
    QuotaExemption.objects.create(
        unit=side.unit, first_week=week, last_week=week, reason=word("exemption")
    )


def _ask(side: Side) -> None:
    """Make a question that waits for the unit's answer, with all that is written about it."""
    canary, now = word("question"), timezone.now()
    texts = {"text": canary, "public_title": canary, "public_text": canary}
    side.question = make_question(unit=side.unit, contact={"name": word("name")}, **texts)
    make_answer(side.question, text=f"<p>{canary}</p>", author=side.people["respondent"])
    side.template = ReplyTemplate.objects.create(unit=side.unit, title=canary, text=canary)
    InternalNote.objects.create(question=side.question, unit=side.unit, text=canary, written_at=now)
    Attachment.objects.create(
        question=side.question, file=f"{canary}.pdf", name=f"{canary}.pdf", size=1
    )
    Advice.objects.create(question=side.question, unit=side.unit, asked_text=canary, asked_at=now)


def _speak(side: Side) -> None:
    """Make a topic that everybody reads, an opinion that waits, and a reply that is a draft."""
    canary, topic = word("opinion"), make_topic(side.unit)
    make_opinion(topic, text=canary, shown_name=canary)
    shown = make_opinion(topic, state="published", text="Mong có nhà trẻ gần công ty")
    side.group = make_group(topic, shown)
    OpinionGroup.objects.filter(pk=side.group.pk).update(label=canary, reply=canary)


def _piece(kind: str, canary: str, side: Side, **fields) -> ArticlePage:
    body = [("rich_text", f"<p>{word('body')}</p>")] if canary == "draft" else []
    fields = fields | ({"body": body} if body else {})
    return make_article(kind, side.unit, live=False, title=word(canary), **fields)


def _changed_piece(side: Side) -> ArticlePage:
    """Make a piece that readers can open and whose new title is still a draft."""
    page = make_article("news", side.unit, title="Tin đã đăng của đơn vị khác")
    page.title = word("change")
    page.save_revision(user=side.people["contributor"])
    return ArticlePage.objects.get(pk=page.pk).specific


def _corrected_piece(side: Side, editor: User) -> ArticlePage:
    """Make a piece that the thematic desk used and is correcting: note and text are not out yet."""
    author = side.people["contributor"]
    page = make_article(
        "thematic", side.unit, live=False, owner=author, cover=make_image(side.unit)
    )
    submit_piece(page=page, user=author)
    for reviewer in (side.people["chief_editor"], editor):
        _approve(page, reviewer)
    open_correction(
        contribution_id=page.contribution.pk,
        kind="correction",
        note_vi=word("correction"),
        note_en=word("correction"),
        user=editor,
        now=timezone.now(),
    )
    draft = ArticlePage.objects.get(pk=page.pk).specific
    draft.title = word("correction")
    draft.save_revision(user=editor)
    return ArticlePage.objects.get(pk=page.pk).specific


def _updated_piece(side: Side, editor: User) -> ArticlePage:
    """Make a piece that the news desk used, with an update that its unit returned to itself."""
    author, chief = side.people["contributor"], side.people["chief_editor"]
    page = make_article("news", side.unit, live=False, owner=author, title="Tin bàn đã dùng")
    submit_piece(page=page, user=author)
    for reviewer in (chief, editor):
        _approve(page, reviewer)
    draft = ArticlePage.objects.get(pk=page.pk).specific
    draft.title = word("update")
    draft.save_revision(user=author)
    submit_piece(page=ArticlePage.objects.get(pk=page.pk).specific, user=author)
    state = Page.objects.get(pk=page.pk).specific.current_workflow_task_state
    state.task.specific.on_action(state, chief, "reject", comment=word("reason"))
    return ArticlePage.objects.get(pk=page.pk).specific


def _placed_piece(side: Side, canary: str = "placed") -> tuple[ArticlePage, FrontSlot]:
    """Make a piece that leads the front page, was taken down and is being written anew."""
    page = make_article("news", side.unit, title="Tin đã lên trang nhất")
    slot = make_slot(page)
    if canary == "subsite":
        ArticlePage.objects.filter(pk=page.pk).update(placement=Placement.SUB_SITE)
    page = Page.objects.get(pk=page.pk).specific
    page.unpublish()
    page.title = page.draft_title = word(canary)
    page.save()
    return ArticlePage.objects.get(pk=page.pk).specific, slot


def _translated_piece(side: Side) -> tuple[ArticlePage, Page]:
    """Make a live piece and its English draft, of which a part is written in the editor."""
    page = make_article("news", side.unit, title="Tin đang được dịch")
    draft = start_translation(page=page, user=side.people["chief_editor"])
    segment = StringSegment.objects.get(
        source__object_id=page.translation_key, context__path="title"
    )
    StringTranslation.objects.create(
        translation_of_id=segment.string_id,
        locale=draft.locale,
        context_id=segment.context_id,
        data=word("english"),
    )
    draft = draft.specific
    draft.title = word("english")
    draft.save_revision(user=side.people["chief_editor"])
    return page, ArticlePage.objects.get(pk=draft.pk).specific


def _draft_poll(side: Side, title: str = word("poll"), label: str = word("batch")) -> Poll:
    """Make a draft with a question and a batch of codes."""
    poll = make_poll(side.unit, audience="codes", phase="draft", with_page=False, title_vi=title)
    PollQuestion.objects.filter(section__poll=poll).update(text_vi=title)
    make_codes(poll)
    poll.batches.update(label=label)
    return poll


def _approve(page: ArticlePage, chief: User) -> None:
    page = Page.objects.get(pk=page.pk).specific
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, chief, "approve")


def _translation(page: ArticlePage) -> Translation:
    source, _created = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code="en")
    return Translation.objects.create(source=source, target_locale=locale)


def fingerprint(world: World) -> Any:
    """Return what must not change of the second unit, whoever posts what."""
    side = world.theirs
    home = unit_home(side.unit)
    pages = Page.objects.filter(path__startswith=home.path)
    page_keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    fields = ("pk", "path", "live", "title", "draft_title", "slug", "locked", "latest_revision_id")
    states = WorkflowState.objects.filter(object_id__in=page_keys)
    return (
        list(pages.order_by("pk").values_list(*fields)),
        list(states.order_by("pk").values_list("pk", "status")),
        list(
            TaskState.objects.filter(workflow_state__in=states)
            .order_by("pk")
            .values_list("pk", "status", "finished_by")
        ),
        list(
            Contribution.objects.filter(unit=side.unit)
            .order_by("pk")
            .values_list("pk", "state", "claimed_by", "priority", "due_at")
        ),
        SavedFilter.objects.filter(name=word("filter")).count(),
        list(FrontSlot.objects.order_by("pk").values_list("pk", "rank", "shown_until")),
        list(FrontZone.objects.order_by("pk").values_list("zone", "version")),
        list(
            PortalImage.objects.filter(collection=side.unit.collection)
            .order_by("pk")
            .values_list("pk", "title", "is_public")
        ),
        list(
            PortalDocument.objects.filter(collection=side.unit.collection)
            .order_by("pk")
            .values_list("pk", "title", "is_public")
        ),
        list(
            Membership.objects.filter(unit=side.unit)
            .order_by("pk")
            .values_list("user_id", "role", "user__is_active", "user__password")
        ),
        Comment.objects.filter(page__in=pages).count(),
        list(
            Poll.objects.filter(unit=side.unit).values_list("pk", "title_vi", "version", "status")
        ),
        list(CodeBatch.objects.filter(unit=side.unit).values_list("pk", "size", "voided_at")),
        list(QuotaExemption.objects.order_by("pk").values_list("unit", "first_week", "reason")),
        list(Question.objects.order_by("pk").values_list("pk", "state", "unit", "officer", "text")),
        QuestionStep.objects.count(),
        list(Opinion.objects.order_by("pk").values_list("pk", "state", "group", "public_text")),
        list(OpinionGroup.objects.order_by("pk").values_list("pk", "label", "public_reply")),
        list(ReplyTemplate.objects.order_by("pk").values_list("pk", "unit", "title")),
        UploadedFile.objects.filter(pk=side.upload.pk).count(),
        StringSegment.objects.filter(source=side.translation.source).count(),
        list(
            Translation.objects.order_by("pk").values_list(
                "pk", "enabled", "source__last_updated_at"
            )
        ),
        list(StringTranslation.objects.order_by("pk").values_list("pk", "data")),
        side.executive.fingerprint(),
    )


def cases(world: World) -> list[dict[str, Any]]:
    """Return values for every kind of argument: all of the second unit's, and mixtures.

    In a mixture the page is our own and everything named beside it is the other unit's: the
    address then looks right at its first argument.
    """
    ours, theirs = world.ours, world.theirs
    general = _general_case(theirs)
    found = []
    for kind, page in theirs.pages.items():
        found.append(general | _page_case(page) | {"kind": kind})
    own = ours.pages["review"]
    mixed = general | _page_case(theirs.pages["review"])
    mixed |= {"page_id": own.pk, "page_to_move_id": own.pk, "pk": own.pk}
    found.append(mixed | {"kind": "mixed"})
    beside = {"contribution_id": _contribution_id(own), "other_id": mixed["other_id"]}
    found.append(beside | {"kind": "beside"})
    section = general | _page_case(section_of(theirs.unit, "news"))
    found.append(section | {"kind": "section", "app_label": "wagtailcore", "model_name": "page"})
    found.append(section | {"kind": "news"})  # the import from Word names a kind of piece
    for item, kind in ((theirs.image, "image"), (theirs.document, "document")):
        found.append({**general, "pk": item.pk, "object_id": str(item.pk), "kind": kind})
    found.append({"pk": theirs.template.pk, "kind": "template"})
    person = theirs.people["contributor"]
    found.append({"pk": person.pk, "code": theirs.unit.code, "kind": "person"})
    found.append({"pk": theirs.unit.pk, "kind": "unit"})
    executive = theirs.executive.case()
    found += [executive, executive | ours_beside(ours.executive)]
    poll = _poll_case(theirs)
    found += [poll, poll | {"poll_id": ours.poll.pk}]
    return found


def ours_beside(ours: Executive) -> dict[str, Any]:
    """Return our own rows where an address names them first, the other unit's behind."""
    own = ours.case()
    return {name: own[name] for name in ("document_id", "directive_id", "report_id", "code")}


def _general_case(side: Side) -> dict[str, Any]:
    section = section_of(side.unit, "news")
    segment = StringSegment.objects.filter(source=side.translation.source).first()
    return {
        "image_id": side.image.pk,
        "document_id": side.document.pk,
        "doc_id": side.document.pk,
        "uploaded_file_id": side.upload.pk,
        "filter_spec": "original",
        "parent_page_id": section.pk,
        "destination_id": section.pk,
        "content_type_app_name": "articles",
        "content_type_model_name": "newspage",
        "collection_id": side.unit.collection_id,
        "translation_id": side.translation.pk,
        "translation_source_id": side.translation.source_id,
        "string_segment_id": segment.pk,
        "overridable_segment_id": 1,
        "mode": "",
        "session_id": 1,
        "app_label": "articles",
        "model_name": "newspage",
        "code": side.unit.code,
        "slot_id": side.slot.pk,
        "zone": "lead",
        "language": "vi",
        "opinion_id": Opinion.objects.get(topic=side.group.topic_id, state="received").pk,
        "opinion_group_id": side.group.pk,
        "topic_id": side.group.topic_id,
        "question_id": side.question.pk,
        "attachment_id": side.question.attachments.get().pk,
        "advice_id": side.question.advice.get().pk,
        "filter_id": SavedFilter.objects.get(name=word("filter")).pk,
    }


def _poll_case(side: Side) -> dict[str, Any]:
    question = PollQuestion.objects.get(section__poll=side.poll)
    return {
        "poll_id": side.poll.pk,
        "section_id": question.section_id,
        "question_id": question.pk,
        "target_id": question.pk,
        "batch_id": side.poll.batches.get().pk,
        "kind": "question",
    }


def _contribution_id(page: Page) -> int:
    return Contribution.objects.filter(page_id=page.pk).values_list("pk", flat=True).first() or 0


def _page_case(page: Page) -> dict[str, Any]:
    page = Page.objects.get(pk=page.pk).specific
    state = getattr(page, "current_workflow_task_state", None)
    revision = page.latest_revision_id or 0
    return {
        "page_id": page.pk,
        "pk": page.pk,
        "object_id": str(page.pk),
        "page_to_move_id": page.pk,
        "parent_page_id": page.pk,
        "page_pk": page.pk,
        "revision_id": revision,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_state_id": state.pk if state else 0,
        "task_id": state.task_id if state else 0,
        "workflow_state_id": state.workflow_state_id if state else 0,
        "contribution_id": _contribution_id(page),
        "other_id": _contribution_id(page),
        "action_name": "approve",
        "action": "delete",
    }
