"""Looking likely statements up: by keys, rarer ones first, by vectors of one kind, from indexes and with a bound a key."""

import pytest
from django.db import connection, transaction

from claims.models import StatementKey
from claims.services import facts
from claims.services.facts import candidates_of, make_keys
from sources.text.vectors import MODELS, UNIVERSAL
from tests.claims.services.building import statement

pytestmark = pytest.mark.django_db


def keyed(*keys, kind="statistic", **given):
    """A statement with these keys; its vector points a way of its own."""
    row = statement(
        "We heard it." if kind == "quote" else "60 organisations", value=None if kind == "quote" else "60"
    )
    StatementKey.objects.create(statement=row, kind=kind, keys=list(keys), model="", **given)
    return row.pk


def pointing(place):
    vector = [0.0] * MODELS[UNIVERSAL.name].dimensions
    vector[0], vector[place] = 0.9, 0.1
    return {"model": UNIVERSAL.name, "vector": vector}


def found(pk):
    with transaction.atomic():
        return candidates_of([pk])[pk]


def test_those_that_share_more_keys_come_first_and_then_those_that_share_a_rarer_one():
    common = [keyed("counted:child") for _ in range(4)]
    rare, both = keyed("figure:240"), keyed("counted:child", "figure:240")
    assert found(keyed("counted:child", "figure:240")) == [both, rare, *common]


def test_a_common_key_is_bounded_and_hides_no_rare_one(monkeypatch):
    monkeypatch.setattr(facts, "A_KEY", 3)
    for _ in range(9):
        keyed("counted:child")
    rare = keyed("figure:240")
    answer = found(keyed("counted:child", "figure:240"))
    assert answer[0] == rare
    assert len(answer) <= 4


def test_quotes_are_not_looked_for_among_figures():
    keyed("speaker:oakes")
    quote = keyed("speaker:oakes", kind="quote")
    assert found(keyed("speaker:oakes", kind="quote")) == [quote]


def test_refused_statements_are_passed_over_and_keys_hold_any_letter():
    from django.utils import timezone

    from claims.models import Statement
    from tests.claims.services.building import person

    key = "quoted:en:o'brien%s\\{}"
    gone, stays = keyed(key), keyed(key)
    Statement.objects.filter(pk=gone).update(refused_at=timezone.now(), refused_by=person())
    assert found(keyed(key)) == [stays]
    assert found(keyed()) == []


def test_near_ones_are_found_by_vector_within_model_and_kind():
    near = keyed("a")
    StatementKey.objects.filter(pk=near).update(**pointing(1))
    quote = keyed("b", kind="quote")
    StatementKey.objects.filter(pk=quote).update(**pointing(1))
    asked = keyed("c")
    StatementKey.objects.filter(pk=asked).update(**pointing(2))
    assert found(asked) == [near]


def test_keys_carry_their_statements_kind_and_both_searches_have_an_index():
    row = statement("60 organisations")
    make_keys(row.article_id)
    key = StatementKey.objects.get(statement=row)
    assert (key.kind, key.model, len(key.vector)) == ("statistic", UNIVERSAL.name, 512)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'claims_statementkey'")
        indexes = dict(cursor.fetchall())
    for name, model in MODELS.items():
        for kind in ("statistic", "quote"):
            definition = indexes[f"statement_vector_{model.dimensions}_{kind}_hnsw"]
            assert "halfvec_cosine_ops" in definition
            assert f"'{name}'" in definition
    assert "gin (keys)" in indexes["statement_keys_gin"]
