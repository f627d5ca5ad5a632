"""The second wall around voices, follow-ups, reminders and imports, and the gate of those who are asked."""

from django.db import migrations

from hireguide.web.policies import database_follows, function, open_gate, raise_wall

ME, SHOWN = "(SELECT public.hireguide_user())", "(SELECT public.hireguide_keys())"
MINE, WRITABLE = "(SELECT public.hireguide_workspaces())", "(SELECT public.hireguide_writable_workspaces())"
SEEN, CHANGED = "(SELECT public.hireguide_clients())", "(SELECT public.hireguide_writable_clients())"
# What whoever holds a respondent's link is asked about: their round, and the client that they answer for.
ROUNDS, CLIENTS = "(SELECT public.hireguide_asked_rounds())", "(SELECT public.hireguide_asked_clients())"


def of_round(table: str, clients: str) -> str:
    return f"EXISTS (SELECT FROM public.advising_round r WHERE r.id = {table}.round_id AND r.client_id IN {clients})"


def of_diagnosis(table: str, clients: str) -> str:
    mine = f"(d.owner_id = {ME} OR d.client_id IN {clients})"
    return f"EXISTS (SELECT FROM public.diagnoses_diagnosis d WHERE d.id = {table}.diagnosis_id AND {mine})"


def of_import(workspaces: str) -> str:
    batch = f"b.id = advising_portfoliorow.batch_id AND b.workspace_id IN {workspaces}"
    return f"EXISTS (SELECT FROM public.advising_portfolioimport b WHERE {batch})"


def written(reads: str, writes: str) -> dict[str, str]:
    return {"select": reads, "insert": writes, "update": writes, "delete": writes}


POLICIES = {
    "advising_round": written(f"client_id IN {SEEN}", f"client_id IN {CHANGED}"),
    "advising_respondent": written(of_round("advising_respondent", SEEN), of_round("advising_respondent", CHANGED)),
    "advising_settled": written(of_round("advising_settled", SEEN), of_round("advising_settled", CHANGED)),
    "advising_followup": written(of_diagnosis("advising_followup", SEEN), of_diagnosis("advising_followup", CHANGED)),
    # Sent by the background; whoever was told sees that they were.
    "advising_reminder": {"select": f"user_id = {ME} OR " + of_diagnosis("advising_reminder", SEEN)},
    "advising_portfolioimport": written(f"workspace_id IN {MINE}", f"workspace_id IN {WRITABLE}"),
    "advising_portfoliorow": written(of_import(MINE), of_import(WRITABLE)),
}

# A link opens one's own questions and answers; never another's, nor anything else of the workspace.
BY_KEY = {
    "advising_round": {"select": f"id IN {ROUNDS}"},
    "advising_respondent": {"select": f"token_hash IN {SHOWN}", "update": f"token_hash IN {SHOWN}"},
    "diagnoses_draft": {
        "select": f"key_hash IN {SHOWN}",
        "insert": f"key_hash IN {SHOWN} AND client_id IN {CLIENTS}",
        "update": f"key_hash IN {SHOWN} → key_hash IN {SHOWN} AND client_id IN {CLIENTS}",
        "delete": f"key_hash IN {SHOWN}",
    },
}

ASKED = "FROM public.advising_respondent a JOIN public.advising_round r ON r.id = a.round_id"
BY_LINK = "WHERE a.token_hash IN (SELECT public.hireguide_keys())"
MODELS = ("round", "respondent", "settled", "followup", "reminder", "portfolioimport", "portfoliorow")


class Migration(migrations.Migration):
    dependencies = [("advising", "0002_rows_to_mend"), ("diagnoses", "0008_wall")]

    operations = [
        function("hireguide_asked_rounds()", "SETOF bigint", f"SELECT r.id {ASKED} {BY_LINK}", sees_all=True),
        function("hireguide_asked_clients()", "SETOF bigint", f"SELECT r.client_id {ASKED} {BY_LINK}", sees_all=True),
        database_follows(*(("advising", model) for model in MODELS)),
        raise_wall(POLICIES),
        open_gate("by_key", BY_KEY),
    ]
