"""How advisors work in a browser: on a round in which two people have handed in, and from stop to stop with Tab."""

from tests.factories import make_client, make_respondent, make_round
from tests.journeys.staff import expect_heading, sign_in
from tests.journeys.steps import TOLD

# Whether they know somebody who could judge a VP Engineering: on this the verdict hangs. On deliveries nothing does.
FAY = TOLD.facts | {"can_judge_vp": True}
GUS = TOLD.facts | {"delivery_pain": "low"}
IF_FAY_IS_RIGHT, IF_GUS_IS_RIGHT = "VP Engineering first", "Fractional CTO first"


def make_heard(workspace):
    """The round about Acme, with the answers of Fay, the CEO, and Gus, the CTO."""
    heard = make_round(make_client(workspace))
    for name, seat, facts in (("Fay", "ceo", FAY), ("Gus", "cto", GUS)):
        make_respondent(heard, name, seat, facts=facts, dont_know=TOLD.dont_know)
    return heard


def open_map(open_context, base_url, heard, **wishes):
    """The page of its owner, in a browser of its own, on the map of the round."""
    page = open_context(**wishes).new_page()
    sign_in(page, heard.client.workspace.memberships.get().user, base_url)
    page.goto(f"/advising/rounds/{heard.public_id}/")
    expect_heading(page, "Several voices about Acme")
    return page


_STOP = """() => {
  const at = document.activeElement;
  const { top, bottom } = at.getBoundingClientRect();
  return {
    name: (at.labels?.[0] ?? at).textContent.trim(),
    field: at.name ?? "",
    seen: getComputedStyle(at).outlineStyle !== "none" && bottom > 0 && top < innerHeight,
    down: top + scrollY,
    within: at.closest("main, aside, nav, header, footer")?.tagName ?? "",
  };
}"""


def tab(page):
    """One Tab further: where the focus is now, by the words there, and that it is to be seen."""
    page.keyboard.press("Tab")
    stop = page.evaluate(_STOP)
    assert stop["seen"], f"no focus is to be seen at {stop['name'] or stop['field']}"
    return stop


def tab_to(page, *, name="", field="", most=60):
    """Tab until what has these words, or this name in its form, has the focus; returns every stop on the way."""
    stops = []
    for _ in range(most):
        stops.append(tab(page))
        if (field and stops[-1]["field"] == field) or (name and stops[-1]["name"].startswith(name)):
            return stops
    raise AssertionError(f"{name or field} is not reached with Tab: {[stop['name'] for stop in stops]}")
