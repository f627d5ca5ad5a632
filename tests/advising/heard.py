"""A round in which two people have handed in, and differ on whether commitments slip, on which the verdict hangs."""

from tests.factories import make_client, make_respondent, make_round

AGREED = {"employee_count": 40, "unguided_decisions": True, "board_pressure": "none"}
FAY = {**AGREED, "delivery_pain": "high", "engineer_count": 12}
GUS = {**AGREED, "delivery_pain": "none", "engineer_count": 14, "urgency": "now"}


def make_heard(workspace, fay=FAY, gus=GUS):
    """The round, with Fay, the CEO, and Gus, the CTO."""
    heard = make_round(make_client(workspace))
    make_respondent(heard, "Fay", "ceo", facts=fay, dont_know=["urgency"])
    make_respondent(heard, "Gus", "cto", facts=gus)
    return heard
