"""Drops the genres' own coefficient: it is in the dated frames now."""

from django.db import migrations, models


def give_back(apps, schema_editor):
    for frame in apps.get_model("articles", "GenreFrame").objects.filter(desk=None):
        apps.get_model("articles", "Genre").objects.filter(pk=frame.genre_id).update(
            max_coefficient=frame.max_coefficient
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_contribution_history")]
    operations = [
        migrations.AlterField(
            model_name="genre",
            name="max_coefficient",
            field=models.DecimalField(
                decimal_places=1, max_digits=5, null=True, verbose_name="greatest coefficient"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, give_back),
        migrations.RemoveField(model_name="genre", name="max_coefficient"),
    ]
