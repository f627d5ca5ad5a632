"""Records for tests: a small whole rulebook and its edition, drafts, profiles, diagnoses, and people by name."""

import json
from datetime import UTC, datetime

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

# Ada signs in as an administrator, Ben as a user without rights; Cleo is a founder and has no account. Dora owns a
# workspace, Emil advises in it.
ADA, BEN, CLEO = "ada@example.com", "ben@example.com", "cleo@example.com"
DORA, EMIL = "dora@example.com", "emil@example.com"

GRID = {
    "none": ("neither_yet", "fractional_cto_first", "fractional_cto_first"),
    "some": ("vp_engineering_first", "pairing", "fractional_cto_first"),
    "large": ("vp_engineering_first", "vp_engineering_first", "pairing"),
}


def when(field, op, value):
    """A condition of one test, as a rulebook has it."""
    return {"all": [{"field": field, "op": op, "value": value}]}


def evidence(key, gap, points, field, op, value):
    return {"key": key, "gap": gap, "points": points, "when": when(field, op, value)} | {
        "because": f"The sentence of {key}.",
        "sources": ["ours"],
    }


def small_rulebook(**parts):
    """A rulebook of six rules as parsed JSON; `parts` replace its own."""
    seats = {"first": "vp_engineering", "second": None, "second_when": None}
    whole = {
        "format": 1,
        "name": "A small rulebook",
        "sources": {"ours": {"author": "We", "title": "Ours", "url": None, "year": 2026, "grade": "house", "note": ""}},
        "evidence": [
            evidence("slips", "execution", 5, "delivery_pain", "at_least", "medium"),
            evidence("many_engineers", "execution", 4, "engineer_count", "at_least", 15),
            evidence("nobody_decides", "strategy", 5, "unguided_decisions", "is", True),
            evidence("board_asks", "strategy", 4, "board_pressure", "is", "high"),
        ],
        "bands": {"execution": [4, 8], "strategy": [4, 8]},
        "grid": {
            execution: {
                strategy: {"verdict": verdict, "because": f"The cell {execution}, {strategy}."}
                for strategy, verdict in zip(("none", "some", "large"), row, strict=True)
            }
            for execution, row in GRID.items()
        },
        "situations": [
            {"key": "too_small", "when": when("employee_count", "at_most", 3), "verdict": "neither_yet"}
            | {"because": "Three people need no executive.", "sources": ["ours"]},
            {"key": "nobody_hurt", "verdict": "impossible", "sources": ["ours"]}
            | {"when": {"all": [*when("delivery_pain", "is", "high")["all"], *when("engineer_count", "is", 0)["all"]]}}
            | {"because": "With no engineers there are no commitments to slip."},
        ],
        "advice": [
            {"key": "settle_first", "kind": "next_step", "when": when("priorities_redefined_above", "is", True)}
            | {"text": "Settle the priorities first.", "sources": ["ours"]},
        ],
        "verdicts": {
            code: {"title": f"Title of {code}", "summary": f"Summary of {code}.", **seats}
            for code in ("vp_engineering_first", "fractional_cto_first", "pairing", "neither_yet")
        },
        "costs": [
            {"key": "vp_price", "seat": "vp_engineering", "unit": "usd_year", "low": 200_000, "high": 300_000}
            | {"year": 2026, "sources": ["ours"]},
        ],
        "plans": {"vp_engineering": {"30": ["Listen."], "60": ["Plan."], "90": ["Deliver."]}},
        "expectations": [],
        "examples": [
            {"key": "slipping", "profile": {"delivery_pain": "high", "engineer_count": 20, "unguided_decisions": False}}
            | {"verdict": "vp_engineering_first", "also": [], "note": ""},
        ],
    }
    assert not set(parts) - set(whole), "no such part of a rulebook"
    return whole | parts


def rulebook_text(**parts):
    """The small rulebook as a file has it."""
    return json.dumps(small_rulebook(**parts), indent=2) + "\n"


def make_edition(*, at=NOW, note="", by=None, **parts):
    """The small rulebook, with `parts` of it replaced, stored as an edition. Six rules are too few to be proven."""
    from hireguide.rulebooks import services
    from hireguide.rules import parse_rulebook

    text = rulebook_text(**parts)
    return services.store_edition(text, parse_rulebook(text), at=at, note=note, signed=services.Signed(by))


