"""The desk at its largest: 50 members, 5,000 clients, 20,000 diagnoses in one workspace, and 5,000 rows imported, on
SQLite and on PostgreSQL. Run by itself: `python -m benchmarks.advising`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import cycle, islice
from random import Random
from statistics import median
from time import perf_counter, process_time

from benchmarks.books import shipped
from benchmarks.harness import duration, show
from benchmarks.replaying import companies
from hireguide.rules import Facts, Rulebook, analyse, rulebook_json

MEMBERS, CLIENTS, DIAGNOSES, ROWS = 50, 5_000, 20_000, 5_000
_SAMPLES, _WALKS, _ROUNDS, _CHUNK = 400, 40, 15, 1_000
_NOW = datetime(2026, 11, 21, tzinfo=UTC)
_TAGS = ("fintech", "health", "climate", "retail", "berlin", "london")
OWNER = "owner0@example.com"

Row = tuple[str, str, str]


def fill(clients: int = CLIENTS, diagnoses: int = DIAGNOSES, members: int = MEMBERS) -> str:
    """Into a migrated database: the shipped rulebook, and a workspace with everything in bulk; returns its id.

    The result of each diagnosis has its true size and says of points and verdict what is so of some company.
    """
    from hireguide.accounts.models import User  # noqa: PLC0415 - Django is set up by then
    from hireguide.rulebooks import services  # noqa: PLC0415
    from hireguide.workspaces.models import Membership, Role, Workspace  # noqa: PLC0415

    rulebook = shipped()
    services.store_edition(rulebook_json(rulebook), rulebook, at=_NOW, note="", signed=services.Signed())
    workspace = Workspace.objects.create(name="Northbridge", made_at=_NOW)
    people = User.objects.bulk_create(User(email=f"owner{number}@example.com") for number in range(members))
    Membership.objects.bulk_create(
        Membership(
            workspace=workspace, user=user, role=Role.OWNER if user is people[0] else Role.ADVISOR, joined_at=_NOW
        )
        for user in people
    )
    _fill_clients(workspace.pk, rulebook, clients, diagnoses)
    return workspace.pk


def _fill_clients(workspace_id: str, rulebook: Rulebook, count: int, diagnoses: int) -> None:
    from hireguide.diagnoses.models import Diagnosis  # noqa: PLC0415
    from hireguide.profiles.models import CompanyProfile  # noqa: PLC0415
    from hireguide.rulebooks.models import Edition  # noqa: PLC0415
    from hireguide.workspaces.models import Client, Tag  # noqa: PLC0415

    random, edition = Random(3), Edition.objects.get()  # noqa: S311 - samples, not secrets
    known = list(companies(rulebook, _SAMPLES, _WALKS))
    results = [{"profile": facts, **analyse(rulebook, facts).as_dict()} for facts in known]
    clients = Client.objects.bulk_create(
        Client(
            workspace_id=workspace_id,
            name=f"Company {number:05}",
            stage=str(facts.get("stage", "")),
            employee_count=facts.get("employee_count"),
            notes="Met at the conference. " * 4,
            made_at=_NOW,
        )
        for number, facts in zip(range(count), cycle(known), strict=False)
    )
    Tag.objects.bulk_create(Tag(client=client, name=tag) for client in clients for tag in random.sample(_TAGS, 2))
    waiting = zip(islice(cycle(clients), diagnoses), cycle(zip(known, results, strict=True)), strict=False)
    for start in range(0, diagnoses, _CHUNK):
        chunk = list(islice(waiting, _CHUNK))
        profiles = CompanyProfile.objects.bulk_create(CompanyProfile(**facts) for _, (facts, _) in chunk)
        made_at = _NOW - timedelta(days=400 * (diagnoses - start) / diagnoses)
        Diagnosis.objects.bulk_create(
            Diagnosis(
                client=client,
                profile=profile,
                edition=edition,
                verdict=str(result["verdict"]),
                result=result,
                made_at=made_at,
                due_on=(made_at + timedelta(days=91)).date(),
            )
            for profile, (client, (_, result)) in zip(profiles, chunk, strict=True)
        )


def pages() -> list[Row]:
    """The pages of the workspace, as its owner gets them."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client as Browser  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from hireguide.accounts.models import User  # noqa: PLC0415
    from hireguide.web.wall import beyond_the_wall  # noqa: PLC0415
    from hireguide.workspaces.models import Client, Workspace  # noqa: PLC0415

    with beyond_the_wall():
        home, client = f"/advising/{Workspace.objects.get().pk}/", Client.objects.order_by("pk")[1].public_id
    browser = Browser(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(email=OWNER))
    addresses = {
        "the list of clients": home,
        "searched, sorted by verdict": f"{home}?q=company 04&sort=verdict",
        "the last page, by the day to look again": f"{home}?sort=due&page=100",
        "a client": f"/advising/clients/{client}/",
        "due for another look": f"{home}due/",
        "follow-up": f"{home}follow-ups/",
        "the portfolio": f"{home}portfolio/",
        "of a stage and tag": f"{home}portfolio/?stage=seed&tag=fintech",
        "the activity": f"{home}activity/",
    }
    rows = []
    for name, address in addresses.items():
        status = browser.get(address).status_code
        if status != 200:
            rows.append((name, "–", f"answered {status}"))
            continue
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        asked = len(queries)
        busy = process_time()
        taken = [_timed(lambda: browser.get(address)) for _ in range(_ROUNDS)]  # noqa: B023
        own = duration((process_time() - busy) / _ROUNDS)
        rows.append((name, duration(median(taken)), f"{asked} queries, own time {own}, slowest {duration(max(taken))}"))
    for kind in ("csv", "xlsx"):
        took = _timed(lambda: browser.get(f"{home}export.{kind}"))  # noqa: B023
        rows += [(f"all clients as {kind.upper()}", duration(took), "")]
    return rows


