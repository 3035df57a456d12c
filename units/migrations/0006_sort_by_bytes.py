"""Sort units in the order of the dictionary, whatever the language of the database."""

from django.db import migrations

from core.byte_order import SortByBytes


class Migration(migrations.Migration):
    dependencies = [("units", "0005_officers_and_replacements")]
    operations = [SortByBytes("units_unit", "sort_name", length=600)]
