"""Users in the admin, and their second factors, which can be taken away there and not looked into."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.forms import ModelForm
from django.http import HttpRequest

from hireguide.accounts.forms.passwords import SetPasswordForm
from hireguide.accounts.forms.users import NewUserForm, UserForm
from hireguide.accounts.models import User

# A user's one address stands on the user. Allauth's own pages would show an app's key, and take further addresses; and
# where somebody is signed in is for them to see.
admin.site.unregister([EmailAddress, Authenticator, UserSession])

VOUCHED_ONLY_NOW = (
    "Nobody had shown this address to be theirs; you have vouched for it now. The account has no password: its owner "
    "sets one under “I have forgotten my password”."
)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):  # type: ignore[type-arg]
    """Django's own pages for users, without a username."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = SetPasswordForm
    list_display = ("email", "is_active", "is_staff", "is_superuser", "joined_at")
    search_fields = ("email",)
    ordering = ("email",)
    readonly_fields = ("last_login", "joined_at")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("When", {"fields": ("joined_at", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: User, form: "ModelForm[User]", change: bool) -> None:
        """Who makes an account vouches for its address; one that is changed signs nobody in any more.

        A password that somebody chose before the address was shown to be theirs may be anybody's: it goes. Who closes
        such an account vouches for nobody.
        """
        is_nobodys = change and not EmailAddress.objects.filter(user=obj, verified=True).exists()
        vouches = obj.is_active or not is_nobodys
        if is_nobodys and vouches:
            obj.set_unusable_password()
            messages.warning(request, VOUCHED_ONLY_NOW)
        super().save_model(request, obj, form, change)
        if vouches:
            User.objects.vouch_for(obj)

    def has_delete_permission(self, *args: Any) -> bool:
        """Not here: what is somebody's own, and every mention of them, goes with an account. Its owner does that under
        their account, and `manage.py delete_account` for them. Here an account is closed, by what they may do."""
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who has which second factor. A lost one is deleted here; its key is never shown."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """By its kind alone: whoever may filter by a column can guess what it holds letter by letter, as a key."""
        return lookup.partition("__")[0] == "type"

    def has_add_permission(self, *args: Any) -> bool:
        """Its owner sets it up."""
        return False

    def has_change_permission(self, *args: Any) -> bool:
        """There is nothing to change."""
        return False
