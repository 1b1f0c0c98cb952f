"""Compare two prepared documents: signals, relation, probability.

What the signals are worth is left to ``judging``, finding candidates to ``candidates``, saying it in words to
``explaining``.
"""

import math
from collections import Counter
from dataclasses import replace

import numpy as np

from sources.comparison import excerpts, figures, sounding, speech
from sources.comparison.alignment import SCALES, Link, align, in_order, order
from sources.comparison.judging import figures_apart, probability
from sources.comparison.other_names import about_others
from sources.comparison.preparing import add_vectors, limit
from sources.comparison.records import (
    Comparison,
    Contradiction,
    PreparedDocument,
    PreparedSentence,
    Signals,
    SpanPair,
)
from sources.comparison.thresholds import (
    DOUBT,
    EXCERPT_PROBABILITY,
    FAINT_STRENGTH,
    FEWEST_WORDS,
    JOIN_PROBABILITY,
    LINK_STRENGTH,
    NEAR_IDENTICAL_JACCARD,
    NEAR_IDENTICAL_PROBABILITY,
    OTHER_NAMES_PROBABILITY,
    REVIEW_PROBABILITY,
    TOO_SHORT_PROBABILITY,
)
from sources.text.vectors import E5, UNIVERSAL, Model, Vectors, one_thread

SHOWN_NUMBERS = 40
# A sentence is speech where this share of it stands between quotation marks.
LEAST_SPOKEN = 0.5


def model_of(a: PreparedDocument, b: PreparedDocument) -> Model:
    """The model both documents are compared in: the first, where both languages are its own."""
    both = UNIVERSAL.name in a.vectors and UNIVERSAL.name in b.vectors
    return UNIVERSAL if both else E5


def compare(a: PreparedDocument, b: PreparedDocument) -> Comparison:
    """Whether ``a`` and ``b`` are one text. Embeds with the wider model first where a language asks for it.

    The answer does not depend on the order of the two.
    """
    if (b.word_count, b.key) < (a.word_count, a.key):
        return compare(b, a).mirrored()
    signals = measure(a, b)
    chance = probability(signals, a.language == b.language)
    if signals.model == UNIVERSAL.name and a.language != b.language and DOUBT[0] < chance < DOUBT[1]:
        if figures_apart(signals):
            chance = DOUBT[0]
        else:
            second = measure(a, b, E5)
            chance = _mean(chance, probability(second, one_language=False))
            signals = second
    excerpt = None
    if _word_for_word(a, b):
        relation, chance = "identical", 1 - 1e-6
    elif span := excerpts.common_run(a, b, signals):
        relation, excerpt, chance = "excerpt", span, max(chance, EXCERPT_PROBABILITY)
    elif chance < REVIEW_PROBABILITY:
        relation = "different"
    elif a.language != b.language:
        relation = "translation"
    else:
        relation = "near_identical" if signals.jaccard >= NEAR_IDENTICAL_JACCARD else "rewritten"
    if relation == "near_identical" and not signals.contradictions and not signals.names_replaced:
        chance = max(chance, NEAR_IDENTICAL_PROBABILITY)
    if signals.too_short:
        chance = min(chance, TOO_SHORT_PROBABILITY)
    elif chance >= JOIN_PROBABILITY and relation != "identical" and about_others(a, b, signals):
        chance = OTHER_NAMES_PROBABILITY
    return Comparison(a.key, b.key, relation, chance, signals, excerpt)


def _mean(first: float, second: float) -> float:
    """The mean of two probabilities by their logits."""
    logit = (math.log(first / (1 - first)) + math.log(second / (1 - second))) / 2
    return 1 / (1 + math.exp(-logit))


def _kept(document: PreparedDocument, model: Model) -> list[int]:
    return [i for i, s in enumerate(document.sentences[: limit(model)]) if not s.furniture and s.weight >= 1]


