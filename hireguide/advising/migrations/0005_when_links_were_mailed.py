"""When the link of somebody who is asked was mailed."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def take_as_mailed(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Until now links were mailed as people were asked, and what was not sent was told there and then alone."""
    asked = apps.get_model("advising", "Respondent").objects
    asked.exclude(email="").update(mailed_at=F("invited_at"))


class Migration(migrations.Migration):
    dependencies = [("advising", "0004_reminders_of_follow_ups")]

    operations = [
        migrations.AddField("respondent", "mailed_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(take_as_mailed, migrations.RunPython.noop),
    ]
