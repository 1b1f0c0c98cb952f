"""What people say of an article's marks beyond the statements: a name that is none, and that all of it was marked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.statements import span_trigger
from sources.models import Article


class NameRefusal(models.Model):
    """Words of an article that name nobody. No re-run names them again."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", "Organisation"
        PERSON = "person", "Person"
        PLATFORM = "platform", "Platform"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="name_refusals")
    kind = models.CharField(max_length=12, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="name_refusal_span_is_not_empty"),
            models.UniqueConstraint(fields=["article", "kind", "start", "end"], name="name_refusal_once"),
        ]
        triggers = [span_trigger("name_refusal_span_is_exact")]

    def __str__(self) -> str:
        return self.exact


class ReadThrough(models.Model):
    """A person's word that an article was read through: every statement and name in it is marked, and rightly."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="read_through")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "article read through"
        verbose_name_plural = "articles read through"

    def __str__(self) -> str:
        return f"{self.article} read through by {self.by}"
