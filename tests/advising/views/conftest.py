"""A workspace, a round in it that two people have answered, and an advisor at the desk."""

import pytest

from tests.advising.heard import make_heard
from tests.factories import make_member, make_workspace


@pytest.fixture
def workspace():
    return make_workspace()


@pytest.fixture
def heard(workspace):
    return make_heard(workspace)


@pytest.fixture
def emil(client, workspace):
    """An advisor, signed in."""
    user = make_member(workspace)
    client.force_login(user)
    return user
