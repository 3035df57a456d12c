"""Rates as dated data: no overlap, nothing changed that a grade stands on, doubts flagged."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.permissions import policy_registry

from articles.enums import Confidence, Residence
from articles.models import (
    BaseSalary,
    Desk,
    Genre,
    GenreFrame,
    Grade,
    GradeBonus,
    GradeShare,
    RoyaltyRule,
    TaxRule,
)

pytestmark = pytest.mark.django_db

NAMES = {
    "genre-frames": GenreFrame,
    "base-salaries": BaseSalary,
    "royalty-rules": RoyaltyRule,
    "tax-rules": TaxRule,
}
# A namespace of Wagtail's viewsets is the name of the set.
ADDRESSES = ["index", "index_results", "add", "edit", "delete", "history", "usage"]


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def address(name: str, action: str) -> str:
    arguments = [] if action.startswith("index") or action == "add" else [
        NAMES[name].objects.order_by("pk").first().pk
    ]  # fmt: skip
    return reverse(f"{name}:{action}", args=arguments)


def news_frame(**fields) -> GenreFrame:
    return GenreFrame(
        **{"genre": Genre.objects.get(name_vi="Tin"), "valid_from": date(2020, 1, 1)}
        | {"min_coefficient": Decimal(1), "max_coefficient": Decimal(4), "source": "QĐ"}
        | fields
    )


def faults(row) -> dict:
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("action", ADDRESSES)
def test_screens_are_the_portal_administrators_own(people, name, action):
    for role in ("editor", "head", "chief", "finance", "office", "chief_editor", "author"):
        client = client_of(getattr(people, role))
        assert client.get(address(name, action)).status_code == 404
        assert client.post(address(name, action)).status_code == 404
    assert client_of(people.administrator).get(address(name, action)).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_every_row_shows_its_source(people, name):
    text = client_of(people.administrator).get(address(name, "index")).content.decode()
    first = NAMES[name].objects.first()
    assert first.source.split(" ")[0] in text


def test_doubtful_rules_are_flagged(people):
    client = client_of(people.administrator)
    rules = client.get(address("royalty-rules", "index")).content.decode()
    taxes = client.get(address("tax-rules", "index")).content.decode()
    assert "grading-doubt--low" in rules
    assert "grading-doubt--medium" in taxes
    assert "grading-doubt--low" in taxes
    RoyaltyRule.objects.update(confidence=Confidence.HIGH)
    assert "grading-doubt--" not in client.get(address("royalty-rules", "index")).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_list_costs_the_same_whatever_its_length(people, name, count_queries):
    client = client_of(people.administrator)
    model, page = NAMES[name], address(name, "index")
    client.get(page)
    many = count_queries(lambda: client.get(page))
    model.objects.exclude(pk__in=model.objects.values("pk")[:1]).delete()
    assert count_queries(lambda: client.get(page)) == many


@pytest.mark.parametrize(
    ("begin", "end", "is_taken"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), False),
        (date(2019, 1, 1), date(2020, 1, 1), True),
        (date(2019, 1, 1), None, True),
        (date(2020, 6, 1), date(2020, 6, 2), True),
        (date(2020, 12, 31), None, True),
        (date(2021, 1, 1), None, False),
    ],
)
def test_frames_of_a_desk_do_not_overlap(begin, end, is_taken):
    desk = Desk.objects.get(code="news")
    news_frame(desk=desk, valid_to=date(2020, 12, 31)).save()
    other = news_frame(desk=desk, valid_from=begin, valid_to=end)
    if is_taken:
        assert "valid_from" in faults(other)
    else:
        other.full_clean()
    news_frame(desk=Desk.objects.get(code="thematic"), valid_from=begin, valid_to=end).full_clean()


def test_decree_frames_do_not_overlap():
    assert "valid_from" in faults(news_frame(desk=None))
    GenreFrame.objects.filter(genre__name_vi="Tin").update(valid_to="2019-12-31")
    news_frame(desk=None).full_clean()


@pytest.mark.parametrize(
    ("least", "greatest", "is_legal"),
    [("0.5", "10", True), ("0.4", "5", False), ("1", "10.1", False)],
)
def test_frame_of_a_desk_keeps_within_the_decree(least, greatest, is_legal):
    frame = news_frame(
        desk=Desk.objects.get(code="news"),
        min_coefficient=Decimal(least),
        max_coefficient=Decimal(greatest),
    )
    if is_legal:
        frame.full_clean()
    else:
        assert "max_coefficient" in faults(frame)


def test_frame_of_a_desk_needs_one_of_the_decree():
    frame = news_frame(
        desk=Desk.objects.get(code="news"),
        valid_from=date(2013, 1, 1),
        valid_to=date(2014, 5, 31),
    )
    assert "__all__" in faults(frame)


def test_decree_frame_may_not_shrink_below_a_desk_s_own():
    news_frame(desk=Desk.objects.get(code="news")).save()
    decree = GenreFrame.objects.get(genre__name_vi="Tin", desk=None)
    decree.max_coefficient = Decimal(3)
    assert "__all__" in faults(decree)


def test_rules_and_tax_rules_do_not_overlap():
    rule = RoyaltyRule(code="hardship", min_percent=0, max_percent=50, source="QĐ",
                       valid_from=date(2026, 1, 1))  # fmt: skip
    assert "valid_from" in faults(rule)
    tax = TaxRule(residence=Residence.RESIDENT, threshold=1, rate_percent=5, source="TT",
                  valid_from=date(2026, 6, 30))  # fmt: skip
    assert "valid_from" in faults(tax)
    RoyaltyRule.objects.filter(code="hardship").update(valid_to="2025-12-31")
    rule.full_clean()


@pytest.mark.parametrize("code", ["unit_value", "portal", "sub_site"])
def test_single_percentages_are_no_range(code):
    rule = RoyaltyRule.objects.get(code=code)
    rule.max_percent += 1
    assert "max_percent" in faults(rule)


def test_days_out_of_order_are_told_once():
    fault = faults(news_frame(valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 1)))
    assert list(fault) == ["__all__"]


def used_rates(piece, give) -> list:
    """Grade a translated piece with a bonus and return every rate it stands on."""
    give(piece, bonuses=(("hardship", Decimal(10), "Vùng lũ"),), translation_percent=Decimal(40))
    codes = ("hardship", "translation", "unit_value", "portal")
    return [
        GenreFrame.objects.get(genre=piece.genre),
        BaseSalary.objects.order_by("-effective_from").first(),
        *RoyaltyRule.objects.filter(code__in=codes),
    ]


CHANGES = {
    GenreFrame: ("max_coefficient", Decimal(9)),
    BaseSalary: ("amount", 2_600_000),
    RoyaltyRule: ("max_percent", Decimal(90)),
}


def test_rate_that_a_grade_stands_on_is_not_changed(piece, give):
    for rate in used_rates(piece, give):
        field, value = CHANGES[type(rate)]
        setattr(rate, field, value)
        assert "__all__" in faults(rate), rate


def test_used_rate_may_be_ended_after_its_last_use_and_its_source_mended(piece, give):
    today = date.today()
    for rate in used_rates(piece, give):
        rate.source = "Nguồn đã kiểm tra"
        rate.full_clean()
        if not isinstance(rate, BaseSalary):
            rate.valid_to = date(today.year + 1, 1, 1)
            rate.full_clean()
            rate.valid_to = date(2026, 1, 1)
            assert "valid_to" in faults(rate), rate


def test_unused_rate_may_be_changed(piece, give):
    give(piece)
    for code in ("hardship", "translation", "sub_site"):
        rule = RoyaltyRule.objects.get(code=code)
        rule.min_percent = rule.max_percent = Decimal(30)
        rule.full_clean()
    frame = GenreFrame.objects.get(genre__name_vi="Phóng sự")
    frame.max_coefficient = Decimal(20)
    frame.full_clean()
    salary = BaseSalary.objects.order_by("effective_from").first()
    salary.amount += 1
    salary.full_clean()


def test_decree_frame_is_in_use_under_a_desk_s_own(piece, give):
    own = news_frame(desk=piece.desk)
    own.save()
    assert give(piece).frame == own
    decree = GenreFrame.objects.get(genre=piece.genre, desk=None)
    decree.max_coefficient = Decimal(12)
    assert "__all__" in faults(decree)


def test_used_rate_is_not_deleted_and_an_unused_one_is(people, piece, give):
    client = client_of(people.administrator)
    for rate in used_rates(piece, give):
        name = next(name for name, model in NAMES.items() if isinstance(rate, model))
        page = reverse(f"{name}:delete", args=[rate.pk])
        assert client.get(page).url == reverse(f"{name}:index")
        assert client.post(page).status_code == 302
        assert type(rate).objects.filter(pk=rate.pk).exists()
    unused = RoyaltyRule.objects.get(code="sub_site")
    assert client.post(reverse("royalty-rules:delete", args=[unused.pk])).status_code == 302
    assert not RoyaltyRule.objects.filter(pk=unused.pk).exists()


def test_form_keeps_what_was_typed_and_tells_what_is_wrong(people):
    genre = Genre.objects.get(name_vi="Tin")
    data = {
        "genre": genre.pk, "desk": Desk.objects.get(code="news").pk, "min_coefficient": "1",
        "max_coefficient": "11", "valid_from": "01/01/2026", "valid_to": "", "source": "QĐ 12",
    }  # fmt: skip
    client = client_of(people.administrator)
    response = client.post(reverse("genre-frames:add"), data)
    assert "max_coefficient" in response.context["form"].errors
    assert response.context["form"]["source"].value() == "QĐ 12"
    assert (
        client.post(reverse("genre-frames:add"), data | {"max_coefficient": "4"}).status_code == 302
    )
    assert GenreFrame.objects.get(desk__isnull=False).max_coefficient == 4


@pytest.mark.parametrize("model", [Grade, GradeBonus, GradeShare])
def test_policies_offer_grades_to_nobody(people, piece, give, model):
    give(piece, bonuses=(("hardship", Decimal(10), "Vùng lũ"),))
    policy, row = policy_registry.get_by_type(model), model.objects.get()
    for user in vars(people).values():
        for action in ("add", "change", "delete", "view", "choose"):
            assert not policy.user_has_permission(user, action)
            assert not policy.user_has_permission_for_instance(user, action, row)
        assert not policy.instances_user_has_any_permission_for(user, ["view"]).exists()


@pytest.mark.parametrize("model", NAMES.values())
def test_policies_offer_rates_to_portal_administrators(people, model):
    policy = policy_registry.get_by_type(model)
    assert policy.user_has_permission(people.administrator, "change")
    for role in ("editor", "head", "chief", "finance", "office", "author"):
        assert not policy.user_has_any_permission(getattr(people, role), ["change", "view"])
