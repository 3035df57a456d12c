"""Reads of translations: figures of units and pages of one, the same few queries for any number."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from articles.english.states import EnglishState
from core.visibility import is_unrestricted

LANGUAGE = "en"
# Nobody need translate an address: without one it is made from the English title.
OPTIONAL_PATH = "slug"


@dataclass(frozen=True)
class Progress:
    """How many parts of a text there are, are translated, and came from a machine unread."""

    total: int = 0
    done: int = 0
    machine: int = 0

    @property
    def missing(self) -> int:
        """Return how many parts nobody has translated."""
        return self.total - self.done

    @property
    def percent(self) -> int:
        """Return the share that is done, rounded down: 100 means that nothing is missing."""
        return self.done * 100 // self.total if self.total else 100

    def __add__(self, other: "Progress") -> "Progress":
        """Return the two together."""
        return Progress(
            self.total + other.total, self.done + other.done, self.machine + other.machine
        )


@dataclass(frozen=True)
class Figures:
    """The pages of a unit by state, and how far those in preparation are."""

    counts: Counter[str]
    progress: Progress | None

    @property
    def total(self) -> int:
        """Return the number of Vietnamese pages."""
        return self.counts.total()

    @property
    def by_state(self) -> list[tuple[EnglishState, int]]:
        """Return the number of pages in each state, in the order of the columns."""
        return [(state, self.counts[state.value]) for state in EnglishState]


def translatable_pages(*, unit_id: int | None = None) -> QuerySet[Page]:
    """Return the live Vietnamese pieces and about pages of units, each with its `state`.

    Also annotated: `of_unit`, `english_id`, `english_live`, `in_editor` (its text is still in the
    translation editor), `is_behind` (the Vietnamese page was published after the editor last took
    its text).
    """
    pages = Page.objects.live().filter(
        is_unrestricted(), locale__language_code=settings.LANGUAGE_CODE
    )
    pages = pages.annotate(of_unit=Coalesce("articlepage__unit", "aboutpage__unit"))
    pages = pages.filter(of_unit__isnull=False)
    if unit_id is not None:
        pages = pages.filter(of_unit=unit_id)
    return _with_state(pages)


def figures_by_unit(unit_ids: Iterable[int] | None = None) -> dict[int, Figures]:
    """Return the figures of units, of all when none are named; three queries.

    Units without a page are not among them.
    """
    pages = translatable_pages().order_by()
    if unit_ids is not None:
        pages = pages.filter(of_unit__in=list(unit_ids))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for unit_id, state, count in pages.values_list("of_unit", "state").annotate(count=Count("pk")):
        counts[unit_id][state] = count
    drafts = pages.filter(state=EnglishState.DRAFT, in_editor=True)
    units = dict(drafts.values_list("translation_key", "of_unit"))
    progress: dict[int, Progress] = {}
    for key, one in progress_of(drafts.values("translation_key")).items():
        if key in units:
            progress[units[key]] = progress.get(units[key], Progress()) + one
    return {unit_id: Figures(found, progress.get(unit_id)) for unit_id, found in counts.items()}


def progress_of(keys: Iterable[UUID] | QuerySet) -> dict[UUID, Progress]:
    """Return how far the translations of Vietnamese pages are, by translation key; one query."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale__language_code=LANGUAGE,
        has_error=False,
    )
    segments = StringSegment.objects.filter(
        source__object_id__in=keys, source__locale__language_code=settings.LANGUAGE_CODE
    )
    by_source = (
        segments.exclude(context__path=OPTIONAL_PATH)
        .annotate(by=Subquery(translated.values("translation_type")[:1]))
        .order_by()
        .values_list("source__object_id")
        .annotate(
            total=Count("pk"),
            done=Count("by"),
            machine=Count("pk", filter=Q(by=StringTranslation.TRANSLATION_TYPE_MACHINE)),
        )
    )
    return {key: Progress(*numbers) for key, *numbers in by_source}


def english_of(page: Page) -> Page | None:
    """Return the English page of a Vietnamese one; an alias holds no translation."""
    english = Page.objects.filter(
        translation_key=page.translation_key,
        locale__language_code=LANGUAGE,
        alias_of__isnull=True,
    )
    return english.first()


def _with_state(pages: QuerySet[Page]) -> QuerySet[Page]:
    published = Coalesce("last_published_at", "first_published_at")
    english = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=LANGUAGE,
        alias_of__isnull=True,
    ).annotate(published=published)
    source = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id")
    )
    translation = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        source__locale_id=OuterRef("locale_id"),
        target_locale__language_code=LANGUAGE,
        enabled=True,
    )
    pages = pages.annotate(
        published=published,
        english_id=Subquery(english.values("pk")[:1]),
        english_live=Subquery(english.values("live")[:1]),
        english_published=Subquery(english.values("published")[:1]),
        synced=Subquery(source.values("last_updated_at")[:1]),
        in_editor=Exists(translation),
    )
    waiting: Any = WorkflowState.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=Cast(OuterRef("english_id"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    behind = Q(published__gt=F("synced"))
    return pages.annotate(
        is_behind=Case(When(behind, then=Value(True)), default=Value(False)),
        state=Case(
            When(english_id__isnull=True, then=Value(EnglishState.MISSING.value)),
            When(Exists(waiting), then=Value(EnglishState.REVIEW.value)),
            When(english_live=False, then=Value(EnglishState.DRAFT.value)),
            When(
                behind | Q(published__gt=F("english_published")),
                then=Value(EnglishState.STALE.value),
            ),
            default=Value(EnglishState.CURRENT.value),
            output_field=CharField(),
        ),
    )
