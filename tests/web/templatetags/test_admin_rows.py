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
