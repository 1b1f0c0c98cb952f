"""Addresses of the researchers' pages of claims, and of the same for programs."""

from django.urls import path

import sources.converters  # noqa: F401
from claims import api, api_names, views

app_name = "claims"
urlpatterns = [
    path("claims/", views.ClaimList.as_view(), name="list"),
    path("claims/<slug:public_id>/", views.ClaimPage.as_view(), name="detail"),
    path("platforms/", views.PlatformList.as_view(), name="platforms"),
    path("api/claims/", api.ClaimList.as_view(), name="api_list"),
    path("api/claims/<slug:public_id>/", api.ClaimDetail.as_view(), name="api_detail"),
    path("api/organisations/", api_names.OrganisationList.as_view(), name="api_organisations"),
    path(
        "api/organisations/<any_slug:slug>/", api_names.OrganisationDetail.as_view(), name="api_organisation"
    ),
    path("api/platforms/", api_names.PlatformList.as_view(), name="api_platforms"),
    path("api/platforms/<any_slug:slug>/", api_names.PlatformDetail.as_view(), name="api_platform"),
]
