from hireguide.editing.documents.gates import gate_rows
from hireguide.editing.selectors.gates import Gate, GateName, GateState


def test_every_gate_and_state_has_a_name_a_sign_and_a_word():
    rows = gate_rows(Gate(name, state, "A sentence.", "editing:check") for name in GateName for state in GateState)
    assert len({row.title for row in rows}) == len(GateName)
    assert len({(row.mark, row.state) for row in rows}) == len(GateState)
    assert all(row.link and row.sentence for row in rows)


def test_a_gate_that_leads_nowhere_has_no_page():
    [row] = gate_rows([Gate(GateName.BASE, GateState.PASSED, "A sentence.")])
    assert row.page == ""
