"""Makes the tables of what desks place on the front page."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_author_order'),
        ('home', '0002_national_site'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FrontSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zone', models.CharField(choices=[('lead', 'Lead story'), ('side', 'Beside the lead story'), ('news', 'News'), ('thematic', 'Thematic pieces'), ('notice', 'Notices'), ('photo', 'Photo stories'), ('video', 'Videos')], max_length=10, verbose_name='part of the front page')),
                ('title', models.CharField(max_length=255, verbose_name='title when placed')),
                ('rank', models.PositiveIntegerField(verbose_name='order')),
                ('shown_from', models.DateTimeField(verbose_name='shown from')),
                ('shown_until', models.DateTimeField(blank=True, null=True, verbose_name='shown until')),
                ('placed_at', models.DateTimeField(verbose_name='placed at')),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.articlepage', verbose_name='piece')),
                ('placed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='placed by')),
            ],
            options={
                'verbose_name': 'piece on the front page',
                'verbose_name_plural': 'pieces on the front page',
                'ordering': ['rank', 'pk'],
                'indexes': [models.Index(fields=['locale', 'shown_until', 'shown_from'], name='home_front_times')],
                'constraints': [models.CheckConstraint(condition=models.Q(('shown_until__isnull', True), ('shown_from__lt', models.F('shown_until')), _connector='OR'), name='home_front_slot_ends_after_start', violation_error_message='The end must lie after the beginning.')],
            },
        ),
        migrations.CreateModel(
            name='FrontZone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zone', models.CharField(choices=[('lead', 'Lead story'), ('side', 'Beside the lead story'), ('news', 'News'), ('thematic', 'Thematic pieces'), ('notice', 'Notices'), ('photo', 'Photo stories'), ('video', 'Videos')], max_length=10, verbose_name='part of the front page')),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(null=True, verbose_name='changed at')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language')),
            ],
            options={
                'verbose_name': 'part of the front page',
                'verbose_name_plural': 'parts of the front page',
                'constraints': [models.UniqueConstraint(fields=('locale', 'zone'), name='home_front_zone_once')],
            },
        ),
    ]
