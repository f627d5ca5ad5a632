from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editing', '0003_groups'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='waitingimport',
            name='draft',
        ),
        migrations.RemoveField(
            model_name='waitingimport',
            name='version',
        ),
        migrations.RemoveField(
            model_name='waitingimport',
            name='evidence',
        ),
        migrations.AddField(
            model_name='waitingimport',
            name='rows',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='waitingimport',
            name='text',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
    ]
