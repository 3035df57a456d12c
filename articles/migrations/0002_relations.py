"""Links pieces, desks and contributions to units, workflows and each other."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('units', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='articlepage',
            name='unit',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='articleauthor',
            name='page',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='articles.articlepage'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='page',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contribution', to='articles.articlepage', verbose_name='piece'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='revision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='revision'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='desk',
            name='editors',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='auth.group'),
        ),
        migrations.AddField(
            model_name='desk',
            name='heads',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='auth.group'),
        ),
        migrations.AddField(
            model_name='desk',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='units.unit', verbose_name='run by'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='desk',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='articles.desk', verbose_name='desk'),
        ),
        migrations.AddField(
            model_name='deskreviewtask',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='articles.desk', verbose_name='desk'),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='genre',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='articles.genre', verbose_name='genre'),
        ),
        migrations.AddField(
            model_name='newsindexpage',
            name='unit',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='noticeindexpage',
            name='unit',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='thematicindexpage',
            name='unit',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='topics',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='articles', to='articles.topic', verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='workflowroute',
            name='workflow',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='routes', to='wagtailcore.workflow', verbose_name='workflow'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['desk', 'state', 'waiting_since'], name='articles_desk_queue'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['unit', 'state', 'waiting_since'], name='articles_unit_queue'),
        ),
        migrations.AddIndex(
            model_name='articlepage',
            index=models.Index(fields=['unit', '-published_at'], name='articles_unit_date'),
        ),
        migrations.AddIndex(
            model_name='articlepage',
            index=models.Index(fields=['-published_at'], name='articles_date'),
        ),
    ]
