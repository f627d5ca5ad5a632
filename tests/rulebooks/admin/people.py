"""People of the admin's tests: a rule editor, and somebody of Support who may only look."""

from django.contrib.auth.models import Permission
from django.db.models import Q

from tests.factories import make_user


def make_editor():
    return _staff("editor@example.com", ("view", "add", "change", "delete"))


def make_support():
    return _staff("support@example.com", ("view",))


def _staff(email, rights):
    user = make_user(email, is_staff=True)
    mine = [Q(codename__startswith=f"{right}_") for right in rights]
    wanted = mine[0]
    for one in mine[1:]:
        wanted |= one
    ours = Permission.objects.filter(wanted, content_type__app_label="rulebooks")
    user.user_permissions.set(ours.exclude(codename__contains="historical"))
    return user
