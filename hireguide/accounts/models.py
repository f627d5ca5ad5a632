"""The user: one person, known by an e-mail address."""

from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes users; an address is kept, and looked up, in lower case."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The one spelling of an address: mailboxes that differ by case alone are one person's."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=self.normalize_email(username))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user, for whose address the caller vouches. Without a password nobody can sign in as them.

        Raises ValueError for an empty address.
        """
        address = self.normalize_email(email)
        if not address:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=address, **fields)
        user.set_password(password)
        user.save(using=self._db)
        self.vouch_for(user)
        return user

    @staticmethod
    def vouch_for(user: "User") -> None:
        """Take it that the address of `user` is theirs, and drop every other that allauth remembers: it opens nothing.

        Whoever makes an account for somebody else says so; whoever signs up shows it by a code.
        """
        addresses = apps.get_model("account", "EmailAddress").objects
        addresses.filter(user=user).exclude(email=user.email).delete()
        addresses.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user who may do everything. `createsuperuser` calls it."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address and a password."""

    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "A user with this e-mail address already exists."}
    )
    is_staff = models.BooleanField("may open the admin", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("email",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_any_case",
                violation_error_message="A user with this e-mail address already exists.",
            ),
        )

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        """Forms keep an address in its one spelling too."""
        super().clean()
        self.email = User.objects.normalize_email(self.email)
