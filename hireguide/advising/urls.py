"""Addresses under /advising/. Ids of workspaces, clients, rounds and imports cannot be guessed."""

from django.urls import URLPattern, path

import hireguide.web.converters  # noqa: F401 - makes <key:…> and <token:…> known
from hireguide.advising.views import (
    account,
    activity,
    client,
    clients,
    comparison,
    desk,
    disagreement,
    due,
    follow_ups,
    imports,
    invitations,
    overrides,
    people,
    portfolio,
    respondents,
    scenarios,
    settling,
    voices,
)

app_name = "advising"
urlpatterns: list[URLPattern] = [
    # The desk, workspaces, people, activity
    path("", desk.desk, name="desk"),
    path("new/", desk.new_workspace, name="new_workspace"),
    path("join/<token:token>/", invitations.join, name="join"),
    path("<key:workspace_id>/rename/", desk.rename, name="rename"),
    path("<key:workspace_id>/people/", people.people, name="people"),
    path("<key:workspace_id>/people/invite/", invitations.invite, name="invite"),
    path("<key:workspace_id>/people/invitations/<int:invitation_id>/send/", invitations.resend, name="resend"),
    path("<key:workspace_id>/people/invitations/<int:invitation_id>/revoke/", invitations.revoke, name="revoke"),
    path("<key:workspace_id>/people/<int:member_id>/role/", people.role, name="role"),
    path("<key:workspace_id>/people/<int:member_id>/remove/", people.remove, name="remove"),
    path("<key:workspace_id>/people/leave/", people.leave, name="leave"),
    path("<key:workspace_id>/activity/", activity.activity, name="activity"),
    # Clients
    path("<key:workspace_id>/", clients.clients, name="clients"),
    path("<key:workspace_id>/clients/add/", clients.add_client, name="add_client"),
    path("clients/<key:client_id>/edit/", clients.edit_client, name="edit_client"),
    path("clients/<key:client_id>/archive/", clients.archive, name="archive"),
    path("clients/<key:client_id>/restore/", clients.restore, name="restore"),
    path("clients/<key:client_id>/delete/", clients.delete_client, name="delete_client"),
    # A client's page: time line, comparison, scenarios, overrides
    path("clients/<key:client_id>/", client.client, name="client"),
    path("clients/<key:client_id>/start/", client.start, name="start"),
    path("clients/<key:client_id>/compare/", comparison.compare, name="compare"),
    path("clients/<key:client_id>/scenarios/", scenarios.scenarios, name="scenarios"),
    path("diagnoses/<key:diagnosis_id>/override/", overrides.override, name="override"),
    # Voices: rounds, respondents, the map
    path("clients/<key:client_id>/voices/", voices.new_round, name="new_round"),
    path("rounds/<key:round_id>/", disagreement.round_, name="round"),
    path("rounds/<key:round_id>/settle/", settling.settle, name="settle"),
    path("rounds/<key:round_id>/agenda/", disagreement.agenda, name="agenda"),
    path("rounds/<key:round_id>/keep/", settling.keep, name="keep_round"),
    path("rounds/<key:round_id>/invite/", voices.invite_respondent, name="invite_respondent"),
    path("rounds/<key:round_id>/links/", voices.respondent_links, name="respondent_links"),
    path("rounds/<key:round_id>/close/", voices.close_round, name="close_round"),
    path("rounds/<key:round_id>/reopen/", voices.reopen_round, name="reopen_round"),
    path("respondents/<key:respondent_id>/renew/", voices.renew_link, name="renew_link"),
    path("respondents/<key:respondent_id>/extend/", voices.extend_link, name="extend_link"),
    path("respondents/<key:respondent_id>/revoke/", voices.revoke_respondent, name="revoke_respondent"),
    path("answer/<token:token>/", respondents.answer, name="answer"),
    path("hand-in/<key:draft_id>/", respondents.hand_in, name="hand_in"),
    # Due, follow-ups
    path("<key:workspace_id>/due/", due.due, name="due"),
    path("<key:workspace_id>/reminders/", due.reminders, name="reminders"),
    path("<key:workspace_id>/follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("diagnoses/<key:diagnosis_id>/follow-up/", follow_ups.follow_up, name="follow_up"),
    # Portfolio: import, export, picture
    path("<key:workspace_id>/portfolio/", portfolio.portfolio, name="portfolio"),
    path("<key:workspace_id>/export.<table:kind>", portfolio.export, name="export"),
    path("<key:workspace_id>/import/", imports.bring, name="import"),
    path("<key:workspace_id>/import/companies.<table:kind>", imports.template, name="import_template"),
    path("imports/<key:import_id>/", imports.job, name="import_job"),
    path("imports/<key:import_id>/confirm/", imports.confirm, name="import_confirm"),
    path("imports/<key:import_id>/progress/", imports.progress, name="import_progress"),
    path("imports/<key:import_id>/stop/", imports.stop, name="import_stop"),
    path("imports/<key:import_id>/drop/", imports.drop, name="import_drop"),
    path("imports/<key:import_id>/companies-to-mend.<table:kind>", imports.refused, name="import_refused"),
    # The account: what was kept, export, deletion
    path("own/", account.own, name="own"),
    path("account/", account.account, name="account"),
    path("account/export.json", account.export, name="export_account"),
    path("account/delete/", account.delete, name="delete_account"),
    path("account/deleted/", account.deleted, name="account_deleted"),
]
