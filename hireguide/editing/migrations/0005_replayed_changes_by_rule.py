from collections import Counter

from django.db import migrations, models


def keep_what_was_found(apps, schema_editor):
    """What each move said goes to its changes, and its number to the counts of its replay."""
    for replay in apps.get_model('editing', 'Replay').objects.only('pk').iterator():
        counts = Counter()
        for move in replay.moves.iterator():
            move.changes.update(start=move.start, end=move.end, rules=f" {' '.join(move.rules)} ")
            for rule in ('', *move.rules):
                counts[move.start, move.end, rule] += move.diagnoses
        replay.counts = [[*key, number] for key, number in counts.items()]
        replay.save(update_fields=['counts'])


class Migration(migrations.Migration):

    dependencies = [
        ('editing', '0004_waiting_import'),
    ]

    operations = [
        migrations.AddField(
            model_name='replay',
            name='counts',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='replayedchange',
            name='start',
            field=models.CharField(default='', max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='replayedchange',
            name='end',
            field=models.CharField(default='', max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='replayedchange',
            name='rules',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.RunPython(keep_what_was_found),
        migrations.RemoveIndex(
            model_name='replayedchange',
            name='replayed_change_of_a_move',
        ),
        migrations.RemoveField(
            model_name='replayedchange',
            name='move',
        ),
        migrations.DeleteModel(
            name='ReplayedMove',
        ),
    ]
