"""Loads the shipped tables of rates and quotas; used by the migration only."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.text import slugify

DATA = Path(__file__).resolve().parent.parent / "data"
# Decree 18/2014/NĐ-CP is in force from this day (its article 17).
DECREE_FROM = "2014-06-01"
LETTER_FROM = "2016-08-09"
LETTER = "Công văn 1197/TLĐ ngày 09/8/2016, điểm {point}"
# Rule in the shipped table → our code.
RULES = {
    "UNIT": "unit_value",
    "CHILDREN_MINORITY": "children_or_minority",
    "DIRECT_FOREIGN_LANG": "foreign_language",
    "HARDSHIP": "hardship",
    "TRANSLATION": "translation",
}
SUB_SITE_SOURCE = (
    "Quyết định của bàn biên tập; mức khởi điểm theo ví dụ 2157/QĐ-UBND tỉnh Ninh Thuận "
    "(07/12/2020): trang thành viên hưởng bằng 20% mức của Cổng"
)
NEWS_KINDS = ("province", "sector", "corporation")
THEMATIC_KINDS = ("department", "attached_unit")
REASONS = (
    ("Thiếu hoặc chưa rõ nguồn tin", "Source missing or unclear", True, True),
    ("Thông tin chưa chính xác, cần kiểm tra lại", "Facts to be checked", True, False),
    ("Thiếu ảnh hoặc ảnh không đạt chất lượng", "Picture missing or too poor", True, False),
    ("Thiếu chú thích hoặc tác giả ảnh", "Caption or photographer missing", True, False),
    ("Tiêu đề, sapo chưa đạt", "Title or lead not good enough", True, False),
    ("Bài quá dài hoặc quá ngắn", "Too long or too short", True, False),
    ("Lỗi chính tả, văn phong", "Spelling or style", True, False),
    ("Trùng với tin, bài đã đăng", "Same as a piece already used", True, True),
    ("Không còn tính thời sự", "No longer news", False, True),
    ("Không thuộc phạm vi nội dung của Cổng", "Outside the portal's subjects", False, True),
    ("Có thông tin cá nhân chưa được phép công bố", "Personal data without consent", True, True),
)

GetModel = Callable[[str, str], Any]


def load_rates(*, get_model: GetModel) -> None:
    """Fill every table; `get_model` is a migration's historical registry."""
    _load_frames(get_model)
    _load_salaries(get_model)
    _load_rules(get_model)
    _load_taxes(get_model)
    _load_quotas(get_model)
    _load_reasons(get_model)
    get_model("articles", "LedgerHead").objects.get_or_create(pk=1)


def unload_rates(*, get_model: GetModel) -> None:
    """Empty the tables in the order of their links."""
    for name in (
        "LedgerHead",
        "ReturnReason",
        "QuotaRule",
        "TaxRule",
        "RoyaltyRule",
        "BaseSalary",
        "GenreFrame",
    ):
        get_model("articles", name).objects.all().delete()


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _load_frames(get_model: GetModel) -> None:
    genres = get_model("articles", "Genre").objects
    genres.filter(name_vi__startswith="[").update(is_offered=False)
    for genre in genres.all():
        get_model("articles", "GenreFrame").objects.get_or_create(
            genre=genre,
            desk=None,
            valid_from=DECREE_FROM,
            defaults={"max_coefficient": genre.max_coefficient, "source": genre.source},
        )


def _load_salaries(get_model: GetModel) -> None:
    for row in _rows("base_salary"):
        get_model("articles", "BaseSalary").objects.get_or_create(
            effective_from=row["effective_from"],
            defaults={"amount": int(row["vnd"]), "source": row["source"]},
        )


def _load_rules(get_model: GetModel) -> None:
    rules = get_model("articles", "RoyaltyRule").objects
    for row in _rows("royalty_rules"):
        if row["code"] in RULES:
            rules.get_or_create(
                code=RULES[row["code"]],
                valid_from=DECREE_FROM,
                defaults={
                    "min_percent": Decimal(row["min_pct"]),
                    "max_percent": Decimal(row["max_pct"]),
                    "source": f"Nghị định 18/2014/NĐ-CP; {row['source']}",
                    "confidence": row["confidence"],
                },
            )
    for code, percent, source, confidence in (
        ("portal", 100, "Nghị định 18/2014/NĐ-CP, Điều 7 khoản 3", "high"),
        ("sub_site", 20, SUB_SITE_SOURCE, "low"),
    ):
        rules.get_or_create(
            code=code,
            valid_from=DECREE_FROM,
            defaults={
                "min_percent": percent,
                "max_percent": percent,
                "source": source,
                "confidence": confidence,
            },
        )


def _load_taxes(get_model: GetModel) -> None:
    """Load the rules on pay for work; those on copyright do not concern press royalties."""
    for row in _rows("tax_rules"):
        if "bản quyền" in row["rule"]:
            continue
        residence = "non_resident" if "không cư trú" in row["rule"] else "resident"
        get_model("articles", "TaxRule").objects.get_or_create(
            residence=residence,
            valid_from=row["effective_from"],
            defaults={
                "valid_to": row["effective_to"] or None,
                "threshold": int(row["threshold_vnd"]),
                "rate_percent": Decimal(row["rate_pct"]),
                "source": row["source"][:400],
                "confidence": row["confidence"],
            },
        )


def _load_quotas(get_model: GetModel) -> None:
    quotas = get_model("articles", "QuotaRule").objects
    for kind in NEWS_KINDS:
        quotas.get_or_create(
            unit_kind=kind,
            valid_from=LETTER_FROM,
            defaults={"per_week": 1, "source": LETTER.format(point=2)},
        )
    for kind in THEMATIC_KINDS:
        quotas.get_or_create(
            unit_kind=kind,
            valid_from=LETTER_FROM,
            defaults={
                "piece_kind": "thematic",
                "per_week": 2,
                "needs_picture": True,
                "source": LETTER.format(point=3),
            },
        )


def _load_reasons(get_model: GetModel) -> None:
    for position, (name_vi, name_en, for_return, for_not_used) in enumerate(REASONS):
        get_model("articles", "ReturnReason").objects.get_or_create(
            name_vi=name_vi,
            defaults={
                "name_en": name_en,
                "slug": slugify(name_vi, max_length=80),
                "position": position,
                "for_return": for_return,
                "for_not_used": for_not_used,
            },
        )
