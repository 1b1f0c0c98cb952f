"""Names by their form, for languages without a parser: capitalised runs read by the words of role, honour and speech.

A run such as "Kepala Dinas Kesehatan Kota X Nama Orang" is cut into role, organisation and person. Which words open an
organisation, close it, or name a role is said by the language's cues.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from sources.text.names_cues import Cues

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-](?=[^\W_])[^\W_]+)*\.?|[^\w\s]")
_ABBREVIATED = re.compile(
    r"(?:[^\W\d_]|Dr|dr|Prof|Ir|Drs|Dra|Hj|KH|Moh|Muh|Moch|St|Sr|Sra|Srta|Dña|Sig|Dott|Mgr|Mme|Mlle|Dhr|Mevr|Mr|Mrs|Ms)\.\Z"
)
# An opening word that wants a proper name after it: the next word belongs to the organisation, whatever it is.
_WANTS_NAME = frozenset(
    [
        "Universitas",
        "Universidad",
        "Université",
        "Università",
        "Universidade",
        "Universiteit",
        "Institut",
        "PT",
        "CV",
        "Yayasan",
        "RSUD",
        "RS",
        "RSUP",
        "Bank",
        "Kota",
        "Kabupaten",
        "Provinsi",
        "Kecamatan",
        "Desa",
        "Kelurahan",
        "Polda",
        "Polres",
        "Polsek",
        "Polresta",
        "Fraksi",
        "Partai",
        "Pemkot",
        "Pemkab",
        "Pemprov",
        "Kodam",
        "Korem",
        "Kodim",
        "Politeknik",
        "Akademi",
        "SMA",
        "SMK",
        "SMP",
        "SD",
        "Puskesmas",
        "Masjid",
        "Bandara",
        "Pelabuhan",
        "Stiftung",
        "Stichting",
    ]
)
_LONGEST_RUN = 28


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person as a text brings them in: spans of role, organisation and person; those that are not said are None."""

    start: int
    end: int
    role: tuple[int, int] | None
    organisation: tuple[int, int] | None
    person: tuple[int, int] | None
    apposed: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word.endswith(".") and len(word) > 1 and not _ABBREVIATED.match(word):
            found.append(_Token(match.start(), match.end() - 1, word[:-1]))
            found.append(_Token(match.end() - 1, match.end(), "."))
        else:
            found.append(_Token(match.start(), match.end(), word))
    return found


