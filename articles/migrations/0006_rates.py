"""Loads frames, salaries, percentages, taxes, quotas and reasons; gives desks their chiefs."""

from django.db import migrations

from articles.services.rates_data import load_rates, unload_rates
from articles.services.workflows import ensure_workflows


def load(apps, schema_editor):
    ensure_workflows(get_model=apps.get_model)
    load_rates(get_model=apps.get_model)


def unload(apps, schema_editor):
    unload_rates(get_model=apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_newsroom")]
    operations = [migrations.RunPython(load, unload)]
