"""`load_demo`: fills the portal with plainly marked demonstration content and accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from home.demo.accounts import STAFFED_UNITS, ensure_accounts
from home.demo.content import load_json, pieces
from home.demo.directives import ensure_directives
from home.demo.documents import ensure_documents
from home.demo.english import ensure_english
from home.demo.figures import ensure_figures
from home.demo.front_page import ensure_front_page
from home.demo.loader import ensure_about_pages, ensure_topics, load_piece, loaded_keys
from home.demo.looks import ensure_looks
from home.demo.newsroom import ensure_newsroom
from home.demo.people import ensure_people
from home.demo.reports import ensure_reports
from home.demo.voice import ensure_voice
from units.models import Unit

EXECUTIVE = (ensure_people, ensure_figures, ensure_documents, ensure_directives, ensure_reports)


class Command(BaseCommand):
    """Idempotent: a second run makes only what is missing."""

    help = "Load demonstration content and accounts (never in production)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--no-progress", action="store_true", help="Show no progress bar.")

    def handle(self, *args, no_progress: bool, **options) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(_("Demonstration content is never loaded in production."))
        if not Unit.objects.exists():
            raise CommandError(_("Load the register of units first: load_units."))
        accounts = ensure_accounts()
        ensure_topics()
        ensure_about_pages()
        count = self._load_pieces(quiet=no_progress)
        ensure_looks()
        ensure_english()
        ensure_newsroom(now=timezone.now())
        ensure_front_page(now=timezone.now())
        ensure_voice(now=timezone.now())
        # What was issued before it is sent, what was done before it is reported.
        for ensure in EXECUTIVE:
            ensure(now=timezone.now())
        self.stdout.write(
            _("Demonstration: %(accounts)s accounts and %(pieces)s pieces made.")
            % {"accounts": accounts, "pieces": count}
        )

    def _load_pieces(self, *, quiet: bool) -> int:
        present = loaded_keys()
        missing = [piece for piece in pieces() if (piece["unit"], piece["title"]) not in present]
        waiting = self._waiting_keys()
        now = timezone.now()
        for piece in tqdm(missing, unit="piece", disable=quiet):
            load_piece(piece, now=now, waits=piece["key"] in waiting)
        return len(missing)

    @staticmethod
    def _waiting_keys() -> set[str]:
        """Choose the newest sendable piece of each staffed unit to wait for its chief editor.

        A piece that has an English version must be readable and waits nowhere.
        """
        translated = load_json("english")["pieces"]
        newest = {
            piece["unit"]: piece["key"]
            for piece in pieces()
            if piece["unit"] in STAFFED_UNITS
            and piece["type"] != "notice"
            and piece["key"] not in translated
        }
        return set(newest.values())
