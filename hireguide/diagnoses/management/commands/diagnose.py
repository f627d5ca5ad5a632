"""`diagnose FILE…`: what the rules say of companies whose answers stand in files."""

import json
from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser

from hireguide.diagnoses.documents.plain import as_text
from hireguide.diagnoses.resources import Reading, read_profiles
from hireguide.diagnoses.selectors import Result, diagnose
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition, get_edition, rulebook_of
from hireguide.rules import Fault, ProfileError, Rulebook, RulebookError, parse_profile, parse_rulebook, rulebook_digest
from hireguide.web.commands import BAD_INPUT, HouseCommand, Progress, printable
from hireguide.web.files import RULEBOOK_LIMIT, UnreadableFileError, open_source, read_text

Rules = tuple[Rulebook, str, int | None]


class Command(HouseCommand):
    help = (
        "Judges companies' answers: a JSON object, a JSON array, JSON lines (.jsonl) or CSV (.csv, its header naming "
        "the fields); - is standard input. Exit code: 0 all were judged, 2 some were bad, or a file could not be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", help="a file of answers, or - for standard input")
        parser.add_argument("--json", action="store_true", help="one JSON object a profile, one a line")
        rules = parser.add_mutually_exclusive_group()
        rules.add_argument("--edition", type=int, metavar="N", help="judge by this edition (default: the current one)")
        rules.add_argument("--rulebook", metavar="FILE", help="judge by the rulebook in this file; needs no database")

    def handle(self, *args: Any, **options: Any) -> None:
        if [*options["files"], options["rulebook"]].count("-") > 1:
            self.complain("-", "standard input can be read once only. Name the other files.")
            self.stop(BAD_INPUT)
        rules = self._rules(options)
        tell = self._tell_machines if options["json"] else self._tell_people
        outcomes = [self._diagnose_file(name, rules, tell) for name in options["files"]]
        if not all(outcomes):
            self.stop(BAD_INPUT)

    def _rules(self, options: dict[str, Any]) -> Rules:
        """The rulebook to judge by, its digest and the edition's number; ends the command if it isn't there."""
        if options["rulebook"] is not None:
            return self._rules_of_file(options["rulebook"])
        wanted = options["edition"]
        try:
            edition = current_edition() if wanted is None else get_edition(wanted)
        except (Edition.DoesNotExist, OverflowError):
            newest = current_edition()
            there = f"editions are numbered 1 to {newest.number}" if newest else "no rulebook has been published"
            self.complain("--edition", f"there is no edition {wanted}: {there}.")
            self.stop(BAD_INPUT)
        if edition is None:
            self.complain("edition", "no rulebook has been published. Run “load_rulebook FILE --publish” first.")
            self.stop(BAD_INPUT)
        return rulebook_of(edition), edition.digest, edition.number

    def _rules_of_file(self, name: str) -> Rules:
        try:
            with open_source(name) as source:
                rulebook = parse_rulebook(read_text(source, limit=RULEBOOK_LIMIT))
        except UnreadableFileError as error:
            self.complain(name, str(error))
            self.stop(BAD_INPUT)
        except RulebookError as error:
            self.complain_of_all(name, error.faults)
            self.stop(BAD_INPUT)
        return rulebook, rulebook_digest(rulebook), None

    def _diagnose_file(self, name: str, rules: Rules, tell: Callable[..., None]) -> bool:
        """Judge every profile of a file, telling each; whether all were good."""
        good = True
        count = 0
        try:
            with open_source(name) as source:
                progress = Progress(self.stderr, size=source.size, shown=self._watched())
                for reading in read_profiles(source):
                    result = _judged(reading, rules)
                    if isinstance(result, tuple):
                        good = False
                        progress.clear()
                    tell(reading, result, rules)
                    count += 1
                    progress.show(done=source.done, count=count)
                progress.clear()
        except UnreadableFileError as error:
            tell(Reading(name), (Fault("", str(error)),), rules)
            return False
        return good

    def _watched(self) -> bool:
        """Whether somebody looks at standard error while the results go elsewhere."""
        return bool(self.stderr.isatty() and not self.stdout.isatty())

    def _tell_machines(self, reading: Reading, result: Result | tuple[Fault, ...], rules: Rules) -> None:
        said: object = result
        if isinstance(result, tuple):
            said = {"error": [{"path": reading.path(fault.path), "message": fault.message} for fault in result]}
        self.stdout.write(json.dumps(said))

    def _tell_people(self, reading: Reading, result: Result | tuple[Fault, ...], rules: Rules) -> None:
        if isinstance(result, tuple):
            for fault in result:
                self.complain(reading.path(fault.path), fault.message)
        else:
            self.stdout.write(as_text(result, rules[0], place=printable(reading.place)) + "\n")


def _judged(reading: Reading, rules: Rules) -> Result | tuple[Fault, ...]:
    """What the rules say of a profile, or all that is wrong with it."""
    if reading.faults:
        return reading.faults
    rulebook, digest, edition = rules
    try:
        return diagnose(parse_profile(reading.data), rulebook, digest=digest, edition=edition)
    except ProfileError as error:
        return error.faults
