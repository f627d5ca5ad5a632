"""Notes in a workspace what was done to its clients' diagnoses."""

from datetime import datetime

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces.models import Activity
from hireguide.workspaces.selectors import hold_account
from hireguide.workspaces.services import note


@beyond_the_wall()  # staff say otherwise too, and see no client
def note_done(diagnosis: Diagnosis, what: str, *, by: User | None, now: datetime) -> None:
    """Leave a line where the diagnosis is a client's: `what` without its subject, with "{client}" for the name. Be it
    whose it may, the account of whoever did it is held to the end; raises Http404 where that has gone.
    """
    client = diagnosis.client
    if client is not None:
        said = what.replace("{client}", client.name)
        note(client.workspace, Activity.Kind.DIAGNOSES, said, who=by, at=now, client=client)
    elif by is not None:
        hold_account(by)
