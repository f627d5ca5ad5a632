from hireguide.advising.forms.voices import people_forms, people_with_more_lines
from hireguide.advising.services.voices import MOST_ASKED, Asked


def posted(*people, total=None):
    """The lines of the page as a browser sends them."""
    data = {"form-TOTAL_FORMS": str(total or max(len(people), 3)), "form-INITIAL_FORMS": "0"}
    for place, person in enumerate(people):
        data |= {f"form-{place}-{name}": text for name, text in person.items()}
    return data


FAY = {"name": " Fay  Oduya ", "seat": "ceo", "email": "fay@example.com"}
GUS = {"name": "Gus Lind", "seat": "cto", "email": ""}


def test_several_people_are_named_at_once_and_blank_lines_are_nobody():
    people = people_forms(posted(FAY, {"name": "", "seat": "", "email": ""}, GUS))
    assert people.is_valid()
    assert people.asked() == [Asked("Fay Oduya", "ceo", "fay@example.com"), Asked("Gus Lind", "cto", "")]
    assert people.faults == []


def test_the_first_line_must_be_somebody():
    people = people_forms(posted())
    assert not people.is_valid()
    assert [(fault.message, fault.anchor) for fault in people.faults] == [
        ("Person 1: enter their name", "id_form-0-name"),
        ("Person 1: select where in the company they sit", "id_form-0-seat"),
    ]


def test_an_address_that_is_too_long_says_whose_it_is():
    people = people_forms(posted(FAY | {"email": "a" * 300 + "@example.com"}))
    assert [fault.message for fault in people.faults] == [
        "Person 1: shorten the e-mail address to 254 characters; it has 312"
    ]


def test_a_line_begun_must_be_finished_and_says_whose_it_is():
    people = people_forms(posted(FAY, {"email": "gus"}, {"name": "x" * 121, "seat": "king"}))
    assert not people.is_valid()
    assert [fault.message for fault in people.faults] == [
        "Person 2: enter their name",
        "Person 2: select where in the company they sit",
        "Person 2: enter an e-mail address in the form name@example.com, or leave it blank",
        "Shorten the name to 120 characters; it has 121",
        "Person 3: select one of the seats",
    ]


def test_more_lines_keep_what_was_typed_and_check_nothing_yet():
    people = people_with_more_lines(posted(GUS, {"name": "Hal"}))
    assert len(people.forms) == 5
    assert [form["name"].value() for form in people.forms[:2]] == ["Gus Lind", "Hal"]
    assert not people.is_bound
    again = people_forms(posted(GUS, total=5))
    assert again.is_valid()


def test_the_lines_end_somewhere():
    assert len(people_with_more_lines(posted(GUS, total=MOST_ASKED - 1)).forms) == MOST_ASKED
    many = people_forms(posted(*[GUS] * (MOST_ASKED + 5)))
    assert [fault.message for fault in many.faults] == [f"Ask at most {MOST_ASKED} people at once"]


def test_a_post_without_its_lines_is_told_so():
    people = people_forms({})
    assert not people.is_valid()
    assert [fault.message for fault in people.faults] == [
        "Something of this page was lost on its way. Enter the people again"
    ]
