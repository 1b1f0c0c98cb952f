"""The read step: what comparison needs of an article, computed once and kept with the keys to find it by."""

from django.db import transaction

from sources.comparison.candidates import anchor_keys, band_keys, document_vectors
from sources.comparison.preparing import prepare
from sources.comparison.records import FORMAT_VERSION, Document, PreparedDocument
from sources.models import Article, CandidateKey, DocumentVector, Fingerprint
from sources.services.steps import ArticleGone

ENGINE_VERSION = f"comparison {FORMAT_VERSION}"


def make_fingerprint(article_id: int) -> str:
    """Find the language, embed the sentences, and store fingerprint, keys and vectors in one transaction.

    An article whose fingerprint is of this engine version is left as it is. Returns the engine's version.
    """
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise ArticleGone
    if Fingerprint.objects.filter(article_id=article_id, version=ENGINE_VERSION).exists():
        return ENGINE_VERSION
    [prepared] = prepare(
        [
            Document(
                str(article.pk), article.title, article.text, article.language or None, article.published_on
            )
        ]
    )
    with transaction.atomic():
        if not Article.objects.select_for_update(no_key=True).filter(pk=article_id).exists():
            raise ArticleGone
        if not article.language and prepared.language != "und":
            Article.objects.filter(pk=article_id).update(language=prepared.language)
        Fingerprint.objects.update_or_create(
            article_id=article_id, defaults={"version": ENGINE_VERSION, "prepared": prepared.to_bytes()}
        )
        CandidateKey.objects.filter(article_id=article_id).delete()
        keys = {("band", key) for key in band_keys(prepared)} | {
            ("anchor", key) for key in anchor_keys(prepared)
        }
        CandidateKey.objects.bulk_create(
            [CandidateKey(article_id=article_id, kind=kind, key=key[:80]) for kind, key in sorted(keys)],
            ignore_conflicts=True,
        )
        DocumentVector.objects.filter(article_id=article_id).delete()
        DocumentVector.objects.bulk_create(
            [
                DocumentVector(article_id=article_id, model=model, vector=vector)
                for model, vector in document_vectors(prepared)
            ]
        )
    return ENGINE_VERSION


def load_prepared(article_ids: list[int]) -> dict[int, PreparedDocument]:
    """The stored fingerprints of this engine version, by article id, without embedding anything again."""
    rows = Fingerprint.objects.filter(article_id__in=article_ids, version=ENGINE_VERSION).values_list(
        "article_id", "prepared", "article__title", "article__text"
    )
    return {pk: PreparedDocument.from_bytes(bytes(stored), title, text) for pk, stored, title, text in rows}


def keep_vectors(prepared: list[PreparedDocument]) -> None:
    """Store fingerprints to which a second model's vectors were added, so that they are never embedded twice."""
    rows = Fingerprint.objects.in_bulk([int(document.key) for document in prepared], field_name="article_id")
    for document in prepared:
        if row := rows.get(int(document.key)):
            row.prepared = document.to_bytes()
    Fingerprint.objects.bulk_update(rows.values(), ["prepared"])
