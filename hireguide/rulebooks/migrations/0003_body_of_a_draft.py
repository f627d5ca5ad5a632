"""A draft's body: the JSON that its rows make. Drafts that there are get theirs here, from their rows."""

import json

from django.db import migrations, models

_BY_KEY = {
    "sources": ("Source", {name: name for name in ("author", "title", "url", "year", "grade", "note")}),
    "verdicts": ("VerdictText", {name: name for name in ("title", "summary", "first", "second", "second_when")}),
    "plans": ("Plan", {"30": "days_30", "60": "days_60", "90": "days_90"}),
}
_LISTS = {
    "evidence": ("Evidence", {name: name for name in ("key", "gap", "points", "when", "because", "sources")}),
    "situations": ("Situation", {name: name for name in ("key", "when", "verdict", "because", "sources")}),
    "advice": ("Advice", {name: name for name in ("key", "kind", "when", "text", "sources")}),
    "costs": ("Cost", {name: name for name in ("key", "seat", "unit", "low", "high", "year", "sources")}),
    "expectations": (
        "Expectation",
        {"key": "key", "field": "field", "from": "start", "to": "end", "gap": "gap", "never": "never"}
        | {"because": "because"},
    ),
    "examples": ("Example", {name: name for name in ("key", "profile", "verdict", "also", "note")}),
}


def fill_bodies(apps, schema_editor):
    """Give every draft its body."""
    for draft in apps.get_model("rulebooks", "RulebookDraft").objects.all():
        draft.body = json.dumps(document(apps, draft))
        draft.save(update_fields=["body"])


def document(apps, draft):
    """What the rows of a draft say, as a rulebook's JSON was when this was written."""

    def rows(name):
        return apps.get_model("rulebooks", name).objects.filter(draft=draft).order_by("position", "pk")

    def item(row, members):
        return {name: getattr(row, column) for name, column in members.items()}

    parts = {part: [item(row, members) for row in rows(name)] for part, (name, members) in _LISTS.items()}
    parts |= {part: {row.key: item(row, members) for row in rows(name)} for part, (name, members) in _BY_KEY.items()}
    parts["bands"] = {row.key: [row.some_from, row.large_from] for row in rows("Band")}
    parts["grid"] = {}
    for row in rows("Cell"):
        cell = {"verdict": row.verdict, "because": row.because}
        parts["grid"].setdefault(row.execution, {})[row.strategy] = cell
    return {"format": 1, "name": draft.name, **parts}


class Migration(migrations.Migration):

    dependencies = [
        ("rulebooks", "0002_draft"),
    ]

    operations = [
        migrations.AddField(
            model_name="rulebookdraft",
            name="body",
            field=models.TextField(default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill_bodies, migrations.RunPython.noop),
    ]
