"""Let the database itself refuse to change the files of an answer that was sent."""

from django.db import migrations

from core.append_only import SealTables
from units.directives.seals import FILE_SEALS


class Migration(migrations.Migration):
    dependencies = [("directives", "0002_seals")]
    operations = [SealTables(FILE_SEALS)]
