from hireguide.rules import domains, judge
from tests.rules.test_reach import KNOTTED


def test_what_is_remembered_is_bounded_and_forgetting_changes_nothing(monkeypatch):
    before = judge(KNOTTED, {}).as_dict()
    monkeypatch.setattr(domains, "_MOST_REMEMBERED", 1)
    assert judge(KNOTTED, {"urgency": "now"}).proven
    assert judge(KNOTTED, {}).as_dict() == before
