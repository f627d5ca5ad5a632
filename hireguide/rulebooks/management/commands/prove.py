"""`prove [--rulebook FILE | --edition N] [--json]`: whether a rulebook keeps what it promises, with witnesses."""

import json
from typing import Any

from django.core.management.base import CommandParser

from hireguide.rulebooks.documents.plain import proof_text
from hireguide.rulebooks.management.choosing import Chosen, RulebookCommand
from hireguide.rules import PROOFS, Proof, prove_parts
from hireguide.web.commands import REFUSED, Progress


class Command(RulebookCommand):
    help = (
        "Proves a rulebook: everything can be reached, every rule and question matters, expectations hold. Exit code: "
        "0 all holds, 1 something does not or is not proven, 2 the rulebook isn't there or can't be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_choice(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object, with every item and witness")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = self.chosen(options)
        proof = self._proof(chosen)
        said = json.dumps(proof.as_dict()) if options["json"] else proof_text(proof, chosen.rulebook)
        self.stdout.write(said)
        if proof.holds is not True:
            self.stop(REFUSED)

    def _proof(self, chosen: Chosen) -> Proof:
        """All parts, a bar showing on a terminal how many are done."""
        progress = Progress(self.stderr, size=len(PROOFS), shown=self.stderr.isatty(), what="proofs")
        parts = []
        for part in prove_parts(chosen.rulebook):
            parts.append(part)
            progress.show(done=len(parts), count=len(parts))
        progress.clear()
        return Proof(chosen.digest, tuple(parts))
