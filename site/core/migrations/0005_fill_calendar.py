"""Fills the calendar with the holidays and make-up days of 2024 to 2027."""

from django.db import migrations

from core.calendar_data import load_working_days, unload_working_days


def load(apps, schema_editor):
    load_working_days(get_model=apps.get_model)


def unload(apps, schema_editor):
    unload_working_days(get_model=apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_calendar")]
    operations = [migrations.RunPython(load, unload)]
