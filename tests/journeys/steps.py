"""How a founder answers: the whole wizard's answers, and the hands that give them."""

from playwright.sync_api import expect

from benchmarks.wizard_share import FIXTURES, walk
from hireguide.profiles.forms import check_answers
from hireguide.profiles.wording import SECTION_WORDING
from hireguide.rules import FIELDS, SECTIONS, parse_rulebook

ANSWERS = {
    "company": {"stage": "series_a", "employee_count": "45", "engineer_count": "16", "engineers_next_year": "unknown"},
    "founders": {"product_market_fit": "yes", "ceo_is_technical": "no"},
    "lead": {"technology_lead": "technical_founder", "part_time_cto": "no", "lead_departed": "no"},
    "lead_future": {
        "lead_wish": "stay_technical",
        "lead_overloaded": "yes",
        "promotable_insider": "unknown",
        "previous_leader_failed": "no",
    },
    "delivery": {
        "delivery_pain": "high",
        "delivery_owner": "no",
        "priorities_redefined_above": "unknown",
        "incident_rate": "weekly",
    },
    "team": {
        "management_structure": "no",
        "priorities_clear": "no",
        "ceo_hours_on_engineers": "12",
        "hiring_owner": "no",
        "regretted_exits": "2",
        "experienced_hands_missing": "no",
    },
    "board": {"board_pressure": "medium", "board_asks_about": "delivery", "diligence_ahead": "no"},
    "decisions": {
        "unguided_decisions": "no",
        "vendor_or_offshore_choice": "no",
        "architecture_change": "unknown",
        "ai_strategy_question": "no",
    },
    "horizon": {"codebase_health": "strained", "long_view_owner": "yes", "strategic_hours_needed": "4"},
    "hiring": {"can_judge_vp": "no", "leadership_budget": "15k_to_35k", "urgency": "this_quarter"},
}
assert tuple(ANSWERS) == SECTIONS


def raw(*sections):
    """The answers of these sections, or of all, as a draft keeps them."""
    kept = {}
    for section in sections or SECTIONS:
        for name, value in ANSWERS[section].items():
            ticked = FIELDS[name].kind == "integer" and value == "unknown"
            kept |= {f"{name}__unknown": "yes"} if ticked else {name: value}
    return kept


TOLD = check_answers(raw())
WALK = walk(parse_rulebook((FIXTURES / "rulebook.json").read_text(encoding="utf-8")), TOLD.facts, TOLD.dont_know)
# The sections that the wizard asks with these answers, in its order, until the verdict is settled
WAY = WALK.path
SECOND, THIRD = WAY[1:3]
ASKED = {name: text for name, text in raw().items() if name.removesuffix("__unknown") in WALK.asked}


def fill(page, section, **changes):
    """Answer on a section's page what it needs, without sending it."""
    for name, value in (ANSWERS[section] | changes).items():
        if page.locator(f".spare #q-{name}").count():
            continue
        if FIELDS[name].kind != "integer":
            page.locator(f'input[name="{name}"][value="{value}"]').check()
        elif value == "unknown":
            page.locator(f"#id_{name}__unknown").check()
        else:
            page.locator(f"#id_{name}").fill(value)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def save(page):
    press(page, "Save and continue")


def expect_section(page, section):
    """The page is this section's, whole and by itself."""
    expect(page.locator("h1")).to_have_text(SECTION_WORDING[section].title)
    expect(page).to_have_title(f"{SECTION_WORDING[section].title} – Hireguide")


def start(page):
    """From the start page to the first section; returns the draft's own address."""
    page.goto("/wizard/")
    press(page, "Start now")
    expect_section(page, "company")
    return page.url.removesuffix("company/")


def focused(page):
    """The element that has the focus, as tag, id and text."""
    return page.evaluate(
        "() => { const at = document.activeElement; return [at.tagName, at.id, at.textContent.trim().slice(0, 80)]; }"
    )
