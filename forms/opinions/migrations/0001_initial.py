"""Makes the tables of topics and opinions."""

import django.db.models.deletion
import django.utils.timezone
import forms.opinions.blocks
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('units', '0004_respondent'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission_key', models.UUIDField(editable=False, unique=True)),
                ('tracking_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('text', models.TextField(blank=True, max_length=3000, verbose_name='opinion')),
                ('name_choice', models.CharField(choices=[('anonymous', 'A member, without a name'), ('pseudonym', 'A name of my choice (pseudonym)'), ('name', 'My real name')], default='anonymous', max_length=10, verbose_name='name')),
                ('shown_name', models.CharField(blank=True, max_length=60, verbose_name='name to be shown')),
                ('language', models.CharField(default='vi', max_length=10, verbose_name='language')),
                ('received_at', models.DateTimeField(verbose_name='received at')),
                ('state', models.CharField(choices=[('received', 'Waiting for moderation'), ('published', 'Published'), ('refused', 'Not published'), ('withdrawn', 'Withdrawn')], default='received', max_length=10, verbose_name='state')),
                ('public_text', models.TextField(blank=True, max_length=3000, verbose_name='public version')),
                ('public_name', models.CharField(blank=True, max_length=60, verbose_name='name shown')),
                ('refusal_reason', models.CharField(blank=True, choices=[('off_topic', 'It is not about this topic'), ('personal', 'It exposes the private matters of a person'), ('insult', 'It insults or threatens somebody'), ('unlawful', 'Publishing it would break the law'), ('repeated', 'The same was sent more than once'), ('unclear', 'It cannot be understood'), ('spam', 'It is an advertisement or was sent by a program')], max_length=12, verbose_name='reason')),
                ('refusal_note', models.TextField(blank=True, max_length=500, verbose_name='note to the sender')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided at')),
                ('forgotten_at', models.DateTimeField(null=True, verbose_name='private version deleted at')),
                ('is_demonstration', models.BooleanField(default=False, editable=False, verbose_name='demonstration')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'opinion',
                'verbose_name_plural': 'opinions',
                'ordering': ['-received_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OpinionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('published', 'Published'), ('changed', 'Public version changed'), ('refused', 'Not published'), ('withdrawn', 'Withdrawn by its sender'), ('forgotten', 'Name and text deleted, the time is over')], max_length=10, verbose_name='decision')),
                ('reason', models.CharField(blank=True, choices=[('off_topic', 'It is not about this topic'), ('personal', 'It exposes the private matters of a person'), ('insult', 'It insults or threatens somebody'), ('unlawful', 'Publishing it would break the law'), ('repeated', 'The same was sent more than once'), ('unclear', 'It cannot be understood'), ('spam', 'It is an advertisement or was sent by a program')], max_length=12, verbose_name='reason')),
                ('happened_at', models.DateTimeField(verbose_name='happened at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opinion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='opinions.opinion')),
            ],
            options={
                'verbose_name': 'decision on an opinion',
                'verbose_name_plural': 'decisions on opinions',
                'ordering': ['happened_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OpinionGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='One short sentence; readers see it above the reply.', max_length=160, verbose_name='what these opinions say')),
                ('reply', wagtail.fields.RichTextField(blank=True, verbose_name='official reply')),
                ('public_reply', wagtail.fields.RichTextField(blank=True, editable=False)),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('replied_at', models.DateTimeField(null=True, verbose_name='reply published at')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'group of opinions',
                'verbose_name_plural': 'groups of opinions',
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='opinion',
            name='group',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='opinions.opiniongroup', verbose_name='group'),
        ),
        migrations.CreateModel(
            name='OpinionIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('unit', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': "section of members' opinions",
                'verbose_name_plural': "sections of members' opinions",
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='OpinionTopicPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=500, verbose_name='lead (sapo)')),
                ('body', wagtail.fields.RichTextField(blank=True, verbose_name='text')),
                ('documents', forms.opinions.blocks.DocumentsField([], blank=True, verbose_name='documents to read')),
                ('opens_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='members write from')),
                ('closes_at', models.DateTimeField(verbose_name='members write until')),
                ('is_demonstration', models.BooleanField(default=False, editable=False, verbose_name='demonstration')),
                ('unit', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': "topic for members' opinions",
                'verbose_name_plural': "topics for members' opinions",
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddField(
            model_name='opiniongroup',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinion_groups', to='opinions.opiniontopicpage', verbose_name='topic'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='opinions.opiniontopicpage', verbose_name='topic'),
        ),
        migrations.AddIndex(
            model_name='opiniontopicpage',
            index=models.Index(fields=['unit', '-closes_at'], name='opinions_topic_of_unit'),
        ),
        migrations.AddIndex(
            model_name='opiniontopicpage',
            index=models.Index(fields=['-closes_at'], name='opinions_topic_newest'),
        ),
        migrations.AddConstraint(
            model_name='opiniongroup',
            constraint=models.CheckConstraint(condition=models.Q(('public_reply', ''), ('replied_at__isnull', False), _connector='XOR'), name='opinions_group_replied_at'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['topic', 'state', '-decided_at'], name='opinions_of_topic'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['state', 'received_at'], name='opinions_by_state'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['group', 'state'], name='opinions_of_group'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'refused'), ('refusal_reason', ''), _connector='XOR'), name='opinions_refused_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'received'), ('decided_at__isnull', False), _connector='XOR'), name='opinions_decided_at'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'published'), ('public_text', ''), _connector='XOR'), name='opinions_public_when_published'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'published'), models.Q(('group__isnull', True), ('public_name', '')), _connector='OR'), name='opinions_named_when_published'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name_choice', 'anonymous'), _negated=True), ('shown_name', ''), _connector='OR'), name='opinions_anonymous_without_name'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('forgotten_at__isnull', True), models.Q(('shown_name', ''), ('text', '')), _connector='OR'), name='opinions_forgotten_is_empty'),
        ),
    ]