def find_by_pattern(text: str, cues: Cues, known: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans of people and organisations: (start, end, kind). ``known`` are the register's spans of the same text."""
    names: list[tuple[int, int, str]] = []
    people: set[str] = set()
    for introduction in introductions(text, cues, known):
        if introduction.organisation:
            names.append((*introduction.organisation, "organisation"))
        if introduction.person and not _overlaps(introduction.person, known):
            names.append((*introduction.person, "person"))
            people.update(text[introduction.person[0] : introduction.person[1]].split())
    covered = {place for start, end, _ in names for place in (start, end - 1)}
    for found in re.finditer(r"(?<!\w)[A-Z][^\W\d_]{2,}(?!\w)", text):
        # A short name of somebody already introduced in full.
        if found.group() in people and found.group() not in cues.honorifics | cues.places | cues.common_nouns:
            if found.start() not in covered and found.end() - 1 not in covered:
                names.append((found.start(), found.end(), "person"))
    return names


def _overlaps(span: tuple[int, int], known: list[tuple[int, int, str]]) -> bool:
    place = bisect_right(known, span[0], key=lambda name: name[0]) - 1
    nearby = known[max(0, place) : place + 2]
    return any(start < span[1] and span[0] < end for start, end, _ in nearby)


def introductions(text: str, cues: Cues, known: list[tuple[int, int, str]]) -> list[Introduction]:
    """Everybody and every body that a capitalised run of ``text`` names, in order. Linear in the text."""
    tokens = _tokens(text)
    called = _called(tokens, cues)
    registered = {start: (end, kind) for start, end, kind in known}
    found: list[Introduction] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.capital and not (token.word in cues.roles and _role_run(tokens, index, cues)):
            index += 1
            continue
        stop = _run_end(text, tokens, index, cues)
        found += _read(text, tokens, index, stop, cues, called, registered)
        index = max(stop, index + 1)
    return found


def _role_run(tokens: list[_Token], index: int, cues: Cues) -> bool:
    """Whether a role written small leads to a capital within two words."""
    for token in tokens[index + 1 : index + 4]:
        if token.capital:
            return True
        if not token.word[0].isalpha():
            return False
    return False


def _run_end(text: str, tokens: list[_Token], index: int, cues: Cues) -> int:
    """The end of the run of capitalised words that begins at ``index``: links, brackets and list commas included."""
    stop = index
    position = index
    while position < len(tokens) and position - index < _LONGEST_RUN:
        token = tokens[position]
        gap = text[tokens[position - 1].end : token.start] if position > index else ""
        if "\n" in gap or "\r" in gap:
            break
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.capital or (token.word in cues.roles and position < index + 4):
            if token.word in cues.heads and _after_body(tokens, index, position, cues):
                break
            if position > index and token.word in cues.person_stop and token.word not in cues.common_nouns:
                break
            stop = position + 1
        elif token.word in cues.links or token.word in ("dokter", "gigi"):
            if following is None or not following.capital or following.word in cues.heads:
                break
        elif token.word == "(":
            close = next(
                (n for n in range(position + 1, min(position + 5, len(tokens))) if tokens[n].word == ")"),
                None,
            )
            if close is None or not tokens[position + 1].capital or following is None:
                break
            stop = position = close
            stop += 1
        elif (
            (
                token.word.isdigit()
                and len(token.word) <= 4
                and following
                and (following.capital or following.word == "/")
            )
            or (token.word in "/-&" and following and following.capital)
            or (token.word == "," and _list_comma(tokens, position, cues))
        ):
            pass
        elif (
            token.word[0].islower()
            and position < index + 3
            and tokens[index].word in cues.roles
            and following
        ):
            # "juru bicara", "guru besar hukum": small words inside a role.
            if not (token.word.isalpha() and token.word not in cues.speech_verbs and token.word != "yang"):
                break
            if token.word in (
                "ini",
                "itu",
                "yang",
                "di",
                "ke",
                "dari",
                "pada",
                "dalam",
                "mengatakan",
                "dengan",
                "oleh",
            ):
                break
        else:
            break
        position += 1
    return stop


def _after_body(tokens: list[_Token], index: int, position: int, cues: Cues) -> bool:
    """Whether an office at ``position`` begins a new introduction: an organisation's name went before it."""
    before = tokens[index:position]
    if not before or before[-1].word in cues.roles:
        return False
    return any(token.word in cues.organisation_openings or token.word == ")" for token in before) or (
        before[-1].word in cues.links and len(before) > 2
    )


def _list_comma(tokens: list[_Token], position: int, cues: Cues) -> bool:
    """Whether a comma joins parts of one office: "Pemberdayaan Perempuan, Perlindungan Anak, dan ..."."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following is None:
        return False
    if following.word in cues.links:
        return position + 2 < len(tokens) and tokens[position + 2].word in cues.common_nouns
    if following.word not in cues.common_nouns:
        return False
    later = [token.word for token in tokens[position + 2 : position + 9]]
    return any(link in later for link in ("dan", "and"))


def _called(tokens: list[_Token], cues: Cues) -> set[str]:
    """Names by which the text calls its speakers: the capitalised word beside a verb of speech."""
    found: set[str] = set()
    for index, token in enumerate(tokens):
        lower = token.word.lower()
        if lower not in cues.speech_verbs and lower not in cues.according:
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        before = tokens[index - 1] if index else None
        for neighbour in (following, before):
            if neighbour and neighbour.capital and neighbour.word.isalpha() and len(neighbour.word) > 2:
                if (
                    neighbour.word
                    in cues.person_stop | cues.common_nouns | cues.roles | cues.organisation_openings
                ):
                    continue
                if (
                    neighbour.word in cues.places
                    or neighbour.word in cues.honorifics
                    or neighbour.word.isupper()
                ):
                    continue
                found.add(neighbour.word)
    return found


def _read(
    text: str,
    tokens: list[_Token],
    first: int,
    stop: int,
    cues: Cues,
    called: set[str],
    registered: dict[int, tuple[int, str]],
) -> list[Introduction]:
    """Cut one run into role, organisation and person."""
    run = tokens[first:stop]
    while run and run[0].word in cues.person_stop and run[0].word not in cues.common_nouns:
        run = run[1:]
        first += 1
    if not run:
        return []
    known = next(((n, registered[t.start]) for n, t in enumerate(run) if t.start in registered), None)
    role_end = 0
    while role_end < len(run) and (
        run[role_end].word in cues.roles or (role_end and not run[role_end].capital)
    ):
        role_end += 1
    has_role = role_end > 0 and run[0].word in cues.roles
    if not has_role:
        role_end = 0
    opening = next((n for n in range(role_end, len(run)) if run[n].word in cues.organisation_openings), None)
    start = _person_start(run, role_end, cues, called, known)
    before = tokens[first - 1].word.lower() if first else ""
    after = tokens[stop].word if stop < len(tokens) else ""
    beside_cue = before in cues.speech_verbs or before in cues.according or after.lower() in cues.speech_verbs
    apposed = _apposed(tokens, first, stop, cues)
    person = run[start:] if start < len(run) else []
    honoured = any(token.word in cues.honorifics for token in person[:-1])
    if person and not (has_role or honoured or beside_cue or apposed or opening is not None or known):
        person = []
    if person and opening is not None and not (has_role or beside_cue or apposed or honoured):
        person = []
    if person and all(token.word in cues.honorifics or len(token.word) < 2 for token in person):
        person = []
    if person and not has_role and not honoured and len(person) == 1 and person[0].word not in called:
        person = []
    for place, token in enumerate(person):
        if token.start in registered:
            # A body of the register is no part of a person's name.
            person = person[:place]
            break
    person_span = (person[0].start, person[-1].end) if person else None
    if person_span and text[person_span[1] - 1] == ".":
        person_span = (person_span[0], person_span[1])
    body_end = start if person else len(run)
    organisation = _organisation(text, run, role_end, opening, body_end, cues, known, bool(person), has_role)
    role = None
    if has_role:
        role_stop = body_end
        if organisation:
            role_stop = next(n for n, token in enumerate(run) if token.end > organisation[0])
        role_tokens = run[:role_stop] or run[:role_end]
        role = (role_tokens[0].start, role_tokens[-1].end)
    if not (person_span or organisation):
        return []
    return [Introduction(run[0].start, run[-1].end, role, organisation, person_span, apposed)]


def _apposed(tokens: list[_Token], first: int, stop: int, cues: Cues) -> bool:
    """Whether the run stands as a person does: an age in brackets after it, or between commas after a role."""
    after = [token.word for token in tokens[stop : stop + 3]]
    if len(after) == 3 and after[0] == "(" and after[1].isdigit() and after[2] == ")":
        return True
    if first >= 2 and tokens[first - 1].word == ",":
        nearby = tokens[max(0, first - 12) : first - 1]
        sentence = [token.word for token in nearby]
        if "." in sentence:
            sentence = sentence[len(sentence) - sentence[::-1].index(".") :]
        if (any(word in cues.roles for word in sentence) and after[:1] in ([","], ["."])) or (
            any(word in cues.roles for word in sentence) and after and after[0].lower() in cues.speech_verbs
        ):
            return True
    if after[:1] == [","] and len(after) > 2:
        following = [token.word for token in tokens[stop + 1 : stop + 5]]
        return any(word in cues.roles for word in following) or any(
            w.lower() in cues.speech_verbs for w in following
        )
    return False


def _person_start(
    run: list[_Token], role_end: int, cues: Cues, called: set[str], known: tuple[int, tuple[int, str]] | None
) -> int:
    """The index in ``run`` where the person's name begins; its length where no person is named."""
    last = role_end
    n = role_end
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
        elif (
            word in cues.organisation_openings
            or word in cues.roles
            or word in cues.common_nouns
            or word in cues.places
        ):
            last = n + 1
            if word in _WANTS_NAME and n + 1 < len(run) and run[n + 1].capital:
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
    if (
        given
        and given[0] > last
        and len(run) - last > 2
        and not (last < len(run) and run[last].word in called)
    ):
        last = given[0]
    # The name by which the text calls the person cannot lie before the name's beginning.
    calls = [n for n in range(role_end, len(run)) if run[n].word in called]
    if calls and calls[0] < last and last >= len(run):
        return calls[0]
    if calls and calls[-1] >= last and len(run) - last > 4:
        return max(last, min(calls[-1], len(run) - 2))
    return last


def _organisation(
    text: str,
    run: list[_Token],
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
        first = role_end
        # Words of an office ("Bidang Humas") belong to the role until a name comes.
        while first < body_end and (run[first].word in cues.common_nouns or not run[first].capital):
            first += 1
        if first < body_end and all(
            token.word in cues.places or token.word in cues.person_stop for token in run[first:body_end]
        ):
            return None
    else:
        return None
    last = body_end
    while last > first and (run[last - 1].word in cues.links or run[last - 1].word in ",/-&("):
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
    if opening is not None and last - first == 1 and run[first].word in _GENERIC:
        return None
    return start, end


_GENERIC = frozenset(
    """
    Kementerian Dinas Badan Komisi Universitas Institut Lembaga Yayasan PT CV Bank Dewan Majelis Satuan
    Pusat Partai Fraksi Forum Tim Panitia Kantor Rumah Sekolah Masyarakat Direktorat Sekretariat
    Pemerintah Kelompok Komunitas Unit Biro Balai Gerakan Organisasi Perusahaan Taman Kebun Stasiun
    Pelabuhan Bandara Komite Komando Center Centre International Network Institute Departemen Fakultas
    Divisi Deutsche Deutscher Nationale Openbaar Gobierno Governo Conseil Consejo Consiglio Conselho
    Police Policía Polizia Polícia Politie Comisión Commission Comissão Commissione Commissie Verein
    Verband Koalisi Aliansi Asosiasi Ikatan Himpunan Persatuan Perhimpunan Perkumpulan Serikat Federasi
    Gabungan Jaringan Kamar Koperasi Paguyuban Pengurus Otoritas Mahkamah Kejaksaan Pengadilan
    Kepolisian Puskesmas Persekutuan Kesatuan
    """.split()
)
