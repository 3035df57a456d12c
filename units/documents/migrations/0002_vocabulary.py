"""Fill in the types and fields of documents."""

from django.db import migrations

from units.documents.vocabulary import rows_of


def fill(apps, schema_editor):
    kinds = apps.get_model("documents", "DocumentType")
    for order, row in enumerate(rows_of("document_types")):
        kinds.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "code": row["code"],
                "name_vi": row["name_vi"],
                "name_en": row["name_en"],
                "sort_order": order,
            },
        )
    fields = apps.get_model("documents", "DocumentField")
    for order, row in enumerate(rows_of("fields")):
        fields.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name_vi": row["name_vi"],
                "name_en": row["name_en"],
                "sort_order": order,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
