"""Words of the public pages that are data: grades, kinds of advice, the example, and what experts disagree about."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Grade:
    """What a source's grade is called where there is little room, as a heading, and what it means."""

    name: str
    title: str
    meaning: str


GRADES: Mapping[str, Grade] = MappingProxyType(
    {
        "expert": Grade(
            "expert",
            "Experts",
            "Investors and engineering leaders with a long public record, who gain little from what you decide.",
        ),
        "operator": Grade(
            "operator",
            "Operators",
            "People who tell what they did in their own company. True of one company, and told by somebody in it.",
        ),
        "search_firm": Grade(
            "search firm",
            "Search firms",
            "They see many searches, and they are paid when one is opened.",
        ),
        "provider": Grade(
            "interested party",
            "Providers",
            "They sell part-time leadership or advice on it, so they have an interest in your answer. Weigh them so; "
            "most of what is written about fractional CTOs is written by them.",
        ),
        "data": Grade(
            "data",
            "Data",
            "Surveys and figures, with the year in which they were collected.",
        ),
        "house": Grade(
            "our own",
            "Our own judgement",
            "Where no source speaks, we decide, and say so beside the rule.",
        ),
    }
)

ADVICE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "variant": "Another way to fill the seat",
        "next_step": "What to do next",
        "warning": "What to take care of",
        "dissent": "Where experts would disagree",
    }
)

GAP_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "execution": "What is missing in how the work gets done and shipped: somebody who runs the team, keeps dates "
        "and builds the process. That is the work of a VP Engineering.",
        "strategy": "What is missing in deciding what to build and why: somebody who guides the decisions that you "
        "can’t easily undo. That is the work of a CTO, and a day or so a week is often enough.",
    }
)

ACRONYMS: Mapping[str, str] = MappingProxyType({"ai": "AI", "ceo": "CEO", "cto": "CTO", "vp": "VP"})

EXAMPLE_CASE = "case-01"
EXAMPLE_STORY = (
    "An example: eight engineers, a round just closed, thirty engineers planned within a year. Nobody manages the "
    "team, and commitments slip."
)


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to a question, and the keys of the sources that give it."""

    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which the sources differ, and what the rules make of it (`rules` are keys)."""

    key: str
    question: str
    sides: tuple[Side, ...]
    here: str
    rules: tuple[str, ...] = ()


