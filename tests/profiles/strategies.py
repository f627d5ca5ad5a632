"""Raw answers as browsers, tests and vandals send them: right ones, wrong ones, and what no keyboard types."""

from hypothesis import strategies as st

from hireguide.rules import CATALOGUE, FIELDS

INPUTS = ["company_name", *FIELDS, *(f"{field.name}__unknown" for field in CATALOGUE if field.kind == "integer")]

nasty = st.sampled_from(
    [
        *(
            "",
            " ",
            "yes",
            "no",
            "unknown",
            "none",
            "0",
            "7",
            "-1",
            "1.5",
            "1e3",
            "٣",
            "½",
            "NaN",
            "true",
            "1_000",
            "1,000",
        ),
        *(
            "\x00",
            "a\x00b",
            "\x1b[31m",
            "\ud800",
            "🙂" * 50,
            "<script>alert(1)</script>",
            "%s %(value)s {0}",
            "' OR 1=1",
        ),
        *("9" * 5000, "0" * 5000, "0" * 999 + "5", "x" * 3000, "\n\n", "\t", "null", "[]", "{}", "high", "agency"),
    ]
)
right = {
    field.name: st.integers(field.low, field.high).map(str)
    if field.kind == "integer"
    else st.sampled_from(["yes", "no", "unknown"] if field.kind == "yes_no" else [*field.choices, "unknown"])
    for field in CATALOGUE
}
right_answers = st.fixed_dictionaries({}, optional=right)
wild_answers = st.dictionaries(st.sampled_from(INPUTS), nasty | st.text(max_size=40), max_size=12)
mixed_answers = st.builds(lambda good, bad: good | bad, right_answers, wild_answers)
