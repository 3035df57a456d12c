"""The audit trail, whose rows the database refuses to change."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.append_only import Seal, SealTables


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('actor_name', models.CharField(blank=True, max_length=310, verbose_name='name')),
                ('action', models.CharField(max_length=60, verbose_name='action')),
                ('subject', models.CharField(max_length=120, verbose_name='subject')),
                ('data', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit entries',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['subject', '-at'], name='core_audit_subject')],
            },
        ),
        SealTables([Seal("core_auditentry", "core_audit")]),
    ]
