"""The board of a desk: everything that came to it, in segments, filtered and searched."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView

from articles.models import Contribution, Desk
from articles.newsroom.board.bulk import ACTIONS
from articles.newsroom.board.filters import BoardFilterSet, with_title
from articles.newsroom.board.forms import SavedFilterForm
from articles.newsroom.board.links import BoardLinks
from articles.newsroom.board.pieces import board_pieces
from articles.newsroom.board.rows import board_row
from articles.newsroom.board.segments import count_segments, segment_of, segments_for
from articles.queue import boards_of
from articles.rules import works_at_desk
from core.exports import clock_cell, local_cell, plain_cell

URGENT_FIRST = ("-priority", F("due_at").asc(nulls_last=True), "waiting_since", "pk")
NEWEST_FIRST = ("-waiting_since", "-pk")


class BoardView(ReportView):
    """Pieces of one desk, or of all desks whose board the account may open."""

    model = Contribution
    page_title = _("Editorial desk")
    header_icon = "clipboard-list"
    template_name = "articles/newsroom/board.html"
    results_template_name = "articles/newsroom/board_results.html"
    no_results_message = _("No piece stands here.")
    filterset_class = BoardFilterSet
    is_searchable = True
    index_url_name = "newsroom_board"
    index_results_url_name = "newsroom_board_results"
    export_filename = "newsroom-board"
    list_export = [
        "desk_title",
        "unit.code",
        "get_kind_display",
        "genre",
        "word_count",
        "picture_count",
        "get_state_display",
        "get_priority_display",
        "due_at",
        "waiting_since",
    ]
    export_headings = {
        "desk_title": _("Title"),
        "unit.code": _("Unit"),
        "get_kind_display": _("Type"),
        "genre": _("Genre"),
        "word_count": _("Words"),
        "picture_count": _("Pictures"),
        "get_state_display": _("State"),
        "get_priority_display": _("Priority"),
        "due_at": _("Due time"),
        "waiting_since": _("Since"),
    }
    custom_value_preprocess = ReportView.custom_value_preprocess | {
        str: {"csv": plain_cell},  # in xlsx Wagtail marks every formula as text
        datetime: {"csv": local_cell, "xlsx": clock_cell},
    }
    custom_field_preprocess = {"genre": {"csv": lambda genre: plain_cell(str(genre or ""))}}

    def dispatch(self, request, *args, **kwargs):
        """Show the board to those who have one, and no desk but theirs."""
        self.now = timezone.now()
        self.boards = boards_of(request.user)
        if not self.shown_desks:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def shown_desks(self) -> list[Desk]:
        """Return the desk of the address, or all that the account may see."""
        code = self.request.GET.get("desk", "")
        return [desk for desk in self.boards if code in ("", desk.code)]

    @cached_property
    def works_here(self) -> bool:
        """Tell whether the account decides at a desk or only reads."""
        return any(works_at_desk(self.request.user, desk=desk) for desk in self.shown_desks)

    @cached_property
    def segment(self):
        """Return the segment of the address."""
        return segment_of(self.request.GET.get("segment", ""))

    def get_base_queryset(self) -> QuerySet[Contribution]:
        """Return what came to the shown desks, with what a line shows."""
        return board_pieces(self.shown_desks, user=self.request.user)

    def get_queryset(self) -> QuerySet[Contribution]:
        """Return the pieces of the segment; the counts of all segments follow the filters."""
        pieces = self.search_queryset(self.filter_queryset(self.get_base_queryset()))
        self.counts = count_segments(pieces, user=self.request.user, now=self.now)
        shown = pieces.filter(self.segment.condition(self.request.user, self.now))
        return shown.order_by(*(URGENT_FIRST if self.segment.is_open else NEWEST_FIRST))

    def get_filtered_queryset(self) -> QuerySet[Contribution]:
        """Return the queryset, which is filtered already."""
        return self.get_queryset()

    def search_queryset(self, queryset) -> QuerySet[Contribution]:
        """Search in folded titles."""
        return with_title(queryset, self.search_query) if self.is_searching else queryset

    def get_context_data(self, **kwargs):
        """Add the segments, desks, saved filters and lines."""
        context = super().get_context_data(**kwargs)
        if self.is_export:
            return context
        user, links = self.request.user, BoardLinks(self.request.GET)
        pieces = list(context["object_list"])
        acts = self.works_here and self.segment.is_open
        return context | {
            "object_list": pieces,
            "rows": [board_row(piece, user=user, now=self.now) for piece in pieces],
            "segment": self.segment,
            "segments": links.segments(
                segments_for(works_here=self.works_here), counts=self.counts, shown=self.segment
            ),
            "desks": links.desks(self.boards),
            "chosen_desk": links.desk,
            "actions": ACTIONS.values() if acts else [],
            "acts": acts,
            "saved_filters": links.saved(user.saved_filters.all()),
            "filter_form": SavedFilterForm(initial={"query": links.query}),
            "can_save": links.has_filter,
            "back": links.address(p=self.request.GET.get(self.page_kwarg, "")),
        }
