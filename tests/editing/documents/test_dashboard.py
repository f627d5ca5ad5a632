from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from hireguide.editing.documents.dashboard import build_dashboard, draw_weeks
from hireguide.editing.selectors.dashboard import Week
from hireguide.rules import VERDICTS
from tests.factories import ADA, NOW, make_diagnosis, make_edition, make_user


def week(day, **counts):
    return Week(date(2026, 11, day), {code: counts.get(code, 0) for code in VERDICTS})


def test_each_verdict_is_a_row_of_bars_on_one_scale():
    weeks = draw_weeks((week(9, pairing=4), week(16, pairing=2, neither_yet=1)))
    pairing = weeks.rows[VERDICTS.index("pairing")]
    assert [bar.height for bar in pairing.bars] == [32, 16]
    assert [bar.height for bar in weeks.rows[VERDICTS.index("neither_yet")].bars] == [0, 8]
    assert all(bar.y + bar.height == pairing.base_y for bar in pairing.bars)
    assert weeks.total == 7
    assert "Both seats as a pair: 6." in weeks.description


def test_without_a_diagnosis_the_bars_have_no_height():
    weeks = draw_weeks((week(9), week(16)))
    assert weeks.total == 0
    assert {bar.height for row in weeks.rows for bar in row.bars} == {0}


def test_the_table_says_in_numbers_what_the_bars_show():
    weeks = draw_weeks((week(9, pairing=4),))
    [line] = weeks.table
    assert line.monday == date(2026, 11, 9)
    assert dict(line.cells)["Both seats as a pair"] == 4
    assert sum(count for _, count in line.cells) == 4


@pytest.mark.django_db
def test_who_may_see_nothing_is_shown_no_counts():
    make_edition()
    make_diagnosis()
    board = build_dashboard(AnonymousUser(), now=NOW)
    assert (board.draft, board.weeks, board.overrides, board.drafts) == (None, None, None, 0)


@pytest.mark.django_db
def test_what_each_member_of_staff_sees_follows_their_rights():
    make_edition()
    make_diagnosis()
    support = make_user("support@example.com", is_staff=True)
    support.user_permissions.add(Permission.objects.get(codename="view_diagnosis"))
    board = build_dashboard(support, now=NOW)
    assert board.weeks.total == 1
    assert board.overrides is None
    assert build_dashboard(make_user(ADA), now=NOW).overrides == 0


@pytest.mark.django_db
def test_before_anything_is_published_there_is_no_edition():
    board = build_dashboard(make_user(ADA), now=NOW)
    assert board.edition is None
    assert board.weeks.total == 0
