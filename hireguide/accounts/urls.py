"""Our own addresses under /accounts/. They stand before allauth's, and close those of its pages that we do without."""

from django.urls import include, path, re_path

from hireguide.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("email/", views.account),
    path("password/reset/", views.ForgottenPasswordPage.as_view(), name="account_reset_password"),
    path("confirm-email/", views.CodePage.as_view(), name="account_email_verification_sent"),
    re_path(r"^(?:password/set|login/code/confirm)/$", views.closed),
    path("sessions/<int:session_id>/end/", views.end_session, name="end_session"),
    path("sessions/", include("allauth.usersessions.urls")),
]
