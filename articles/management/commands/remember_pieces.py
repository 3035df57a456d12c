"""`remember_pieces`: rebuilds what is kept of all pieces to find near duplicates."""

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from articles.likeness.services import remember
from articles.models import Contribution


class Command(BaseCommand):
    """Read the reviewed revision of every piece again; safe to repeat and to break off."""

    help = "Rebuild the signatures by which near duplicates of pieces are found."

    def handle(self, *args, **options) -> None:
        count = 0
        for contribution in Contribution.objects.select_related("revision").iterator(200):
            remember(contribution=contribution)
            count += 1
        done = ngettext("%(count)s piece remembered.", "%(count)s pieces remembered.", count)
        self.stdout.write(done % {"count": count})
