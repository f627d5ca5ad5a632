"""What the tests of the wizard's pages share: drafts alive today, and a client that is htmx."""

from django.urls import reverse
from django.utils import timezone

from tests.factories import evidence, make_draft, when

NOBODY = "A" * 22
HTMX = {"HX-Request": "true"}

COMPANY = {"stage": "seed", "employee_count": "30", "engineer_count": "12", "engineers_next_year": "20"}
# Of these one verdict is told with more ways to another than are shown at first.
MANY_WAYS = {
    "delivery_pain": "low",
    "delivery_owner": "yes",
    "board_pressure": "high",
    "board_asks_about": "technology_strategy",
    "unguided_decisions": "yes",
    "vendor_or_offshore_choice": "yes",
}
FOUNDERS = {"product_market_fit": "yes", "ceo_is_technical": "no"}
LEAD = {"technology_lead": "cto_by_title", "part_time_cto": "no", "lead_departed": "unknown"}


def live_draft(answers=(), *, path=(), age=None):
    """A draft last answered now, or `age` ago."""
    return make_draft(
        created_at=timezone.now() - age if age else timezone.now(), answers=dict(answers), path=list(path)
    )


def url_of(draft, name="section", section="company", query=""):
    arguments = [draft.public_id, section] if name == "section" else [draft.public_id]
    return reverse(f"wizard:{name}", args=arguments) + query


def panel(response):
    """The page's own part, without the frame around it."""
    page = response.content.decode()
    return page.partition('id="panel"')[2].partition("<footer")[0]


def turned():
    """Parts of a rulebook where slipping deliveries decide whatever the incidents say; while nobody knows of them, the
    grid does, and incidents may turn it."""
    return {
        "bands": {"execution": [1, 2], "strategy": [1, 2]},
        "evidence": [evidence("fires", "execution", 2, "incident_rate", "is", "daily")],
        "situations": [
            {"key": key, "when": when("delivery_pain", op, "high"), "verdict": code, "because": "B.", "sources": []}
            for key, op, code in (("late", "is", "vp_engineering_first"), ("calm", "is_not", "neither_yet"))
        ],
        "examples": [],
    }
