"""Editors read Vietnamese: all of it, with the same placeholders, in the words of the glossary."""

import re
from collections import Counter
from functools import cache

import pytest

from portal.catalogues import entry_faults
from portal.upstream import messages
from portal.upstream.messages import (
    DOMAINS,
    catalogue,
    merge,
    own_keys,
    packages,
    untranslated,
)

LEAST = 0.98
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# A whole word of the source, and what its translation must hold.
GLOSSARY = {
    r"pages?": r"trang|Trang",
    r"sites?": r"(?i:trang web)|tổng quan",
    r"locales?": r"(?i:ngôn ngữ)|\{locales\}|\{locale\}",
    r"workflows?": r"(?i:quy trình)|(?i:duyệt)",
    r"snippets?": r"(?i:mục dùng chung)|trang/mục",
    r"collections?": r"(?i:bộ sưu tập)",
    r"drafts?": r"nháp",
    r"revisions?": r"(?i:phiên bản)",
    r"publish(ed|ing)?": r"(?i:đăng)",
    r"unpublish(es|ing)?": r"(?i:gỡ)",
    r"approved?": r"(?i:duyệt)",
    r"comments?": r"(?i:nhận xét)|(?i:lời nhắn)",
    r"documents?": r"(?i:tài liệu)",
    r"images?": r"(?i:ảnh)",
    r"redirects?": r"(?i:chuyển hướng)|(?i:chuyển tới)",
}
# Latin letters that a tone mark of the new style would stand on: hoà, thuỷ.
NEW_STYLE = re.compile(r"o[àáảãạ](?!\w)|(?<![qQ])u[ỳýỷỹỵ](?!\w)|o[èéẻẽẹ](?!\w)")


done_keys = cache(messages.done_keys)


def text(entry) -> str:
    """Return the one form that Vietnamese has."""
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def live(domain: str) -> list:
    """Return what is in use of our catalogue."""
    return [entry for entry in catalogue(domain) if not entry.obsolete]


def off_glossary(source: str, translation: str) -> list[str]:
    """Return the terms of the source that the translation words otherwise."""
    plain = TAG.sub("", re.sub(r"%\(\w+\)[sd]", "", source))
    return [
        term
        for term, wanted in GLOSSARY.items()
        if re.search(rf"(?<![\w-])(?:{term})(?![\w-])", plain, re.IGNORECASE)
        and not re.search(wanted, translation)
    ]


@pytest.mark.parametrize("package", packages(), ids=lambda each: f"{each.name}-{each.domain}")
def test_a_package_speaks_vietnamese(package):
    left = untranslated(package, done_keys(package.domain))
    assert 1 - len(left) / len(package.messages) >= LEAST, left


def test_all_packages_together_speak_vietnamese():
    asked = packages()
    left = sum(len(untranslated(each, done_keys(each.domain))) for each in asked)
    assert 1 - left / sum(len(each.messages) for each in asked) >= LEAST


def test_the_packages_of_the_editor_are_all_there():
    names = Counter(each.name for each in packages())
    assert names["wagtail.admin"] == names["wagtail_localize"] == 2
    assert {"wagtail", "wagtail.users", "wagtail.images", "wagtail.documents", "axes"} <= set(names)


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_catalogue_is_in_step_with_what_is_installed(domain):
    asked = [each for each in packages() if each.domain == domain]
    merged = merge(catalogue(domain), asked, owned=own_keys(domain))
    assert (merged.added, merged.gone) == ((), ())


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_translation_is_empty_uncertain_or_has_other_placeholders(domain):
    assert list(entry_faults(live(domain))) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_tags_and_outer_white_space_are_the_same(domain):
    wrong = [
        entry.msgid
        for entry in live(domain)
        if Counter(TAG.findall(text(entry)))
        != Counter(TAG.findall(entry.msgid_plural or entry.msgid))
        or text(entry).endswith(" ") != entry.msgid.endswith(" ")
    ]
    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_words_are_those_of_the_glossary(domain):
    found = {
        entry.msgid: (terms, text(entry))
        for entry in live(domain)
        if "django.contrib" not in entry.comment
        and not {"django", "axes"} & set(entry.comment.split("\n"))
        and (terms := off_glossary(entry.msgid, text(entry)))
    }
    assert found == {}


def test_the_glossary_check_finds_a_wrong_word():
    assert off_glossary("Delete page", "Xóa mục") == [r"pages?"]
    assert off_glossary("Delete pageant", "Xóa") == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_tone_marks_stand_in_the_old_place(domain):
    assert [text(entry) for entry in live(domain) if NEW_STYLE.search(text(entry))] == []


def test_the_tone_check_tells_old_from_new():
    assert NEW_STYLE.search("hoà bình")
    assert NEW_STYLE.search("thuỷ")
    assert not NEW_STYLE.search("hòa thủy, quỹ, toàn, hoạt động")
