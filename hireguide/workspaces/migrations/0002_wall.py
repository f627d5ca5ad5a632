"""The second wall: the roles, what they may touch at all, and who sees which rows of workspaces."""

from django.db import migrations

from hireguide.web.policies import APP, BACKGROUND, database_follows, function, on_postgresql, raise_wall

# Roles belong to the whole cluster: another database of it may have them already, or make them at this moment.
# Whoever makes one may hand it on, and takes it only once it is granted to them too.
ROLES = "".join(
    f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
        CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION '% may not make roles', current_user USING HINT =
            'Have a superuser run this once, then migrate again: CREATE ROLE {role} NOLOGIN; GRANT {role} TO '
            || quote_ident(current_user) || ';';
END $$;
DO $$ BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT {role} TO %I', current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    IF NOT pg_has_role('{role}', 'MEMBER') THEN
        RAISE EXCEPTION '% may not act as {role}', current_user USING HINT =
            'Have a superuser run this once, then migrate again: GRANT {role} TO ' || quote_ident(current_user) || ';';
    END IF;
END $$;
"""
    for role in (APP, BACKGROUND)
)

# All tables that there are and those to come; what hides rows are policies. Only who migrates notes migrations.
GRANTS = f"""
GRANT USAGE ON SCHEMA public TO {APP}, {BACKGROUND};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP}, {BACKGROUND};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP}, {BACKGROUND};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}, {BACKGROUND};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP}, {BACKGROUND};
REVOKE INSERT, UPDATE, DELETE ON public.django_migrations FROM {APP}, {BACKGROUND};
"""
UNDO_GRANTS = f"""
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {APP}, {BACKGROUND};
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {APP}, {BACKGROUND};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {APP}, {BACKGROUND};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APP}, {BACKGROUND};
REVOKE USAGE ON SCHEMA public FROM {APP}, {BACKGROUND};
"""

ME = "(SELECT public.hireguide_user())"
MINE = "(SELECT public.hireguide_workspaces())"
WRITABLE = "(SELECT public.hireguide_writable_workspaces())"
OWNED = "(SELECT public.hireguide_owned_workspaces())"
SHOWN = "(SELECT public.hireguide_keys())"
# Sets that a query asks for once and hashes, however many rows it looks at.
SEEN, CHANGED = "(SELECT public.hireguide_clients())", "(SELECT public.hireguide_writable_clients())"
OF_ME = "SELECT m.workspace_id FROM public.workspaces_membership m WHERE m.user_id = public.hireguide_user()"
CLIENTS_OF_ME = (
    "SELECT c.id FROM public.workspaces_client c JOIN public.workspaces_membership m USING (workspace_id)"
    " WHERE m.user_id = public.hireguide_user()"
)
WRITERS = "('owner', 'advisor')"

FUNCTIONS = (
    function("hireguide_user()", "bigint", "SELECT nullif(current_setting('hireguide.user', true), '')::bigint"),
    function(
        "hireguide_keys()",
        "SETOF text",
        "SELECT unnest(string_to_array(nullif(current_setting('hireguide.keys', true), ''), ','))",
        rows=5,
    ),
    function("hireguide_is_staff()", "boolean", "SELECT coalesce(current_setting('hireguide.staff', true) = 'on', false)"),
    function("hireguide_is_beyond()", "boolean", "SELECT coalesce(current_setting('hireguide.beyond', true) = 'on', false)"),
    # Memberships say who sees memberships: read past the wall, else the question would ask itself.
    function("hireguide_workspaces()", "SETOF text", OF_ME, sees_all=True, rows=5),
    function(
        "hireguide_writable_workspaces()", "SETOF text", f"{OF_ME} AND m.role IN {WRITERS}", sees_all=True, rows=5
    ),
    function("hireguide_owned_workspaces()", "SETOF text", f"{OF_ME} AND m.role = 'owner'", sees_all=True, rows=5),
    function("hireguide_clients()", "SETOF bigint", CLIENTS_OF_ME, sees_all=True),
    function("hireguide_writable_clients()", "SETOF bigint", f"{CLIENTS_OF_ME} AND m.role IN {WRITERS}", sees_all=True),
    function(
        "hireguide_role_in(workspace text)",
        "text",
        "SELECT m.role FROM public.workspaces_membership m"
        " WHERE m.workspace_id = workspace AND m.user_id = public.hireguide_user()",
        sees_all=True,
    ),
    function(
        "hireguide_has_members(workspace text)",
        "boolean",
        "SELECT EXISTS (SELECT FROM public.workspaces_membership m WHERE m.workspace_id = workspace)",
        sees_all=True,
    ),
)

INVITED = f"""EXISTS (
    SELECT FROM public.workspaces_invitation i WHERE i.token_hash IN {SHOWN}
    AND i.workspace_id = workspaces_membership.workspace_id AND i.role = workspaces_membership.role
    AND i.accepted_at IS NULL AND i.revoked_at IS NULL
)"""
TAGGED = f"client_id IN {CHANGED}"

POLICIES = {
    # One without members is nobody's: just made, or just left by the last.
    "workspaces_workspace": {
        "select": f"id IN {MINE} OR NOT public.hireguide_has_members(id)"
        f" OR id IN (SELECT i.workspace_id FROM public.workspaces_invitation i WHERE i.token_hash IN {SHOWN})",
        "insert": f"{ME} IS NOT NULL",
        "update": f"id IN {WRITABLE}",
        "delete": f"id IN {OWNED} OR NOT public.hireguide_has_members(id)",
    },
    # Owners say who belongs to it. Others come by an invitation, leave, and choose whether they are written to.
    "workspaces_membership": {
        "select": f"user_id = {ME} OR workspace_id IN {MINE}",
        "insert": f"workspace_id IN {OWNED} OR user_id = {ME} AND ({INVITED}"
        " OR role = 'owner' AND NOT public.hireguide_has_members(workspace_id))",
        "update": f"user_id = {ME} OR workspace_id IN {OWNED} → workspace_id IN {OWNED}"
        f" OR user_id = {ME} AND role = public.hireguide_role_in(workspace_id)",
        "delete": f"user_id = {ME} OR workspace_id IN {OWNED}",
    },
    "workspaces_invitation": {
        "select": f"workspace_id IN {OWNED} OR token_hash IN {SHOWN}",
        "insert": f"workspace_id IN {OWNED}",
        "update": f"workspace_id IN {OWNED} OR token_hash IN {SHOWN}",
        "delete": f"workspace_id IN {OWNED}",
    },
    "workspaces_client": {
        "select": f"workspace_id IN {MINE}",
        "insert": f"workspace_id IN {WRITABLE}",
        "update": f"workspace_id IN {WRITABLE}",
        "delete": f"workspace_id IN {WRITABLE}",
    },
    "workspaces_tag": {"select": f"client_id IN {SEEN}", "insert": TAGGED, "update": TAGGED, "delete": TAGGED},
    # Lines stay as they were noted: nobody changes one or takes it out.
    "workspaces_activity": {"select": f"workspace_id IN {MINE}", "insert": f"workspace_id IN {MINE}"},
}

MODELS = ("workspace", "membership", "invitation", "client", "tag", "activity")


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0001_workspace")]

    operations = [
        on_postgresql(ROLES),
        on_postgresql(GRANTS, UNDO_GRANTS),
        *FUNCTIONS,
        database_follows(*(("workspaces", model) for model in MODELS)),
        raise_wall(POLICIES),
    ]
