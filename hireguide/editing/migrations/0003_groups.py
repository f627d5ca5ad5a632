"""Makes the groups: rule editors, rule approvers, support. Run again, it gives them back the rights named here."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS, APPROVERS, SUPPORT = "Rule editors", "Rule approvers", "Support"

ROWS = (
    "source",
    "evidence",
    "band",
    "cell",
    "situation",
    "advice",
    "verdicttext",
    "cost",
    "plan",
    "expectation",
    "example",
)
EDIT = {f"{verb}_{model}" for verb in ("add", "change", "delete") for model in ("rulebookdraft", *ROWS)}
APPROVE, PUBLISH = "approve_rulebookdraft", "publish_rulebookdraft"
DIAGNOSES = "view_diagnosis"  # answers, never the company's name
# What somebody said otherwise than the rules, to say so, and what came of it
OVERRIDES, SAY_OTHERWISE, REVIEW = "view_override", "add_override", "change_override"

# Everybody here may look at all that is kept of rulebooks and of the work on them; these are the rights beyond that.
GROUPS = {
    EDITORS: EDIT | {PUBLISH, DIAGNOSES, OVERRIDES, SAY_OTHERWISE, REVIEW},
    APPROVERS: {APPROVE, PUBLISH},
    SUPPORT: {DIAGNOSES, OVERRIDES},
}
LOOKED_AT = ("rulebooks", "editing")


def make_groups(apps, schema_editor):
    """The groups with their rights, those rights made first: Django makes them only once all migrations have run."""
    for label in (*LOOKED_AT, "diagnoses"):
        config = apps.get_app_config(label)
        if not getattr(config, "models_module", None):
            config.models_module = True
            create_permissions(config, apps=apps, verbosity=0)
            config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label__in=(*LOOKED_AT, "diagnoses")
    )
    look = permissions.filter(content_type__app_label__in=LOOKED_AT, codename__startswith="view_")
    by_codename = {permission.codename: permission for permission in permissions}
    for name, wanted in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*look, *[by_codename[codename] for codename in sorted(wanted)])


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("diagnoses", "0004_override"),
        ("editing", "0002_replayed_moves"),
        ("rulebooks", "0002_draft"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
