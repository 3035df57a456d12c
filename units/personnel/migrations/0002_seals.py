"""Let the database itself refuse to change what is final."""

from django.db import migrations

from core.append_only import SealTables
from units.personnel.seals import SEALS


class Migration(migrations.Migration):
    dependencies = [("personnel", "0001_initial")]
    operations = [SealTables(SEALS)]
