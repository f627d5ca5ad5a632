import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("diagnoses", "0002_what_if"),
        ("rulebooks", "0001_edition"),
    ]

    operations = [
        migrations.AddField(
            model_name="diagnosis",
            name="again_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="judged_again",
                to="diagnoses.diagnosis",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnosis",
            constraint=models.UniqueConstraint(
                fields=("again_of", "edition"), name="judged_again_once_under_an_edition"
            ),
        ),
    ]
