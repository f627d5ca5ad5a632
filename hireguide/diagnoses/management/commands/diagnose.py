"""`diagnose FILE…`: what the rules say of companies whose answers stand in files."""

import json
from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser

from hireguide.diagnoses.documents.plain import as_line, as_text
from hireguide.diagnoses.resources import Reading, read_profiles
from hireguide.diagnoses.selectors import diagnose
from hireguide.rulebooks.management.choosing import Chosen, RulebookCommand
from hireguide.rules import Fault, Profile, ProfileError, judge, parse_profile
from hireguide.web.commands import BAD_INPUT, Progress, printable
from hireguide.web.files import UnreadableFileError, open_source

# What is printed of a profile that was read, under some rules, its place being the text.
Teller = Callable[[Profile, Chosen, str], str]


class Command(RulebookCommand):
    help = (
        "Judges companies' answers: a JSON object, a JSON array, JSON lines (.jsonl) or CSV (.csv, its header naming "
        "the fields); - is standard input. Exit code: 0 all were judged, 2 some were bad, or a file could not be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", help="a file of answers, or - for standard input")
        shape = parser.add_mutually_exclusive_group()
        shape.add_argument("--json", action="store_true", help="one JSON object a profile, one a line")
        shape.add_argument("--brief", action="store_true", help="the verdict alone, one a line: fast on long files")
        self.add_choice(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.read_once(*options["files"], options["rulebook"])
        chosen = self.chosen(options)
        tell = _as_json if options["json"] else _as_line if options["brief"] else _as_text
        self._faults_in_json = options["json"]
        outcomes = [self._diagnose_file(name, chosen, tell) for name in options["files"]]
        if not all(outcomes):
            self.stop(BAD_INPUT)

    def _diagnose_file(self, name: str, chosen: Chosen, tell: Teller) -> bool:
        """Judge every profile of a file, telling each; whether all were good."""
        good = True
        count = 0
        try:
            with open_source(name) as source:
                progress = Progress(self.stderr, size=source.size, shown=self._watched())
                for reading in read_profiles(source):
                    told = _told(reading, chosen, tell)
                    if isinstance(told, str):
                        self.stdout.write(told)
                    else:
                        good = False
                        progress.clear()
                        self._refuse(reading, told)
                    count += 1
                    progress.show(done=source.done, count=count)
                progress.clear()
        except UnreadableFileError as error:
            self._refuse(Reading(name), (Fault("", str(error)),))
            return False
        return good

    def _watched(self) -> bool:
        """Whether somebody looks at standard error while the results go elsewhere."""
        return bool(self.stderr.isatty() and not self.stdout.isatty())

    def _refuse(self, reading: Reading, faults: tuple[Fault, ...]) -> None:
        """Say all that is wrong with a profile: in its place among JSON, else on standard error."""
        if self._faults_in_json:
            said = [{"path": reading.path(fault.path), "message": fault.message} for fault in faults]
            self.stdout.write(json.dumps({"error": said}))
            return
        for fault in faults:
            self.complain(reading.path(fault.path), fault.message)


def _told(reading: Reading, chosen: Chosen, tell: Teller) -> str | tuple[Fault, ...]:
    """What is to be printed of a profile, or all that is wrong with it."""
    if reading.faults:
        return reading.faults
    try:
        return tell(parse_profile(reading.data), chosen, reading.place)
    except ProfileError as error:
        return error.faults


def _as_json(profile: Profile, chosen: Chosen, place: str) -> str:
    return json.dumps(diagnose(profile, chosen.rulebook, digest=chosen.digest, edition=chosen.edition))


def _as_text(profile: Profile, chosen: Chosen, place: str) -> str:
    result = diagnose(profile, chosen.rulebook, digest=chosen.digest, edition=chosen.edition)
    return as_text(result, chosen.rulebook, place=printable(place)) + "\n"


def _as_line(profile: Profile, chosen: Chosen, place: str) -> str:
    verdict = judge(chosen.rulebook, profile.facts)
    return as_line(verdict.code, verdict.basis, chosen.rulebook, place=printable(place), name=profile.company_name)
