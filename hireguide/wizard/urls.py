"""Addresses under /wizard/. A draft's public id is the key to it; the fixed words after it are no section's slug."""

from django.urls import path, register_converter

from hireguide.wizard import views


class DraftId:
    """A draft's public id, as `secrets.token_urlsafe(16)` spells it."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DraftId, "draft_id")

app_name = "wizard"
urlpatterns = [
    path("", views.start, name="start"),
    path("deleted/", views.deleted, name="deleted"),
    path("<draft_id:draft_id>/", views.resume, name="resume"),
    path("<draft_id:draft_id>/check/", views.check, name="check"),
    path("<draft_id:draft_id>/verdict/", views.verdict, name="verdict"),
    path("<draft_id:draft_id>/verdict/come-back.ics", views.come_back, name="come_back"),
    path("<draft_id:draft_id>/keep/", views.keep, name="keep"),
    path("<draft_id:draft_id>/claim/", views.claim, name="claim"),
    path("<draft_id:draft_id>/what-if/", views.what_if, name="what_if"),
    path("<draft_id:draft_id>/what-if/keep/", views.keep_what_if, name="keep_what_if"),
    path("<draft_id:draft_id>/saved/", views.saved, name="saved"),
    path("<draft_id:draft_id>/delete/", views.delete, name="delete"),
    path("<draft_id:draft_id>/<slug:section>/", views.section, name="section"),
]
