from hireguide.diagnoses.documents.answers import answers


def link(section, field):
    return f"/{section}#{field}"


def test_answers_stand_by_section_in_human_words_each_with_its_link():
    given = answers("Acme", {"engineer_count": 12, "delivery_owner": False}, (), link)
    assert [(group.title, [(row.short, row.answer) for row in group.rows]) for group in given.groups] == [
        ("The company and its size", [("company name", "Acme"), ("engineering team size", "12 engineers")]),
        ("Delivery and incidents", [("owner of delivery", "No")]),
    ]
    assert [row.change_url for group in given.groups for row in group.rows] == [
        "/company#company_name",
        "/company#engineer_count",
        "/delivery#delivery_owner",
    ]


def test_without_a_link_nothing_can_be_changed():
    given = answers("Acme", {"engineer_count": 12}, ("stage",), None)
    rows = [row for group in given.groups for row in group.rows]
    assert {row.change_url for row in (*rows, *given.dont_know, *given.unanswered)} == {""}


def test_what_is_not_known_is_an_answer_and_open_at_once():
    given = answers("", {}, ("stage",), link)
    (group,) = given.groups
    assert [(row.field, row.answer, row.is_missing) for row in group.rows] == [("stage", "I don’t know", True)]
    assert [row.field for row in given.dont_know] == ["stage"]
    assert "stage" not in [row.field for row in given.unanswered]
    assert given.open_count == 36


def test_a_question_that_does_not_apply_is_neither_answered_nor_open():
    given = answers("", {"technology_lead": "none"}, ("lead_wish",), link)
    listed = [row.field for row in (*given.dont_know, *given.unanswered)]
    assert "lead_wish" not in listed
    assert "lead_overloaded" not in listed
    assert "promotable_insider" in listed
