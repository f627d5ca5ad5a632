from typing import Any

from django.db import migrations, models


def note_standing(apps: Any, schema_editor: Any) -> None:
    """Repeat in columns what the results of diagnoses say that were kept before there were such columns."""
    diagnoses = apps.get_model("diagnoses", "Diagnosis")._base_manager
    for pk, result in diagnoses.values_list("pk", "result").iterator(chunk_size=500):
        gaps, rules = result["gaps"], (reason["rule"] for reason in result["reasons"])
        diagnoses.filter(pk=pk).update(
            execution_points=gaps["execution"]["points"],
            strategy_points=gaps["strategy"]["points"],
            rules=" ".join(rules),
        )


class Migration(migrations.Migration):
    dependencies = [("diagnoses", "0006_whose_it_is")]

    operations = [
        migrations.AddField("diagnosis", "execution_points", models.SmallIntegerField(editable=False, null=True)),
        migrations.AddField("diagnosis", "strategy_points", models.SmallIntegerField(editable=False, null=True)),
        migrations.AddField("diagnosis", "rules", models.TextField(blank=True, editable=False, default=""), preserve_default=False),
        migrations.RunPython(note_standing, migrations.RunPython.noop),
    ]
