"""A translation's names from its twin: carried over on annotation, whichever comes first, and never against a person."""

import pytest

from claims.models import Mention, NameRefusal, ReadThrough
from claims.services.annotate import annotate
from sources.models import Article, ArticleMatch, Organisation, Person
from tests.claims.services.building import article, person

pytestmark = pytest.mark.django_db

ENGLISH = "Nora Pell, director of the Harbour Child Trust, said that 240 calls came in May."
POLISH = "Nora Pell, dyrektorka Harbour Child Trust, powiedziała, że w maju było 240 telefonów."


def twins() -> tuple[Article, Article]:
    one, other = article(ENGLISH, language="en"), article(POLISH, language="pl")
    pair = {
        "a_start": 0, "a_end": len(ENGLISH), "a_in_title": False,
        "b_start": 0, "b_end": len(POLISH), "b_in_title": False,
    }  # fmt: skip
    ArticleMatch.objects.create(
        article_a=one,
        article_b=other,
        relation="translation",
        probability=0.99,
        signals={"signals": {"aligned": [pair]}},
        engine_version="test",
    )
    return one, other


def named(row: Article) -> set[str]:
    return set(Mention.objects.filter(article=row).values_list("exact", flat=True))


@pytest.mark.parametrize("english_first", [True, False])
def test_a_translation_takes_the_names_of_its_twin(english_first: bool) -> None:
    one, other = twins()
    for row in (one, other) if english_first else (other, one):
        annotate(row.pk)
    assert named(other) >= {"Nora Pell", "Harbour Child Trust"}
    mine = Mention.objects.get(article=other, exact="Nora Pell")
    assert mine.person == Mention.objects.filter(article=one, exact="Nora Pell")[0].person
    assert (
        Person.objects.get(name="Nora Pell").review
        == Organisation.objects.get(name="Harbour Child Trust").review
    )
    assert mine.rule == "named in the sentence beside this one, in its twin"
    assert not Mention.objects.filter(article=one).exclude(rule="").exists()
    before = Mention.objects.count()
    annotate(other.pk)
    annotate(one.pk)
    assert Mention.objects.count() == before


def test_a_name_that_no_twin_gives_any_more_goes_unless_a_person_accepted_it() -> None:
    one, other = twins()
    annotate(one.pk)
    annotate(other.pk)
    carried = Mention.objects.get(article=other, exact="Nora Pell")
    older = Person.objects.create(slug="pell-director", name="Pell Director")
    kept = Person.objects.create(slug="nora-pell-kept", name="Nora", review="reviewed")
    for row, end in ((older, 4), (kept, 3)):
        Mention.objects.create(
            article=other, start=0, end=end, exact=POLISH[:end], person=row, rule=carried.rule
        )
    annotate(one.pk)
    assert set(Mention.objects.filter(article=other, start=0).values_list("person__name", flat=True)) == {
        "Nora",
        "Nora Pell",
    }


def test_what_people_refused_or_read_through_stays_so() -> None:
    one, other = twins()
    NameRefusal.objects.create(
        article=other, kind="person", start=0, end=9, exact="Nora Pell", by=person("", "reader")
    )
    annotate(one.pk)
    assert named(other) == {"Harbour Child Trust"}
    Mention.objects.filter(article=other).delete()
    ReadThrough.objects.create(article=other, by=person("", "another"))
    annotate(one.pk)
    assert named(other) == set()


def test_other_relations_carry_nothing() -> None:
    one, other = twins()
    ArticleMatch.objects.update(relation="rewritten")
    annotate(one.pk)
    annotate(other.pk)
    assert named(other) == set()
