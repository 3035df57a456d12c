"""Loads the genres and greatest coefficients of the royalty decree from the shipped table."""

import csv
from decimal import Decimal
from pathlib import Path

from django.db import migrations

from core.text import slugify

TABLE = Path(__file__).resolve().parent.parent / "data" / "royalty_frames.csv"


def load(apps, schema_editor):
    genre = apps.get_model("articles", "Genre")
    with TABLE.open(encoding="utf-8") as file:
        for position, row in enumerate(csv.DictReader(file)):
            genre.objects.update_or_create(
                name_vi=row["genre_vi"],
                defaults={
                    "slug": slugify(row["genre_vi"], max_length=80),
                    "name_en": row["genre_en"],
                    "max_coefficient": Decimal(row["max_coefficient"]),
                    "source": row["source"],
                    "position": position,
                },
            )


def unload(apps, schema_editor):
    apps.get_model("articles", "Genre").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_workflows")]
    operations = [migrations.RunPython(load, unload)]
