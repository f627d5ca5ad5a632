"""What migrations raise the second wall with: row-level security of PostgreSQL. On SQLite they do nothing."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

APP, BACKGROUND = "hireguide_app", "hireguide_background"
"""Roles: who serves pages, and who does the work that no visitor waits for. Both without BYPASSRLS."""

Policies = Mapping[str, Mapping[str, str]]
"""Table → command ("select", "insert", "update", "delete") → the condition on its rows; what is absent is refused."""

_ACTIONS: Final = {models.CASCADE: "CASCADE", models.SET_NULL: "SET NULL"}


def on_postgresql(sql: str, undo: str = "") -> migrations.RunPython:
    """Run `sql` on PostgreSQL, and `undo` when the migration is taken back."""

    def run(text: str) -> Any:
        def code(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
            if text and editor.connection.vendor == "postgresql":
                editor.execute(text, None)

        return code

    return migrations.RunPython(run(sql), run(undo))


def raise_wall(policies: Policies) -> migrations.RunPython:
    """Hide every row of these tables from the app but those that a policy shows; background work sees all, and so do
    the few services that go `beyond_the_wall`."""
    lines, undo = [], []
    for table, conditions in policies.items():
        lines += [f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY"]
        lines += [f"CREATE POLICY background ON public.{table} TO {BACKGROUND} USING (true) WITH CHECK (true)"]
        lines += [f"CREATE POLICY beyond ON public.{table} TO {APP} USING ((SELECT public.hireguide_is_beyond()))"]
        lines += _policies("app", table, conditions)
        names = ("background", "beyond", *_names("app", conditions))
        undo += [f"DROP POLICY {name} ON public.{table}" for name in names]
        undo += [f"ALTER TABLE public.{table} DISABLE ROW LEVEL SECURITY"]
    return on_postgresql(";\n".join(lines), ";\n".join(undo))


def open_gate(name: str, policies: Policies) -> migrations.RunPython:
    """Show more rows of tables that have a wall already."""
    lines = [line for table, conditions in policies.items() for line in _policies(name, table, conditions)]
    undo = [
        f"DROP POLICY {policy} ON public.{table}"
        for table, conditions in policies.items()
        for policy in _names(name, conditions)
    ]
    return on_postgresql(";\n".join(lines), ";\n".join(undo))


def change_only(table: str, *columns: str) -> migrations.RunPython:
    """Let neither role change more of a table's rows than these columns. Policies see rows, and no column."""
    revoke = f"REVOKE UPDATE ON public.{table} FROM {APP}, {BACKGROUND}"
    grant = "GRANT UPDATE{} ON public." + f"{table} TO {APP}, {BACKGROUND}"
    some = grant.format(f" ({', '.join(columns)})")
    return on_postgresql(f"{revoke};\n{some}", f"{revoke};\n{grant.format('')}")


def _names(name: str, conditions: Mapping[str, str]) -> list[str]:
    return [f"{name}_{command}" for command in conditions]


def _policies(name: str, table: str, conditions: Mapping[str, str]) -> list[str]:
    """`update` has one condition for the row as it was and as it becomes, or two, parted by "→"."""
    lines = []
    for command, condition in conditions.items():
        before, _, after = condition.partition("→")
        clauses = {
            "insert": f"WITH CHECK ({before})",
            "update": f"USING ({before}) WITH CHECK ({after or before})",
        }
        clause = clauses.get(command, f"USING ({before})")
        lines.append(f"CREATE POLICY {name}_{command} ON public.{table} FOR {command.upper()} TO {APP} {clause}")
    return lines


def function(
    name: str, returns: str, query: str, *, sees_all: bool = False, rows: int | None = None
) -> migrations.RunPython:
    """A function that policies ask, `name` with its parameters. One that `sees_all` runs as the tables' owner: it must
    give away nothing but what is asked about whoever asks. `rows`: about how many it gives, for the planner."""
    rights = "SECURITY DEFINER" if sees_all else "SECURITY INVOKER"
    return on_postgresql(
        f"CREATE FUNCTION public.{name} RETURNS {returns} LANGUAGE sql STABLE {rights} "
        f"{f'ROWS {rows} ' if rows else ''}SET search_path = pg_catalog, pg_temp AS $${query}$$;\n"
        f"REVOKE ALL ON FUNCTION public.{name} FROM PUBLIC;\n"
        f"GRANT EXECUTE ON FUNCTION public.{name} TO {APP}, {BACKGROUND}",
        f"DROP FUNCTION public.{name}",
    )


def database_follows(*named: tuple[str, str]) -> migrations.RunPython:
    """Have the database itself delete, or clear, what points to a deleted row of these models' (app, model), as their
    foreign keys say: Django does so only with the rows that whoever deletes can see.
    """

    def follow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for app, model in named:
                _follow(editor, apps.get_model(app, model))

    return migrations.RunPython(follow, migrations.RunPython.noop)


def _follow(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    actions = {
        field.column: _ACTIONS[field.remote_field.on_delete]
        for field in model._meta.concrete_fields  # noqa: SLF001 - Django's own
        if field.remote_field and field.remote_field.on_delete in _ACTIONS
    }
    table = model._meta.db_table  # noqa: SLF001 - Django's own
    for name, column, definition in _foreign_keys(editor, table):
        if column in actions and "ON DELETE" not in definition:
            whole = definition.replace(" DEFERRABLE", f" ON DELETE {actions[column]} DEFERRABLE")
            quoted = editor.quote_name(name)
            editor.execute(
                f"ALTER TABLE public.{table} DROP CONSTRAINT {quoted}, ADD CONSTRAINT {quoted} {whole}", None
            )


def _foreign_keys(editor: BaseDatabaseSchemaEditor, table: str) -> Sequence[tuple[str, str, str]]:
    """The name, the column and the definition of each of a table's foreign keys."""
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.conname, a.attname, pg_get_constraintdef(k.oid) FROM pg_constraint k "
            "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
            "WHERE k.contype = 'f' AND k.conrelid = to_regclass(%s)",
            [f"public.{table}"],
        )
        return list(cursor.fetchall())
