"""People of the tests of editing: staff, each with the rights that their name promises."""

from django.contrib.auth.models import Permission

from tests.factories import make_user

RIGHTS = {
    "reader@example.com": ("view",),
    "editor@example.com": ("view", "change"),
    "approver@example.com": ("view", "approve"),
    "publisher@example.com": ("view", "change", "publish"),
    "outsider@example.com": (),
}


def make_staff(name):
    """The reader, editor, approver, publisher or outsider: staff with just those rights over drafts."""
    email = f"{name}@example.com"
    user = make_user(email, is_staff=True)
    names = [f"{right}_rulebookdraft" for right in RIGHTS[email]]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def sign_in(client, name):
    """Sign in as one of them; returns who it is."""
    user = make_staff(name)
    client.force_login(user)
    return user
