"""The addresses of the whole site, one prefix a noun."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# One way to sign in, with its limits and second factor, for the admin too; its pages carry our own navigation.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.enable_nav_sidebar = False
admin.site.index_title = "Administration"

urlpatterns = [
    path("", include("hireguide.pages.urls")),
    path("wizard/", include("hireguide.wizard.urls")),
    path("diagnoses/", include("hireguide.diagnoses.urls")),
    path("editing/", include("hireguide.editing.urls")),
    path("advising/", include("hireguide.advising.urls")),
    path("accounts/", include("hireguide.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "hireguide.pages.views.bad_request"
handler403 = "hireguide.pages.views.permission_denied"
handler404 = "hireguide.pages.views.page_not_found"
handler500 = "hireguide.pages.views.server_error"
