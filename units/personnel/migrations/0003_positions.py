"""Fill in the posts of the national list."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parents[1] / "data" / "positions.csv"


def fill(apps, schema_editor):
    positions = apps.get_model("personnel", "Position")
    with DATA.open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file)):
            positions.objects.update_or_create(
                name_vi=row["name_vi"],
                defaults={
                    "name_en": row["name_en"],
                    "level": row["level"],
                    "is_single": row["is_single"] == "1",
                    "sort_order": order,
                },
            )


class Migration(migrations.Migration):
    dependencies = [("personnel", "0002_seals")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
