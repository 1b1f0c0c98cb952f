"""The one way out to the web: fetch a page's bytes, safely. Text, HTML and PDF only; never images.

The host's name is resolved once, every address it has is judged, and the connection goes to the judged
address itself, so that a second answer of the name server cannot lead elsewhere; each redirect is judged
anew. Reading the bytes is left to ``sources.reading``, keeping them to the capture service.
"""

import ipaddress
import socket
import ssl
import threading
import time
import typing
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from sources.reading.sniffing import not_text_kind

USER_AGENT = "Corroborate/0.1 (evidence tracking; text only)"
MAXIMUM_BYTES = 20_000_000
MAXIMUM_REDIRECTS = 5
SECONDS_IN_ALL = 30.0
SECONDS_A_STEP = 10.0
MEDIA_TYPES = frozenset(("text/html", "text/plain", "application/pdf", "application/xhtml+xml"))
_PORTS = frozenset((80, 443, 8080, 8443))
_CHUNK = 65_536
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Not marked private in every Python's registry, yet never a publisher: clouds' own services, old tunnels,
# test nets.
_REFUSED_NETWORKS = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "169.254.0.0/16", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3", "::/96", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
            "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ),
    )
)  # fmt: skip
_TRANSLATED_NETWORKS = (ipaddress.ip_network("64:ff9b::/96"),)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: ``url`` is the last address after redirects, ``media_type`` the Content-Type as
    sent."""

    content: bytes
    media_type: str
    url: str
    status: int
    fetched_at: datetime
    redirects: tuple[str, ...] = ()


class FetchError(Exception):
    """A page that was not fetched. ``passing`` tells a cause that may pass (time, connection, a busy
    site)."""

    def __init__(
        self, reason_code: str, sentence: str, *, passing: bool = False, status: int | None = None
    ) -> None:
        self.reason_code = reason_code
        self.sentence = sentence
        self.passing = passing
        self.status = status
        super().__init__(sentence)


def is_public(address: IPAddress) -> bool:
    """Whether an address is one that anyone's web site may have: global unicast, and no wrapping of one
    that is not."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id:
            return False
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _TRANSLATED_NETWORKS):
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if any(address.version == network.version and address in network for network in _REFUSED_NETWORKS):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True, slots=True)
class _Rules:
    allow_private: bool
    allowed: frozenset[tuple[str, int]]
    deadline: float
    resolve: Callable[[str, int], list[str]]

    def remaining(self, limit: float = SECONDS_A_STEP) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise _out_of_time()
        return min(left, limit)

    def permits(self, address: IPAddress, port: int) -> bool:
        return self.allow_private or (str(address), port) in self.allowed or is_public(address)


def _out_of_time() -> FetchError:
    return FetchError("too_slow", "The site took too long to answer; try again later.", passing=True)


def _addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class _GuardedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends at the fetch's one deadline, however slowly bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, rules: _Rules) -> None:
        self._stream = stream
        self._rules = rules

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._rules.remaining())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._rules.remaining())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _GuardedStream(
            self._stream.start_tls(ssl_context, server_hostname, self._rules.remaining()), self._rules
        )

    def get_extra_info(self, info: str) -> typing.Any:
        return self._stream.get_extra_info(info)


