"""Reminders are of follow-ups too: `months` tells them from those of another look."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("advising", "0003_wall"),
        ("diagnoses", "0008_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="reminder", name="reminded_once"),
        migrations.AddField(model_name="reminder", name="months", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(fields=("user", "diagnosis", "months"), name="reminded_once"),
        ),
    ]
