"""The second wall around drafts, diagnoses and the profiles behind them, and what is said of them."""

from django.db import migrations

from hireguide.web.policies import database_follows, function, raise_wall

SEEN, CHANGED = "(SELECT public.hireguide_clients())", "(SELECT public.hireguide_writable_clients())"
STAFF = "(SELECT public.hireguide_is_staff())"


def theirs(table: str, clients: str) -> str:
    """Nobody's, whose address is the key; the asker's own; or one of these clients'."""
    return (
        f"({table}.owner_id IS NULL AND {table}.client_id IS NULL"
        f" OR {table}.owner_id = (SELECT public.hireguide_user())"
        f" OR {table}.client_id IN {clients})"
    )


# A respondent's draft is no member's: whoever holds its key comes in by a gate of `advising`.
DRAFT = "key_hash = '' AND " + theirs("diagnoses_draft", CHANGED)
DIAGNOSIS = theirs("diagnoses_diagnosis", CHANGED)
VISIBLE = "EXISTS (SELECT FROM public.diagnoses_diagnosis d WHERE d.id = diagnoses_override.diagnosis_id{})"
UNKEPT = "NOT public.hireguide_is_kept(id)"

POLICIES = {
    "diagnoses_draft": {
        "select": f"{STAFF} OR key_hash = '' AND " + theirs("diagnoses_draft", SEEN),
        "insert": DRAFT,
        "update": DRAFT,
        "delete": DRAFT,
    },
    "diagnoses_diagnosis": {
        "select": f"{STAFF} OR " + theirs("diagnoses_diagnosis", SEEN),
        "insert": DIAGNOSIS,
        "update": f"{STAFF} OR {DIAGNOSIS} → {DIAGNOSIS}",  # staff hold one while they say otherwise
        "delete": DIAGNOSIS,
    },
    # An override stays for ever, as long as its diagnosis. What came of it, the staff say.
    "diagnoses_override": {
        "select": VISIBLE.format(""),
        "insert": f"{STAFF} OR " + VISIBLE.format(" AND " + theirs("d", CHANGED)),
        "update": STAFF,
    },
    # A profile is seen with its diagnosis. It is stored just before it, and deleted just after.
    "profiles_companyprofile": {
        "select": "EXISTS (SELECT FROM public.diagnoses_diagnosis d WHERE d.profile_id = profiles_companyprofile.id)"
        f" OR {UNKEPT}",
        "insert": "true",
        "delete": UNKEPT,
    },
}


class Migration(migrations.Migration):
    dependencies = [
        ("diagnoses", "0007_where_it_stands"),
        ("profiles", "0001_company_profile"),
        ("workspaces", "0002_wall"),
    ]

    operations = [
        function(
            "hireguide_is_kept(profile bigint)",
            "boolean",
            "SELECT EXISTS (SELECT FROM public.diagnoses_diagnosis d WHERE d.profile_id = profile)",
            sees_all=True,
        ),
        database_follows(("diagnoses", "draft"), ("diagnoses", "diagnosis"), ("diagnoses", "override")),
        raise_wall(POLICIES),
    ]
