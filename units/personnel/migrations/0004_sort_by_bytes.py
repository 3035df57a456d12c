"""Sort people in the order of the dictionary, whatever the language of the database."""

from django.db import migrations

from core.byte_order import SortByBytes


class Migration(migrations.Migration):
    dependencies = [("personnel", "0003_positions")]
    operations = [SortByBytes("personnel_person", "sort_name", length=400)]
