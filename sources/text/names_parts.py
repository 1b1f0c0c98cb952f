"""Where in a run of capitalised words the person's name begins, and which words are the organisation's.

The runs are found in ``names_runs``; ``names_introductions`` asks for their parts.
"""

from sources.text.names_cues import Cues
from sources.text.names_runs import Token

# Offices whose field is no body: "ministra de Educación".
PORTFOLIOS = ("minist", "viceminist", "exminist", "secretári", "secretari", "sottosegret", "staatssecret")


def name_and_body(
    run: list[Token], role_end: int, cues: Cues, registered: dict[int, tuple[int, str]]
) -> tuple[int, int] | None:
    """Where the link and the body stand in "directeur Jan Mol van Meldpunt": an office, a name, and whose office it is."""
    if cues.language == "id":
        return None
    for body in range(role_end + 2, min(len(run), role_end + 6)):
        name = run[role_end : body - 1]
        if run[body - 1].word in cues.links and (
            run[body].start in registered
            or run[body].word in cues.organisation_openings
            or (run[body].word.isupper() and len(run[body].word) > 2)
        ):
            others = (cues.roles, cues.organisation_openings, cues.common_nouns, cues.places)
            if name[0].capital and all(
                token.word in cues.particles
                or (token.capital and not any(token.word in other for other in others))
                for token in name
            ):
                return body - 1, body
    return None


def person_start(
    run: list[Token], role_end: int, cues: Cues, called: set[str], known: tuple[int, tuple[int, str]] | None
) -> int:
    """The index in ``run`` where the person's name begins; its length where no person is named."""
    last = role_end
    n = role_end
    if (
        0 < role_end < len(run) - 2
        and run[role_end - 1].word in cues.wants_name
        and run[role_end].capital
        and not any(run[role_end].word in names for names in (called, cues.given_names, cues.honorifics))
    ):
        last = n = role_end + 1  # "Bupati Sikka Nama Orang": such an office is of a place
    while n < len(run):
        word = run[n].word
        if known and n >= known[0] and run[n].end <= known[1][0]:
            last = n + 1
        elif (
            word in cues.honorifics
            and word not in cues.rank_tails
            and any(token.word not in cues.honorifics for token in run[n + 1 :])
        ):
            # A rank or title begins the name, unless words of an office follow it.
            rest = [token.word for token in run[n + 1 :] if token.word.isalpha()]
            if not any(
                w in cues.organisation_openings or w in cues.common_nouns
                for w in rest
                if w not in cues.honorifics
            ):
                return n if n >= last else last
            last = n + 1
        elif word in cues.particles and last <= n - 1 and run[n - 1].capital:
            # "Jan de Vries": the small word is inside the name.
            pass
        elif word in cues.common_nouns and n > last and run[last].word in cues.given_names:
            # A word of office that is a name, too, after a given name.
            pass
        elif word in cues.roles and n == len(run) - 1 and n > last:
            # A surname that is a word of office, too: "Hakim".
            pass
        elif (
            word in cues.organisation_openings
            or word in cues.roles
            or word in cues.common_nouns
            or word in cues.places
        ):
            last = n + 1
            if (
                word in cues.wants_name
                and n + 1 < len(run)
                and run[n + 1].capital
                and run[n + 1].word not in called
                and run[n + 1].word not in cues.honorifics
            ):
                last = n + 2
                n += 1
        elif (
            word in cues.links
            or not word[0].isalnum()
            or word[0].islower()
            or word[0].isdigit()
            or (word.isupper() and len(word) > 2 and n + 1 < len(run))
            or (word.isupper() and len(word) == 2 and n + 1 < len(run) and n == last and word not in called)
        ):
            last = n + 1
        n += 1
    given = [n for n in range(last, len(run)) if run[n].word in cues.given_names]
    by_call = given and any(run[n].word in called for n in range(last, given[0]))
    if given and not by_call and last < given[0] < len(run) - 1 and _open_ended(run, last, role_end, cues):
        last = given[0]
        if len(run[last - 1].word) == 1:
            last -= 1
    # The name by which the text calls the person cannot lie before the name's beginning.
    calls = [n for n in range(role_end, len(run)) if run[n].word in called]
    if calls and calls[0] < last and last >= len(run):
        return calls[0]
    if calls and calls[-1] >= last and len(run) - last > 4:
        return max(last, min(calls[-1], len(run) - 2))
    return last


def _open_ended(run: list[Token], last: int, role_end: int, cues: Cues) -> bool:
    """Whether what stands before ``last`` leaves open how far the organisation's own name goes."""
    if last == 0:
        return False
    before = run[last - 1].word
    if before in cues.organisation_openings:
        return True
    return last == role_end and (before in cues.body_heads or len(run) - last >= 4)


def organisation_in(
    text: str,
    run: list[Token],
    role_end: int,
    opening: int | None,
    body_end: int,
    cues: Cues,
    known: tuple[int, tuple[int, str]] | None,
    has_person: bool,
    has_role: bool,
) -> tuple[int, int] | None:
    """The organisation's span in the run, without the marks and links at its ends."""
    if opening is not None and opening < body_end:
        first = opening
    elif has_role and role_end < body_end and (has_person or body_end == len(run)):
        if cues.language == "id" and run[role_end - 1].word in cues.wants_name:
            return None  # "Bupati Sikka"
        first = role_end
        # Words of an office ("Bidang Humas") belong to the role until a name comes.
        while first < body_end and (run[first].word in cues.common_nouns or not run[first].capital):
            first += 1
        if first < body_end and all(
            token.word in cues.places
            or token.word in cues.person_stop
            or (token.word in cues.common_nouns and n)
            for n, token in enumerate(run[first:body_end])
        ):
            return None
    else:
        return None
    last = body_end
    bracket = any(token.word == "(" for token in run[first:last])
    while last > first and (
        run[last - 1].word in cues.links or run[last - 1].word in (",/-&(" if bracket else ",/-&()")
    ):
        last -= 1
    if last <= first:
        return None
    start, end = run[first].start, run[last - 1].end
    if (
        opening is not None
        and last - first == 1
        and not run[first].word.isupper()
        and run[first].word in cues.common_nouns
    ):
        return None
    generic = cues.generic_openings | cues.organisation_nouns
    if last - first == 1 and run[first].word in generic and (opening is not None or cues.language != "id"):
        return None
    if opening is None and run[0].word.lower().startswith(PORTFOLIOS):
        return None  # "ministra de Educación": a portfolio
    return start, end
