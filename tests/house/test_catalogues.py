"""Catalogues compile without gettext, and the check finds each kind of fault."""

import gettext
import os

import polib
import pytest

from portal.catalogues import catalogue_files, compile_stale, entry_faults, missing


@pytest.fixture
def project(tmp_path):
    """Return a project with one catalogue of one message."""
    folder = tmp_path / "home" / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Unit", msgstr="Đơn vị"))
    catalogue.save(str(folder / "django.po"))
    return tmp_path


def entry(**values) -> polib.POEntry:
    """Return a complete entry, changed by `values`."""
    return polib.POEntry(**{"msgid": "%(n)s units", "msgstr": "%(n)s đơn vị", **values})


def test_compiled_catalogue_translates(project):
    (path,) = compile_stale(project)
    with path.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Unit") == "Đơn vị"


def test_compiling_twice_does_nothing(project):
    compile_stale(project)
    assert compile_stale(project) == []


def test_a_changed_catalogue_is_compiled_again(project):
    (path,) = compile_stale(project)
    later = path.with_suffix(".mo").stat().st_mtime + 10
    os.utime(path, (later, later))
    assert compile_stale(project) == [path]


def test_a_complete_entry_has_no_fault():
    assert list(entry_faults([entry()])) == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"msgstr": ""}, "empty"),
        ({"msgstr": "  "}, "empty"),
        ({"msgstr": "%(m)s đơn vị"}, "placeholders"),
        ({"msgstr": "đơn vị"}, "placeholders"),
        ({"flags": ["fuzzy"]}, "fuzzy"),
        ({"msgid_plural": "%(n)s units", "msgstr_plural": {0: ""}}, "empty"),
        ({"msgid_plural": "%(n)s units", "msgstr_plural": {0: "%(m)s đơn vị"}}, "placeholders"),
    ],
)
def test_each_fault_of_an_entry_is_named(values, fault):
    (found,) = entry_faults([entry(**values)])
    assert fault in found


def test_an_obsolete_entry_is_not_judged():
    assert list(entry_faults([entry(msgstr="", obsolete=True)])) == []


def test_a_message_without_an_entry_is_missing():
    assert list(missing(wanted=[entry()], present=[])) == ["missing: '%(n)s units'"]
    assert list(missing(wanted=[entry()], present=[entry()])) == []


def test_the_same_word_in_another_context_is_missing():
    assert list(missing(wanted=[entry(msgctxt="verb")], present=[entry()]))


def test_our_own_vietnamese_catalogue_has_no_fault():
    ours = [path for path in catalogue_files() if path.parts[-3] == "vi"]
    assert ours
    assert [fault for path in ours for fault in entry_faults(polib.pofile(str(path)))] == []
