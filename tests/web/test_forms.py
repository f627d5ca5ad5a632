import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Div, Fieldset, Hidden, Layout, Submit
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from hireguide.web.forms import UNKNOWN, ChoiceQuestion, EmailQuestion, NumberQuestion, TextQuestion


class Company(forms.Form):
    stage = ChoiceQuestion(
        label="Where does it stand?",
        help_text="The last round counts.",
        options=[("seed", "Seed", "First money"), ("series_a", "Series A", "")],
        why="Stage moves the price.",
        missing="Select the stage",
    )
    has_manager = ChoiceQuestion(
        label="Is there a manager?",
        options=[("yes", "Yes", ""), ("no", "No", "")],
        missing="Select whether there is a manager",
        asked_if=("stage", ("seed", "series_a")),
    )
    engineers = NumberQuestion(
        label="How many engineers?", short="Engineers", low=0, high=10_000, unit="people", missing="Enter how many"
    )
    spare = NumberQuestion(label="How many more?", short="More", low=1, high=80, unknown=False, required=False)
    name = TextQuestion(label="What is it called?", max_length=5, required=False)


GOOD = {"stage": "seed", "has_manager": "no", "engineers": "12", "name": "Acme"}


def posted(**changes):
    data = QueryDict(mutable=True)
    data.update({name: value for name, value in {**GOOD, **changes}.items() if value is not None})
    return Company(data)


def as_html(form):
    return re.sub(r"\s+", " ", "".join(field.as_field_group() for field in form))


def crispy(form, **context):
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form, **context}))


def test_good_answers_come_out_typed():
    form = posted(engineers=" 012 ")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"stage": "seed", "has_manager": "no", "engineers": 12, "spare": None, "name": "Acme"}


def test_i_dont_know_is_an_answer_of_its_own():
    form = posted(stage="unknown", engineers="", engineers__unknown="yes")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["stage"] == form.cleaned_data["engineers"] == UNKNOWN


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"stage": None}, "stage", "Select the stage"),
        ({"stage": "series_z"}, "stage", "Select the stage"),
        ({"engineers": ""}, "engineers", "Enter how many"),
        ({"engineers": None}, "engineers", "Enter how many"),
        (
            {"engineers": "twelve"},
            "engineers",
            "Engineers: enter a whole number from 0 to 10,000, in digits. You entered “twelve”",
        ),
        (
            {"engineers": "7", "engineers__unknown": "yes"},
            "engineers",
            "Engineers: enter a number or tick “I don’t know”, not both",
        ),
        ({"spare": "81"}, "spare", "More: enter a whole number from 1 to 80, in digits. You entered “81”"),
        (
            {"spare": "9" * 5000},
            "spare",
            f"More: enter a whole number from 1 to 80, in digits. You entered “{'9' * 20}…”",
        ),
    ],
)
def test_an_answer_that_does_not_pass_is_told_what_to_do(changes, field, message):
    assert posted(**changes).errors[field] == [message]


@given(st.text(max_size=40).filter(lambda text: not re.fullmatch(r"\s*[0-9]+\s*", text, flags=re.ASCII)))
def test_no_text_but_digits_is_ever_a_number(text):
    form = posted(engineers=text)
    assert not form.is_valid()
    assert set(form.errors) == {"engineers"}


@given(st.integers(-(10**30), 10**30))
def test_a_number_passes_exactly_when_it_is_in_range(number):
    assert posted(engineers=str(number)).is_valid() == (0 <= number <= 10_000)


def test_a_tick_is_no_answer_where_not_knowing_is_none():
    class Strict(forms.Form):
        size = NumberQuestion(label="Size?", short="Size", low=0, high=9, unknown=False, missing="Enter the size")
        sure = ChoiceQuestion(label="Sure?", options=[("yes", "Yes", "")], unknown=False, missing="Select yes")

    form = Strict({"size__unknown": "yes", "sure": "unknown"})
    assert form.errors["sure"] == ["Select yes"]
    assert form.errors["size"] == ["Enter the size"]
    assert "checkbox" not in as_html(form)


def test_a_number_is_omitted_only_when_both_its_controls_are():
    widget = Company().fields["engineers"].widget
    assert widget.value_omitted_from_data({}, {}, "engineers")
    assert not widget.value_omitted_from_data({"engineers__unknown": "yes"}, {}, "engineers")


def test_what_was_typed_is_shown_again_as_typed():
    html = as_html(posted(engineers="<12>", engineers__unknown="yes", name="A name too long"))
    assert 'value="&lt;12&gt;"' in html
    assert re.search(r'name="engineers__unknown" value="yes" id="id_engineers__unknown" checked', html)
    assert 'value="A name too long"' in html


def test_answers_stored_before_fill_a_form_that_was_not_posted():
    html = as_html(Company(initial={"stage": "series_a", "engineers": "18", "engineers__unknown": ""}))
    assert re.search(r'value="series_a"[^>]* checked', html)
    assert 'value="18"' in html
    assert "problem" not in html
    assert "aria-invalid" not in html
    ticked = as_html(Company(initial={"engineers__unknown": "yes"}))
    assert re.search(r'id="id_engineers__unknown" checked', ticked)


def test_nothing_is_selected_before_somebody_selects_it():
    assert "checked" not in as_html(Company())