DISAGREEMENTS: tuple[Disagreement, ...] = (
    Disagreement(
        "size",
        "At what size is one leader no longer enough?",
        (
            Side("From three developers, as one operator sums it up.", ("hodson",)),
            Side("From eight to ten engineers, or when delivery slips.", ("hypernest",)),
            Side("Between ten and twenty people, whatever they do.", ("suster",)),
            Side("Around twenty people.", ("feld",)),
            Side("Between 15 and 25 engineers.", ("article_b",)),
            Side("A founder or first manager often carries a few dozen people.", ("build_to_scale",)),
            Side("Size is not the point: hire before anything hurts.", ("casado",)),
        ),
        "Size counts in small steps, never as one line that decides, and planned growth counts beside it.",
        ("management_becomes_a_job", "past_the_break", "beyond_the_break", "growth_through_the_break"),
    ),
    Disagreement(
        "early_or_late",
        "Should a VP Engineering come before the pain, or after it?",
        (
            Side("Before: habits are hard to change once they have set.", ("casado",)),
            Side(
                "After: a lead, a manager or a director first, or nobody yet. Executives hired to feel safer are a "
                "common mistake.",
                ("first_round_thawar", "patel", "build_to_scale", "yc"),
            ),
        ),
        "Points come from what hurts now and from planned growth. Whoever is told to wait also reads the other view.",
        ("dissent_hire_early", "dissent_manager_before_vp"),
    ),
    Disagreement(
        "pair",
        "Both seats together, or never two at once?",
        (
            Side("The pair gives most for its price in a company of middling size.", ("article_b",)),
            Side("Both together is the best structure.", ("fractional_cto_experts",)),
            Side("Never hire two technology executives at the same time.", ("cto_berlin",)),
        ),
        "A pair is proposed in order: who starts first, and what brings in the second.",
        ("pair_in_sequence", "dissent_never_two_at_once"),
    ),
    Disagreement(
        "part_time",
        "Does part-time leadership work at all?",
        (
            Side("Yes, for direction, in a small or middle-sized company.", ("article_b",)),
            Side("Yes, and also after a deal, for the first hundred days.", ("deconstrainers",)),
            Side("It depends: beside a strong VP Engineering, before there is a team, or outside software.", ("gysp",)),
            Side("It depends on a clear agreement about how the two sides work together.", ("nat_io",)),
            Side("For some months, with a permanent leader as the aim.", ("bauer",)),
            Side("Only where the team already runs itself.", ("ayub",)),
            Side("No: leading technology early on means doing the work, not guiding it.", ("visight",)),
            Side("No: $54,000 spent, and little to show for it.", ("xqa",)),
        ),
        "Whoever is told to take a fractional CTO reads these doubts beside the verdict.",
        ("dissent_part_time_leader",),
    ),
    Disagreement(
        "delivery",
        "Who mends delivery when it hurts?",
        (
            Side("A VP Engineering, every day.", ("article_b",)),
            Side("A fractional CTO who puts the process in place as well: a case told by a provider.", ("nervico",)),
            Side("Most fractional CTOs wear both hats in practice; a part-time VP exists too.", ("launchit",)),
        ),
        "Delivery that hurts speaks for a VP Engineering. The other answer is told, with who sells it.",
        ("commitments_slip_badly", "dissent_delivery_by_cto"),
    ),
    Disagreement(
        "kind_of_vp",
        "What kind of VP Engineering?",
        (
            Side("Early on one who builds, and wrote code lately; a manager only later.", ("majhi",)),
            Side("One who manages people and can code.", ("suster",)),
            Side("One who has grown a team from about five to about fifty.", ("bain_capital",)),
            Side("One for the next stages, not for ever.", ("gollucci",)),
        ),
        "Up to 25 engineers the advice is to look for one who still builds.",
        ("builder_vp",),
    ),
    Disagreement(
        "what_is_a_cto",
        "What is a CTO?",
        (
            Side("Whoever makes sure that the technical approach is right.", ("wilson",)),
            Side("The one with the technical vision, who is often no manager.", ("suster",)),
            Side("Whoever decides what to build and why.", ("article_a", "article_b")),
        ),
        "We ask about the work that people do, never about their titles.",
        ("title_ahead_of_the_work",),
    ),
    Disagreement(
        "promote",
        "Promote somebody, or hire?",
        (
            Side("Look inside before you look outside.", ("honeycomb",)),
            Side("Hire somebody who has already grown a team of your next size.", ("bain_capital", "casado")),
        ),
        "Somebody inside who could grow into the seat takes a point off the gap, and the advice names both ways.",
        ("insider_could_grow", "promote_inside"),
    ),
    Disagreement(
        "reporting",
        "Who reports to whom?",
        (
            Side("Both to the CEO.", ("suster",)),
            Side("Usually as equals; either can report to the other.", ("wilson",)),
            Side(
                "As equals where the CTO’s time is split over many things; a VP Engineering placed under a CTO only "
                "to take the people off their hands seldom works.",
                ("tucker",),
            ),
        ),
        "No rule depends on it. What matters is written down: who decides what.",
        ("two_heads_one_voice",),
    ),
    Disagreement(
        "agency",
        "What if an agency built the product?",
        (
            Side("A reason not to invest: never start without somebody inside who has the vision.", ("suster",)),
            Side("A usual case for a fractional CTO, say those who sell one.", ("foxsenior",)),
        ),
        "An agency in the lead widens the strategy gap, and more so where the CEO can’t judge its work.",
        ("nobody_inside_leads", "nobody_inside_can_judge"),
    ),
    Disagreement(
        "price",
        "What does a fractional CTO cost?",
        (
            Side("$8,000 to $15,000 a month for ten hours a week.", ("article_b",)),
            Side("$5,000 to $15,000 a month.", ("laboetie",)),
            Side("$2,000 for a few hours a month, to $15,000 for thirty or forty.", ("haynes",)),
            Side("$8,000 for a day a week, to $25,000 for three days and more.", ("kompella",)),
        ),
        "We show $5,000 to $15,000 a month for about a day a week. Ask for the hours: both ends are called the same.",
        ("cost_fractional_cto",),
    ),
    Disagreement(
        "when_full_time",
        "When does the CTO become full-time?",
        (
            Side("The pair is for 5 to 30 engineers.", ("article_b",)),
            Side("From Series A a full-time CTO, and certainly from Series B.", ("consulting_941",)),
            Side("The first CTO comes after Series B.", ("article_a",)),
            Side("From about forty people.", ("jetthoughts",)),
        ),
        "From Series B, or beyond 30 engineers, a full-time CTO is named as another way to fill the seat.",
        ("full_time_cto",),
    ),
)