def measure(a: PreparedDocument, b: PreparedDocument, model: Model | None = None) -> Signals:
    """All signals of a pair; symmetric but for what belongs to one side. ``model`` is for tests of one model."""
    model = model or model_of(a, b)
    one_thread()
    add_vectors([a, b], model)
    index_a, index_b = _kept(a, model), _kept(b, model)
    sentences_a = [a.sentences[i] for i in index_a]
    sentences_b = [b.sentences[i] for i in index_b]
    links = align(
        _rows(a, model, index_a), _rows(b, model, index_b), SCALES[model.name, a.language == b.language]
    )
    good = [link for link in links if link.strength >= LINK_STRENGTH]
    share_a = _share(sentences_a, [(i, link.strength) for link in links for i in link.a])
    share_b = _share(sentences_b, [(j, link.strength) for link in links for j in link.b])
    numbers_a, numbers_b = _numbers(sentences_a), _numbers(sentences_b)
    agreeing, missing_b, missing_a = _agreement(numbers_a, numbers_b)
    contradictions, against = _contradictions(sentences_a, sentences_b, good, numbers_a, numbers_b)
    names_a, names_b = _names(sentences_a), _names(sentences_b)
    common = float(np.intersect1d(a.shingles, b.shingles, assume_unique=True).size)
    union = len(a.shingles) + len(b.shingles) - common
    days, first = _dates(a, b)
    apart_a, said_a = _speech(a, index_a, [(i, link.strength) for link in links for i in link.a])
    apart_b, said_b = _speech(b, index_b, [(j, link.strength) for link in links for j in link.b])
    told = [
        link for link in links if not (sentences_a[link.a[0]].in_title or sentences_b[link.b[0]].in_title)
    ]
    placed = in_order([link for link in told if link.strength >= FAINT_STRENGTH])
    mass = sum(link.strength for link in links) or 1e-9
    signals = Signals(
        model=model.name,
        aligned=tuple(_span_pair(sentences_a, sentences_b, link) for link in good),
        share_a=share_a,
        share_b=share_b,
        mean_cosine=sum(link.cosine * link.strength for link in links) / mass,
        mean_margin=sum(link.margin * link.strength for link in links) / mass,
        order=order([link for link in good if not sentences_a[link.a[0]].in_title]),
        numbers_agreeing=tuple(agreeing[:SHOWN_NUMBERS]),
        numbers_missing_from_a=tuple(missing_a[:SHOWN_NUMBERS]),
        numbers_missing_from_b=tuple(missing_b[:SHOWN_NUMBERS]),
        contradictions=tuple(contradictions[:SHOWN_NUMBERS]),
        contradiction_weight=against,
        names_agreeing=tuple(sorted(names_a & names_b)[:SHOWN_NUMBERS]),
        names_missing_from_a=tuple(sorted(names_b - names_a)[:SHOWN_NUMBERS]),
        names_missing_from_b=tuple(sorted(names_a - names_b)[:SHOWN_NUMBERS]),
        names_replaced=_replaced(sentences_a, sentences_b, good, names_a, names_b),
        jaccard=common / union if union else 0.0,
        containment_a=common / len(a.shingles) if len(a.shingles) else 0.0,
        containment_b=common / len(b.shingles) if len(b.shingles) else 0.0,
        words_a=a.word_count,
        words_b=b.word_count,
        days_apart=days,
        first=first,
        too_short=min(a.word_count, b.word_count) < FEWEST_WORDS,
        speech_apart_a=round(apart_a, 2),
        speech_apart_b=round(apart_b, 2),
        speech_agreeing=round(max(said_a, said_b), 2),
        unplaced_a=round(_without(sentences_a, {i for link in placed for i in link.a}), 4),
        unplaced_b=round(_without(sentences_b, {j for link in placed for j in link.b}), 4),
    )
    # Names only weigh against a pair, and hearing them costs as much as all the rest.
    if a.language == b.language or probability(signals, one_language=False) < DOUBT[0]:
        return signals
    return _with_names(signals, a, b, index_a, index_b, good)


