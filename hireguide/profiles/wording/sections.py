"""The ten sections: each page's title and the words below it."""

from collections.abc import Mapping
from types import MappingProxyType

from hireguide.profiles.wording.kinds import SectionWording

_IN_ORDER = {
    "company": SectionWording(
        "The company and its size",
        "A few facts that set the scale. Round numbers are fine, and “I don’t know” is always an answer: "
        "it never counts as no.",
    ),
    "founders": SectionWording(
        "The product and the CEO",
        "How far the product has come, and what the CEO can judge without help.",
    ),
    "lead": SectionWording(
        "Technology leadership today",
        "A CTO decides what to build and why; a VP Engineering sees that it is built well and on time. "
        "Titles vary, so think of the work people do.",
    ),
    "lead_future": SectionWording(
        "Who could lead next",
        "What people inside the company want and could do, and what has been tried before.",
    ),
    "delivery": SectionWording(
        "Delivery and incidents",
        "How plans turn into a working product. Answer for a usual month, neither the best nor the worst.",
    ),
    "team": SectionWording(
        "The engineering team",
        "How engineers are led, hired and kept.",
    ),
    "board": SectionWording(
        "Board and investors",
        "What the people who back the company ask about, and what others may soon ask to see.",
    ),
    "decisions": SectionWording(
        "Technology decisions",
        "The choices that are costly or slow to undo, and who helps to make them.",
    ),
    "horizon": SectionWording(
        "The longer view",
        "What the product stands on today, and who looks past the next release.",
    ),
    "hiring": SectionWording(
        "Judgement, money and time",
        "What the company could bring to a hire, should it come to one.",
    ),
}

SECTION_WORDING: Mapping[str, SectionWording] = MappingProxyType(_IN_ORDER)
