"""Desks' work, corrections, quotas, rates, grades, statements and the ledger."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_genres'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('units', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BaseSalary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('effective_from', models.DateField(unique=True, verbose_name='in force from')),
                ('amount', models.PositiveBigIntegerField(verbose_name='amount (đồng)')),
                ('source', models.CharField(max_length=400, verbose_name='source')),
            ],
            options={
                'verbose_name': 'base salary',
                'verbose_name_plural': 'base salaries',
                'ordering': ['-effective_from'],
            },
        ),
        migrations.CreateModel(
            name='ContributionEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('kind', models.CharField(choices=[('sent', 'Sent for review'), ('arrived', 'Arrived at the desk'), ('claimed', 'Claimed'), ('released', 'Released'), ('handed_over', 'Handed over'), ('transferred', 'Transferred to the other desk'), ('planned', 'Priority or due time changed'), ('returned', 'Returned for changes'), ('not_used', 'Not used'), ('withdrawn', 'Withdrawn'), ('scheduled', 'Scheduled'), ('used', 'Used'), ('correction_opened', 'Opened for correction'), ('corrected', 'Corrected'), ('updated', 'Updated'), ('retracted', 'Retracted'), ('graded', 'Graded')], max_length=20, verbose_name='event')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'verbose_name': 'event of a piece',
                'verbose_name_plural': 'events of pieces',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('correction', 'Correction'), ('update', 'Update'), ('retraction', 'Retraction')], max_length=20, verbose_name='kind')),
                ('state', models.CharField(choices=[('open', 'Open'), ('published', 'Published'), ('cancelled', 'Cancelled')], default='open', max_length=20, verbose_name='state')),
                ('note_vi', models.TextField(max_length=1000, verbose_name='note to readers')),
                ('note_en', models.TextField(blank=True, max_length=1000, verbose_name='note to readers in English')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DeskBudget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='The first day of the month.', verbose_name='month')),
                ('amount', models.PositiveBigIntegerField(verbose_name='amount (đồng)')),
                ('warn_percent', models.PositiveSmallIntegerField(default=80, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='warn from (%)')),
                ('stops', models.BooleanField(default=True, verbose_name='stop at the amount')),
            ],
            options={
                'verbose_name': 'budget',
                'verbose_name_plural': 'budgets',
                'ordering': ['-month', 'desk'],
            },
        ),
        migrations.CreateModel(
            name='DeskCover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, help_text='1 is Monday, 7 is Sunday; empty means every day.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(7)], verbose_name='weekday on which it begins')),
                ('starts_at', models.TimeField(verbose_name='from')),
                ('ends_at', models.TimeField(verbose_name='to')),
                ('valid_from', models.DateField(verbose_name='first day')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='last day')),
            ],
            options={
                'verbose_name': 'cover out of hours',
                'verbose_name_plural': 'cover out of hours',
                'ordering': ['desk', 'weekday', 'starts_at'],
            },
        ),
        migrations.CreateModel(
            name='DeskStay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('arrived_at', models.DateTimeField(verbose_name='arrived at')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='left at')),
                ('outcome', models.CharField(blank=True, choices=[('used', 'Used'), ('returned', 'Returned for changes'), ('transferred', 'Transferred to the other desk'), ('not_used', 'Not used'), ('withdrawn', 'Withdrawn')], max_length=20, verbose_name='outcome')),
            ],
            options={
                'verbose_name': 'stay at a desk',
                'verbose_name_plural': 'stays at desks',
                'ordering': ['arrived_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signature', models.JSONField()),
                ('title_folded', models.CharField(max_length=255)),
            ],
            options={
                'verbose_name': 'fingerprint',
                'verbose_name_plural': 'fingerprints',
            },
        ),
        migrations.CreateModel(
            name='FingerprintBand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('band', models.PositiveSmallIntegerField()),
                ('value', models.BigIntegerField()),
            ],
            options={
                'verbose_name': 'band of a fingerprint',
                'verbose_name_plural': 'bands of fingerprints',
            },
        ),
        migrations.CreateModel(
            name='GenreFrame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('min_coefficient', models.DecimalField(decimal_places=1, default='0.5', max_digits=4, validators=[django.core.validators.MinValueValidator(0)], verbose_name='least coefficient')),
                ('max_coefficient', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='greatest coefficient')),
                ('valid_from', models.DateField(verbose_name='first day')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('source', models.CharField(max_length=400, verbose_name='source')),
            ],
            options={
                'verbose_name': 'royalty frame',
                'verbose_name_plural': 'royalty frames',
                'ordering': ['genre', 'desk', 'valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Grade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('published_on', models.DateField(verbose_name='published on')),
                ('coefficient', models.DecimalField(decimal_places=1, max_digits=4, validators=[django.core.validators.MinValueValidator(0)], verbose_name='coefficient')),
                ('placement', models.CharField(choices=[('portal', 'Portal'), ('sub_site', 'Sub-site only')], max_length=10, verbose_name='placement')),
                ('placement_percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='placement (%)')),
                ('translation_percent', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='translation (% of the original)')),
                ('unit_percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='unit value (% of the base salary)')),
                ('unit_value', models.PositiveBigIntegerField(verbose_name='unit value (đồng)')),
                ('amount', models.PositiveBigIntegerField(verbose_name='royalty (đồng)')),
                ('is_void', models.BooleanField(default=False, verbose_name='void')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='reason of the new version')),
                ('graded_at', models.DateTimeField(verbose_name='graded at')),
            ],
            options={
                'verbose_name': 'grade',
                'verbose_name_plural': 'grades',
                'ordering': ['-graded_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='GradeBonus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='addition (%)')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'bonus',
                'verbose_name_plural': 'bonuses',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='GradeShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('pen_name', models.CharField(max_length=100, verbose_name='pen name')),
                ('role', models.CharField(choices=[('text', 'Text'), ('photo', 'Photographs')], max_length=10, verbose_name='contributed')),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='share (%)')),
                ('amount', models.PositiveBigIntegerField(verbose_name='royalty (đồng)')),
            ],
            options={
                'verbose_name': 'share of a grade',
                'verbose_name_plural': 'shares of grades',
                'ordering': ['grade', 'position'],
            },
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(unique=True, verbose_name='number')),
                ('kind', models.CharField(choices=[('accrued', 'Royalty approved'), ('reversed', 'Royalty reversed'), ('tax_withheld', 'Tax withheld'), ('paid', 'Paid out')], max_length=20, verbose_name='kind')),
                ('amount', models.BigIntegerField(verbose_name='amount (đồng)')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('content', models.TextField()),
                ('previous_hash', models.CharField(max_length=64)),
                ('entry_hash', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'verbose_name': 'entry of the ledger',
                'verbose_name_plural': 'entries of the ledger',
                'ordering': ['sequence'],
            },
        ),
        migrations.CreateModel(
            name='LedgerHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(default=0)),
                ('entry_hash', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'head of the ledger',
                'verbose_name_plural': 'head of the ledger',
            },
        ),
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('legal_name', models.CharField(max_length=150, verbose_name='legal name')),
                ('pen_name', models.CharField(max_length=100, verbose_name='pen name')),
                ('pen_name_folded', models.CharField(editable=False, max_length=200)),
                ('tax_code', models.CharField(blank=True, max_length=14, verbose_name='tax code')),
                ('bank_name', models.CharField(blank=True, max_length=150, verbose_name='bank and branch')),
                ('bank_account', models.CharField(blank=True, max_length=30, verbose_name='bank account')),
                ('residence', models.CharField(choices=[('resident', 'Resident'), ('non_resident', 'Not resident')], default='resident', max_length=20, verbose_name='residence')),
                ('commitment_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(2013), django.core.validators.MaxValueValidator(2100)], verbose_name='commitment on file for the year')),
                ('is_active', models.BooleanField(default=True, verbose_name='may be paid')),
            ],
            options={
                'verbose_name': 'payee',
                'verbose_name_plural': 'payees',
                'ordering': ['legal_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuotaExemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_week', models.DateField(verbose_name='first week')),
                ('last_week', models.DateField(verbose_name='last week')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('granted_at', models.DateTimeField(auto_now_add=True, verbose_name='granted at')),
            ],
            options={
                'verbose_name': 'exemption',
                'verbose_name_plural': 'exemptions',
                'ordering': ['-first_week', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuotaReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(verbose_name='week')),
                ('sent_at', models.DateTimeField(verbose_name='sent at')),
                ('missing', models.PositiveSmallIntegerField(verbose_name='missing')),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'ordering': ['-week'],
            },
        ),
        migrations.CreateModel(
            name='QuotaRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_kind', models.CharField(choices=[('confederation', 'Confederation'), ('province', 'Provincial federation'), ('sector', 'Sector union'), ('corporation', 'Corporation union'), ('department', 'Central department'), ('attached_unit', 'Attached unit')], max_length=20, verbose_name='kind of unit')),
                ('piece_kind', models.CharField(blank=True, choices=[('news', 'News'), ('thematic', 'Thematic piece')], max_length=20, verbose_name='type of piece')),
                ('per_week', models.PositiveSmallIntegerField(verbose_name='pieces a week')),
                ('needs_picture', models.BooleanField(default=False, verbose_name='only with a picture')),
                ('valid_from', models.DateField(verbose_name='first day')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('source', models.CharField(max_length=400, verbose_name='source')),
            ],
            options={
                'verbose_name': 'quota',
                'verbose_name_plural': 'quotas',
                'ordering': ['unit_kind', 'valid_from'],
            },
        ),
        migrations.CreateModel(
            name='ReturnReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='address')),
                ('name_vi', models.CharField(max_length=120, unique=True, verbose_name='Vietnamese name')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='English name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('for_return', models.BooleanField(default=True, verbose_name='offered when a piece is returned')),
                ('for_not_used', models.BooleanField(default=True, verbose_name='offered when a piece is not used')),
                ('is_active', models.BooleanField(default=True, verbose_name='offered')),
            ],
            options={
                'verbose_name': 'reason',
                'verbose_name_plural': 'reasons to return or not to use',
                'ordering': ['position', 'name_vi'],
            },
        ),
        migrations.CreateModel(
            name='RoyaltyRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('unit_value', 'Unit value, of the base salary'), ('children_or_minority', 'For children or ethnic minorities'), ('foreign_language', 'Written directly in another language'), ('hardship', 'Made in hard or dangerous conditions'), ('translation', "Translation, of the original's royalty"), ('portal', 'Placement on the portal'), ('sub_site', 'Placement on the sub-site only')], max_length=30, verbose_name='rule')),
                ('min_percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='at least (%)')),
                ('max_percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='at most (%)')),
                ('valid_from', models.DateField(verbose_name='first day')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('source', models.CharField(max_length=400, verbose_name='source')),
                ('confidence', models.CharField(choices=[('high', 'Checked'), ('medium', 'Second-hand'), ('low', 'To be checked')], default='high', max_length=10, verbose_name='certainty')),
            ],
            options={
                'verbose_name': 'royalty rule',
                'verbose_name_plural': 'royalty rules',
                'ordering': ['code', 'valid_from'],
            },
        ),
        migrations.CreateModel(
            name='RoyaltyStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('drawn', 'Drawn up'), ('checked', 'Checked'), ('approved', 'Approved'), ('paid', 'Paid'), ('discarded', 'Discarded')], default='drawn', max_length=20, verbose_name='state')),
                ('total', models.BigIntegerField(default=0, verbose_name='total (đồng)')),
                ('request_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
            options={
                'verbose_name': 'royalty statement',
                'verbose_name_plural': 'royalty statements',
                'ordering': ['-month', '-number'],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.CharField(max_length=1000, verbose_name='filter')),
            ],
            options={
                'verbose_name': 'saved filter',
                'verbose_name_plural': 'saved filters',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='StatementLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('royalty', 'Royalty'), ('reversal', 'Reversal')], max_length=10, verbose_name='kind')),
                ('amount', models.BigIntegerField(verbose_name='amount (đồng)')),
                ('is_released', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'line of a statement',
                'verbose_name_plural': 'lines of statements',
                'ordering': ['statement', 'position'],
            },
        ),
        migrations.CreateModel(
            name='StatementPayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paid_on', models.DateField(verbose_name='paid on')),
                ('gross', models.PositiveBigIntegerField(verbose_name='before tax (đồng)')),
                ('tax', models.PositiveBigIntegerField(verbose_name='tax (đồng)')),
                ('net', models.PositiveBigIntegerField(verbose_name='paid out (đồng)')),
                ('legal_name', models.CharField(max_length=150, verbose_name='legal name')),
                ('tax_code', models.CharField(blank=True, max_length=14, verbose_name='tax code')),
                ('bank_name', models.CharField(blank=True, max_length=150, verbose_name='bank and branch')),
                ('bank_account', models.CharField(blank=True, max_length=30, verbose_name='bank account')),
            ],
            options={
                'verbose_name': 'payment',
                'verbose_name_plural': 'payments',
                'ordering': ['statement', 'legal_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StatementStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('draw_up', 'Draw up'), ('check', 'Check'), ('approve', 'Approve'), ('pay', 'Pay'), ('discard', 'Discard')], max_length=20, verbose_name='step')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
            ],
            options={
                'verbose_name': 'step of a statement',
                'verbose_name_plural': 'steps of statements',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TaxRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('residence', models.CharField(choices=[('resident', 'Resident'), ('non_resident', 'Not resident')], max_length=20, verbose_name='residence')),
                ('threshold', models.PositiveBigIntegerField(verbose_name='from a payment of (đồng)')),
                ('rate_percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='rate (%)')),
                ('valid_from', models.DateField(verbose_name='first day')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('source', models.CharField(max_length=400, verbose_name='source')),
                ('confidence', models.CharField(choices=[('high', 'Checked'), ('medium', 'Second-hand'), ('low', 'To be checked')], default='high', max_length=10, verbose_name='certainty')),
            ],
            options={
                'verbose_name': 'tax rule',
                'verbose_name_plural': 'tax rules',
                'ordering': ['residence', 'valid_from'],
            },
        ),
        migrations.AddField(
            model_name='articlepage',
            name='placement',
            field=models.CharField(choices=[('portal', 'Portal'), ('sub_site', 'Sub-site only')], default='portal', editable=False, max_length=10, verbose_name='placement'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='claim_expires_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='claim ends at'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='claimed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='claimed at'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='claimed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='claimed by'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='due at'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='genre',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.genre', verbose_name='genre'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='kind',
            field=models.CharField(choices=[('news', 'News'), ('thematic', 'Thematic piece'), ('notice', 'Notice')], default='news', max_length=20, verbose_name='type'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='placement',
            field=models.CharField(choices=[('portal', 'Portal'), ('sub_site', 'Sub-site only')], default='portal', max_length=10, verbose_name='placement'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(0, 'Normal'), (1, 'High'), (2, 'Urgent')], default=0, verbose_name='priority'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='sent_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='sent to a desk at'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='sent_week',
            field=models.DateField(blank=True, null=True, verbose_name='week of sending'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='+', to='articles.topic', verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='use_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='to be used at'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='used_revision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='wagtailcore.revision'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='used_week',
            field=models.DateField(blank=True, null=True, verbose_name='week of use'),
        ),
        migrations.AddField(
            model_name='desk',
            name='chiefs',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='auth.group'),
        ),
        migrations.AddField(
            model_name='desk',
            name='claim_minutes',
            field=models.PositiveSmallIntegerField(default=120, verbose_name='a claim lasts (minutes)'),
        ),
        migrations.AddField(
            model_name='desk',
            name='review_hours',
            field=models.PositiveSmallIntegerField(default=24, verbose_name='to be decided within (hours)'),
        ),
        migrations.AddField(
            model_name='genre',
            name='is_offered',
            field=models.BooleanField(default=True, verbose_name='offered in the editor'),
        ),
        migrations.AlterField(
            model_name='contribution',
            name='state',
            field=models.CharField(choices=[('unit_review', 'In unit review'), ('desk_review', 'At the desk'), ('scheduled', 'Scheduled'), ('returned', 'Returned for changes'), ('used', 'Used'), ('not_used', 'Not used'), ('withdrawn', 'Withdrawn'), ('retracted', 'Retracted')], max_length=20, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['sent_week', 'unit', 'kind'], name='articles_sent_week'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['used_week', 'unit', 'kind'], name='articles_used_week'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['desk', 'used_at'], name='articles_desk_used'),
        ),
        migrations.AddField(
            model_name='contributionevent',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contributionevent',
            name='contribution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='articles.contribution'),
        ),
        migrations.AddField(
            model_name='contributionevent',
            name='desk',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.desk'),
        ),
        migrations.AddField(
            model_name='correction',
            name='contribution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='articles.contribution'),
        ),
        migrations.AddField(
            model_name='correction',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correction',
            name='revision_after',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='wagtailcore.revision'),
        ),
        migrations.AddField(
            model_name='correction',
            name='revision_before',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='wagtailcore.revision'),
        ),
        migrations.AddField(
            model_name='correction',
            name='workflow_state',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.workflowstate'),
        ),
        migrations.AddField(
            model_name='deskbudget',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='articles.desk', verbose_name='desk'),
        ),
        migrations.AddField(
            model_name='deskcover',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='articles.desk', verbose_name='desk'),
        ),
        migrations.AddField(
            model_name='deskcover',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        migrations.AddField(
            model_name='deskstay',
            name='contribution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stays', to='articles.contribution'),
        ),
        migrations.AddField(
            model_name='deskstay',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='articles.desk'),
        ),
        migrations.AddField(
            model_name='fingerprint',
            name='contribution',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='fingerprint', to='articles.contribution'),
        ),
        migrations.AddField(
            model_name='fingerprintband',
            name='fingerprint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='articles.fingerprint'),
        ),
        migrations.AddField(
            model_name='genreframe',
            name='desk',
            field=models.ForeignKey(blank=True, help_text='Empty: the greatest coefficient of the decree.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='frames', to='articles.desk', verbose_name='desk'),
        ),
        migrations.AddField(
            model_name='genreframe',
            name='genre',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frames', to='articles.genre', verbose_name='genre'),
        ),
        migrations.AddField(
            model_name='grade',
            name='base_salary',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.basesalary'),
        ),
        migrations.AddField(
            model_name='grade',
            name='contribution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='articles.contribution'),
        ),
        migrations.AddField(
            model_name='grade',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='articles.desk'),
        ),
        migrations.AddField(
            model_name='grade',
            name='frame',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.genreframe'),
        ),
        migrations.AddField(
            model_name='grade',
            name='genre',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.genre', verbose_name='genre'),
        ),
        migrations.AddField(
            model_name='grade',
            name='graded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grade',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.revision'),
        ),
        migrations.AddField(
            model_name='gradebonus',
            name='grade',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bonuses', to='articles.grade'),
        ),
        migrations.AddField(
            model_name='gradeshare',
            name='grade',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='articles.grade'),
        ),
        migrations.AddField(
            model_name='gradeshare',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='payee',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payees', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='payee',
            name='user',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payee', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='payee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ledger_entries', to='articles.payee'),
        ),
        migrations.AddField(
            model_name='quotaexemption',
            name='granted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quotaexemption',
            name='unit',
            field=models.ForeignKey(blank=True, help_text='Empty: all units, for instance in the week of Tết.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quota_exemptions', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='quotareminder',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddConstraint(
            model_name='quotarule',
            constraint=models.UniqueConstraint(fields=('unit_kind', 'valid_from'), name='articles_quota_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='quotarule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='articles_quota_days_in_order', violation_error_message='The last day lies before the first.'),
        ),
        migrations.AddConstraint(
            model_name='royaltyrule',
            constraint=models.UniqueConstraint(fields=('code', 'valid_from'), name='articles_royalty_rule_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='royaltyrule',
            constraint=models.CheckConstraint(condition=models.Q(('min_percent__gte', 0), ('max_percent__gte', models.F('min_percent'))), name='articles_royalty_rule_in_order', violation_error_message='The greatest percentage is below the least.'),
        ),
        migrations.AddConstraint(
            model_name='royaltyrule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='articles_royalty_rule_days_in_order', violation_error_message='The last day lies before the first.'),
        ),
        migrations.AddField(
            model_name='gradebonus',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.royaltyrule'),
        ),
        migrations.AddField(
            model_name='royaltystatement',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='articles.desk'),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ledger_entries', to='articles.royaltystatement'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='statementline',
            name='payee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='articles.payee'),
        ),
        migrations.AddField(
            model_name='statementline',
            name='reverses',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='articles.statementline'),
        ),
        migrations.AddField(
            model_name='statementline',
            name='share',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='articles.gradeshare'),
        ),
        migrations.AddField(
            model_name='statementline',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='articles.royaltystatement'),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='line',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.statementline'),
        ),
        migrations.AddField(
            model_name='statementpayment',
            name='payee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='articles.payee'),
        ),
        migrations.AddField(
            model_name='statementpayment',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='articles.royaltystatement'),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='payment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.statementpayment'),
        ),
        migrations.AddField(
            model_name='statementstep',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='articles.royaltystatement'),
        ),
        migrations.AddField(
            model_name='statementstep',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statement_steps', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='taxrule',
            constraint=models.UniqueConstraint(fields=('residence', 'valid_from'), name='articles_tax_rule_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='taxrule',
            constraint=models.CheckConstraint(condition=models.Q(('rate_percent__gte', 0), ('rate_percent__lte', 100)), name='articles_tax_rate_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='taxrule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='articles_tax_rule_days_in_order', violation_error_message='The last day lies before the first.'),
        ),
        migrations.AddField(
            model_name='statementpayment',
            name='tax_rule',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.taxrule'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('contribution',), name='articles_one_open_correction'),
        ),
        migrations.AddConstraint(
            model_name='deskbudget',
            constraint=models.UniqueConstraint(fields=('desk', 'month'), name='articles_budget_once'),
        ),
        migrations.AddConstraint(
            model_name='deskbudget',
            constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='articles_budget_month_begins', violation_error_message='Give the first day of the month.'),
        ),
        migrations.AddConstraint(
            model_name='deskcover',
            constraint=models.CheckConstraint(condition=models.Q(('starts_at', models.F('ends_at')), _negated=True), name='articles_cover_has_a_length', violation_error_message='The cover must not end when it begins.'),
        ),
        migrations.AddConstraint(
            model_name='deskcover',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='articles_cover_days_in_order', violation_error_message='The last day lies before the first.'),
        ),
        migrations.AddConstraint(
            model_name='deskstay',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('contribution',), name='articles_one_open_stay'),
        ),
        migrations.AddConstraint(
            model_name='deskstay',
            constraint=models.CheckConstraint(condition=models.Q(('left_at__isnull', True), ('left_at__gte', models.F('arrived_at')), _connector='OR'), name='articles_stay_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='fingerprintband',
            index=models.Index(fields=['band', 'value'], name='articles_band_value'),
        ),
        migrations.AddConstraint(
            model_name='genreframe',
            constraint=models.UniqueConstraint(fields=('genre', 'desk', 'valid_from'), name='articles_frame_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='genreframe',
            constraint=models.UniqueConstraint(condition=models.Q(('desk__isnull', True)), fields=('genre', 'valid_from'), name='articles_decree_frame_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='genreframe',
            constraint=models.CheckConstraint(condition=models.Q(('max_coefficient__gte', models.F('min_coefficient'))), name='articles_frame_in_order', violation_error_message='The greatest coefficient is below the least.'),
        ),
        migrations.AddConstraint(
            model_name='genreframe',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='articles_frame_days_in_order', violation_error_message='The last day lies before the first.'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.UniqueConstraint(fields=('contribution', 'version'), name='articles_grade_version_once'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='articles_new_grade_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.CheckConstraint(condition=models.Q(('is_void', False), ('amount', 0), _connector='OR'), name='articles_void_grade_pays_nothing'),
        ),
        migrations.AddConstraint(
            model_name='gradeshare',
            constraint=models.UniqueConstraint(fields=('grade', 'position'), name='articles_share_position_once'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', True)), fields=('unit', 'pen_name_folded'), name='articles_outside_payee_once', violation_error_message='This unit has a payee without account under this pen name already.'),
        ),
        migrations.AddConstraint(
            model_name='quotaexemption',
            constraint=models.CheckConstraint(condition=models.Q(('last_week__gte', models.F('first_week'))), name='articles_exemption_weeks_in_order', violation_error_message='The last week lies before the first.'),
        ),
        migrations.AddConstraint(
            model_name='quotareminder',
            constraint=models.UniqueConstraint(fields=('unit', 'week'), name='articles_reminded_once'),
        ),
        migrations.AddConstraint(
            model_name='gradebonus',
            constraint=models.UniqueConstraint(fields=('grade', 'rule'), name='articles_bonus_once'),
        ),
        migrations.AddConstraint(
            model_name='gradebonus',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='articles_bonus_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='royaltystatement',
            constraint=models.UniqueConstraint(fields=('desk', 'number'), name='articles_statement_number'),
        ),
        migrations.AddConstraint(
            model_name='royaltystatement',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['drawn', 'checked'])), fields=('desk',), name='articles_one_open_statement'),
        ),
        migrations.AddConstraint(
            model_name='royaltystatement',
            constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='articles_statement_month_begins'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('user', 'name'), name='articles_filter_name_once'),
        ),
        migrations.AddConstraint(
            model_name='statementline',
            constraint=models.UniqueConstraint(fields=('statement', 'position'), name='articles_line_position_once'),
        ),
        migrations.AddConstraint(
            model_name='statementline',
            constraint=models.UniqueConstraint(condition=models.Q(('is_released', False), ('kind', 'royalty')), fields=('share',), name='articles_share_paid_once'),
        ),
        migrations.AddConstraint(
            model_name='statementline',
            constraint=models.UniqueConstraint(condition=models.Q(('is_released', False), ('kind', 'reversal')), fields=('reverses',), name='articles_line_reversed_once'),
        ),
        migrations.AddConstraint(
            model_name='statementline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 0), ('kind', 'royalty'), ('reverses__isnull', True)), models.Q(('amount__lte', 0), ('kind', 'reversal'), ('reverses__isnull', False)), _connector='OR'), name='articles_line_sign_follows_kind'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.UniqueConstraint(condition=models.Q(('line__isnull', False)), fields=('line',), name='articles_line_recorded_once'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.UniqueConstraint(condition=models.Q(('payment__isnull', False)), fields=('payment', 'kind'), name='articles_payment_recorded_once'),
        ),
        migrations.AddConstraint(
            model_name='statementstep',
            constraint=models.UniqueConstraint(fields=('statement', 'step'), name='articles_step_once'),
        ),
        migrations.AddConstraint(
            model_name='statementstep',
            constraint=models.UniqueConstraint(condition=models.Q(('step', 'discard'), _negated=True), fields=('statement', 'user'), name='articles_one_step_a_person'),
        ),
        migrations.AddConstraint(
            model_name='statementpayment',
            constraint=models.UniqueConstraint(fields=('statement', 'payee'), name='articles_paid_once'),
        ),
        migrations.AddConstraint(
            model_name='statementpayment',
            constraint=models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('tax'), '+', models.F('net')))), name='articles_payment_adds_up'),
        ),
    ]
