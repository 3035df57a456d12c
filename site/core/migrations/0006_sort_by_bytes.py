"""Sort accounts in the order of the dictionary, whatever the language of the database."""

from django.db import migrations

from core.byte_order import SortByBytes


class Migration(migrations.Migration):
    dependencies = [("core", "0005_fill_calendar")]
    operations = [SortByBytes("core_user", "sort_name", length=400)]
