"""Answers as clauses: "if somebody owned delivery", "once the company has 31 engineers". Every answer that there is."""

from collections.abc import Mapping
from types import MappingProxyType

from hireguide.profiles.wording.phrases import answer_text
from hireguide.profiles.wording.questions import QUESTIONS
from hireguide.rules import FIELDS, Value

_LEAD = "the person who leads technology"
_REVIEW = "funding round, sale, audit or large security review"

_CHOSEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "stage": {
            "pre_seed": "the company was at the pre-seed stage",
            "seed": "the company was at the seed stage",
            "series_a": "the company’s last round was a Series A",
            "series_b": "the company’s last round was a Series B",
            "series_c_plus": "the company’s last round was a Series C or a later one",
            "bootstrapped": "the company was bootstrapped",
            "pe_backed": "a private-equity firm owned the company",
            "enterprise": "the company was an established enterprise",
        },
        "technology_lead": {
            "none": "nobody led technology",
            "technical_founder": "technology was led by a technical founder who does it all",
            "cto_by_title": "technology was led by a CTO who mostly runs the team",
            "strategic_cto": "technology was led by a CTO who mostly sets direction",
            "vp_engineering": "technology was led by a VP or head of engineering who runs the team",
            "cto_and_vp": "two people shared the lead, one for direction and one for the team",
            "senior_engineer": "technology was led by a senior engineer who manages nobody",
            "agency": "technology was led by an outside agency",
        },
        "lead_wish": {
            "stay_technical": f"{_LEAD} wanted to stay close to the technology",
            "manage_people": f"{_LEAD} wanted to lead people",
            "keep_both": f"{_LEAD} wanted to keep doing both",
            "step_back": f"{_LEAD} wanted to step back",
        },
        "delivery_pain": {
            "none": "commitments hardly ever slipped",
            "low": "commitments slipped now and then",
            "medium": "commitments slipped often",
            "high": "commitments slipped nearly always",
        },
        "incident_rate": {
            "rare": "incidents were escalated less than once a month",
            "monthly": "incidents were escalated about once a month",
            "weekly": "incidents were escalated about once a week",
            "daily": "incidents were escalated on most days",
        },
        "board_pressure": {
            "none": "the board and investors did not press for answers",
            "low": "the board or investors pressed for answers a little",
            "medium": "the board or investors pressed for answers quite a lot",
            "high": "the board or investors pressed for answers a great deal",
        },
        "board_asks_about": {
            "technology_strategy": "the board or investors mostly asked about technology strategy",
            "delivery": "the board or investors mostly asked about delivery",
            "both": "the board or investors asked about strategy and delivery equally",
        },
        "codebase_health": {
            "sound": "engineers called the code sound",
            "strained": "engineers called the code strained",
            "untrusted": "engineers did not trust the code",
        },
        "leadership_budget": {
            "under_8k": "the company could spend less than $8,000 a month on technology leadership",
            "8k_to_15k": "the company could spend $8,000 to $15,000 a month on technology leadership",
            "15k_to_35k": "the company could spend $15,000 to $35,000 a month on technology leadership",
            "over_35k": "the company could spend more than $35,000 a month on technology leadership",
        },
        "urgency": {
            "exploring": "no date was in mind for more technology leadership",
            "this_year": "more technology leadership was needed within a year",
            "this_quarter": "more technology leadership was needed within three months",
            "now": "more technology leadership was needed now",
        },
    }
)

