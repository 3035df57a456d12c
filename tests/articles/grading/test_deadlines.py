"""Days since publication against the terms of 45 and 60 days."""

from datetime import date, timedelta

import pytest

from articles.grading.deadlines import age_of

DAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("days", "level", "text"),
    [
        (0, "", "Today"), (1, "", "1 day ago"), (37, "", "37 days ago"), (38, "soon", "38 days"),
        (44, "soon", "44 days ago"), (45, "warned", "15 days left"), (59, "warned", "1 day left"),
        (60, "late", "60 days"), (400, "late", "60 days"),
    ],
)  # fmt: skip
def test_age_is_marked_near_its_terms(days, level, text):
    age = age_of(published_on=DAY, today=DAY + timedelta(days=days))
    assert (age.days, age.level) == (days, level)
    assert text in age.text
