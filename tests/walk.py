"""Every address of the project, as data: whose it is, and what whoever should not be there may be answered."""

import re

from django.urls import URLPattern, get_resolver

# Whose an address is. A new one needs its name in NAMES, or the walk fails.
PUBLIC = "everybody's"
SIGNED_IN = "for whoever is signed in: their own desk, account, second factors"
STAFF = "the staff's"
DRAFT = "answers under way: whoever may write for the client, or holds the respondent's key"
KEPT = "a kept diagnosis, to look at"
KEPT_WRITE = "a kept diagnosis, to do something with"
READ = "a workspace's, to look at"
WRITE = "a workspace's, for those who may change it; to others it says so even before they try"
FORM = "a workspace's: members look, those who may change it post"
OWNERS = "a workspace's, for its owners"
OWN_PLACE = "one's own place in a workspace"
TOKEN = "whoever holds the token in the address"
HAND_IN = "a respondent's own"
ENDING = "for whoever is signed in: with their account their name leaves what they did"

# Whose each address is: its names. Only ways in, and what answers everybody the same, are everybody's.
NAMES = {
    PUBLIC: (
        "home how_it_works sources privacy theme readyz robots "
        "wizard:start wizard:deleted diagnoses:deleted advising:account_deleted "
        "account account_email accounts/email/ account_login account_logout account_inactive account_signup "
        "account_reset_password account_reset_password_done account_reset_password_from_key "
        "account_reset_password_from_key_done account_email_verification_sent account_confirm_login_code "
        "account_set_password accounts/^(?:password/set|login/code/confirm)/$ mfa_authenticate mfa_login_webauthn "
        "admin:logout"
    ),
    SIGNED_IN: (
        "second_factor account_reauthenticate account_change_password usersessions_list end_session "
        "mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes "
        "mfa_generate_recovery_codes mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn "
        "mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn "
        "advising:desk advising:new_workspace advising:own advising:account advising:export_account"
    ),
    ENDING: "advising:delete_account",
    DRAFT: (
        "wizard:resume wizard:check wizard:verdict wizard:come_back wizard:keep wizard:claim wizard:what_if "
        "wizard:keep_what_if wizard:saved wizard:delete wizard:section"
    ),
    HAND_IN: "advising:hand_in",
    TOKEN: "advising:join advising:answer",
    KEPT: "diagnoses:diagnosis diagnoses:claim diagnoses:what_if diagnoses:come_back",
    KEPT_WRITE: "diagnoses:keep_what_if diagnoses:again diagnoses:delete",
    READ: (
        "advising:people advising:activity advising:clients advising:client advising:compare advising:due "
        "advising:follow_ups advising:portfolio advising:export advising:round advising:agenda "
        "advising:import_template advising:import_job advising:import_progress advising:import_refused"
    ),
    FORM: "advising:scenarios advising:new_round advising:start advising:follow_up",
    WRITE: (
        "advising:add_client advising:edit_client advising:archive advising:restore advising:delete_client "
        "advising:override advising:invite_respondent advising:respondent_links advising:close_round "
        "advising:reopen_round advising:renew_link advising:extend_link advising:revoke_respondent advising:settle "
        "advising:keep_round advising:delete_round advising:delete_respondent "
        "advising:import advising:import_confirm advising:import_stop advising:import_drop"
    ),
    OWNERS: "advising:rename advising:invite advising:resend advising:revoke advising:role advising:remove",
    OWN_PLACE: "advising:leave advising:reminders",
}
KINDS = {name: kind for kind, names in NAMES.items() for name in names.split()}
# All of these are the staff's, whatever is added to them: the walk opens each.
STAFF_SPACES = ("admin", "editing")
# Addresses of no one's records, spelt as a regular expression: one that fits.
SPELT = {
    "editing:export": "/editing/export/draft.json",
    "accounts/^(?:password/set|login/code/confirm)/$": "/accounts/password/set/",
    "account_reset_password_from_key": "/accounts/password/reset/key/abc-set-password/",
    "admin:app_list": "/admin/rulebooks/",
    "admin/(?P<url>.*)$": "/admin/nowhere/",
}
_PART = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses(resolver=None, spaces=(), before=""):
    """Each address of the project: its name (its route where it has none), its namespaces and its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name]) if pattern.name else route, spaces, route
        else:
            yield from addresses(pattern, (*spaces, *filter(None, [pattern.namespace])), route)


def kind_of(name, spaces):
    """Whose an address is, or None where nobody has said."""
    return KINDS.get(name) or (STAFF if spaces and spaces[0] in STAFF_SPACES else None)


def path_of(name, route, values):
    """The address with the ids of `values` in it."""
    return SPELT.get(name) or "/" + _PART.sub(lambda part: str(values[part[1]]), route)
