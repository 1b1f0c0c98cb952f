"""Browsing claims: what a reader asked for, the claims that answer it, and facets with their counts and links.

Who may see a claim is decided by ClaimQuerySet.visible_to; drawing is left to views and templates.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.http import QueryDict

from claims.models import Claim, ClaimQuerySet, Evidence, Statement
from sources.presentation import language_name

MOST_WORDS = 8
MOST_KEPT_IDS = 20_000
SHOWN_AT_FIRST = 8
SHOWN_AT_MOST = 200
YEAR = "evidence__statement__article__published_on__year"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One way to narrow claims down: its name in the address, its title, the lookup, and how a value is called."""

    name: str
    title: str
    lookup: str
    label_lookup: str = ""
    label: Callable[[str], str] = str
    by_count: bool = True


ASPECTS = (
    Aspect("platform", "Platform", "platforms__slug", "platforms__name"),
    Aspect("organisation", "Organisation", "organisation__slug", "organisation__name"),
    Aspect("campaign", "Campaign", "campaigns__slug", "campaigns__name"),
    Aspect("kind", "Kind", "kind", label=lambda kind: dict(Statement.Kind.choices).get(kind, kind)),
    Aspect("status", "Status", "status", label=lambda status: dict(Claim.Status.choices).get(status, status)),
    Aspect("year", "Year published", YEAR, by_count=False),
    Aspect("language", "Language of the evidence", "evidence__statement__language", label=language_name),
)
SORTS = {
    "origins": ("Most origins", ("-origins_count", "-articles_count", "pk")),
    "newest": ("Newest", (F("first_said").desc(nulls_last=True), "-pk")),
    "oldest": ("Oldest", (F("first_said").asc(nulls_last=True), "pk")),
    "figure": ("Largest figure", (F("value").desc(nulls_last=True), "pk")),
    "changed": ("Changed last", ("-changed_at", "-pk")),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asked for: chosen values by aspect, words, several origins only, an order."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    several: bool = False
    sort: str = "origins"

    @classmethod
    def from_query(cls, query: QueryDict) -> "Wish":
        """Read an address; what makes no sense in it is left out rather than refused."""
        chosen = {}
        for aspect in ASPECTS:
            values = [value.replace("\x00", "").strip()[:200] for value in query.getlist(aspect.name)]
            if aspect.name == "year":
                values = [
                    value for value in values if value.isascii() and value.isdigit() and len(value) == 4
                ]
            kept = tuple(dict.fromkeys(value for value in values if value and value != "0000"))[:20]
            if kept:
                chosen[aspect.name] = kept
        sort = query.get("sort", "")
        return cls(
            chosen=chosen,
            words=" ".join(query.get("q", "").replace("\x00", "").split())[:200],
            several=query.get("several") == "1",
            sort=sort if sort in SORTS else "origins",
        )

    def address(
        self, *, toggle: tuple[str, str] | None = None, page: int | None = None, **changed: str | bool
    ) -> str:
        """The query string of this wish, with one value of an aspect put in or taken out, or a part changed."""
        query = QueryDict(mutable=True)
        words = changed.get("words", self.words)
        if words:
            query["q"] = str(words)
        for aspect in ASPECTS:
            values = list(self.chosen.get(aspect.name, ()))
            if toggle and toggle[0] == aspect.name:
                if toggle[1] in values:
                    values.remove(toggle[1])
                else:
                    values.append(toggle[1])
            query.setlist(aspect.name, values)
        if changed.get("several", self.several):
            query["several"] = "1"
        sort = str(changed.get("sort", self.sort))
        if sort != "origins":
            query["sort"] = sort
        if page and page > 1:
            query["page"] = str(page)
        return "?" + query.urlencode()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.chosen or self.words or self.several)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of an aspect: how many claims have it and the link that puts it in or takes it out."""

    value: str
    label: str
    count: int
    is_chosen: bool
    link: str


@dataclass(frozen=True, slots=True)
class Facet:
    """An aspect with its values, those chosen first."""

    name: str
    title: str
    values: tuple[FacetValue, ...]

    @property
    def first(self) -> tuple[FacetValue, ...]:
        """Values shown at once."""
        return self.values[:SHOWN_AT_FIRST]

    @property
    def more(self) -> tuple[FacetValue, ...]:
        """Values folded away."""
        return self.values[SHOWN_AT_FIRST:]

    @property
    def is_open(self) -> bool:
        """Whether it stands open: the first ones, and any in use."""
        return self.name in ("platform", "status", "kind") or any(value.is_chosen for value in self.values)


def holding(words: str, user: object) -> ClaimQuerySet:
    """Claims that a person may see and that hold every one of the words.

    Looked up once and kept by their ids, since every facet counts among them; past 20,000 the lookup itself is kept.
    """
    claims = Claim.objects.visible_to(user)
    if not words:
        return claims
    for word in words.split()[:MOST_WORDS]:
        claims = claims.filter(_holds(word, user))
    ids = list(claims.order_by().values_list("pk", flat=True)[: MOST_KEPT_IDS + 1])
    return Claim.objects.visible_to(user).filter(pk__in=ids) if len(ids) <= MOST_KEPT_IDS else claims


def narrowed(
    wish: Wish, user: object, without: str = "", among: ClaimQuerySet | None = None
) -> ClaimQuerySet:
    """Claims that a person may see and that answer a wish, leaving one aspect out of it where named.

    ``among`` is what ``holding`` gave for the wish's words, where it is known already.
    """
    claims = holding(wish.words, user) if among is None else among
    for aspect in ASPECTS:
        values = wish.chosen.get(aspect.name)
        if not values or aspect.name == without:
            continue
        either = Q()
        for value in values:
            either |= Q(**{aspect.lookup: value})
        claims = claims.filter(pk__in=Claim.objects.filter(either).values("pk"))
    if wish.several and without != "several":
        claims = claims.filter(pk__in=_with_several_origins())
    return claims


def ordered(claims: ClaimQuerySet, sort: str) -> ClaimQuerySet:
    """Claims with their counts and first day said, in the order asked for."""
    return (
        claims.with_counts()
        .annotate(first_said=Min("evidence__statement__article__published_on"))
        .select_related("speaker", "organisation")
        .prefetch_related("platforms")
        .order_by(*SORTS[sort][1])
    )


def facets(wish: Wish, user: object, among: ClaimQuerySet | None = None) -> list[Facet]:
    """Every aspect with its values and counts, each counted as if nothing of its own aspect were chosen.

    One query an aspect, whatever the number of claims. Aspects without values are left out.
    """
    among = holding(wish.words, user) if among is None else among
    return [facet for aspect in ASPECTS if (facet := _facet(aspect, wish, user, among)).values]


def several_facet(wish: Wish, user: object, among: ClaimQuerySet | None = None) -> FacetValue:
    """The switch that leaves only claims of several origins."""
    claims = narrowed(wish, user, without="several", among=among)
    count = claims.filter(pk__in=_with_several_origins()).count()
    return FacetValue(
        "1", "Several origins only", count, wish.several, wish.address(several=not wish.several)
    )


def _facet(aspect: Aspect, wish: Wish, user: object, among: ClaimQuerySet) -> Facet:
    matching = narrowed(wish, user, without=aspect.name, among=among)
    claims = Claim.objects.filter(pk__in=matching.values("pk"))
    chosen = wish.chosen.get(aspect.name, ())
    rows: Iterable[tuple[object, object, int]]
    if aspect.name == "year":
        claims = claims.annotate(year=ExtractYear("evidence__statement__article__published_on"))
        rows = _counted(claims, "year", "year")
    else:
        rows = _counted(claims, aspect.lookup, aspect.label_lookup or aspect.lookup)
    values = [
        FacetValue(
            str(value),
            aspect.label(str(label)),
            count,
            str(value) in chosen,
            wish.address(toggle=(aspect.name, str(value))),
        )
        for value, label, count in rows
        if value not in (None, "")
    ]
    known = {value.value for value in values}
    values += [
        FacetValue(value, aspect.label(value), 0, True, wish.address(toggle=(aspect.name, value)))
        for value in chosen
        if value not in known
    ]
    if aspect.by_count:
        values.sort(key=lambda value: (not value.is_chosen, -value.count, value.label.casefold()))
    else:
        values.sort(key=lambda value: (not value.is_chosen, -int(value.value)))
    return Facet(aspect.name, aspect.title, tuple(values))


def _counted(claims: QuerySet[Claim], lookup: str, label: str) -> Iterable[tuple[object, object, int]]:
    counts = claims.order_by().values_list(lookup, label).annotate(claims_count=Count("pk", distinct=True))
    return counts.order_by("-claims_count")[:SHOWN_AT_MOST]


def _with_several_origins() -> QuerySet[Evidence, Any]:
    return (
        Evidence.objects.order_by()
        .values("claim")
        .annotate(origins=Count(Coalesce("origin", "statement__article__membership__story"), distinct=True))
        .filter(origins__gt=1)
        .values("claim")
    )


def _holds(word: str, user: object) -> Q:
    statements = Statement.objects.visible_to(user).filter(exact__unaccent__icontains=word)
    return (
        Q(wording__unaccent__icontains=word)
        | Q(attributed_to__unaccent__icontains=word)
        | Q(speaker_name__unaccent__icontains=word)
        | Q(public_id=word.lower())
        | Q(pk__in=Evidence.objects.filter(statement__in=statements).values("claim"))
    )
