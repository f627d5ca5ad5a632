"""`load_demo_workspace`: a workspace with believable clients for a development machine, made once."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from hireguide.accounts.models import User
from hireguide.accounts.services import DemoFileError, DemoRefusedError
from hireguide.advising.services.demo import load_demo_workspace
from hireguide.diagnoses.services import NoEditionError
from hireguide.web.commands import BAD_INPUT, REFUSED, HouseCommand
from hireguide.web.files import UnreadableFileError, open_source, read_text

_LIMIT = 1_000_000


class Command(HouseCommand):
    """Reads the file, tells its story through the services; a second run finds it and does nothing."""

    help = (
        "Makes the demo workspace (development only), unless it is there. Run load_demo before: its people are those. "
        "Exit code: 0 done, 1 this is not development, or nothing is published, or an account is missing; "
        "2 the file can't be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        whole = settings.ROOT / "fixtures" / "demo_workspace.json"
        parser.add_argument("file", metavar="FILE", nargs="?", default=str(whole))

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["file"]
        try:
            with open_source(name) as source:
                story = json.loads(read_text(source, limit=_LIMIT))
            made = load_demo_workspace(story, now=timezone.now())
        except (UnreadableFileError, DemoFileError) as error:
            self._end(name, str(error), BAD_INPUT)
        except json.JSONDecodeError as error:
            self._end(name, f"not JSON: {error}", BAD_INPUT)
        except DemoRefusedError as error:
            self._end("load_demo_workspace", str(error), REFUSED)
        except NoEditionError:
            self._end("load_demo_workspace", "no rulebook is published yet. Run load_rulebook with --publish.", REFUSED)
        except User.DoesNotExist:
            self._end("load_demo_workspace", "somebody in it has no account. Run load_demo first.", REFUSED)
        done = f"is made, with {made.clients.count()} clients" if made else "is there already"
        self.stdout.write(f"The demo workspace “{story['workspace']}” {done}.")

    def _end(self, path: str, why: str, code: int) -> None:
        self.complain(path, why)
        self.stop(code)
