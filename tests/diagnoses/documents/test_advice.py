from tests.diagnoses.documents.results import document_of, documents, example


def test_advice_stands_by_kind_next_steps_first_and_dissent_apart():
    document = document_of(example("ex_title_inflation"))
    assert [group.heading for group in document.advice] == ["Next steps", "Variants worth weighing", "Take care"]
    assert document.dissent
    texts = {item.text for group in document.advice for item in group.items}
    assert texts.isdisjoint(item.text for item in document.dissent)


def test_a_kind_with_nothing_to_say_is_left_out():
    assert all(group.items for document in documents() for group in document.advice)


def test_every_piece_of_advice_cites_its_sources():
    for document in documents():
        items = [item for group in document.advice for item in group.items]
        assert all(item.notes for item in (*items, *document.dissent))