class _GuardedBackend(httpcore.NetworkBackend):
    """Connects to names by one judged address; TLS and the Host header keep the name."""

    def __init__(self, rules: _Rules) -> None:
        self._rules = rules
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = [ipaddress.ip_address(address) for address in self._resolved(host, port)]
        # One forbidden address among several is enough to refuse: a name that points inwards is not to be
        # trusted.
        if not addresses or not all(self._rules.permits(address, port) for address in addresses):
            raise FetchError(
                "forbidden_address", f"The address of {host} is not on the public web and is not fetched."
            )
        failure: Exception | None = None
        for address in addresses[:4]:
            try:
                stream = self._backend.connect_tcp(
                    str(address), port, self._rules.remaining(), socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                failure = problem
            else:
                return _GuardedStream(stream, self._rules)
        raise failure or httpcore.ConnectError(f"no address of {host} answered")

    def connect_unix_socket(self, *_: typing.Any, **__: typing.Any) -> httpcore.NetworkStream:
        raise FetchError("forbidden_address", "Sockets of this machine are not fetched.")

    def _resolved(self, host: str, port: int) -> list[str]:
        try:
            return [str(ipaddress.ip_address(host.strip("[]")))]
        except ValueError:
            pass
        answer: list[list[str] | Exception] = []

        def ask() -> None:
            try:
                answer.append(self._rules.resolve(host, port))
            except (OSError, UnicodeError) as problem:
                answer.append(problem)

        # The system's resolver has no time limit of its own; the thread is left behind if it does not return.
        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self._rules.remaining())
        if not answer:
            raise _out_of_time()
        if isinstance(answer[0], Exception):
            raise FetchError(
                "unknown_host", f"There is no site called {host}, or its name server is down.", passing=True
            )
        return answer[0]


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    allowed: Iterable[tuple[str, int]] = (),
    maximum_bytes: int = MAXIMUM_BYTES,
    maximum_redirects: int = MAXIMUM_REDIRECTS,
    seconds: float = SECONDS_IN_ALL,
    user_agent: str = USER_AGENT,
    ssl_context: ssl.SSLContext | None = None,
    resolve: Callable[[str, int], list[str]] = _addresses,
) -> Fetched:
    """Fetch one page or PDF. ``seconds`` and ``maximum_bytes`` (after unpacking) bound the whole.

    ``allow_private`` lets an administrator fetch from an intranet, ``ssl_context`` trust its own authority;
    ``allowed`` names single (address, port) pairs that may be fetched all the same, for tests. No proxy, cookie or
    credential is used. Raises FetchError.
    """
    rules = _Rules(allow_private, frozenset(allowed), time.monotonic() + seconds, resolve)
    address = _checked(url, rules)
    seen: list[str] = []
    context = ssl_context or httpx.create_ssl_context(trust_env=False)
    while True:
        with httpcore.ConnectionPool(
            ssl_context=context, network_backend=_GuardedBackend(rules), max_connections=1, retries=0
        ) as pool:
            try:
                status, headers, content = _one(pool, address, maximum_bytes, user_agent, rules)
            except FetchError:
                raise
            except (httpcore.TimeoutException, TimeoutError):
                raise _out_of_time() from None
            except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as problem:
                raise _broken(problem) from problem
        location = headers.get("location")
        if status in (301, 302, 303, 307, 308) and location:
            seen.append(address)
            if len(seen) > maximum_redirects:
                raise FetchError(
                    "too_many_redirects", f"The site sent on more than {maximum_redirects} times."
                )
            address = _checked(urljoin(address, location.strip()), rules)
            continue
        return Fetched(
            content=content,
            media_type=headers.get("content-type", ""),
            url=address,
            status=status,
            fetched_at=datetime.now(UTC),
            redirects=tuple(seen),
        )


def _broken(problem: Exception) -> FetchError:
    if "CERTIFICATE" in str(problem).upper():
        return FetchError(
            "bad_certificate", "The site's certificate is not valid, so its page was not fetched."
        )
    return FetchError(
        "no_connection", "The connection to the site failed or broke off; try again later.", passing=True
    )


def _checked(url: str, rules: _Rules) -> str:
    """The address without its fragment. Raises FetchError for anything but a plain http or https address."""
    wrong = FetchError("bad_address", "The address is not a plain web address (http:// or https://).")
    address = url.strip()
    if (
        len(address) > 4_000
        or "\\" in address
        or any(ord(character) <= 32 or ord(character) == 127 for character in address)
    ):
        raise wrong
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        encoded = httpx.URL(address)
    except (ValueError, UnicodeError, httpx.InvalidURL):
        raise wrong from None
    if parts.scheme not in ("http", "https") or not host or "%" in host or encoded.host == "":
        raise wrong
    if parts.username is not None or parts.password is not None:
        raise FetchError("bad_address", "Addresses that carry a user name or password are not fetched.")
    if (
        not rules.allow_private
        and port not in _PORTS
        and port not in {allowed[1] for allowed in rules.allowed}
    ):
        raise FetchError(
            "forbidden_port", f"Port {port} is not one that web sites use, so it is not fetched."
        )
    return str(encoded.copy_with(fragment=None))


