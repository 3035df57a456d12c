"""Seals ballots, votes of accounts and codes, corrections and counts in the database itself."""

from django.db import migrations

from core.append_only import SealTables
from forms.polls.seals import SEALS


class Migration(migrations.Migration):
    dependencies = [("polls", "0002_making")]
    operations = [SealTables(SEALS)]
