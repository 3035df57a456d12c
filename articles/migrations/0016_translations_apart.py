"""Marks the pieces that were made from one in another language."""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef


def mark(apps, schema_editor):
    """A translation has the key of its original, whose row is older."""
    page = apps.get_model("wagtailcore", "Page")
    contribution = apps.get_model("articles", "Contribution")
    keys = contribution.objects.annotate(key=F("page__translation_key"))
    originals = page.objects.filter(translation_key=OuterRef("key"), pk__lt=OuterRef("page_id"))
    translations = keys.filter(Exists(originals)).values_list("pk", flat=True)
    contribution.objects.filter(pk__in=list(translations)).update(is_translation=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_photo_stories_and_videos")]
    operations = [
        migrations.AddField(
            "contribution",
            "is_translation",
            models.BooleanField(default=False, verbose_name="translation"),
        ),
        # Nothing to undo: the column goes with this migration.
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