def _one(
    pool: httpcore.ConnectionPool, address: str, maximum_bytes: int, user_agent: str, rules: _Rules
) -> tuple[int, httpx.Headers, bytes]:
    url = httpx.URL(address)
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    sent: dict[bytes | str, bytes | str] = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": user_agent,
        "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8",
        "Accept-Encoding": "gzip",
        "Accept-Language": "*",
        "Connection": "close",
    }
    step = rules.remaining()
    timeouts = {"connect": step, "read": step, "write": step, "pool": step}
    with pool.stream("GET", target, headers=sent, extensions={"timeout": timeouts}) as response:
        headers = httpx.Headers(response.headers)
        if response.status in (301, 302, 303, 307, 308) and headers.get("location"):
            return response.status, headers, b""
        _require_status(response.status)
        _require_media_type(headers.get("content-type", ""))
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > maximum_bytes:
            raise _too_large(maximum_bytes)
        pieces: list[bytes] = []
        total = 0
        for piece in _unpacked(response.iter_stream(), headers.get("content-encoding", ""), maximum_bytes):
            rules.remaining()
            if not pieces and (kind := not_text_kind(piece)) and not piece.startswith(b"<"):
                raise FetchError(
                    "not_text", f"The address leads to {kind}; only text, HTML and PDF are fetched."
                )
            pieces.append(piece)
            total += len(piece)
            if total > maximum_bytes:
                raise _too_large(maximum_bytes)
    return response.status, headers, b"".join(pieces)


def _too_large(maximum_bytes: int) -> FetchError:
    return FetchError("too_large", f"The page is larger than {maximum_bytes:,} bytes and was not fetched.")


def _require_status(status: int) -> None:
    if status in (200, 203):
        return
    sentences = {
        401: "The page asks for a password",
        402: "The page asks for payment",
        403: "The site refuses to show the page to us",
        404: "The site has no such page",
        410: "The site says that the page is gone for good",
        429: "The site asks us to wait before asking again",
        451: "The site may not show the page for legal reasons",
    }
    said = sentences.get(status, "The site failed" if status >= 500 else "The site gave no page")
    passing = status in (408, 425, 429) or status >= 500
    raise FetchError("http_status", f"{said} (it answered {status}).", passing=passing, status=status)


def _require_media_type(media_type: str) -> None:
    kind = media_type.partition(";")[0].strip().lower()
    if kind and kind not in MEDIA_TYPES:
        raise FetchError(
            "media_type",
            f"The address leads to “{kind[:60]}”; only text, HTML and PDF are fetched, never pictures.",
        )


def _unpacked(
    pieces: Iterator[bytes] | Iterable[bytes], encoding: str, maximum_bytes: int
) -> Iterator[bytes]:
    """Bytes as they come, or out of one layer of gzip or deflate, in pieces of bounded size."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        yield from (piece for piece in pieces if piece)
        return
    if name not in ("gzip", "x-gzip", "deflate"):
        raise FetchError("encoding", f"The site packed its page in a way that is not read ({name[:40]}).")
    unpacker = zlib.decompressobj(47 if name != "deflate" else 15)
    produced = 0
    try:
        for piece in pieces:
            waiting = piece
            while waiting:
                out = unpacker.decompress(waiting, _CHUNK)
                waiting = unpacker.unconsumed_tail
                produced += len(out)
                if produced > maximum_bytes:
                    raise _too_large(maximum_bytes)
                if out:
                    yield out
        while out := unpacker.decompress(b"", _CHUNK):
            yield out
    except zlib.error:
        raise FetchError("encoding", "The page arrived damaged; try again later.", passing=True) from None
    if not unpacker.eof:
        raise FetchError("encoding", "The page arrived cut short; try again later.", passing=True)
