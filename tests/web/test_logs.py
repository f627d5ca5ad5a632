import logging
import sys

import pytest

from hireguide.web.logs import NoPublicIds

KEY = "3f0c9a52-5b1e-4a37-9f0d-2b6f3d1a7c11"
TOKEN = "kZ3vQx8sT1mW0pL5nR7yUA-kZ3vQx8sT1mW0pL5nR7y"


def logged(message, *values):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, values, None)
    assert NoPublicIds().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    "path",
    [f"/wizard/{KEY}/team/", f"/wizard/{KEY}", "/diagnoses/kZ3vQx8sT1mW0pL5nR7yUA/", f"/advising/answer/{TOKEN}/"],
)
def test_the_address_of_a_draft_never_reaches_a_log(path):
    line = logged("Internal Server Error: %s", path)
    assert line.startswith("Internal Server Error: /")
    assert "/…" in line
    assert KEY not in line
    assert "kZ3v" not in line
    assert TOKEN not in line


@pytest.mark.parametrize(
    "query",
    [
        "next=/advising/join/{key}/",
        "next=%2Fadvising%2Fjoin%2F{key}%2F",
        "next=%2fwizard%2f{key}%2fcheck%2f&x=1",
        "a={key}&b={key}",
    ],
)
def test_a_key_in_a_query_never_reaches_a_log(query):
    key = "kZ3vQx8sT1mW0pL5nR7yUA"
    line = logged('"GET /accounts/login/?%s HTTP/1.1" 200', query.format(key=key))
    assert key not in line
    assert line.startswith('"GET /accounts/login/?')
    assert line.endswith('" 200')


def test_neither_a_key_nor_a_row_of_the_database_reaches_a_log_with_a_traceback():
    key = "kZ3vQx8sT1mW0pL5nR7yUA"
    said = f"Key (public_id)=({key}) of /wizard/{key}/ and '{key}'\nDETAIL:  Failing row contains (1, Acme, seed)."
    try:
        raise ValueError(said)
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Broken", (), sys.exc_info())
    assert NoPublicIds().filter(record)
    line = logging.Formatter().format(record)
    assert "test_logs.py" in line
    assert "ValueError: Key (public_id)=(…) of /wizard/…/ and '…'" in line
    assert key not in line
    assert "Acme" not in line


def test_the_rest_of_a_line_is_left_as_it_is():
    assert logged('"GET /how-it-works/?page=2 HTTP/1.1" %s', 100) == '"GET /how-it-works/?page=2 HTTP/1.1" 100'


def test_the_token_of_a_link_in_an_error_never_reaches_a_log():
    try:
        raise ValueError(f"nobody has the token '{TOKEN}'")
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Broken", (), sys.exc_info())
    assert NoPublicIds().filter(record)
    line = logging.Formatter().format(record)
    assert "nobody has the token '…'" in line
    assert TOKEN not in line
