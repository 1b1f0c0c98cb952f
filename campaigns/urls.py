"""Addresses of campaigns and fact sheets, and of campaigns for programs."""

from django.urls import path

import sources.converters  # noqa: F401
from campaigns import api, views

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", views.CampaignList.as_view(), name="list"),
    path("campaigns/<any_slug:slug>/", views.CampaignPage.as_view(), name="detail"),
    path("api/campaigns/", api.CampaignList.as_view(), name="api_campaigns"),
    path("api/campaigns/<any_slug:slug>/", api.CampaignDetail.as_view(), name="api_campaign"),
    path("fact-sheets/", views.FactSheetList.as_view(), name="factsheets"),
    path("fact-sheets/add/", views.AddClaim.as_view(), name="add"),
    path("fact-sheets/<int:pk>/", views.FactSheetPage.as_view(), name="factsheet"),
    path("fact-sheets/<int:pk>/words/", views.FactSheetWords.as_view(), name="words"),
    path("fact-sheets/<int:pk>/line/", views.FactSheetLineChange.as_view(), name="line"),
    path("fact-sheets/<int:pk>/export/<str:format>/", views.Export.as_view(), name="export"),
    path("fact-sheets/<int:pk>/freeze/", views.Freeze.as_view(), name="freeze"),
    path("fact-sheets/<int:pk>/editions/<int:number>/", views.EditionPage.as_view(), name="edition"),
]
