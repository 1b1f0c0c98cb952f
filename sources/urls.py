"""Addresses of the researchers' pages of articles."""

from django.urls import path

from sources import views

app_name = "sources"
urlpatterns = [
    path("articles/", views.ArticleList.as_view(), name="list"),
    path("articles/<uuid:public_id>/", views.ArticlePage.as_view(), name="article"),
    path("comparisons/<int:pk>/", views.MatchPage.as_view(), name="match"),
]
