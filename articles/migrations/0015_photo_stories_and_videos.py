"""Photo stories and videos: news in another format."""

import django.db.models.deletion
from django.db import migrations, models

import articles.videos


def _parent():
    return models.OneToOneField(
        auto_created=True,
        on_delete=django.db.models.deletion.CASCADE,
        parent_link=True,
        primary_key=True,
        serialize=False,
        to="articles.articlepage",
    )


def _document(label, help_text):
    return models.ForeignKey(
        blank=True,
        help_text=help_text,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to="core.portaldocument",
        verbose_name=label,
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_type_indexes"), ("core", "0003_audit")]
    operations = [
        migrations.CreateModel(
            name="PhotoStoryPage",
            fields=[("articlepage_ptr", _parent())],
            options={"verbose_name": "photo story", "verbose_name_plural": "photo stories"},
            bases=("articles.articlepage",),
        ),
        migrations.CreateModel(
            name="VideoPage",
            fields=[
                ("articlepage_ptr", _parent()),
                (
                    "video_file",
                    _document(
                        "video file",
                        "An MP4 or WebM file of your unit. Leave the address below empty then.",
                    ),
                ),
                (
                    "video_url",
                    models.URLField(
                        blank=True,
                        help_text="The page of one video on YouTube or Vimeo, instead of a file.",
                        max_length=300,
                        validators=[articles.videos.validate_video_page],
                        verbose_name="video address",
                    ),
                ),
                (
                    "duration",
                    models.DurationField(
                        blank=True,
                        help_text="Minutes and seconds, such as 4:05.",
                        null=True,
                        validators=[articles.videos.validate_duration],
                        verbose_name="duration",
                    ),
                ),
                (
                    "captions",
                    _document(
                        "captions",
                        "A WebVTT file (.vtt) with what is said; shown over a video file of your "
                        "own.",
                    ),
                ),
            ],
            options={"verbose_name": "video", "verbose_name_plural": "videos"},
            bases=("articles.articlepage",),
        ),
        migrations.AddConstraint(
            model_name="videopage",
            constraint=models.CheckConstraint(
                condition=models.Q(("video_file__isnull", True), ("video_url", ""), _connector="OR"),
                name="articles_video_one_source",
                violation_error_message="Give either a video file or a video address, not both: "
                "readers see one video.",
            ),
        ),
    ]
