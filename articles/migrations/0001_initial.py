"""Makes the tables of pieces, their vocabulary and their moderation."""

import articles.blocks
import articles.models.routing
import articles.review
import django.core.validators
import django.db.models.deletion
import modelsearch.index
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_files'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, max_length=500, verbose_name='lead (sapo)')),
                ('body', articles.blocks.BodyField([], blank=True, verbose_name='text')),
                ('cover_alt', models.CharField(blank=True, help_text='Read aloud to blind readers; describe the picture in one sentence.', max_length=250, verbose_name='cover: what the picture shows')),
                ('cover_caption', models.CharField(blank=True, max_length=300, verbose_name='cover: caption')),
                ('cover_credit', models.CharField(blank=True, max_length=150, verbose_name='cover: photographer or source')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('declares_safe', models.BooleanField(default=False, verbose_name='I declare that this piece holds no state secret and nothing unsafe to publish')),
                ('is_demonstration', models.BooleanField(default=False, editable=False, verbose_name='demonstration content')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published at')),
                ('word_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='words')),
                ('picture_count', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='pictures')),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.portalimage', verbose_name='cover picture')),
            ],
            options={
                'verbose_name': 'piece',
                'verbose_name_plural': 'pieces',
            },
            bases=(articles.models.routing.RoutedByType, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('state', models.CharField(choices=[('unit_review', 'In unit review'), ('desk_review', 'At the desk'), ('scheduled', 'Scheduled'), ('returned', 'Returned for changes'), ('used', 'Used'), ('withdrawn', 'Withdrawn')], max_length=20, verbose_name='state')),
                ('word_count', models.PositiveIntegerField(default=0, verbose_name='words')),
                ('picture_count', models.PositiveSmallIntegerField(default=0, verbose_name='pictures')),
                ('submitted_at', models.DateTimeField(verbose_name='submitted at')),
                ('waiting_since', models.DateTimeField(verbose_name='waiting since')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='used at')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
                'ordering': ['waiting_since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('news', 'News desk'), ('thematic', 'Thematic desk')], max_length=20, unique=True, verbose_name='code')),
            ],
            options={
                'verbose_name': 'desk',
                'verbose_name_plural': 'desks',
            },
        ),
        migrations.CreateModel(
            name='DeskReviewTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': 'desk review',
                'verbose_name_plural': 'desk reviews',
            },
            bases=(articles.review.ReviewTaskMixin, 'wagtailcore.task'),
        ),
        migrations.CreateModel(
            name='Genre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='address')),
                ('name_vi', models.CharField(max_length=120, unique=True, verbose_name='Vietnamese name')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='English name')),
                ('max_coefficient', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='greatest coefficient')),
                ('source', models.CharField(max_length=400, verbose_name='legal source')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'genre',
                'verbose_name_plural': 'genres',
                'ordering': ['position', 'name_vi'],
            },
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'news section',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NoticeIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'notice section',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ThematicIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'thematic section',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, max_length=80, unique=True, verbose_name='address')),
                ('name_vi', models.CharField(max_length=120, unique=True, verbose_name='Vietnamese name')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='English name')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name_vi'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='UnitReviewTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': 'unit review',
                'verbose_name_plural': 'unit reviews',
            },
            bases=(articles.review.ReviewTaskMixin, 'wagtailcore.task'),
        ),
        migrations.CreateModel(
            name='WorkflowRoute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('news', 'News'), ('thematic', 'Thematic piece'), ('notice', 'Notice')], max_length=20, unique=True, verbose_name='type')),
            ],
            options={
                'verbose_name': 'route',
                'verbose_name_plural': 'routes',
            },
        ),
        migrations.CreateModel(
            name='ArticleAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('pen_name', models.CharField(max_length=100, verbose_name='pen name')),
                ('kind', models.CharField(choices=[('staff', 'Staff'), ('outside', 'Outside contributor')], default='staff', max_length=10, verbose_name='belongs to')),
                ('role', models.CharField(choices=[('text', 'Text'), ('photo', 'Photographs')], default='text', max_length=10, verbose_name='contributed')),
                ('share', models.DecimalField(decimal_places=2, default=Decimal('100'), max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0.01')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='share (%)')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='authorships', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'author',
                'verbose_name_plural': 'authors',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('articlepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='articles.articlepage')),
            ],
            options={
                'verbose_name': 'news item',
                'verbose_name_plural': 'news items',
            },
            bases=('articles.articlepage',),
        ),
        migrations.CreateModel(
            name='NoticePage',
            fields=[
                ('articlepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='articles.articlepage')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
            },
            bases=('articles.articlepage',),
        ),
        migrations.CreateModel(
            name='ThematicPage',
            fields=[
                ('articlepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='articles.articlepage')),
            ],
            options={
                'verbose_name': 'thematic piece',
                'verbose_name_plural': 'thematic pieces',
            },
            bases=('articles.articlepage',),
        ),
    ]
