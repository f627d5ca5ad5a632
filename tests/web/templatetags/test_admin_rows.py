from django.utils.safestring import SafeString

from hireguide.web.templatetags.admin_rows import labelled

HEADERS = [{"text": SafeString('<input type="checkbox">')}, {"text": "e-mail address"}, {"text": 'who’s "in"'}]


def test_each_cell_names_its_column_save_the_box_that_selects_the_row():
    cells = ["<td>box</td>", '<th class="field-email">a</th>', "<td>yes</td>"]
    assert labelled(cells, HEADERS) == [
        "<td>box</td>",
        '<th data-label="E-mail address" class="field-email">a</th>',
        '<td data-label="Who’s &quot;in&quot;">yes</td>',
    ]


def test_cells_beyond_the_headings_stay_as_they_are():
    assert labelled(["<td>a</td>", "<td>hidden</td>"], [{"text": "name"}]) == [
        '<td data-label="Name">a</td>',
        "<td>hidden</td>",
    ]


def test_what_is_no_cell_is_left_alone():
    assert labelled(["plain"], [{"text": "name"}]) == ["plain"]


def test_a_long_key_or_address_may_break_at_its_joints_and_nowhere_else():
    cells = ['<th><a href="/no_place/">no_delivery_owner</a></th>', "<td>ada@example.com</td>", "<td>a_b and more</td>"]
    assert labelled(cells, [{"text": ""}] * 3) == [
        '<th><a href="/no_place/">no_<wbr>delivery_<wbr>owner</a></th>',
        "<td>ada@<wbr>example.com</td>",
        "<td>a_b and more</td>",
    ]
