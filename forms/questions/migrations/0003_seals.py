"""Seals steps of questions and readings of contacts in the database itself."""

from django.db import migrations

from core.append_only import SealTables
from forms.questions.seals import SEALS


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_late_and_search")]
    operations = [SealTables(SEALS)]
