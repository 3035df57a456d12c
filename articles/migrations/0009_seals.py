"""Seals grades, approved statements, payments and the ledger in the database itself."""

from django.db import migrations

from articles.seals import SEALS
from core.append_only import SealTables


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_genre_frames_only")]
    operations = [SealTables(SEALS)]
