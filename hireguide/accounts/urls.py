"""Our own addresses under /accounts/. They stand before allauth's, and close those of its pages that we do without."""

from django.urls import include, path, re_path

from hireguide.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("email/", views.account),
    re_path(r"^(?:password/set|login/code/confirm)/$", views.closed),
    path("sessions/", include("allauth.usersessions.urls")),
]
