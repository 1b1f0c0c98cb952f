"""Addresses of the researchers' pages of claims, and of the same for programs."""

from django.urls import path

from claims import api, views

app_name = "claims"
urlpatterns = [
    path("claims/", views.ClaimList.as_view(), name="list"),
    path("claims/<slug:public_id>/", views.ClaimPage.as_view(), name="detail"),
    path("platforms/", views.PlatformList.as_view(), name="platforms"),
    path("api/claims/", api.ClaimList.as_view(), name="api_list"),
    path("api/claims/<slug:public_id>/", api.ClaimDetail.as_view(), name="api_detail"),
]
