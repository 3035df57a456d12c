"""Fills the new columns of contributions from what is known of earlier pieces."""

from django.db import migrations

from core.weeks import week_of

KINDS = {"newspage": "news", "thematicpage": "thematic", "noticepage": "notice"}


def fill(apps, schema_editor):
    contribution = apps.get_model("articles", "Contribution")
    stay = apps.get_model("articles", "DeskStay")
    rows = contribution.objects.select_related("page__content_type")
    for row in rows.iterator(chunk_size=500):
        row.kind = KINDS.get(row.page.content_type.model, "news")
        row.genre_id = row.page.genre_id
        if row.desk_id:
            # The day on which a piece reached its desk was not kept before.
            row.sent_at, row.sent_week = row.submitted_at, week_of(row.submitted_at)
            stay.objects.create(
                contribution=row,
                desk_id=row.desk_id,
                arrived_at=row.submitted_at,
                left_at=None if row.state == "desk_review" else row.waiting_since,
                outcome=row.state if row.state in ("used", "returned", "withdrawn") else "",
            )
        if row.used_at:
            row.used_week, row.used_revision_id = week_of(row.used_at), row.revision_id
        row.save()


def forget(apps, schema_editor):
    apps.get_model("articles", "DeskStay").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_rates")]
    operations = [migrations.RunPython(fill, forget)]
