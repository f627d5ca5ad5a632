"""The list on the admin's first page: what staff can open, by what they come for, in the order in which they do."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

App = dict[str, Any]

# Each group: its name, and the models in it with what they are called, "" for as they call themselves.
_GROUPS: dict[str, dict[str, str]] = {
    "Rules": dict.fromkeys(
        (
            *("Situation", "Evidence", "Grid", "VerdictText", "Advice", "Cost", "Plan", "Source"),
            *("Example", "Expectation", "Edition", "RulebookDraft"),
        ),
        "",
    ),
    "Diagnoses": {"Diagnosis": "", "OverrideTrace": ""},
    "Who did what to the rules": {"AuditEntry": "Audit list"},
    "People": {"User": "Accounts", "Group": "Groups and their rights", "Authenticator": "Second factors"},
    "Behind the scenes": {"DBTaskResult": "Background tasks, and how they ended"},
}
_GRID_STANDS_WITH = "RulebookDraft"  # whoever may read drafts may read the grid


def desk(apps: Sequence[App]) -> list[App]:
    """Django's list of apps (`app_list`) grouped anew: nothing is left out, and what no group names keeps its own."""
    found = {model["object_name"]: (app, model) for app in apps for model in app["models"]}
    if _GRID_STANDS_WITH in found:
        app, _ = found[_GRID_STANDS_WITH]
        _, beside = found.get("Evidence", found[_GRID_STANDS_WITH])  # what can be edited where that can
        grid = {"object_name": "Grid", "name": "The grid", "admin_url": reverse("editing:grid")}
        found["Grid"] = app, grid | {"view_only": beside.get("view_only", False)}
    grouped = {name for names in _GROUPS.values() for name in names}
    groups = [_group(title, names, found) for title, names in _GROUPS.items()]
    others = [{**app, "models": [one for one in app["models"] if one["object_name"] not in grouped]} for app in apps]
    ordered = [*groups[:-1], *others, groups[-1]]
    return [group for group in ordered if group["models"]]


def _group(title: str, names: dict[str, str], found: dict[str, tuple[App, App]]) -> App:
    """One group, with whatever of it there is to see."""
    seen = [(words, *found[name]) for name, words in names.items() if name in found]
    first = seen[0][1] if seen else {}
    return {**first, "name": title, "models": [{**model, "name": words or model["name"]} for words, _, model in seen]}
