"""A replay's line goes with its diagnosis, whoever deletes it and whatever they see: the database does it."""

from django.db import migrations

from hireguide.web.policies import database_follows


class Migration(migrations.Migration):
    dependencies = [("editing", "0005_replayed_changes_by_rule"), ("diagnoses", "0008_wall")]

    operations = [database_follows(("editing", "ReplayedChange"))]
