"""A verdict as its page shows it, live or kept: put together from the result and its edition, without a query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from hireguide.diagnoses.documents.advice import Advice, AdviceGroup, advice_groups, dissent
from hireguide.diagnoses.documents.against import WhyNot, why_not
from hireguide.diagnoses.documents.answers import NAME, AnswerLink, Answers, answers
from hireguide.diagnoses.documents.changes import Changes, changes
from hireguide.diagnoses.documents.come_back import ComeBack, come_back
from hireguide.diagnoses.documents.costs import Costs, costs
from hireguide.diagnoses.documents.find_out import FindOut, find_out
from hireguide.diagnoses.documents.firmness import Firmness, firmness, fragile, settled_by
from hireguide.diagnoses.documents.notes import Citations, Notes
from hireguide.diagnoses.documents.plans import Plans, plans
from hireguide.diagnoses.documents.reasons import (
    Decision,
    Ledger,
    basis_text,
    cell_name,
    decision,
    ledgers,
    short_title,
)
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.rules import GAPS, Rulebook
from hireguide.web.grid import GridPicture

_DIGEST_SHOWN = len("sha256:") + 12


@dataclass(frozen=True, slots=True)
class Possible:
    """A verdict that open answers may still lead to."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class VerdictDocument:
    """All that a verdict's page says, in the order in which it says it.

    What would change a verdict is None for one that was kept before there was an answer to that, and while nothing has
    been answered.
    """

    company_name: str
    code: str
    title: str
    summary: str
    basis: str
    basis_text: str
    is_empty: bool
    firmness: Firmness | None
    settled_by: str
    picture: GridPicture
    decision: Decision
    find_out: FindOut | None
    ledgers: tuple[Ledger, ...]
    advice: tuple[AdviceGroup, ...]
    plans: Plans
    costs: Costs
    against: tuple[WhyNot, ...]
    changes: Changes | None
    come_back: ComeBack | None
    dissent: tuple[Advice, ...]
    possible: tuple[Possible, ...]
    is_settled: bool
    is_proven: bool
    answers: Answers
    notes: Notes
    edition_number: int | None
    digest: str
    made_at: datetime
    speech: Speech

    @property
    def short_digest(self) -> str:
        """Enough of the digest to tell two rulebooks apart."""
        return self.digest[:_DIGEST_SHOWN]


def build_document(
    *,
    result: Mapping[str, Any],
    rulebook: Rulebook,
    dont_know: Collection[str],
    made_at: datetime,
    link: AnswerLink | None = None,
    today: date | None = None,
    speech: Speech = TO_ITS_FOUNDER,
) -> VerdictDocument:
    """The page of `result`, which is what `diagnose --json` says of a company, judged under `rulebook`.

    `dont_know` names the fields answered "I don't know"; `link` gives the address where an answer is changed, or None
    where none can be. `today` is the day of the visit, where that is not the day on which the verdict was made;
    `speech` is how the page speaks of the company.
    """
    facts = {name: value for name, value in result["profile"].items() if name != NAME}
    company_name = result["profile"].get(NAME, "")
    cited = Citations(rulebook.sources)
    given = answers(company_name, facts, dont_know, link, fragile(result))
    made_on = localtime(made_at).date()
    return VerdictDocument(
        company_name=company_name,
        code=result["verdict"],
        title=result["title"],
        summary=rulebook.verdicts[result["verdict"]].summary,
        basis=result["basis"],
        basis_text=basis_text(
            result, answered=len(facts), unknown=len(given.dont_know), still_open=given.open_count, speech=speech
        ),
        is_empty=not facts,
        firmness=firmness(result, speech) if facts else None,
        settled_by=settled_by(result, speech),
        picture=picture(result, rulebook, speech),
        # Sources are numbered as they are cited, so what follows stands in the order of the page.
        decision=decision(result, rulebook, cited, speech),
        find_out=find_out(result, rulebook, facts, dont_know, link) if facts else None,
        ledgers=ledgers(result, rulebook, cited),
        advice=advice_groups(result, cited),
        plans=plans(result, rulebook, facts, speech),
        costs=costs(result, rulebook, facts, cited, speech),
        against=why_not(result, rulebook, facts, dont_know, speech),
        changes=changes(result, speech) if facts else None,
        come_back=come_back(result, made_on=made_on, today=today or made_on, speech=speech) if facts else None,
        dissent=dissent(result, cited),
        possible=tuple(Possible(code, short_title(code)) for code in result["possible"]),
        is_settled=result["settled"],
        is_proven=result["settled"] or result.get("proven", True),
        answers=given,
        notes=cited.notes(),
        edition_number=result["edition"],
        digest=result["digest"],
        made_at=made_at,
        speech=speech,
    )


def picture(result: Mapping[str, Any], rulebook: Rulebook, speech: Speech = TO_ITS_FOUNDER) -> GridPicture:
    """The grid with the company's dot and the range that open answers leave."""
    gaps = result["gaps"]
    return GridPicture(
        bands=rulebook.bands,
        cell_names={bands: (cell.verdict, cell_name(cell.verdict)) for bands, cell in rulebook.grid.items()},
        points={gap: gaps[gap]["points"] for gap in GAPS},
        ranges={gap: (gaps[gap]["range"][0], gaps[gap]["range"][1]) for gap in GAPS},
        names=(f"{speech.company} now", "what if"),
    )
