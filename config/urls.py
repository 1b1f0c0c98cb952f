"""Addresses: the admin, sign-in, and each app's own pages."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularJSONAPIView

from config import pages
from sources.api_base import RATES, MayRead

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="claims:list"), name="home"),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("", include("config.urls_accounts")),
    path("display/", pages.display, name="display"),
    path("help/<slug:name>/", pages.help_page, name="help"),
    path("glossary/", pages.glossary, name="glossary"),
    path(
        "api/schema/",
        SpectacularJSONAPIView.as_view(permission_classes=[MayRead], throttle_classes=RATES),
        name="api_schema",
    ),
    path("", include("claims.urls")),
    path("", include("sources.urls")),
    path("", include("campaigns.urls")),
]

handler400 = pages.bad_request
handler403 = pages.permission_denied
handler404 = pages.page_not_found
handler500 = pages.server_error
