"""The addresses of the whole site, one prefix a noun."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("hireguide.pages.urls")),
    path("wizard/", include("hireguide.wizard.urls")),
    path("diagnoses/", include("hireguide.diagnoses.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "hireguide.pages.views.bad_request"
handler403 = "hireguide.pages.views.permission_denied"
handler404 = "hireguide.pages.views.page_not_found"
handler500 = "hireguide.pages.views.server_error"
