"""Pieces repeat their type in columns, and pen names get an address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_author_order")]
    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="kind",
            field=models.CharField(
                choices=[
                    ("news", "News"),
                    ("thematic", "Thematic piece"),
                    ("notice", "Notice"),
                ],
                default="news",
                editable=False,
                max_length=20,
                verbose_name="type",
            ),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="format",
            field=models.CharField(
                choices=[("text", "Text"), ("photo", "Photo story"), ("video", "Video")],
                default="text",
                editable=False,
                max_length=10,
                verbose_name="format",
            ),
        ),
        migrations.AddField(
            model_name="articleauthor",
            name="pen_slug",
            field=models.CharField(db_index=True, default="", editable=False, max_length=100),
        ),
    ]
