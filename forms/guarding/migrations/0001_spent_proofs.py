"""Makes the table of used proofs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SpentProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=40, verbose_name='purpose')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('submission_digest', models.CharField(max_length=64, verbose_name='digest of the submission key')),
                ('spent_at', models.DateTimeField(db_index=True, verbose_name='used at')),
            ],
            options={
                'verbose_name': 'used proof',
                'verbose_name_plural': 'used proofs',
                'constraints': [models.UniqueConstraint(fields=('purpose', 'digest'), name='guarding_proof_spent_once')],
            },
        ),
    ]