def _with_names(
    signals: Signals,
    a: PreparedDocument,
    b: PreparedDocument,
    index_a: list[int],
    index_b: list[int],
    links: list[Link],
) -> Signals:
    """For two languages: names that sound alike in both, those of A and of B that do not, and what that says."""
    if not (a.text and b.text):
        return signals
    texts_a, texts_b = _texts(a, index_a), _texts(b, index_b)
    of_a = sounding.heard(texts_a, a.language, texts_b, {i: link.b for link in links for i in link.a})
    of_b = sounding.heard(texts_b, b.language, texts_a, {j: link.a for link in links for j in link.b})
    told = [side.evidence for side in (of_a, of_b) if side.found or side.lacking]
    return replace(
        signals,
        names_heard=max(of_a.found, of_b.found, key=len)[:SHOWN_NUMBERS],
        names_unheard_of_a=of_a.lacking[:SHOWN_NUMBERS],
        names_unheard_of_b=of_b.lacking[:SHOWN_NUMBERS],
        names_evidence=round(sum(told) / len(told), 4) if told else 0.0,
        names_against=round(max(of_a.against, of_b.against), 4),
    )


def _texts(document: PreparedDocument, kept: list[int]) -> list[str]:
    """The sentences; titles are empty, since any word may have a capital there."""
    sentences = [document.sentences[i] for i in kept]
    return ["" if s.in_title else document.text[s.start : s.end] for s in sentences]


def _rows(document: PreparedDocument, model: Model, kept: list[int]) -> Vectors:
    return document.vectors[model.name][kept]


def _share(sentences: list[PreparedSentence], linked: list[tuple[int, float]]) -> float:
    """Share of the words whose sentence is linked, by strength. A title counts only where it is linked."""
    best = _strongest(len(sentences), linked)
    total = covered = 0.0
    for sentence, strength in zip(sentences, best, strict=True):
        weight = sentence.weight * (strength if sentence.in_title else 1.0)
        total += weight
        covered += sentence.weight * strength
    return covered / total if total else 0.0


def _strongest(count: int, linked: list[tuple[int, float]]) -> list[float]:
    """The strongest link of each sentence, 0 where it has none."""
    best = [0.0] * count
    for index, strength in linked:
        best[index] = max(best[index], strength)
    return best


def _without(sentences: list[PreparedSentence], placed: set[int]) -> float:
    """The share of the body's words that stand in other sentences than ``placed``."""
    body = [(index, s.weight) for index, s in enumerate(sentences) if not s.in_title]
    total = sum(weight for _, weight in body)
    return sum(weight for index, weight in body if index not in placed) / total if total else 0.0


def _speech(
    document: PreparedDocument, kept: list[int], linked: list[tuple[int, float]]
) -> tuple[float, float]:
    """Words between quotation marks whose sentence is not linked, and those whose sentence is, by strength."""
    apart = agreeing = 0.0
    spans = speech.spoken(document.text)
    for index, strength in zip(kept, _strongest(len(kept), linked), strict=True) if spans else ():
        sentence = document.sentences[index]
        share = 0.0 if sentence.in_title else speech.share(spans, sentence.start, sentence.end)
        if share >= LEAST_SPOKEN:
            apart += sentence.weight * share * (1 - strength)
            agreeing += sentence.weight * share * strength
    return apart, agreeing


def _numbers(sentences: list[PreparedSentence]) -> list[float]:
    return sorted({round(value, 6) for sentence in sentences for value in sentence.numbers})


def _agreement(a: list[float], b: list[float]) -> tuple[list[float], list[float], list[float]]:
    """Values that agree, those of A that B lacks, those of B that A lacks (compatible ones are in neither)."""
    held_a, held_b = set(a), set(b)
    agreeing = [x for x in a if x in held_b]
    missing_b = [x for x in a if x not in held_b and not _somewhere(x, b)]
    missing_a = [y for y in b if y not in held_a and not _somewhere(y, a)]
    return agreeing, missing_b, missing_a


def _somewhere(value: float, others: list[float]) -> bool:
    return any(figures.compatible(value, other) for other in others)


