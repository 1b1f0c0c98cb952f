"""Articles and stories for programs, as JSON, to be read alone.

Who sees what is decided by the querysets, testimony by sources.marking; nothing is decided here.
"""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.generics import RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from sources.api_base import FilteredList, ReadingApi, WordsFilter, absolute, described
from sources.marking import mark_up
from sources.models import Article, ArticleMatch, Publisher, Story, StoryMembership

SHOWN_MEMBERS = 200


class PublisherNamed(serializers.ModelSerializer):
    """Who published an article."""

    class Meta:
        model = Publisher
        fields = ["name", "kind", "country"]
        read_only_fields = fields


class ArticleCited(serializers.Serializer):
    """An article as it is cited."""

    id = serializers.UUIDField(source="public_id")
    title = serializers.CharField()
    publisher = serializers.CharField(source="publisher.name", default="")
    published_on = serializers.DateField(allow_null=True)
    language = serializers.CharField()
    url = serializers.CharField()
    snapshot_sha256 = serializers.CharField(source="snapshot.sha256")


class ArticleSummary(serializers.ModelSerializer):
    """An article as the list shows it, without its text."""

    id = serializers.UUIDField(source="public_id")
    address = serializers.SerializerMethodField(help_text="The article in this API.")
    page = serializers.SerializerMethodField(help_text="The article's page for people.")
    publisher = PublisherNamed(allow_null=True)
    language = serializers.CharField(help_text="ISO 639-1; empty where it is not known.")
    snapshot_sha256 = serializers.CharField(source="snapshot.sha256", help_text="Of the bytes as captured.")
    story = serializers.UUIDField(
        source="membership.story.public_id",
        default=None,
        allow_null=True,
        help_text="The story it belongs to: articles of one story are one text, and one origin.",
    )

    class Meta:
        model = Article
        fields = [
            "id", "address", "page", "title", "authors", "publisher", "published_on", "language", "url",
            "snapshot_sha256", "story", "added_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_address(self, article: Article) -> str:
        """Where this article is read by programs."""
        return absolute(self.context, "sources:api_article", article.public_id)

    def get_page(self, article: Article) -> str:
        """Where this article is read by people."""
        return absolute(self.context, "sources:article", article.public_id)


class ArticleInFull(ArticleSummary):
    """An article with its text as this reader may see it."""

    text = serializers.SerializerMethodField(help_text="Testimony that this reader may not see is left out.")
    withheld = serializers.SerializerMethodField(help_text="How many pieces of testimony were left out.")

    class Meta(ArticleSummary.Meta):
        fields = [*ArticleSummary.Meta.fields, "text", "withheld"]
        read_only_fields = fields

    def get_text(self, article: Article) -> str:
        """The text, a paragraph a line."""
        lines = self.context["marked"].paragraphs
        return "\n".join("".join(segment.text for segment in line) for line in lines)

    def get_withheld(self, article: Article) -> int:
        """How many gaps there are for testimony."""
        return int(self.context["marked"].withheld)


class StorySummary(serializers.ModelSerializer):
    """A set of articles that are one text. Its earliest member is the lead; a story is one origin."""

    id = serializers.UUIDField(source="public_id")
    address = serializers.SerializerMethodField(help_text="The story in this API.")
    lead = ArticleCited(allow_null=True, help_text="The earliest article.")
    articles_count = serializers.IntegerField()
    articles_address = serializers.SerializerMethodField(help_text="All its articles, in pages.")

    class Meta:
        model = Story
        fields = ["id", "address", "lead", "articles_count", "articles_address", "made_at"]
        read_only_fields = fields

    def get_address(self, story: Story) -> str:
        """Where this story is read by programs."""
        return absolute(self.context, "sources:api_story", story.public_id)

    def get_articles_address(self, story: Story) -> str:
        """The list of articles, narrowed to this story."""
        return f"{absolute(self.context, 'sources:api_articles')}?story={story.public_id}"


class MemberShown(serializers.Serializer):
    """One article of a story."""

    article = ArticleCited()
    joined = serializers.ChoiceField(
        choices=StoryMembership.Joined.choices, help_text="Who joined it: the machine, or a person."
    )
    relation = serializers.SerializerMethodField()

    @extend_schema_field(
        {
            "type": "string",
            "enum": ["lead", *ArticleMatch.Relation.values, ""],
            "description": "How it compares with the lead; empty where the two were not compared.",
        }
    )
    def get_relation(self, membership: StoryMembership) -> str:
        """Its match with the lead."""
        return str(self.context["relations"].get(membership.article_id, ""))


class StoryInFull(StorySummary):
    """A story with its articles, earliest first; of more than 200, the first 200."""

    articles = serializers.SerializerMethodField(help_text="Earliest first, at most 200.")

    class Meta(StorySummary.Meta):
        fields = [*StorySummary.Meta.fields, "articles"]
        read_only_fields = fields

    @extend_schema_field(MemberShown(many=True))
    def get_articles(self, story: Story) -> Any:
        """Its members and how each compares with the lead."""
        return MemberShown(self.context["members"], many=True, context=self.context).data


class ArticleFilter(filters.FilterSet):
    """What a list of articles can be narrowed by, and its orders."""

    q = WordsFilter("title", "publisher__name", label="Words that all stand in the title or the publisher.")
    language = filters.CharFilter(max_length=8, label="ISO 639-1.")
    publisher = filters.CharFilter("publisher__name", max_length=300, label="The publisher's whole name.")
    publisher_kind = filters.ChoiceFilter(
        field_name="publisher__kind", choices=Publisher.Kind.choices, label="What the publisher is."
    )
    published_from = filters.DateFilter("published_on", "gte", label="Published on this day or later.")
    published_to = filters.DateFilter("published_on", "lte", label="Published on this day or before.")
    story = filters.UUIDFilter("membership__story__public_id", label="Articles of this story.")
    sort = filters.OrderingFilter(
        fields={"published_on": "published_on", "added_at": "added_at", "title": "title"},
        label="The order, descending after a minus; else added last first.",
    )


class StoryFilter(filters.FilterSet):
    """What a list of stories can be narrowed by, and its orders."""

    q = WordsFilter("lead__title", "lead__publisher__name", label="Words in its lead's title or publisher.")
    language = filters.CharFilter(
        "memberships__article__language", distinct=True, max_length=8, label="Has an article in it."
    )
    publisher = filters.CharFilter(
        "memberships__article__publisher__name", distinct=True, max_length=300, label="Has an article of it."
    )
    least_articles = filters.NumberFilter(
        "articles_count", "gte", min_value=0, max_value=1_000_000, label="Of so many articles or more."
    )
    sort = filters.OrderingFilter(
        fields={"articles_count": "articles_count", "made_at": "made_at"},
        label="The order, descending after a minus; else made last first.",
    )


class ArticleList(FilteredList):
    """Articles that this reader may see."""

    serializer_class = ArticleSummary
    filterset_class = ArticleFilter

    def get_queryset(self) -> QuerySet[Article]:
        """With what the list shows."""
        return Article.objects.visible_to(self.request.user).cited()

    @described("articles_list", ArticleSummary(many=True), is_list=True, is_filtered=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of articles; 404 past the last."""
        return super().get(request, *args, **kwargs)


class ArticleDetail(ReadingApi, RetrieveAPIView):
    """One article with its text."""

    serializer_class = ArticleInFull
    lookup_field = "public_id"

    def get_queryset(self) -> QuerySet[Article]:
        """With its text."""
        return Article.objects.visible_to(self.request.user).with_story().defer("snapshot__content")

    @described("articles_read", ArticleInFull)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The article, or 404."""
        article = self.get_object()
        context = {**self.get_serializer_context(), "marked": mark_up(article, request.user)}
        return Response(ArticleInFull(article, context=context).data)


class StoryList(FilteredList):
    """Stories that this reader may see."""

    serializer_class = StorySummary
    filterset_class = StoryFilter

    def get_queryset(self) -> QuerySet[Story]:
        """With their leads and how many articles each has."""
        return stories_to(self.request.user)

    @described("stories_list", StorySummary(many=True), is_list=True, is_filtered=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of stories; 404 past the last."""
        return super().get(request, *args, **kwargs)


class StoryDetail(ReadingApi, RetrieveAPIView):
    """One story with its articles."""

    serializer_class = StoryInFull
    lookup_field = "public_id"

    def get_queryset(self) -> QuerySet[Story]:
        """With its lead and how many articles it has."""
        return stories_to(self.request.user)

    @described("stories_read", StoryInFull)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The story, or 404."""
        story = self.get_object()
        members = list(
            story.memberships.filter(article__in=Article.objects.visible_to(request.user))
            .select_related("article__publisher", "article__snapshot")
            .defer("article__text", "article__snapshot__content")
            .order_by("article__published_on", "article_id")[:SHOWN_MEMBERS]
        )
        context = {
            **self.get_serializer_context(),
            "members": members,
            "relations": _relations_to_lead(story, [member.article_id for member in members]),
        }
        return Response(StoryInFull(story, context=context).data)


def stories_to(user: object) -> QuerySet[Story]:
    """Stories that a person may see, with ``articles_count`` and their leads."""
    return (
        Story.objects.visible_to(user)
        .annotate(articles_count=Count("memberships", distinct=True))
        .select_related("lead__publisher", "lead__snapshot")
        .defer("lead__text", "lead__snapshot__content")
    )


def _relations_to_lead(story: Story, articles: list[int]) -> dict[int, str]:
    """How each of these articles compares with the story's lead, where it was compared, in one query."""
    pairs = ArticleMatch.objects.filter(
        Q(article_a=story.lead_id, article_b__in=articles)
        | Q(article_a__in=articles, article_b=story.lead_id)
    ).values_list("article_a_id", "article_b_id", "relation")
    relations = {b if a == story.lead_id else a: relation for a, b, relation in pairs}
    return relations | ({story.lead_id: "lead"} if story.lead_id else {})
