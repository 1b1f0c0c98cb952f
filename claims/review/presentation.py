"""What the desk shows of a proposal: both claims, their evidence with spans tinted, the difference in words, the score.

Plain reading in a fixed number of queries; nothing is decided here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from diff_match_patch import diff_match_patch

from claims.dossier import decisions_by_claim, for_checks
from claims.findings import Findings, findings_of
from claims.matching import concepts
from claims.models import Claim, Decision, Evidence, Mention, Proposal, Statement
from claims.presentation import Figure, figure, figure_of
from claims.review.tints import Named, Piece, Said, pieces_of, said_by, tints_of
from claims.services.alignments import alignments_between
from claims.services.figures import difference_between
from claims.services.merge import winner

SHOWN = 40  # pieces of evidence shown a claim; the rest is counted
BAR = 120  # width of a bar of the score, in SVG units


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One statement as the desk shows it: its sentence in pieces, tinted alike where both sides say the same.

    ``beside`` names the lines of the other side whose sentences article comparison set side by side with this one.
    """

    number: str
    evidence: Evidence
    statement: Statement
    pieces: list[Piece]
    figure: Figure | None
    withheld: bool
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Side:
    """One of the two claims."""

    letter: str
    claim: Claim
    figure: Figure | None
    stays: bool
    lines: list[EvidenceLine] = field(default_factory=list)
    more: int = 0
    articles: set[int] = field(default_factory=set)
    origins: set[int] = field(default_factory=set)
    languages: list[str] = field(default_factory=list)
    findings: Findings | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the score: what it weighs, what it gave, and its words."""

    name: str
    words: str
    verdict: str
    weight: float
    contribution: float
    bar: float
    start: float

    @property
    def verdict_words(self) -> str:
        """The verdict for people."""
        return {"agree": "agrees", "differ": "differs", "unknown": "not known"}.get(
            self.verdict, self.verdict
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything on the page of one proposal."""

    sides: tuple[Side, Side]
    contradiction: str
    difference: list[tuple[str, str]]
    parts: list[Part]
    total: float
    articles_after: int
    origins_after: int
    facts: list[tuple[str, str, str, str]]
    decisions: list[Decision]
    conflicts: list[str]
    explanation: str


def comparison_of(proposal: Proposal, user: Any) -> Comparison:
    """Read a proposal for the page: one query for the evidence, one for the decisions, one for how articles match."""
    claims = (proposal.claim_a, proposal.claim_b)
    rows = evidence_rows(claims)
    stays = winner(claims, counts=Counter(row.claim_id for row in rows))
    sides = tuple(
        Side(letter=letter, claim=claim, figure=figure_of(claim), stays=claim.pk == stays.pk)
        for letter, claim in zip("AB", claims, strict=True)
    )
    show_evidence(sides, rows, user)
    decided = decisions_by_claim(claims)
    dossiers = for_checks(claims, rows, decided, user)
    for side in sides:
        side.findings = findings_of(dossiers[side.claim.pk])
    articles = sides[0].articles | sides[1].articles
    origins = sides[0].origins | sides[1].origins
    parts = parts_of(proposal.signals)
    one_language = claims[0].wording_language == claims[1].wording_language
    return Comparison(
        sides=(sides[0], sides[1]),
        contradiction=difference_between(*claims),
        difference=word_difference(claims[0].wording, claims[1].wording) if one_language else [],
        parts=parts,
        total=sum(part.contribution for part in parts),
        articles_after=len(articles),
        origins_after=len(origins),
        facts=_facts(*claims),
        decisions=latest(decided),
        conflicts=conflicts_of(proposal.signals),
        explanation=why_a_person_decides(proposal, sides),
    )


def evidence_rows(claims: Iterable[Claim]) -> list[Evidence]:
    """All evidence of these claims with what showing and checking it needs, the earliest article first; one query."""
    return list(
        Evidence.objects.filter(claim__in=list(claims))
        .select_related(
            "origin",
            "statement__article__publisher",
            "statement__article__membership__story",
            "statement__statistic",
            "statement__quote",
        )
        .defer("statement__article__text")
        .order_by("statement__article__published_on", "pk")
    )


