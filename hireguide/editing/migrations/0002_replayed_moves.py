import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnoses', '0002_what_if'),
        ('editing', '0001_draft'),
    ]

    operations = [
        migrations.DeleteModel(name='ReplayedChange'),
        migrations.AddField(
            model_name='replay',
            name='highest_id',
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='replay',
            name='version',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='replay',
            name='trouble',
            field=models.TextField(blank=True, default=''),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='ReplayedMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.CharField(max_length=40)),
                ('end', models.CharField(max_length=40)),
                ('rules', models.JSONField(default=list)),
                ('diagnoses', models.PositiveIntegerField(default=0)),
                ('replay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='editing.replay')),
            ],
            options={
                'ordering': ('-diagnoses', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReplayedChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('diagnosis', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='diagnoses.diagnosis')),
                ('move', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='editing.replayedmove')),
                ('replay', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='editing.replay')),
            ],
            options={
                'ordering': ('-diagnosis_id',),
                'indexes': [models.Index(fields=['move', 'diagnosis'], name='replayed_change_of_a_move')],
                'constraints': [models.UniqueConstraint(fields=('replay', 'diagnosis'), name='replayed_change_once')],
            },
        ),
    ]
