
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('name', models.TextField()),
                ('body', models.TextField()),
                ('digest', models.CharField(max_length=80)),
                ('catalogue_digest', models.CharField(max_length=80)),
                ('core_version', models.CharField(max_length=40)),
                ('note', models.TextField(blank=True)),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-number',),
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='edition_number_from_one'), models.CheckConstraint(condition=models.Q(('digest__startswith', 'sha256:')), name='edition_digest_is_sha256')],
            },
        ),
    ]
