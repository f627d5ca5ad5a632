"""`make run`: brings the database up to date, loads rulebook and demo accounts, serves until interrupted."""

import os
import socket
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

ROOT = Path(__file__).resolve().parents[1]


def chosen_port() -> int:
    """The port to serve on, or an exit that says what is wrong with it."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT is {text!r}: it must be a number from 1 to 65535.")
    port = int(text)
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"Port {port} is taken by another program. Choose another: make run PORT={port % 65535 + 1}")
    return port


def main() -> None:
    """Set up, then become Django's development server, which reloads when the code changes."""
    port = chosen_port()
    os.environ["DJANGO_SETTINGS_MODULE"] = "hireguide.settings.dev"
    try:
        django.setup()
        print(f"Database: {connection.vendor}, {connection.settings_dict['NAME']}", flush=True)
        call_command("migrate", verbosity=0)
        call_command("load_rulebook", "fixtures/rulebook.json", "--publish", "--if-none")
        call_command("load_demo")
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(f"{error}")
    except DatabaseError as error:
        sys.exit(f"database: {error}\nCheck DATABASE_URL, and that the database runs.")
    connection.close()
    print(f"Hireguide, for development: http://localhost:{port}/   (Ctrl-C stops it)", flush=True)
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"  # this is a development machine, and it is said above
    manage = [sys.executable, "manage.py", "runserver", f"localhost:{port}", "--skip-checks"]
    os.execv(sys.executable, manage)  # noqa: S606


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    main()
