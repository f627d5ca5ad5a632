"""Drafts replayed over 100,000 kept diagnoses: read, judged and stored, on SQLite and on PostgreSQL; then their pages.

One draft changes four parts of the rulebook, one every part that judges, and with it nearly every verdict. Half of the
companies have answered everything, half are as the wizard leaves them once the verdict is settled.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain, cycle, islice
from random import Random
from statistics import median
from time import perf_counter, process_time

from benchmarks.books import shipped
from benchmarks.harness import duration, show
from benchmarks.wizard_share import walk
from hireguide.rules import (
    FIELDS,
    VERDICTS,
    Facts,
    ProfileError,
    Rulebook,
    judging_differences,
    parse_profile,
    parse_rulebook,
    rulebook_json,
    sample_profiles,
)

DIAGNOSES, WALKS = 100_000, 500
_CHUNK = 2_000
_ROUNDS = 20
_MOST_POINTS = 5
_NOW = datetime(2026, 11, 21, tzinfo=UTC)

Row = tuple[str, str, str]


def companies(rulebook: Rulebook, count: int, walks: int) -> Iterator[Facts]:
    """Drawn companies, a complete one and one that the wizard has left, in turn.

    A walk through the wizard takes a hundred times as long as judging twice does. So what it leaves is that of `walks`
    walks, the answer to one of its questions drawn anew each time: no two are alike, and those that are no longer
    settled are rather harder to judge.
    """
    random = Random(7)  # noqa: S311 - samples, not secrets
    left = [walk(rulebook, company).known.facts for company in sample_profiles(rulebook, walks, seed=2)]
    complete = sample_profiles(rulebook, (count + 1) // 2, seed=1)
    half_filled = (_drawn_anew(random, facts) for facts in cycle(left))
    return islice(chain.from_iterable(zip(complete, half_filled, strict=False)), count)


def _drawn_anew(random: Random, facts: Facts) -> Facts:
    while True:
        field = FIELDS[random.choice(list(facts))]
        new = random.randint(*random.choice(field.brackets)) if field.brackets else random.choice([*field.values])
        try:
            return parse_profile({**facts, field.name: new}).facts
        except ProfileError:
            continue  # more engineers than employees


def fill(count: int, walks: int) -> None:
    """Migrate an empty database; store the shipped rulebook and the diagnoses.

    The text of a verdict, which a replay leaves unread, is that of a few companies over and over, at its true size.
    """
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by then

    from hireguide.diagnoses.models import Diagnosis  # noqa: PLC0415
    from hireguide.profiles.models import CompanyProfile  # noqa: PLC0415
    from hireguide.rulebooks import services  # noqa: PLC0415
    from hireguide.rules import analyse, outcomes  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    rulebook = shipped()
    edition = services.store_edition(rulebook_json(rulebook), rulebook, at=_NOW, note="", signed=services.Signed())
    waiting = companies(rulebook, count, walks)
    results = [analyse(rulebook, facts).as_dict() for facts in companies(rulebook, 60, 10)]
    texts = cycle(results)
    while chunk := list(islice(waiting, _CHUNK)):
        profiles = CompanyProfile.objects.bulk_create([CompanyProfile(**facts) for facts in chunk])
        Diagnosis.objects.bulk_create(
            Diagnosis(profile=profile, edition=edition, verdict=verdict, result=next(texts), made_at=_NOW)
            for profile, verdict in zip(profiles, outcomes(rulebook, chunk), strict=True)
        )


def few(rulebook: Rulebook) -> str:
    """The rulebook with one point more for three pieces of evidence, and another threshold."""
    document = json.loads(rulebook_json(rulebook))
    for rule in document["evidence"][:3]:
        rule["points"] += 1 if rule["points"] > 0 else -1
    document["bands"]["strategy"][0] += 1
    return json.dumps(document)


def many(rulebook: Rulebook) -> str:
    """The rulebook with other points for all evidence, other thresholds, and other verdicts of cells and situations."""
    document = json.loads(rulebook_json(rulebook))
    for rule in document["evidence"]:
        away = 1 if rule["points"] > 0 else -1
        rule["points"] += away if abs(rule["points"]) < _MOST_POINTS else -away
    for thresholds in document["bands"].values():
        thresholds[0] += 1
    decided = [rule for rule in document["situations"] if rule["verdict"] in VERDICTS]
    for part in (*decided, *(cell for row in document["grid"].values() for cell in row.values())):
        part["verdict"] = VERDICTS[(VERDICTS.index(part["verdict"]) + 1) % len(VERDICTS)]
    return json.dumps(document)


DRAFTS = {"few": few, "many": many}


def replay(changes: str) -> list[Row]:
    """Begin a draft in place of any other and replay it in this process, which has done nothing else yet."""
    from django.utils import timezone  # noqa: PLC0415

    from hireguide.editing.services.replay import replay_now  # noqa: PLC0415
    from hireguide.rulebooks import services  # noqa: PLC0415
    from hireguide.rulebooks.selectors import current_edition, open_draft  # noqa: PLC0415

    before, text = open_draft(), DRAFTS[changes](shipped())
    if before is not None:
        services.give_up_draft(before, by=None, at=_NOW)
    draft = services.start_draft(text, title=changes, base=current_edition(), by=None, at=_NOW)
    memory: list[int] = []

    def clock() -> datetime:
        """The time, asked for at each step: so the memory is noted at each step."""
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return timezone.now()

    start, busy = perf_counter(), process_time()
    done = replay_now(draft, by=None, at=_NOW, clock=clock)
    took, busy = perf_counter() - start, process_time() - busy
    tenth = memory[len(memory) // 10]
    parts = len(judging_differences(shipped(), parse_rulebook(text)))
    what = f"{parts} parts changed: {done.judged:,} judged, {done.changed:,} change, {len(memory)} steps"
    return [
        ("the whole replay", duration(took), what),
        ("of that, this process’s own time", duration(busy), "the rest waits for the database, or for the machine"),
        ("most memory, after a tenth and at the end", f"{memory[-1]} MB", f"{tenth} MB after a tenth"),
    ]


def pages() -> list[Row]:
    """The pages of the finished replay, as somebody who may see everything gets them."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from hireguide.accounts.models import User  # noqa: PLC0415
    from hireguide.editing.models import Replay  # noqa: PLC0415
    from hireguide.editing.selectors.replay import findings  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.filter(is_superuser=True).first()
        or User.objects.create_superuser("bench@example.com", "no password that anybody types")
    )
    replay = Replay.objects.latest("pk")
    last, rule = -(-replay.changed // 50), findings(replay).ruled[0].rule
    addresses = {"the page": "", "chosen by a rule": f"?rule={rule}", "the last page of the list": f"?page={last}"}
    rows = []
    for name, query in addresses.items():
        answered = client.get("/editing/replay/" + query)
        if answered.status_code != 200:
            raise AssertionError(f"{name}: {answered.status_code}")
        with CaptureQueriesContext(connection) as queries:
            client.get("/editing/replay/" + query)
        asked = len(queries)
        taken = [_timed(lambda: client.get("/editing/replay/" + query)) for _ in range(_ROUNDS)]  # noqa: B023
        rows.append(
            (name, duration(median(taken)), f"{asked} queries, the slowest of {_ROUNDS} {duration(max(taken))}")
        )
    whole = _timed(lambda: sum(map(len, client.get("/editing/replay/changes.csv"))))
    return [*rows, ("all changes as CSV", duration(whole), "")]


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def main(diagnoses: int = DIAGNOSES, walks: int = WALKS) -> None:
    """Run each part in a process of its own on each database, and print the tables."""
    from scripts.test import postgresql  # noqa: PLC0415 - it starts a server

    with tempfile.TemporaryDirectory(prefix="hireguide-") as folder:
        show_on("SQLite", f"sqlite:///{folder}/bench.sqlite3", diagnoses, walks)
    with postgresql() as url:
        show_on("PostgreSQL", url, diagnoses, walks)


def show_on(name: str, url: str, diagnoses: int, walks: int) -> None:
    """The table of one database, which is empty yet."""
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hireguide.settings.dev"}
    size = ["--diagnoses", str(diagnoses), "--walks", str(walks)]
    rows: list[Row] = []
    steps = [["fill", *size], *(step for each in DRAFTS for step in (["replay", "--changes", each], ["pages"]))]
    for part in steps:
        command = [sys.executable, "-m", "benchmarks.replaying", "--part", *part]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        rows += json.loads(done.stdout or "[]")
    show(f"A replay over {diagnoses:,} kept diagnoses, {name}", ("", "time", "what"), rows)


def start() -> None:
    """All of it; or one part, in a process that `main` started: then what it measured is printed as JSON."""
    import django  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("fill", "replay", "pages"))
    parser.add_argument("--changes", choices=DRAFTS, default="few")
    parser.add_argument("--diagnoses", type=int, default=DIAGNOSES)
    parser.add_argument("--walks", type=int, default=WALKS)
    wanted = parser.parse_args()
    if wanted.part is None:
        main(wanted.diagnoses, wanted.walks)
        return
    django.setup()
    if wanted.part == "fill":
        fill(wanted.diagnoses, wanted.walks)
    else:
        print(json.dumps(replay(wanted.changes) if wanted.part == "replay" else pages()))


if __name__ == "__main__":
    start()
