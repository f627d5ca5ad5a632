"""What tests of workspaces share."""

import pytest

from tests.workspaces.house import build


@pytest.fixture
def house(db):
    """Two workspaces with one of everything in each."""
    return build()
