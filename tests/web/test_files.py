import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hireguide.web.files import Source, UnreadableFileError, open_source, read_text


def source_of(data):
    return Source("-", io.BytesIO(data))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "file"


def test_a_file_is_opened_with_its_name_and_size(path):
    path.write_bytes(b"abc")
    with open_source(str(path)) as source:
        assert (source.name, source.size, source.done) == (str(path), 3, 0)
        assert read_text(source, limit=10) == "abc"
        assert source.done == 3


def test_what_is_no_regular_file_has_no_size():
    with open_source("/dev/null") as source:
        assert (source.size, source.read(5)) == (None, b"")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "there is no such file"),
        ("", "is a folder"),
        ("x" * 5_000, "can't be read"),
        ("a\0b", "can't be read"),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused_in_words(tmp_path, name, said):
    with pytest.raises(UnreadableFileError, match=said), open_source(f"{tmp_path}/{name}"):
        pass


def test_a_file_that_may_not_be_read_is_refused_in_words(monkeypatch, path):
    def refuse(*args):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(UnreadableFileError, match="no permission"), open_source(str(path)):
        pass


def test_standard_input_that_is_closed_is_refused_in_words(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UnreadableFileError, match="standard input is closed"), open_source("-"):
        pass


def test_text_is_bounded_and_must_be_utf8():
    assert read_text(source_of("é".encode()), limit=2) == "é"
    with pytest.raises(UnreadableFileError, match="larger than 2 MB"):
        read_text(source_of(b"x" * 2_000_001), limit=2_000_000)
    with pytest.raises(UnreadableFileError, match="is not UTF-8 text: see line 3"):
        read_text(source_of(b"a\nb\nc\xff\n"), limit=100)


def test_a_byte_order_mark_is_passed_over_once():
    assert source_of(b"\xef\xbb\xbf\xef\xbb\xbfa").read(9) == b"\xef\xbb\xbfa"
    assert source_of(b"\xef\xbb").read(9) == b"\xef\xbb"


STEPS = st.lists(st.tuples(st.sampled_from(["read", "readline", "back"]), st.integers(1, 6)))


@given(data=st.lists(st.sampled_from([b"a", b"\n", b"\xef\xbb\xbf", b"bc"])).map(b"".join), steps=STEPS)
def test_reading_and_putting_back_in_any_order_is_as_reading_one_text(data, steps):
    source, plain = source_of(data), io.BytesIO(data.removeprefix(b"\xef\xbb\xbf"))
    mark = len(data) - len(plain.getvalue())
    for step, count in steps:
        if step == "back":
            given_back = source.read(count)
            source.put_back(given_back)
            assert given_back == plain.getvalue()[plain.tell() : plain.tell() + count]
        else:
            assert getattr(source, step)(count) == getattr(plain, step)(count)
        assert source.done == plain.tell() + mark
