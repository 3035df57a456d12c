"""Put the provincial federations that are registered already into their regions."""

from django.db import migrations

from units.regions import regions_by_slug


def fill_regions(apps, schema_editor):
    units = apps.get_model("units", "Unit").objects.filter(kind="province", region="")
    for unit in units.filter(slug__in=regions_by_slug()):
        units.filter(pk=unit.pk).update(region=regions_by_slug()[unit.slug])


class Migration(migrations.Migration):
    dependencies = [("units", "0002_accent_and_region")]
    operations = [migrations.RunPython(fill_regions, migrations.RunPython.noop)]