def test_ids_are_stable_and_an_error_leads_to_the_first_control():
    form = posted(stage=None, engineers="x")
    html = as_html(form)
    for name in ("stage", "engineers"):
        assert html.count(f'id="q-{name}"') == 1
        assert re.search(rf'<input type="(radio|text)"[^>]*id="id_{name}"', html)
        assert form[name].id_for_label == f"id_{name}"
        assert f'id="id_{name}_error"' in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_group_says_that_it_is_wrong_and_what_describes_it():
    html = as_html(posted(stage=None, engineers="x"))
    stage = re.search(r'<fieldset[^>]*id="q-stage"[^>]*>', html).group()
    assert 'aria-invalid="true"' in stage
    assert 'aria-describedby="id_stage_helptext id_stage_error"' in stage
    assert "aria-invalid" not in re.search(r'<input type="radio"[^>]*id="id_stage"[^>]*>', html).group()
    number = re.search(r'<input type="text"[^>]*name="engineers"[^>]*>', html).group()
    assert 'aria-invalid="true"' in number
    assert 'aria-describedby="id_engineers_error"' in number
    assert 'inputmode="numeric"' in number


def test_i_dont_know_stands_apart_and_optional_questions_say_so():
    html = as_html(Company())
    assert html.count('<p class="or">or</p>') == 3
    assert html.count("(optional)") == 2
    assert "*" not in html
    assert "required" not in html


def test_a_question_says_why_it_is_asked_and_what_an_answer_means():
    html = as_html(Company())
    assert "Why we ask" in html
    assert "<p>Stage moves the price.</p>" in html
    assert 'aria-describedby="id_stage_hint"' in html
    assert '<p class="hint" id="id_stage_hint">First money</p>' in html


def test_a_question_carries_when_it_applies():
    html = as_html(Company())
    assert 'id="q-has_manager" data-asked-if="stage" data-asked-if-values="seed series_a"' in html
    assert html.count("data-asked-if=") == 1
    assert Company().fields["stage"].asked_if_values == ""


def test_two_short_answers_share_a_line():
    html = as_html(Company())
    assert html.count("choices--short") == 1


def test_an_email_question_says_what_an_address_looks_like():
    class Mail(forms.Form):
        email = EmailQuestion(label="E-mail address", missing="Enter an e-mail address")

    assert Mail({"email": "x"}).errors["email"] == ["Enter an e-mail address in the form name@example.com"]
    assert Mail({"email": ""}).errors["email"] == ["Enter an e-mail address"]
    html = as_html(Mail())
    assert 'type="email"' in html
    assert 'autocomplete="email"' in html


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        (242, []),
        (243, ["Shorten the e-mail address to 254 characters; it has 255"]),
        (400, ["Shorten the e-mail address to 254 characters; it has 412"]),
    ],
)
def test_an_address_longer_than_any_is_told_once_and_never_cut_off(letters, said):
    class Mail(forms.Form):
        email = EmailQuestion(label="E-mail address")

    typed = "a" * letters + "@example.com"
    form = Mail({"email": typed})
    assert form.errors.get("email", []) == said
    assert f'value="{typed}"' in as_html(form)
    assert "maxlength" not in as_html(form)


def test_a_character_that_cannot_be_stored_is_named_in_our_words_in_any_field():
    class Plain(forms.Form):
        name = TextQuestion(label="Name")
        notes = forms.CharField()

    said = ["Remove the null character: it can’t be seen, and can’t be stored. Typing the text anew does it"]
    assert Plain({"name": "a\0", "notes": "\0b"}).errors == {"name": said, "notes": said}


def test_plain_fields_are_rendered_by_the_same_templates():
    class Plain(forms.Form):
        sure = forms.BooleanField(label="I am sure")
        colour = forms.ChoiceField(choices=[("a", "A")])
        token = forms.CharField(widget=forms.HiddenInput)

    html = re.sub(r"\s+", " ", str(Plain({})))
    assert '<label for="id_sure">I am sure' in html
    assert '<select name="colour"' in html
    assert html.count('type="hidden"') == 1
    assert html.count('id="q-') == 2


def test_crispy_writes_the_form_its_token_and_its_buttons():
    form = Company()
    form.helper = FormHelper()
    form.helper.attrs = {"hx-post": "/here/"}
    form.helper.form_action = "/here/"
    form.helper.add_input(Submit("save", "Save and continue"))
    form.helper.add_input(Hidden("step", "2"))
    html = crispy(form, csrf_token="token-of-the-page")
    assert re.search(r'<form [^>]*hx-post="/here/"[^>]* novalidate>', html)
    assert 'method="post"' in html
    assert "token-of-the-page" in html
    assert html.count('id="q-') == 5
    assert re.search(r'<button type="submit" name="save" value="Save and continue" class="button"', html)
    assert '<input type="hidden" name="step" value="2">' in html


def test_crispy_lays_out_and_leaves_the_fields_to_the_renderer():
    form = posted(stage=None)
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    form.helper.layout = Layout(
        Fieldset("The company", "stage", css_class="first", css_id="company"),
        Div("engineers", css_class="second", css_id="size"),
        HTML("<p>Between</p>"),
        ButtonHolder(Submit("save", "Save"), css_id="buttons"),
    )
    html = crispy(form, csrf_token="token-of-the-page")
    assert "<form" not in html
    assert "token-of-the-page" not in html
    assert re.search(r'<fieldset id="company" class="questions first">\s*<legend>The company</legend>', html)
    assert '<div id="size" class="second">' in html
    assert '<div id="buttons" class="actions">' in html
    assert str(form["stage"].as_field_group()) in html
    assert "id_name" not in html


def test_the_crispy_filter_and_its_errors_use_the_same_templates():
    form = posted(stage=None)
    template = "{% load crispy_forms_filters %}{{ form|crispy }}|{{ form|as_crispy_errors }}"
    html = Template(template).render(Context({"form": form}))
    assert html.count('id="q-') == 5
    assert '<a href="#id_stage">Select the stage</a>' in html