def make_rulebook_draft(*, base=None, title="A change", by=None, at=NOW, **parts):
    """An open draft of the rulebook: of what `base` says, or of the small rulebook with `parts` of it replaced."""
    from hireguide.rulebooks import services

    if base and not parts:
        return services.copy_edition(base, title=title, intent="", by=by, at=at)
    return services.start_draft(rulebook_text(**parts), title=title, intent="", base=base, by=by, at=at)


def make_draft(**overrides):
    """A draft under the current edition, or under the small rulebook's where nothing is published."""
    from hireguide.diagnoses.models import Draft
    from hireguide.rulebooks.selectors import current_edition

    own = {"created_at": NOW, "answered_at": overrides.get("created_at", NOW)}
    if "edition" not in overrides:
        own["edition"] = current_edition() or make_edition()
    return Draft.objects.create(**own | overrides)


def make_profile(**answers):
    """A parsed profile; without answers, one of a company whose deliveries slip."""
    from hireguide.rules import parse_profile

    return parse_profile(answers or {"company_name": "Acme", "delivery_pain": "high", "engineer_count": 20})


def make_diagnosis(*, draft=None, profile=None, dont_know=(), now=NOW):
    """A diagnosis kept from a draft, by its owner if it has one."""
    from hireguide.diagnoses.services import keep_diagnosis

    draft = draft or make_draft(created_at=now)
    kept = {"profile": profile or make_profile(), "dont_know": dont_know}
    return keep_diagnosis(draft=draft, **kept, now=now, by=draft.owner)


def make_user(email=BEN, **overrides):
    """Somebody who can sign in; Ada may do everything."""
    from hireguide.accounts.models import User

    return User.objects.create_user(email, **{"is_staff": email == ADA, "is_superuser": email == ADA} | overrides)


def make_workspace(name="Northbridge", *, owner=None, at=NOW):
    """A workspace with its owner, Dora unless another is named."""
    from hireguide.workspaces.services import make_workspace as make

    return make(name, by=owner or make_user(DORA), at=at)


def make_member(workspace, email=EMIL, role="advisor", *, at=NOW):
    """Somebody with an account who belongs to a workspace; returns the person."""
    from hireguide.accounts.models import User
    from hireguide.workspaces.models import Membership

    user = User.objects.filter(email=email).first() or make_user(email)
    Membership.objects.create(workspace=workspace, user=user, role=role, joined_at=at)
    return user


def make_client(workspace, name="Acme", *, tags=(), at=NOW, **details):
    """A client of a workspace."""
    from hireguide.workspaces.services import ClientDetails, add_client

    return add_client(workspace, ClientDetails(name, **details), tags=tags, by=None, at=at)


def make_client_diagnosis(client, *, profile=None, dont_know=(), now=NOW, by=None):
    """A diagnosis kept for a client."""
    from hireguide.diagnoses.services import keep_diagnosis

    draft = make_draft(created_at=now, client=client)
    return keep_diagnosis(draft=draft, profile=profile or make_profile(), dont_know=dont_know, now=now, by=by)


def make_round(client, *, at=NOW, by=None, edition=None):
    """A round of questions about a client, under the current edition or the small rulebook's."""
    from hireguide.advising.models import Round
    from hireguide.rulebooks.selectors import current_edition

    edition = edition or current_edition() or make_edition()
    return Round.objects.create(client=client, company=client.name, edition=edition, opened_by=by, opened_at=at)


def make_respondent(round_, name="Fay", seat="ceo", *, facts=(), dont_know=(), handed_in=True, at=NOW):
    """Somebody asked in a round; their answers, unless `handed_in` is false, are `facts`."""
    from datetime import timedelta

    from hireguide.advising.models import Respondent
    from hireguide.web.keys import new_token, token_hash

    given = {"facts": dict(facts), "dont_know": list(dont_know), "handed_in_at": at} if handed_in else {}
    return Respondent.objects.create(
        round=round_,
        name=name,
        seat=seat,
        token_hash=token_hash(new_token()),
        invited_at=at,
        expires_at=at + timedelta(days=14),
        **given,
    )