def show_evidence(sides: tuple[Side, ...], rows: Iterable[Evidence], user: Any, limit: int = SHOWN) -> None:
    """Fill sides with their evidence, articles and origins; lines past the limit are counted."""
    may_read = user.has_perm("claims.view_sensitive")
    rows = list(rows)
    by_claim = {side.claim.pk: side for side in sides}
    shown: dict[str, list[tuple[Evidence, list[Said]]]] = {side.letter: [] for side in sides}
    names = names_in({row.statement.article_id for row in rows})
    for row in rows:
        side, statement = by_claim[row.claim_id], row.statement
        side.articles.add(statement.article_id)
        membership = getattr(statement.article, "membership", None)
        # an article that was not compared yet counts as an origin of its own
        origin = row.origin_id or (membership.story_id if membership else None)
        side.origins.add(origin or -statement.article_id)
        if statement.language not in side.languages:
            side.languages.append(statement.language)
        if len(shown[side.letter]) >= limit:
            side.more += 1
            continue
        hidden = statement.sensitive and not may_read
        said = [] if hidden else said_by(statement, names.get(statement.article_id, []))
        shown[side.letter].append((row, said))
    tints = tints_of([[said for _, said in lines] for lines in shown.values()])
    for side in sides:
        side.lines = [
            EvidenceLine(
                number=f"{side.letter}{number}",
                evidence=row,
                statement=row.statement,
                pieces=pieces_of(row.statement, said, tints),
                figure=_figure(row.statement),
                withheld=row.statement.sensitive and not may_read,
            )
            for number, (row, said) in enumerate(shown[side.letter], 1)
        ]
    if len(sides) == 2:
        _set_side_by_side(*sides)


def names_in(article_ids: Iterable[int]) -> dict[int, list[Named]]:
    """Whom these articles name, by span; one query."""
    found: dict[int, list[Named]] = {}
    mentions = Mention.objects.filter(article__in=list(article_ids)).order_by("start")
    for article, start, end, *who in mentions.values_list(
        "article", "start", "end", "organisation", "person", "platform"
    ):
        kind, pk = next(
            (kind, pk)
            for kind, pk in zip(("organisation", "person", "platform"), who, strict=True)
            if pk is not None
        )
        found.setdefault(article, []).append(Named(start, end, f"{kind} {pk}"))
    return found


def _set_side_by_side(first: Side, second: Side) -> None:
    """Say of each line which lines of the other side article comparison found to be the same sentence; one query."""
    aligned = alignments_between(
        {line.statement.article_id for line in first.lines},
        {line.statement.article_id for line in second.lines},
    )
    for one in first.lines:
        for other in second.lines:
            alignment = aligned.get((one.statement.article_id, other.statement.article_id))
            if alignment is not None and alignment.says(one.statement, other.statement):
                one.beside.append(other.number)
                other.beside.append(one.number)


def conflicts_of(signals: Any) -> list[str]:
    """What the matcher found to differ, in words."""
    listed = signals.get("conflicts") if isinstance(signals, dict) else None
    if not isinstance(listed, list):
        return []
    return [str(one["words"]) for one in listed if isinstance(one, dict) and one.get("words")]


def why_a_person_decides(proposal: Proposal, sides: tuple[Side, ...]) -> str:
    """In one sentence, what kept the machine from joining two claims that look like one."""
    conflicts = conflicts_of(proposal.signals)
    if conflicts:
        return f"Not joined by the machine because of {'; '.join(conflicts)}."
    unknown = [part.name for part in parts_of(proposal.signals) if part.verdict == "unknown"]
    telling = [name for name in ("figure", "unit", "counted", "speaker", "words") if name in unknown]
    if any(line.beside for side in sides for line in side.lines):
        if telling:
            return (
                "Article comparison set these sentences side by side, so they are likely one in two languages or wordings; "
                f"but it can't be told whether they agree in {_listed(telling)}, and only a person may say so."
            )
        return "Article comparison set these sentences side by side; the machine joins such a pair inside one text only."
    if not sides[0].origins & sides[1].origins:
        return "They come from different texts. The machine joins inside one text only, so that a person decides here."
    if telling:
        return (
            f"It can't be told whether they agree in {_listed(telling)}; the machine joins only what agrees."
        )
    return "One text, but not surely the same sentence of it."


def _listed(names: Sequence[str]) -> str:
    words = {"unit": "unit and rate", "counted": "what is counted"}
    named = [words.get(name, name) for name in names]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _figure(statement: Statement) -> Figure | None:
    statistic = getattr(statement, "statistic", None)
    if statistic is None:
        return None
    return figure(
        value=statistic.value,
        value_max=statistic.value_max,
        comparator=statistic.comparator,
        unit=statistic.unit_normalized or statistic.unit,
        per=statistic.per,
        counted=statistic.counted,
        period=statement.period,
        place=statement.place,
    )


