"""Gives askers the topics to choose from; the centre changes them as it likes."""

from django.db import migrations

TOPICS = [
    ("tien-luong", "Tiền lương, tiền thưởng", "Wages and bonus"),
    ("thoi-gio-lam-viec", "Thời giờ làm việc, nghỉ ngơi", "Working time and rest"),
    ("hop-dong", "Hợp đồng lao động, cho thôi việc", "Labour contract, dismissal"),
    (
        "bao-hiem",
        "Bảo hiểm xã hội, y tế, thất nghiệp",
        "Social, health and unemployment insurance",
    ),
    ("an-toan", "An toàn lao động, bệnh nghề nghiệp", "Safety and occupational disease"),
    ("lao-dong-nu", "Lao động nữ, thai sản", "Women workers, maternity"),
    ("doi-song", "Nhà ở, đời sống", "Housing and life"),
    ("doan-phi", "Gia nhập công đoàn, đoàn phí", "Union fees and joining the union"),
    ("ky-luat", "Kỷ luật lao động", "Labour discipline"),
    (
        "doi-thoai",
        "Đối thoại, thương lượng, đình công",
        "Dialogue, bargaining and strike",
    ),
    ("khac", "Việc khác", "Other"),
]


def add_topics(apps, schema_editor):
    topics = apps.get_model("questions", "QuestionTopic")
    for number, (slug, name_vi, name_en) in enumerate(TOPICS, start=1):
        names = {"name_vi": name_vi, "name_en": name_en, "sort_order": number * 10}
        topics.objects.get_or_create(slug=slug, defaults=names)


def remove_topics(apps, schema_editor):
    topics = apps.get_model("questions", "QuestionTopic")
    topics.objects.filter(slug__in=[slug for slug, _vi, _en in TOPICS]).delete()


class Migration(migrations.Migration):
    dependencies = [("questions", "0003_seals")]
    operations = [migrations.RunPython(add_topics, remove_topics)]