def importing(rows: int = ROWS) -> list[Row]:
    """A table of so many companies, new to the workspace: read and checked, stored, judged, made clients."""
    from django.utils import timezone  # noqa: PLC0415

    from hireguide.accounts.models import User  # noqa: PLC0415
    from hireguide.advising.resources.companies import read_companies  # noqa: PLC0415
    from hireguide.advising.selectors.imports import names_taken  # noqa: PLC0415
    from hireguide.advising.services.importing import run_import  # noqa: PLC0415
    from hireguide.advising.services.imports import confirm_import, store_import  # noqa: PLC0415
    from hireguide.advising.wording.columns import COLUMNS, written  # noqa: PLC0415
    from hireguide.rulebooks.selectors import current_edition, rulebook_of  # noqa: PLC0415
    from hireguide.web.tables import write  # noqa: PLC0415
    from hireguide.workspaces.models import Client, Workspace  # noqa: PLC0415

    edition, owner, workspace = current_edition(), User.objects.get(email=OWNER), Workspace.objects.get()
    if edition is None:
        raise AssertionError("There is no edition.")
    rulebook, before = rulebook_of(edition), Client.objects.count()
    texts = [
        written({"name": f"Imported {number}", "tags": ("bench",)}, facts)
        for number, facts in enumerate(_drawn(rulebook, rows))
    ]
    cells = [[each.get(name) for name in COLUMNS] for each in texts]
    files = {"csv": write.csv_file(COLUMNS, cells), "xlsx": write.workbook(COLUMNS, cells, title="companies")}
    taken = names_taken(owner, workspace)
    told: list[Row] = []
    for kind, content in files.items():
        start = perf_counter()
        read = read_companies(f"bench.{kind}", BytesIO(content), taken=taken, rulebook=rulebook)
        told.append((f"{kind.upper()} read and checked", duration(perf_counter() - start), f"{len(content):,} bytes"))
    start = perf_counter()
    job = store_import(workspace, "bench", read, edition=edition, by=owner, at=timezone.now())
    told.append(("its rows stored", duration(perf_counter() - start), ""))
    confirm_import(job, leave_out=False, by=owner)
    moments: list[float] = []

    def clock() -> datetime:
        moments.append(perf_counter())
        return timezone.now()

    start, busy = perf_counter(), process_time()
    done = run_import(job.pk, worker="bench", clock=clock)
    end, own = perf_counter(), process_time() - busy
    if done.state != done.State.DONE or Client.objects.count() != before + rows:
        raise AssertionError(f"{done.state}: {done.trouble}")
    told.append(("judged, step by step", duration(moments[-1] - start), f"{len(moments) - 2} steps"))
    told.append(("clients, profiles and diagnoses made at once", duration(end - moments[-1]), ""))
    told.append(("of the import this process’s own time", duration(own), ""))
    return [*told, ("the import from the yes to the end", duration(end - start), f"{rows:,} rows")]


def _drawn(rulebook: Rulebook, count: int) -> Iterator[Facts]:
    """Companies that the rulebook doesn't find impossible."""
    from hireguide.rules import IMPOSSIBLE, outcomes  # noqa: PLC0415

    drawn = list(companies(rulebook, count + count // 2, _WALKS))
    possible = (facts for facts, code in zip(drawn, outcomes(rulebook, drawn), strict=True) if code != IMPOSSIBLE)
    return islice(possible, count)


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def filled() -> list[Row]:
    """Migrate and fill."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    return [("filled", duration(_timed(fill)), f"{CLIENTS:,} clients, {DIAGNOSES:,} diagnoses")]


PARTS: dict[str, Callable[[], list[Row]]] = {"fill": filled, "pages": pages, "import": importing}
# As whom each part works on PostgreSQL, as on a server: pages behind the second wall.
ROLES = {"fill": "", "pages": "hireguide_app", "import": "hireguide_background"}


def main() -> None:
    """Run each part in a process of its own on each database, and print the tables."""
    from scripts.test import postgresql  # noqa: PLC0415 - it starts a server

    with tempfile.TemporaryDirectory(prefix="hireguide-") as folder:
        show_on("SQLite", f"sqlite:///{folder}/bench.sqlite3")
    with postgresql() as url:
        show_on("PostgreSQL", url)


def show_on(name: str, url: str) -> None:
    """The table of one database, which is empty yet."""
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hireguide.settings.dev"}
    rows: list[Row] = []
    for part in PARTS:
        command = [sys.executable, "-m", "benchmarks.advising", "--part", part]
        as_whom = {**environment, "DATABASE_ROLE": ROLES[part]}
        done = subprocess.run(command, env=as_whom, check=True, stdout=subprocess.PIPE)
        rows += json.loads(done.stdout)
    show(f"A workspace of {CLIENTS:,} clients and {DIAGNOSES:,} diagnoses, {name}", ("", "time", "what"), rows)


def start() -> None:
    """All of it; or one part, in a process that `main` started: then what it measured is printed as JSON."""
    import django  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS)
    wanted = parser.parse_args()
    if wanted.part is None:
        main()
        return
    django.setup()
    print(json.dumps(PARTS[wanted.part]()))


if __name__ == "__main__":
    start()