def _contradictions(
    sentences_a: list[PreparedSentence],
    sentences_b: list[PreparedSentence],
    links: list[Link],
    numbers_a: list[float],
    numbers_b: list[float],
) -> tuple[list[Contradiction], float]:
    """Figures that replace each other in linked sentences, and their weight in telling figures.

    In the same words around them, figures are compared one by one in their order. In other words or another language
    only those count that the other document has nowhere, not even rounded or in another magnitude.
    """
    found: list[Contradiction] = []
    against = 0.0
    for link in links:
        left = [x for i in link.a for x in sentences_a[i].numbers]
        right = [y for j in link.b for y in sentences_b[j].numbers]
        if not left or not right or sorted(left) == sorted(right):
            continue
        if len(left) == len(right) and _same_words(sentences_a, sentences_b, link):
            pairs = [(x, y) for x, y in zip(left, right, strict=True) if figures.replaces(x, y)]
        else:
            only_a = [x for x in left if not _somewhere(x, numbers_b)]
            only_b = [y for y in right if not _somewhere(y, numbers_a)]
            pairs = list(zip(only_a, only_b, strict=False))
        span_a, span_b = sentences_a[link.a[0]], sentences_b[link.b[0]]
        for x, y in pairs:
            found.append(Contradiction(x, y, span_a.start, span_a.end, span_b.start, span_b.end))
            against += max(figures.weight(x), figures.weight(y)) * link.strength
    return found, against


def _same_words(sentences_a: list[PreparedSentence], sentences_b: list[PreparedSentence], link: Link) -> bool:
    """Whether linked sentences are the same words but for a few."""
    words_a = Counter(word for i in link.a for word in sentences_a[i].words)
    words_b = Counter(word for j in link.b for word in sentences_b[j].words)
    return (words_a & words_b).total() >= 0.6 * max(words_a.total(), words_b.total())


def _names(sentences: list[PreparedSentence]) -> set[str]:
    return {name for sentence in sentences for name in sentence.names}


def _replaced(
    sentences_a: list[PreparedSentence],
    sentences_b: list[PreparedSentence],
    links: list[Link],
    names_a: set[str],
    names_b: set[str],
) -> int:
    """How many linked sentences are the same words but for names (or figures) that replace each other."""
    count = 0
    for link in links:
        left = {n for i in link.a for n in sentences_a[i].names} - names_b
        right = {n for j in link.b for n in sentences_b[j].names} - names_a
        # One name in two spellings (Lisakovich, Lisakovic) begins alike.
        if any(x[:2] != y[:2] for x in left for y in right):
            count += _same_words(sentences_a, sentences_b, link)
    return count


def _dates(a: PreparedDocument, b: PreparedDocument) -> tuple[int | None, str | None]:
    if a.published_on is None or b.published_on is None:
        return None, None
    days = (b.published_on - a.published_on).days
    return abs(days), "a" if days > 0 else "b" if days < 0 else None


def _span_pair(
    sentences_a: list[PreparedSentence], sentences_b: list[PreparedSentence], link: Link
) -> SpanPair:
    first_a, last_a = sentences_a[link.a[0]], sentences_a[link.a[-1]]
    first_b, last_b = sentences_b[link.b[0]], sentences_b[link.b[-1]]
    if first_a.in_title != last_a.in_title:
        first_a = last_a
    if first_b.in_title != last_b.in_title:
        first_b = last_b
    return SpanPair(
        first_a.start,
        last_a.end,
        first_a.in_title,
        first_b.start,
        last_b.end,
        first_b.in_title,
        round(link.cosine, 4),
        round(link.margin, 4),
        round(link.strength, 4),
    )


def _word_for_word(a: PreparedDocument, b: PreparedDocument) -> bool:
    words_a = [word for s in a.sentences if not s.in_title and not s.furniture for word in s.words]
    words_b = [word for s in b.sentences if not s.in_title and not s.furniture for word in s.words]
    return bool(words_a) and words_a == words_b
