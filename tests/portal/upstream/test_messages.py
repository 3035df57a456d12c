"""The catalogue of packages follows what is installed and loses no translation."""

from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command

from portal.upstream import messages
from portal.upstream.messages import Package, merge, source_messages, untranslated


def package(*entries: polib.POEntry, name="wagtail.admin", translated=()) -> Package:
    """Return a package that asks for these messages."""
    return Package(name, "django", entries, frozenset(translated))


def entry(msgid: str, **values) -> polib.POEntry:
    """Return one message."""
    return polib.POEntry(msgid=msgid, **values)


def saved(folder, *entries: polib.POEntry, compiled: bool = False):
    """Write a catalogue of the domain django in a locale folder of one language."""
    target = folder / "LC_MESSAGES"
    target.mkdir(parents=True)
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.extend(entries)
    if compiled:
        file.save_as_mofile(str(target / "django.mo"))
    else:
        file.save(str(target / "django.po"))


@pytest.mark.parametrize("compiled", [False, True])
def test_the_english_catalogue_names_the_messages(tmp_path, compiled):
    saved(tmp_path / "en", entry("Save", msgstr="Save"), compiled=compiled)
    saved(tmp_path / "de", entry("Old", msgstr="Alt"))
    assert [each.msgid for each in source_messages(tmp_path, "django")] == ["Save"]


def test_without_english_every_language_names_them(tmp_path):
    saved(tmp_path / "de", entry("Save", msgstr="Sichern"))
    saved(tmp_path / "fr", entry("Lock", msgstr="Verrou"), entry("Save", msgstr="Sauver"))
    assert [each.msgid for each in source_messages(tmp_path, "django")] == ["Lock", "Save"]


def test_a_new_message_enters_empty():
    target = polib.POFile()
    merged = merge(target, [package(entry("Save"))], owned=frozenset())
    assert merged.added == ((None, "Save"),)
    assert [each.msgstr for each in target] == [""]


def test_a_translation_is_kept():
    target = polib.POFile()
    target.append(entry("Save", msgstr="Lưu"))
    merged = merge(target, [package(entry("Save"))], owned=frozenset())
    assert (merged.added, merged.gone) == ((), ())
    assert target[0].msgstr == "Lưu"


def test_a_gone_message_is_obsolete_and_returns_with_its_translation():
    target = polib.POFile()
    target.append(entry("Save", msgstr="Lưu"))
    assert merge(target, [], owned=frozenset()).gone == ((None, "Save"),)
    assert target[0].obsolete
    merge(target, [package(entry("Save"))], owned=frozenset())
    assert (target[0].obsolete, target[0].msgstr) == (0, "Lưu")


def test_a_message_that_became_plural_keeps_its_translation():
    target = polib.POFile()
    target.append(entry("%(n)s page", msgstr="%(n)s trang"))
    merge(
        target,
        [package(entry("%(n)s page", msgid_plural="%(n)s pages"))],
        owned=frozenset(),
    )
    assert target[0].msgstr_plural == {0: "%(n)s trang"}


def test_what_is_translated_elsewhere_does_not_enter():
    target = polib.POFile()
    asked = package(entry("Save"), entry("Lock"), translated={(None, "Lock")})
    merge(target, [asked], owned=frozenset({(None, "Save")}))
    assert list(target) == []


def test_the_same_word_in_another_context_is_missing():
    asked = package(entry("Live", msgctxt="verb"))
    assert untranslated(asked, frozenset({(None, "Live")})) == [("verb", "Live")]


def test_merging_twice_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    call_command("merge_upstream_messages", stdout=StringIO())
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    out = StringIO()
    call_command("merge_upstream_messages", stdout=out)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    assert sorted(first) == ["django.po", "djangojs.po"]
    assert "missing: 'Page explorer'" in out.getvalue()


def test_the_check_writes_nothing_and_fails_where_something_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    with pytest.raises(CommandError, match="have no Vietnamese"):
        call_command("merge_upstream_messages", check=True, stdout=StringIO())
    assert list(tmp_path.iterdir()) == []
