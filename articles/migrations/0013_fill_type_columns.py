"""Writes the type of every stored piece and the address of every pen name."""

from django.db import migrations

from core.text import slugify

TABLES = {"thematicpage": "thematic", "noticepage": "notice"}


def fill(apps, schema_editor):
    """News is what the column begins with."""
    piece = apps.get_model("articles", "ArticlePage")
    for table, kind in TABLES.items():
        ids = apps.get_model("articles", table).objects.values("pk")
        piece.objects.filter(pk__in=ids).update(kind=kind)
    author = apps.get_model("articles", "ArticleAuthor")
    names = author.objects.order_by().values_list("pen_name", flat=True).distinct()
    for name in list(names):
        author.objects.filter(pen_name=name).update(pen_slug=slugify(name, max_length=100))


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_type_columns")]
    # Nothing to undo: the columns go with the migration before.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
