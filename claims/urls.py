"""Addresses of the researchers' pages of claims."""

from django.urls import path

from claims import views

app_name = "claims"
urlpatterns = [
    path("claims/", views.ClaimList.as_view(), name="list"),
    path("claims/<slug:public_id>/", views.ClaimPage.as_view(), name="detail"),
    path("platforms/", views.PlatformList.as_view(), name="platforms"),
]
