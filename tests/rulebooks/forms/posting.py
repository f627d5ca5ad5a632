"""What a page would post: the inputs of a rule's form, as a QueryDict."""

from django.http import QueryDict


def posted(**inputs):
    """A QueryDict of these inputs; a list gives one name several values, `__` in a name stands for a hyphen."""
    data = QueryDict(mutable=True)
    for name, value in inputs.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def evidence_inputs(**changes):
    """A whole new piece of evidence; `changes` replace its inputs, None takes one out."""
    inputs = {
        "key": "slow_hiring",
        "gap": "execution",
        "points": "2",
        "because": "Seats stay empty for months.",
        "sources": ["ours"],
        "when__all__0__field": "hiring_owner",
        "when__all__0__op": "is",
        "when__all__0__value": "no",
    } | changes
    return posted(**{name: value for name, value in inputs.items() if value is not None})
