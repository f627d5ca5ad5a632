import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from hireguide.web.templatetags.screen import grade_meaning, sign_spoken, signed, usd_unit


def rendered(source, **context):
    html = Template("{% load screen %}" + source).render(Context(context))
    return re.sub(r"\s+", " ", html).strip()


@pytest.mark.parametrize(
    ("points", "written", "spoken"),
    [(3, "+3", "plus 3 points"), (1, "+1", "plus 1 point"), (0, "0", "0 points"), (-2, "−2", "minus 2 points")],
)
def test_points_have_their_sign_written_and_spoken(points, written, spoken):
    assert (signed(points), sign_spoken(points)) == (written, spoken)


@pytest.mark.parametrize(("points", "strokes"), [(5, 5), (-2, 2)])
def test_points_are_drawn_as_strokes_and_said_in_full(points, strokes):
    html = rendered('{% include "components/_points.html" with gap="strategy" %}', points=points)
    assert html.count("<i></i>") == strokes
    assert ("points--less" in html) == (points < 0)
    assert f"{sign_spoken(points)} to the strategy gap" in html


def test_a_price_has_its_unit_in_words():
    assert (usd_unit("usd_month"), usd_unit("usd_year")) == ("a month", "a year")


def test_a_grade_is_told_in_words():
    assert rendered("{{ 'expert'|grade_meaning }}") == "a known expert or investor"


def test_a_grade_that_has_no_words_is_shown_as_it_is():
    assert grade_meaning("rumour") == "rumour"


def test_answers_have_a_change_link_that_says_what_it_changes():
    rows = [
        SimpleNamespace(question="How many?", answer="12", short="team size", change_url="/t/", is_missing=False),
        SimpleNamespace(question="Name?", answer="Not provided", short="name", change_url="", is_missing=True),
    ]
    html = rendered('{% include "components/_summary_list.html" %}', rows=rows)
    assert '<a href="/t/">Change<span class="visually-hidden"> team size</span></a>' in html
    assert html.count("Change") == 1
    assert '<dd class="summary__missing">Not provided</dd>' in html


@pytest.mark.parametrize(
    ("verdict", "threads"),
    [
        ("vp_engineering_first", ["weft"]),
        ("fractional_cto_first", ["warp"]),
        ("pairing", ["weft", "warp"]),
        ("neither_yet", []),
    ],
)
def test_a_verdict_is_tagged_with_the_weave_of_its_cells(verdict, threads):
    html = rendered('{% include "components/_verdict_tag.html" with name="In words" %}', verdict=verdict)
    assert re.findall(r"grid__(weft|warp)", html) == threads
    assert "In words" in html


def test_the_small_pieces_say_what_they_are_given():
    assert "Execution gap" in rendered('{% include "components/_gap.html" with gap="execution" %}')
    notice = rendered('{% include "includes/_notice.html" with title="Kept" kind="good" href="/x/" label="Open" %}')
    assert "notice--good" in notice
    assert '<a href="/x/">Open</a>' in notice
    assert 'href="/back/">Back</a>' in rendered('{% include "includes/_back_link.html" with href="/back/" %}')
    confirm = rendered(
        '{% include "includes/_confirm.html" with action="/d/" effect="All goes." button="Delete" cancel_url="/c/" %}'
    )
    assert '<button class="button button--danger">Delete</button> <a href="/c/">Keep it</a>' in confirm


def test_the_error_summary_lists_errors_of_fields_of_the_form_and_faults():
    class Pair(forms.Form):
        one = forms.CharField(error_messages={"required": "Enter one"})

        def clean(self):
            raise forms.ValidationError("The two do not go together")

    html = rendered('{% include "includes/_error_summary.html" %}', form=Pair({}))
    assert "There is a problem" in html
    assert '<a href="#id_one">Enter one</a>' in html
    assert "<li>The two do not go together</li>" in html
    faults = [SimpleNamespace(message="Linked", anchor="q-x"), SimpleNamespace(message="Plain", anchor="")]
    html = rendered('{% include "includes/_error_summary.html" %}', faults=faults)
    assert '<a href="#q-x">Linked</a>' in html
    assert "<li>Plain</li>" in html
    assert rendered('{% include "includes/_error_summary.html" %}', form=Pair()) == ""


def test_the_switch_of_colours_shows_what_is_chosen_and_leads_back(rf):
    rf.cookies["theme"] = "dark"
    html = rendered('{% include "includes/_theme_switch.html" %}', request=rf.get("/sources/?grade=expert"))
    assert '<button type="submit" name="theme" value="dark" aria-pressed="true">' in html
    assert html.count('aria-pressed="false"') == 2
    assert '<input type="hidden" name="next" value="/sources/?grade=expert">' in html
