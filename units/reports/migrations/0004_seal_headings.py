"""Let the database itself refuse to change the headings of a frozen period."""

from django.db import migrations

from core.append_only import SealTables
from units.reports.seals import HEADING_SEALS


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_reminders")]
    operations = [SealTables(HEADING_SEALS)]
