"""Makes the workflows of corrections where the earlier migrations ran without them."""

from django.db import migrations

from articles.services.workflows import ensure_workflows


def make(apps, schema_editor):
    ensure_workflows(get_model=apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_seals")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
