"""Lists of one kind or of one format are read newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_fill_type_columns")]
    operations = [
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["kind", "-published_at"], name="articles_kind_date"),
        ),
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["format", "-published_at"], name="articles_format_date"),
        ),
    ]
