"""What stays of an override for ever, whatever becomes of its diagnosis; the overrides that there are get theirs."""

from datetime import datetime, time

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.timezone import localdate, make_aware

from hireguide.web.policies import change_only, on_postgresql, raise_wall

STAFF = "(SELECT public.hireguide_is_staff())"
# Saying otherwise leaves one, beyond the wall. The staff read it and mark it once; no page deletes it.
POLICIES = {
    "diagnoses_overridetrace": {
        "select": STAFF,
        "update": f"{STAFF} AND reviewed_on IS NULL → {STAFF} AND reviewed_on IS NOT NULL",
    },
}


def decided_key(decided: dict[str, object] | None) -> str:
    if decided and decided["situation"]:
        return f"situation:{decided['situation']}"
    return f"cell:{','.join(decided['cell'])}" if decided and decided["cell"] else "none"


def leave_traces(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    """Write what stays of each override."""
    override, trace = (apps.get_model("diagnoses", name) for name in ("Override", "OverrideTrace"))
    for one in override.objects.filter(trace=None).select_related("diagnosis").order_by("at", "pk").iterator(500):
        said = one.diagnosis
        left = trace.objects.create(
            edition_id=said.edition_id,
            decided=decided_key(said.result.get("decided_by")),
            rules_verdict=said.verdict,
            verdict=one.verdict,
            day=localdate(one.at),
            reviewed_on=one.reviewed_at and localdate(one.reviewed_at),
        )
        override.objects.filter(pk=one.pk).update(trace=left)


def give_back(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    """Note with each override again when it was looked at: on that day, at noon."""
    override = apps.get_model("diagnoses", "Override")
    for one in override.objects.exclude(trace__reviewed_on=None).select_related("trace"):
        at = make_aware(datetime.combine(one.trace.reviewed_on, time(12)))
        override.objects.filter(pk=one.pk).update(reviewed_at=at)


class Migration(migrations.Migration):
    dependencies = [
        ("diagnoses", "0008_wall"),
        ("rulebooks", "0003_body_of_a_draft"),
    ]

    operations = [
        migrations.CreateModel(
            name="OverrideTrace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided", models.CharField(max_length=100)),
                ("rules_verdict", models.CharField(max_length=40)),
                ("verdict", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rulebooks.edition"
                    ),
                ),
            ],
            options={"verbose_name": "override", "ordering": ("-day", "-pk"), "default_permissions": ()},
        ),
        migrations.AddIndex(
            model_name="overridetrace",
            index=models.Index(fields=["reviewed_on"], name="override_trace_reviewed_on"),
        ),
        migrations.AddField(
            model_name="override",
            name="trace",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="override",
                to="diagnoses.overridetrace",
            ),
        ),
        migrations.RunPython(leave_traces, give_back),
        # PostgreSQL alters no table while it still has foreign keys of the same transaction to check.
        on_postgresql("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField(
            model_name="override",
            name="trace",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="override", to="diagnoses.overridetrace"
            ),
        ),
        migrations.RemoveIndex(model_name="override", name="override_reviewed_at"),
        migrations.RemoveField(model_name="override", name="reviewed_at"),
        raise_wall(POLICIES),
        change_only("diagnoses_overridetrace", "reviewed_on"),
    ]