_YES_NO: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "product_market_fit": ("the product had found its market", "the product was still looking for its market"),
        "ceo_is_technical": (
            "the CEO could judge technology decisions alone",
            "the CEO could not judge technology decisions alone",
        ),
        "part_time_cto": (
            "a part-time CTO worked with the company",
            "no part-time CTO worked with the company",
        ),
        "lead_departed": (
            "the last technology leader had left, or given notice, with nobody to follow",
            "no technology leader had left without somebody to follow",
        ),
        "lead_overloaded": (
            f"{_LEAD} had no time left for one half of the job",
            f"{_LEAD} had time enough for both halves of the job",
        ),
        "promotable_insider": (
            "somebody inside could grow into the leadership seat within a year",
            "nobody inside could grow into the leadership seat within a year",
        ),
        "previous_leader_failed": (
            "an earlier hire had failed at this same problem",
            "no earlier hire had failed at this same problem",
        ),
        "delivery_owner": ("somebody owned delivery", "nobody owned delivery"),
        "priorities_redefined_above": (
            "the CEO or the product side kept changing what engineering has promised",
            "the CEO and the product side stopped changing what engineering has promised",
        ),
        "management_structure": (
            "engineers had a manager whose job is to lead them",
            "engineers had no manager whose job is to lead them",
        ),
        "priorities_clear": (
            "engineers found priorities clear and the process consistent",
            "engineers found priorities unclear or the process inconsistent",
        ),
        "hiring_owner": ("somebody owned the hiring of engineers", "nobody owned the hiring of engineers"),
        "experienced_hands_missing": (
            "the direction was known and experienced engineers were the main thing missing",
            "experienced engineers were not the main thing missing",
        ),
        "diligence_ahead": (
            f"a {_REVIEW} was coming within twelve months",
            f"no {_REVIEW} was coming within twelve months",
        ),
        "unguided_decisions": (
            "important technology decisions lacked qualified guidance",
            "somebody qualified guided the important technology decisions",
        ),
        "vendor_or_offshore_choice": (
            "the company was weighing up vendors, an agency or an offshore team",
            "no choice of vendors, an agency or an offshore team was open",
        ),
        "architecture_change": (
            "a major change of architecture or platform was under way or ahead",
            "no major change of architecture or platform was under way or ahead",
        ),
        "ai_strategy_question": (
            "the company had to decide what AI or another new technology means for it",
            "no decision was open about what AI or another new technology means for the company",
        ),
        "long_view_owner": (
            "somebody thought about where the technology must be in eighteen months",
            "nobody thought about where the technology must be in eighteen months",
        ),
        "can_judge_vp": (
            "the company knew somebody it trusts to judge VP Engineering candidates",
            "the company knew nobody it trusts to judge VP Engineering candidates",
        ),
    }
)

_NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        "employee_count": "the company had {}",
        "engineer_count": "the company had {}",
        "engineers_next_year": "the plan was to have {} in twelve months",
        "ceo_hours_on_engineers": "the CEO spent {} managing individual engineers",
        "regretted_exits": "{} whom the company wanted to keep had left in twelve months",
        "strategic_hours_needed": "the company could use {} of strategic technology work",
    }
)

# What time brings, for the fields that it moves.
_ONCE: Mapping[str, Mapping[Value, str]] = MappingProxyType(
    {
        "stage": {
            "seed": "a seed round has closed",
            "series_a": "a Series A has closed",
            "series_b": "a Series B has closed",
            "series_c_plus": "a Series C has closed",
        },
        "lead_departed": {True: "the technology leader leaves or gives notice, with nobody to follow"},
        "diligence_ahead": {True: f"a {_REVIEW} is coming within twelve months"},
    }
)


def if_text(field: str, value: Value) -> str:
    """An answer as the clause that follows "if", for a company of which it is not true today.

    Raises KeyError for a field or a choice that there is not.

    >>> if_text("delivery_owner", True), if_text("engineer_count", 31)
    ('somebody owned delivery', 'the company had 31 engineers')
    """
    kind = FIELDS[field].kind
    if kind == "yes_no":
        return _YES_NO[field][0 if value else 1]
    return _NUMBERS[field].format(_number(field, int(value))) if kind == "integer" else _CHOSEN[field][str(value)]


def once_text(field: str, value: Value) -> str:
    """A value that time brings, as the clause that follows "once". Raises KeyError for what time does not bring.

    >>> once_text("engineer_count", 31), once_text("stage", "series_b")
    ('the company has 31 engineers', 'a Series B has closed')
    """
    if FIELDS[field].timed and FIELDS[field].kind == "integer":
        return f"the company has {answer_text(field, value)}"
    return _ONCE[field][value]


def _number(field: str, value: int) -> str:
    return answer_text(field, value) if value else f"no {QUESTIONS[field].unit_many}"
