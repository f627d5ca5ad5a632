
import django.db.models.deletion
import hireguide.diagnoses.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('profiles', '0001_company_profile'),
        ('rulebooks', '0001_edition'),
    ]

    operations = [
        migrations.CreateModel(
            name='Beginning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=64)),
                ('begun_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['origin', 'begun_at'], name='beginning_origin_begun_at')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=hireguide.diagnoses.models.new_public_id, editable=False, max_length=32, unique=True)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('path', models.JSONField(blank=True, default=list)),
                ('created_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(db_index=True)),
                ('mails_sent', models.PositiveSmallIntegerField(default=0)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='rulebooks.edition')),
            ],
            options={
                'ordering': ('-created_at',),
            },
        ),
        migrations.CreateModel(
            name='Diagnosis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=hireguide.diagnoses.models.new_public_id, editable=False, max_length=32, unique=True)),
                ('result', models.JSONField()),
                ('dont_know', models.JSONField(blank=True, default=list)),
                ('verdict', models.CharField(max_length=40)),
                ('answers_digest', models.CharField(max_length=80)),
                ('made_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='diagnoses', to='rulebooks.edition')),
                ('profile', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='diagnosis', to='profiles.companyprofile')),
                ('draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='diagnoses', to='diagnoses.draft')),
            ],
            options={
                'verbose_name_plural': 'diagnoses',
                'ordering': ('-made_at',),
                'constraints': [models.UniqueConstraint(fields=('draft', 'answers_digest'), name='diagnosis_once_for_answers')],
            },
        ),
    ]