def _facts(first: Claim, second: Claim) -> list[tuple[str, str, str, str]]:
    """The claims' fields beside each other: name, A, B, and whether they agree, differ or one is unknown."""
    named = [
        ("Number", *(_number(claim) for claim in (first, second))),
        ("Unit", first.unit_normalized or first.unit, second.unit_normalized or second.unit),
        ("Per", first.per, second.per),
        ("What is counted", first.counted, second.counted),
        ("Period", first.period, second.period),
        ("Place", first.place, second.place),
        ("Said by", first.attributed_to or first.speaker_name, second.attributed_to or second.speaker_name),
    ]
    facts = []
    for name, a, b in named:
        if not (a or b):
            continue
        verdict = "unknown" if not (a and b) else "agree" if a.casefold() == b.casefold() else "differ"
        if verdict == "differ" and name in ("What is counted", "Per"):
            verdict = _concepts_agree(name, first, second) or verdict
        if verdict == "differ" and first.wording_language != second.wording_language and name != "Number":
            verdict = "unknown"  # words of two languages can't be compared letter by letter
        facts.append((name, a, b, verdict))
    return facts


def _concepts_agree(name: str, first: Claim, second: Claim) -> str:
    """The word "agree" where two phrases name one concept in whatever language: anak and children, a week and pro Woche."""
    if name == "Per":
        return "agree" if concepts.per(first.per) == concepts.per(second.per) else ""
    one, two = (concepts.counted(claim.counted, claim.wording_language) for claim in (first, second))
    if one is None or two is None or one.vague or two.vague:
        return ""
    return "agree" if one.concept and one == two else ""


def _number(claim: Claim) -> str:
    shown = figure(value=claim.value, value_max=claim.value_max, comparator="", unit="")
    return shown.number if shown else ""


def parts_of(signals: Any) -> list[Part]:
    """The named parts of a score, whatever wrote them; nothing where the signals hold none."""
    listed = signals.get("parts") if isinstance(signals, dict) else signals
    if not isinstance(listed, list):
        return []
    parts: list[Part] = []
    drawn = 0.0
    for entry in listed:
        if not isinstance(entry, dict):
            continue
        contribution = _float(entry.get("contribution"))
        bar = round(max(0.0, min(1.0 - drawn, contribution)) * BAR, 1)
        parts.append(
            Part(
                name=str(entry.get("name", "")).replace("_", " "),
                words=str(entry.get("words", "")),
                verdict=str(entry.get("verdict", "unknown")),
                weight=_float(entry.get("weight")),
                contribution=contribution,
                bar=bar,
                start=round(drawn * BAR, 1),
            )
        )
        drawn += bar / BAR
    return parts


def _float(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def word_difference(first: str, second: str) -> list[tuple[str, str]]:
    """Two wordings as runs of words: ("same" | "out" | "in", words). Words are never cut."""
    codes: dict[str, str] = {}
    words: list[str] = []

    def encode(text: str) -> str:
        encoded = []
        for word in text.split()[:2000]:
            if word not in codes:
                # from the private use planes, so that no code is a surrogate
                codes[word] = chr(0xF0000 + len(words))
                words.append(word)
            encoded.append(codes[word])
        return "".join(encoded)

    differ = diff_match_patch()
    differ.Diff_Timeout = 0.5
    runs = differ.diff_main(encode(first), encode(second), False)
    differ.diff_cleanupSemantic(runs)
    names = {0: "same", -1: "out", 1: "in"}
    return [(names[kind], " ".join(words[ord(code) - 0xF0000] for code in run)) for kind, run in runs]


def latest(by_claim: dict[int, list[Decision]], limit: int = 12) -> list[Decision]:
    """The newest of these decisions, each once."""
    distinct = {decision.pk: decision for decisions in by_claim.values() for decision in decisions}
    return [distinct[pk] for pk in sorted(distinct, reverse=True)[:limit]]


def decisions_on(claims: Iterable[Claim], limit: int = 12) -> list[Decision]:
    """The latest decisions on these claims, newest first."""
    return latest(decisions_by_claim(claims, limit * 4), limit)
