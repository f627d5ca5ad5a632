"""Addresses under /diagnoses/. A diagnosis's public id is the key to it."""

from django.urls import path, register_converter

from hireguide.diagnoses import views


class DiagnosisId:
    """A diagnosis's public id, as `secrets.token_urlsafe(16)` spells it."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DiagnosisId, "diagnosis_id")

app_name = "diagnoses"
urlpatterns = [
    path("deleted/", views.deleted, name="deleted"),
    path("<diagnosis_id:diagnosis_id>/", views.diagnosis, name="diagnosis"),
    path("<diagnosis_id:diagnosis_id>/claim/", views.claim, name="claim"),
    path("<diagnosis_id:diagnosis_id>/what-if/", views.what_if, name="what_if"),
    path("<diagnosis_id:diagnosis_id>/what-if/keep/", views.keep_what_if, name="keep_what_if"),
    path("<diagnosis_id:diagnosis_id>/again/", views.again, name="again"),
    path("<diagnosis_id:diagnosis_id>/come-back.ics", views.come_back, name="come_back"),
    path("<diagnosis_id:diagnosis_id>/delete/", views.delete, name="delete"),
]
