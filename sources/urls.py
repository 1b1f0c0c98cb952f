"""Addresses of the researchers' pages of articles, and of articles and stories for programs."""

from django.urls import path

from sources import api, views

app_name = "sources"
urlpatterns = [
    path("articles/", views.ArticleList.as_view(), name="list"),
    path("articles/<uuid:public_id>/", views.ArticlePage.as_view(), name="article"),
    path("comparisons/<int:pk>/", views.MatchPage.as_view(), name="match"),
    path("api/articles/", api.ArticleList.as_view(), name="api_articles"),
    path("api/articles/<uuid:public_id>/", api.ArticleDetail.as_view(), name="api_article"),
    path("api/stories/", api.StoryList.as_view(), name="api_stories"),
    path("api/stories/<uuid:public_id>/", api.StoryDetail.as_view(), name="api_story"),
]
