"""What a password must be: Django's checks, in our words. `settings.AUTH_PASSWORD_VALIDATORS` lists them."""

from django.contrib.auth import password_validation
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError


class LongEnough(password_validation.MinimumLengthValidator):
    """At least so many characters."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Says how long it is, too.

        Raises ValidationError.
        """
        if len(password) < self.min_length:
            said = f"Lengthen the password to {self.min_length} characters or more; it has {len(password)}"
            raise ValidationError(said, code="password_too_short")

    def get_help_text(self) -> str:
        return f"At least {self.min_length} characters."


class NotLikeTheAddress(password_validation.UserAttributeSimilarityValidator):
    """Not what somebody who knows the address would try. Accounts have no names."""

    def get_error_message(self) -> str:
        return "Choose a password that is less like the e-mail address"

    def get_help_text(self) -> str:
        return "Not much like the e-mail address."


class NotCommon(password_validation.CommonPasswordValidator):
    """Not one that many people have."""

    def get_error_message(self) -> str:
        return "Choose another password: many people have this one, so it is tried first"

    def get_help_text(self) -> str:
        return "Not one that many people have."
