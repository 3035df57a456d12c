"""Makes desks, review steps, workflows and routes, and takes Wagtail's own workflow off the root."""

from django.db import migrations

from articles.services.workflows import ensure_workflows, remove_workflows


def make(apps, schema_editor):
    apps.get_model("wagtailcore", "WorkflowPage").objects.all().delete()
    ensure_workflows(get_model=apps.get_model)


def undo(apps, schema_editor):
    remove_workflows(get_model=apps.get_model, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_relations"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(make, undo)]
