"""What installed packages say, and how our Vietnamese catalogue of it is kept complete."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from django.apps import apps

from portal.catalogues import PARTS, ROOT

DOMAINS = ("django", "djangojs")
FOLDER = Path(__file__).parent / "locale" / "vi" / "LC_MESSAGES"
OWN = Path(__file__).parents[1] / "locale" / "vi" / "LC_MESSAGES"
WIDTH = 100
# Its words answer programs, never people: the browsable API is off.
FOR_PROGRAMS = frozenset({"rest_framework"})

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Package:
    """The messages of one package in one domain."""

    name: str
    domain: str
    messages: tuple[polib.POEntry, ...]
    # What its own Vietnamese is trusted for; Wagtail's is sparse and partly wrong.
    translated: frozenset[Key]


@dataclass(frozen=True)
class Merged:
    """What one merge changed in a catalogue."""

    added: tuple[Key, ...]
    gone: tuple[Key, ...]


def key(entry: polib.POEntry) -> Key:
    """Return what tells an entry from any other."""
    return entry.msgctxt, entry.msgid


def packages() -> list[Package]:
    """Return what each installed package asks to have translated, sorted by name."""
    folders = {"django": Path(django.__file__).parent / "conf" / "locale"}
    for app in apps.get_app_configs():
        if app.name not in FOR_PROGRAMS and not _is_ours(Path(app.path)):
            folders[app.name] = Path(app.path) / "locale"
    return [
        Package(
            name=name,
            domain=domain,
            messages=tuple(messages),
            translated=frozenset() if name.startswith("wagtail") else _translated(folder, domain),
        )
        for name, folder in sorted(folders.items())
        for domain in DOMAINS
        if (messages := source_messages(folder, domain))
    ]


def source_messages(folder: Path, domain: str) -> list[polib.POEntry]:
    """Return the messages of a locale folder: its English ones, or those of every language."""
    for language in ("en", "en_US"):
        if (entries := _read(folder / language, domain)) is not None:
            return entries
    found: dict[Key, polib.POEntry] = {}
    for language_folder in sorted(folder.glob("*")):
        for entry in _read(language_folder, domain) or []:
            found.setdefault(key(entry), entry)
    return [found[each] for each in sorted(found, key=_order)]


def own_keys(domain: str) -> frozenset[Key]:
    """Return what the project's own catalogue translates, and thereby decides."""
    path = OWN / f"{domain}.po"
    return frozenset(map(key, _complete(polib.pofile(str(path))))) if path.exists() else frozenset()


def catalogue(domain: str) -> polib.POFile:
    """Return our catalogue of a domain, empty when there is none yet."""
    path = FOLDER / f"{domain}.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=WIDTH)
    fresh = polib.POFile(wrapwidth=WIDTH)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "vi",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return fresh


def merge(target: polib.POFile, wanted: Iterable[Package], *, owned: frozenset[Key]) -> Merged:
    """Bring a catalogue in step with the packages of its domain; translations are kept.

    What our own catalogue decides (`owned`) does not enter. A new message enters empty, so that
    the check fails until someone translates it; one that no package asks for any more becomes
    obsolete, and returns with its translation.
    """
    needed = _needed(wanted)
    known = {key(entry): entry for entry in target}
    added = []
    for each, (message, names) in needed.items():
        entry = known.get(each)
        if entry is None and each in owned:
            continue
        if entry is None:
            entry = polib.POEntry(msgid=message.msgid, msgctxt=message.msgctxt)
            target.append(entry)
            added.append(each)
        entry.obsolete = False
        entry.comment = "\n".join(sorted(names))
        entry.flags = sorted(flag for flag in message.flags if flag.endswith("-format"))
        if message.msgid_plural:
            entry.msgid_plural = message.msgid_plural
            entry.msgstr_plural = entry.msgstr_plural or {0: entry.msgstr}
            entry.msgstr = ""
    gone = [each for each, entry in known.items() if each not in needed and not entry.obsolete]
    for each in gone:
        known[each].obsolete = True
    target.sort(key=lambda entry: (entry.obsolete, entry.comment, _order(key(entry))))
    return Merged(tuple(sorted(added, key=_order)), tuple(sorted(gone, key=_order)))


def untranslated(package: Package, done: frozenset[Key]) -> list[Key]:
    """Return what of a package nobody translates into Vietnamese."""
    wanted = set(map(key, package.messages)) - package.translated - done
    return sorted(wanted, key=_order)


def done_keys(domain: str) -> frozenset[Key]:
    """Return what we translate, in our own catalogue or in the one for packages."""
    return own_keys(domain) | frozenset(map(key, _complete(catalogue(domain))))


def _needed(wanted: Iterable[Package]) -> dict[Key, tuple[polib.POEntry, set[str]]]:
    needed: dict[Key, tuple[polib.POEntry, set[str]]] = {}
    for package in wanted:
        for message in package.messages:
            each = key(message)
            if each in package.translated:
                continue
            first, names = needed.setdefault(each, (message, set()))
            names.add(package.name)
            if message.msgid_plural and not first.msgid_plural:
                needed[each] = (message, names)
    return needed


def _read(language_folder: Path, domain: str) -> list[polib.POEntry] | None:
    folder = language_folder / "LC_MESSAGES"
    source, compiled = folder / f"{domain}.po", folder / f"{domain}.mo"
    if source.exists():
        return [entry for entry in polib.pofile(str(source)) if not entry.obsolete]
    return list(polib.mofile(str(compiled))) if compiled.exists() else None


def _translated(folder: Path, domain: str) -> frozenset[Key]:
    return frozenset(map(key, _complete(_read(folder / "vi", domain) or [])))


def _complete(entries: Iterable[polib.POEntry]) -> Iterator[polib.POEntry]:
    for entry in entries:
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        if not entry.obsolete and "fuzzy" not in entry.flags and texts and all(texts):
            yield entry


def _is_ours(folder: Path) -> bool:
    return any(folder.is_relative_to(ROOT / part) for part in PARTS)


def _order(each: Key) -> tuple[str, str]:
    return each[1], each[0] or ""
