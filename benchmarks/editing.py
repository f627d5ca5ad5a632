"""What an editor waits for before saving: the impact of one edit of the shipped rulebook, beside 1,000 kept diagnoses.

Half of the companies answered everything, half are half filled. A preview is the impact alone: the form is read, the
draft parsed and the page written besides.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks.books import forms, shipped
from benchmarks.harness import duration, quantile, show, timed
from hireguide.rules import BANDS, GAPS, VERDICTS, Facts, Profile, Rulebook, judge, parse_rulebook, rulebook_json

DIAGNOSES, EDITS = 1_000, 8
_NOW = datetime(2026, 11, 21, tzinfo=UTC)

Edit = Callable[[Random, dict[str, Any]], None]


def _points(random: Random, book: dict[str, Any]) -> None:
    rule = random.choice(book["evidence"])
    rule["points"] = next(points for points in (rule["points"] + 1, rule["points"] - 1) if points and points < 6)


def _threshold(random: Random, book: dict[str, Any]) -> None:
    book["bands"][random.choice(GAPS)][random.randrange(2)] += random.choice((-1, 1))


def _cell(random: Random, book: dict[str, Any]) -> None:
    cell = book["grid"][random.choice(BANDS)][random.choice(BANDS)]
    cell["verdict"] = random.choice([code for code in VERDICTS if code != cell["verdict"]])


def _condition(random: Random, book: dict[str, Any]) -> None:
    one, other = random.sample(book["evidence"], 2)
    one["when"] = other["when"]


def _gone(random: Random, book: dict[str, Any]) -> None:
    rules = book[random.choice(("evidence", "situations"))]
    rules.remove(random.choice(rules))


def _order(random: Random, book: dict[str, Any]) -> None:
    place = random.randrange(1, len(book["situations"]))
    book["situations"].insert(place - 1, book["situations"].pop(place))


def _words(random: Random, book: dict[str, Any]) -> None:
    random.choice(book["evidence"])["because"] += " So it is."


def _many(random: Random, book: dict[str, Any]) -> None:
    for _ in range(10):
        random.choice((_points, _threshold, _cell, _condition))(random, book)


KINDS: Mapping[str, Edit] = {
    "points of a rule": _points,
    "a threshold": _threshold,
    "a cell": _cell,
    "a condition": _condition,
    "a rule taken out": _gone,
    "two situations in another order": _order,
    "words alone": _words,
    "ten of these at once": _many,
}


def main(diagnoses: int = DIAGNOSES, edits: int = EDITS) -> None:
    """Print the table; the diagnoses are kept in a database of their own."""
    with tempfile.TemporaryDirectory() as folder:
        _begin(Path(folder) / "editing.sqlite3")
        rulebook = shipped()
        halves = forms(rulebook, diagnoses // 2, seed=5)
        _keep(rulebook, [*halves["complete"], *halves["half filled"]])
        rows = list(_rows(rulebook, edits))
    header = ("", "edits", "median", "99th percentile", "longest", "diagnoses that change")
    show(f"Impact of an edit, beside {diagnoses:,} kept diagnoses", header, rows)


def _begin(path: Path) -> None:
    os.environ.update(DJANGO_SETTINGS_MODULE="hireguide.settings.test", DATABASE_URL=f"sqlite:///{path}")
    import django  # noqa: PLC0415 - the settings are chosen first
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


def _keep(rulebook: Rulebook, companies: Sequence[Facts]) -> None:
    from hireguide.diagnoses.models import Diagnosis  # noqa: PLC0415
    from hireguide.profiles.models import CompanyProfile  # noqa: PLC0415
    from hireguide.rulebooks.services import Signed, store_edition  # noqa: PLC0415

    edition = store_edition(rulebook_json(rulebook), rulebook, at=_NOW, note="", signed=Signed())
    profiles = CompanyProfile.objects.bulk_create(
        CompanyProfile.from_profile(Profile("", dict(facts))) for facts in companies
    )
    results = (judge(rulebook, facts).as_dict() for facts in companies)
    Diagnosis.objects.bulk_create(
        Diagnosis(profile=profile, edition=edition, result=result, verdict="", answers_digest=str(number), made_at=_NOW)
        for number, (profile, result) in enumerate(zip(profiles, results, strict=True))
    )


def _rows(rulebook: Rulebook, edits: int) -> Iterator[tuple[str, ...]]:
    from hireguide.editing.selectors.impact import Impact, impact_of  # noqa: PLC0415

    random, text = Random(9), rulebook_json(rulebook)  # noqa: S311 - samples, not secrets
    impact_of(rulebook, rulebook)  # what a process does once
    for kind, edit in KINDS.items():
        seconds, changed = [], []
        for _ in range(edits):
            book = json.loads(text)
            edit(random, book)
            after, found = parse_rulebook(json.dumps(book)), list[Impact]()
            seconds.append(timed(lambda after=after, found=found: found.append(impact_of(rulebook, after))))  # type: ignore[misc]
            changed.append(len(found[0].diagnoses))
        told = (median(seconds), quantile(seconds, 0.99), max(seconds))
        yield (kind, str(edits), *map(duration, told), f"{min(changed):,} – {max(changed):,}")


if __name__ == "__main__":
    main()
