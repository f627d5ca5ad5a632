"""On PostgreSQL requests of tests are served as the app's role, as they are in production: behind the second wall."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def as_app(role="hireguide_app"):
    """Be the role that serves pages. What is stored before and after, the tables' owner stores."""
    if connection.vendor != "postgresql":
        yield
        return

    def take_the_role(execute, sql, params, many, context):
        _tell(context["connection"], f"SET ROLE {role}")
        return execute(sql, params, many, context)

    if connection.in_atomic_block:
        connection.connection.execute(
            "SELECT"
        )  # the test's transaction begins before the role is taken, and ends after
    try:
        with connection.execute_wrapper(take_the_role):
            yield
    finally:
        _tell(connection, "RESET ROLE")


def _tell(database, statement):
    """Straight to the server: neither counted among the queries nor the beginning of a transaction."""
    if database.connection is not None and not database.connection.closed:
        database.connection.pgconn.exec_(statement.encode())


class AppRole:
    """Middleware of the suite's: the whole request is the app's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with as_app():
            return self.get_response(request)
