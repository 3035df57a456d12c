"""Seals what was decided about opinions in the database itself."""

from django.db import migrations

from core.append_only import SealTables
from forms.opinions.seals import SEALS


class Migration(migrations.Migration):
    dependencies = [("opinions", "0001_initial")]
    operations = [SealTables(SEALS)]
