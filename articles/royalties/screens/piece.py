"""From a figure of a statement down to the grade and the revision behind it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.grading.explaining import lines_of_grade
from articles.grading.piece_facts import facts_of
from articles.grading.queries import versions
from articles.grading.rules import earns_from
from articles.models import Contribution
from articles.royalties.queries import statement_lines
from articles.royalties.rules import may_see_people
from articles.royalties.screens.base import RoyaltyView, statement_or_404, statements_crumb
from articles.royalties.screens.statement import statement_name
from articles.royalties.statement_reads import sheets_of


class StatementPieceView(RoyaltyView):
    """What a statement pays for one piece, each grade with its computation, the graded text.

    Like its grade sheet it stays closed to the piece's own authors.
    """

    page_title = gettext_lazy("Piece on a statement")
    template_name = "articles/royalties/piece.html"
    http_method_names = ["get"]

    def allowed(self, user) -> bool:
        """Find the piece among those of a statement that the account opens."""
        self.statement = statement_or_404(user, self.kwargs["statement_id"])
        self.lines = list(
            statement_lines(self.statement).filter(
                share__grade__contribution=self.kwargs["contribution_id"]
            )
        )
        if not self.lines:
            raise Http404
        rows = Contribution.objects.select_related("page", "unit", "desk", "genre", "used_revision")
        self.piece = rows.get(pk=self.kwargs["contribution_id"])
        return not earns_from(user, self.piece)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the statement."""
        url = reverse("royalty_statement", args=[self.statement.pk])
        return [statements_crumb(), (url, statement_name(self.statement))]

    def get_page_subtitle(self) -> str:
        """Name the piece."""
        return self.piece.title

    def get(self, request, statement_id: int, contribution_id: int) -> HttpResponse:
        """Show the chain."""
        kept = versions(self.piece)
        graded = self.piece.used_revision.as_object()
        context = self.get_context_data(
            statement=self.statement,
            name=statement_name(self.statement),
            piece=self.piece,
            facts=facts_of(self.piece, user=request.user),
            lines=self.lines,
            total=sum(line.amount for line in self.lines),
            sees_people=may_see_people(request.user, self.statement),
            has_sheet=bool(sheets_of(request.user, [self.piece.pk])),
            revision=self.piece.used_revision,
            graded=graded,
            versions=[
                {"grade": one, "lines": lines_of_grade(one), "is_current": one is kept[0]}
                for one in kept
            ],
        )
        return render(request, self.template_name, context)
