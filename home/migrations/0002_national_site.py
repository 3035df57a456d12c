"""Replaces Wagtail's welcome page by the national home in Vietnamese and English."""

from django.db import migrations

NAMES = {
    "vi": ("Cổng thông tin điện tử Công đoàn Việt Nam", "home"),
    "en": ("Vietnam Trade Unions Portal", "home-en"),
}


def make_site(apps, schema_editor):
    page_model = apps.get_model("wagtailcore", "Page")
    locale_model = apps.get_model("wagtailcore", "Locale")
    home_model = apps.get_model("home", "HomePage")
    site_model = apps.get_model("wagtailcore", "Site")
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model="homepage"
    )
    page_model.objects.filter(depth=2, slug="home").delete()
    root = page_model.objects.get(depth=1)
    first = None
    for number, (language, (title, slug)) in enumerate(NAMES.items(), start=1):
        locale, _created = locale_model.objects.get_or_create(language_code=language)
        home = home_model(
            title=title,
            draft_title=title,
            slug=slug,
            content_type_id=content_type.pk,
            path=f"{root.path}{number:04d}",
            depth=2,
            numchild=0,
            url_path=f"/{slug}/",
            locale_id=locale.pk,
        )
        if first:
            home.translation_key = first.translation_key
        home.save()
        first = first or home
    root.numchild = len(NAMES)
    root.save()
    site_model.objects.all().delete()
    site_model.objects.create(
        hostname="localhost", port=80, root_page_id=first.pk, is_default_site=True,
        site_name=NAMES["vi"][0],
    )


def remove_site(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("home", "HomePage").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(make_site, remove_site)]
