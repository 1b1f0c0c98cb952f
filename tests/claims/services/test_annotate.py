"""What extraction finds, as rows."""

import hashlib
from decimal import Decimal

import pytest

from claims.models import Mention, Quote, Statement, Statistic
from claims.services.annotate import annotate
from sources.models import Article, Name, Organisation, Platform, Snapshot

pytestmark = pytest.mark.django_db


def article(text: str, language: str = "en") -> Article:
    content = text.encode()
    snapshot = Snapshot.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        size=len(content),
        media_type="text/plain",
    )
    return Article.objects.create(snapshot=snapshot, text=text, language=language)


@pytest.mark.parametrize(
    ("text", "language", "percent"),
    [
        ("Two thirds said no.", "en", Decimal("66.6666666667")),
        ("One in five told a parent about it.", "en", 20),
        ("Setengah dari kasus itu terjadi di sana.", "id", 50),
        ("نصف الجرائم وقعت هناك.", "ar", 50),
    ],
)
def test_shares_are_percent_in_every_language(text: str, language: str, percent: Decimal) -> None:
    annotate(article(text, language).pk)
    figure = Statistic.objects.get()
    assert figure.value == pytest.approx(Decimal(percent))
    assert figure.unit_normalized == "percentage"


def test_ages_and_dates_are_no_statistics() -> None:
    annotate(article("On 5 May 2023 a 13-year-old girl of Selwick spoke to 240 pupils.").pk)
    assert [s.exact for s in Statement.objects.all()] == ["240 pupils"]


def test_a_named_private_person_is_kept_as_one_and_nothing_is_held_back() -> None:
    annotate(
        article(
            "Nora Pell (41) had waited since noon. “We were told nothing at all by anyone,” said Nora Pell.\n"
            "“An extra ferry will sail tomorrow,” said Tom Adair (52), chief executive of Norrland Ferries."
        ).pk
    )
    found = {quote.speaker_name: quote for quote in Quote.objects.filter(kind="direct")}
    assert {name: quote.private_person for name, quote in found.items()} == {
        "Nora Pell": True,
        "Tom Adair": False,
    }
    assert not found["Nora Pell"].statement.sensitive


def test_a_name_an_editor_knows_is_recognised_by_any_of_its_spellings() -> None:
    platform = Platform.objects.create(slug="pixomo", name="Pixomo", review="reviewed")
    Name.objects.create(text="Piksomo", platform=platform)
    annotate(article("The charity counted 240 reports on Piksomo in May.").pk)
    assert Mention.objects.get(platform=platform).exact == "Piksomo"
    assert list(Statement.objects.get().platforms.all()) == [platform]


def test_a_refused_name_gets_no_mention_and_a_merged_one_leads_to_the_one_that_stays() -> None:
    kept = Organisation.objects.create(slug="kept", name="Harbour Child Trust", review="reviewed")
    text = "The Harbour Children Trust (HCT) said that 240 calls came. HCT was glad."
    first = article(text)
    annotate(first.pk)
    found = Organisation.objects.exclude(pk=kept.pk).filter(mentions__article=first).distinct()
    assert found
    found.update(merged_into=kept)
    second = article(text + " It said so twice.")
    annotate(second.pk)
    assert set(Mention.objects.filter(article=second).values_list("organisation", flat=True)) == {kept.pk}
    Organisation.objects.update(review="refused")
    third = article(text + " It said so again.")
    annotate(third.pk)
    assert not Mention.objects.filter(article=third).exists()


def test_a_translation_whose_speaker_was_not_found_does_not_hide_a_named_speakers_claim() -> None:
    from claims.models import Claim, Evidence
    from claims.services.claim_fields import write_claims

    english = article(
        "“No door should stand open to strangers,” said Ines Marwood, head of the Harbour Child Trust."
    )
    arabic = article("«لا ينبغي أن يبقى باب مفتوحًا للغرباء أبدًا».", "ar")
    for one in (english, arabic):
        annotate(one.pk)
    named = Statement.objects.get(article=english, quote__kind="direct")
    nobody = Statement.objects.get(article=arabic)
    assert (named.sensitive, nobody.sensitive) == (False, True)
    claim = Claim.objects.create(kind="quote", wording="…", wording_language="en", sensitive=True)
    Evidence.objects.create(claim=claim, statement=nobody)
    write_claims([claim.pk])
    claim.refresh_from_db()
    assert claim.sensitive
    Evidence.objects.create(claim=claim, statement=named)
    write_claims([claim.pk])
    claim.refresh_from_db()
    assert not claim.sensitive
    Statement.objects.filter(pk=nobody.pk).update(sensitive_reason="an unnamed person speaks")
    write_claims([claim.pk])
    claim.refresh_from_db()
    assert claim.sensitive
