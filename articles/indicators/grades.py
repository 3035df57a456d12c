"""How good the pieces of a unit were, by the coefficients that desks gave them."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, QuerySet, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from articles.models import Grade
from core.addresses import PageAddresses
from units.indicators import TWO_PLACES, Figure, Record, Window

from .pieces import address_of, name_of

# Coefficients are steps of a half: one place is exact, also where a vendor adds in floats.
ONE_PLACE = Decimal("0.1")


def count_mean(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return the mean coefficient by unit, two places; none without a grade. One query."""
    rows = (
        _grades(unit_ids, window)
        .order_by()
        .values_list("contribution__unit_id")
        .annotate(total=Sum("coefficient"), graded=Count("pk"))
    )
    return {unit_id: Figure(_mean(total, graded)) for unit_id, total, graded in rows}


def grade_records(unit_id: int, window: Window) -> list[Record]:
    """Return the graded pieces of a unit, newest use first."""
    rows = _grades([unit_id], window).select_related("contribution__page", "genre")
    addresses = PageAddresses()
    return [
        Record(
            label=name_of(grade.contribution),
            happened_at=grade.contribution.used_at,
            note=_("%(genre)s, coefficient %(coefficient)s")
            % {
                "genre": grade.genre,
                "coefficient": number_format(grade.coefficient, decimal_pos=1),
            },
            url=address_of(grade.contribution, addresses),
        )
        for grade in rows.order_by("-contribution__used_at", "-pk")
    ]


def _grades(unit_ids: Collection[int], window: Window) -> QuerySet[Grade]:
    return Grade.objects.current().filter(
        is_void=False,
        contribution__is_translation=False,
        contribution__unit_id__in=unit_ids,
        contribution__used_at__gte=window.begin,
        contribution__used_at__lt=window.end,
    )


def _mean(total: Decimal, graded: int) -> Decimal:
    exact = Decimal(total).quantize(ONE_PLACE, ROUND_HALF_UP)
    return (exact / graded).quantize(TWO_PLACES, ROUND_HALF_UP)
