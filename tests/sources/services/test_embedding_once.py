"""Each text is embedded once a model: in copies, at other addresses, and when fingerprints are made anew."""

import numpy as np
import pytest

from sources.models import Article, Fingerprint
from sources.services.compare import compare_with_candidates
from sources.services.fingerprint import load_prepared, make_fingerprints
from sources.services.intake import Known, take_in
from sources.text import vectors
from tests.sources.services.building import take, through, together
from tests.texts import COPY, INDONESIAN, RELEASE, UNRELATED

pytestmark = pytest.mark.django_db


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every (model, text) that an encoder is given."""
    given: list[tuple[str, str]] = []
    real = vectors.embed

    def watched(texts: list[str], model: vectors.Model) -> vectors.Vectors:
        given.extend((model.name, text) for text in texts)
        return real(texts, model)

    monkeypatch.setattr(vectors, "embed", watched)
    return given


def at_another_address(text: str, url: str, title: str = "") -> Article:
    article = take_in(content=text.encode(), source="test", known=Known(url=url, title=title)).article
    assert article is not None
    return article


def test_the_same_text_at_another_address_is_not_embedded_again(embedded: list[tuple[str, str]]) -> None:
    first = at_another_address(RELEASE, "https://one.example/")
    make_fingerprints([first.pk])
    assert embedded
    embedded.clear()
    second = at_another_address(RELEASE, "https://two.example/")
    assert second.pk != first.pk
    make_fingerprints([second.pk])
    assert embedded == []
    one, other = load_prepared([first.pk, second.pk]).values()
    for model in one.vectors:
        assert np.allclose(one.vectors[model], other.vectors[model], atol=0.02)
    compare_with_candidates(second.pk)
    compare_with_candidates(first.pk)
    assert together(first, second)


def test_a_text_too_short_for_bands_is_found_by_its_hash(embedded: list[tuple[str, str]]) -> None:
    first = at_another_address("The ferry to the islands was late.", "https://one.example/")
    second = at_another_address(
        "The ferry to the islands was late.", "https://two.example/", "Another headline"
    )
    make_fingerprints([first.pk])
    embedded.clear()
    make_fingerprints([second.pk])
    assert {text for model, text in embedded if model == vectors.UNIVERSAL.name} == {"Another headline"}


def test_a_copy_embeds_only_what_it_adds(embedded: list[tuple[str, str]]) -> None:
    make_fingerprints([take(RELEASE).pk])
    embedded.clear()
    make_fingerprints([take(f"{RELEASE}\n\nThe harbour master was not available for a comment.").pk])
    assert [text for model, text in embedded if model == vectors.UNIVERSAL.name] == [
        "The harbour master was not available for a comment."
    ]


def test_another_text_is_embedded_whole(embedded: list[tuple[str, str]]) -> None:
    make_fingerprints([take(RELEASE).pk])
    embedded.clear()
    other = take(UNRELATED)
    make_fingerprints([other.pk])
    [prepared] = load_prepared([other.pk]).values()
    assert len({text for model, text in embedded if model == vectors.UNIVERSAL.name}) == len(
        prepared.sentences
    )


def test_a_new_version_takes_the_vectors_of_the_old(embedded: list[tuple[str, str]]) -> None:
    articles = [take(text) for text in (RELEASE, COPY, INDONESIAN, UNRELATED)]
    through(*articles)
    before = load_prepared([article.pk for article in articles])
    Fingerprint.objects.update(version="older")
    embedded.clear()
    make_fingerprints([article.pk for article in articles])
    assert embedded == []
    for pk, document in load_prepared([article.pk for article in articles]).items():
        assert document.vectors.keys() >= before[pk].vectors.keys()
        for model, rows in before[pk].vectors.items():
            assert np.allclose(document.vectors[model], rows, atol=0.02)


def test_a_corrected_title_is_embedded_anew(embedded: list[tuple[str, str]]) -> None:
    article = at_another_address(RELEASE, "https://one.example/", "Harbour trust counts reports of grooming")
    make_fingerprints([article.pk])
    Article.objects.filter(pk=article.pk).update(title="Something else about the ferry to the islands")
    Fingerprint.objects.update(version="older")
    embedded.clear()
    make_fingerprints([article.pk])
    assert {text for model, text in embedded if model == vectors.UNIVERSAL.name} == {
        "Something else about the ferry to the islands"
    }


def test_what_another_format_kept_is_embedded_again(embedded: list[tuple[str, str]]) -> None:
    article = take(RELEASE)
    make_fingerprints([article.pk])
    Fingerprint.objects.update(prepared=b"not a fingerprint", version="older")
    embedded.clear()
    make_fingerprints([article.pk])
    assert embedded
    assert load_prepared([article.pk])
