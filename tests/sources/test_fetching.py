"""The guarded fetcher against servers of our own on this machine: it reaches what it may and nothing else."""

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetching import FetchError, fetch, is_public

PAGE = b"<html><body><p>Three forces answered the request.</p></body></html>"


class Site:
    """A server on 127.0.0.1 that answers each connection with what ``answer`` sends for the path asked."""

    def __init__(
        self, answer: Callable[[str, socket.socket], None], tls: ssl.SSLContext | None = None
    ) -> None:
        self._tls = tls
        self.asked: list[str] = []
        self.requests: list[str] = []
        self._answer = answer
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection:
            try:
                if self._tls:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                request = connection.recv(65_536).decode("latin-1")
                path = request.split(" ")[1] if " " in request else ""
                self.asked.append(path)
                self.requests.append(request)
                self._answer(path, connection)
            except OSError:
                return

    def close(self) -> None:
        self._socket.close()

    @property
    def allowed(self) -> list[tuple[str, int]]:
        return [("127.0.0.1", self.port)]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def response(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    sent.update({name.replace("_", "-"): value for name, value in headers.items()})
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


@pytest.fixture
def site() -> Iterator[Callable[..., Site]]:
    opened: list[Site] = []

    def make(answer: Callable[[str, socket.socket], None] | bytes) -> Site:
        served = (
            (lambda path, connection: connection.sendall(answer)) if isinstance(answer, bytes) else answer
        )
        opened.append(Site(served))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def refused(url: str, **options: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, **options)  # type: ignore[arg-type]
    assert caught.value.sentence.endswith(".")
    return caught.value


def test_a_page_is_fetched_with_its_type_and_time(site: Callable[..., Site]) -> None:
    here = site(response(PAGE))
    fetched = fetch(here.url("/a?b=1#part"), allowed=here.allowed)
    assert (fetched.content, fetched.status) == (PAGE, 200)
    assert fetched.media_type == "text/html; charset=utf-8"
    assert fetched.url == here.url("/a?b=1")
    assert fetched.fetched_at.tzinfo is not None
    assert here.asked == ["/a?b=1"]
    assert "Cookie" not in here.requests[0]


def test_a_name_is_resolved_once_and_kept_in_the_host_header(site: Callable[..., Site]) -> None:
    here = site(response(PAGE))
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    fetch(f"http://gazette.test:{here.port}/x", allowed=here.allowed, resolve=resolve)
    assert asked == ["gazette.test"]
    assert f"Host: gazette.test:{here.port}\r\n" in here.requests[0]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.1.2.3", "192.168.0.1", "172.16.5.5",  # noqa: S104
        "169.254.169.254",
        "100.100.100.200", "168.63.129.16", "[fd00:ec2::254]", "[fe80::1]",
        "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "[ff02::1]", "255.255.255.255", "240.0.0.1",
        "2130706433", "0x7f.1", "0177.0.0.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(host: str) -> None:
    assert refused(f"http://{host}/").reason_code in ("forbidden_address", "bad_address", "unknown_host")


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:192.168.1.1"]])
def test_a_name_that_points_inwards_is_refused_before_connecting(
    site: Callable[..., Site], answers: list[str]
) -> None:
    here = site(response(PAGE))
    error = refused(
        f"http://rebound.test:{here.port}/", allowed=[("1.1.1.1", here.port)], resolve=lambda *_: answers
    )
    assert error.reason_code == "forbidden_address"
    assert here.asked == []


def test_a_redirect_to_a_private_address_is_refused(site: Callable[..., Site]) -> None:
    inside = site(response(b"secret"))
    here = site(response(b"", "302 Found", Location=f"http://127.0.0.1:{inside.port}/admin"))
    assert refused(here.url(), allowed=here.allowed).reason_code in ("forbidden_address", "forbidden_port")
    by_name = site(response(b"", "302 Found", Location="http://inside.test:8080/"))
    error = refused(by_name.url(), allowed=by_name.allowed, resolve=lambda *_: ["10.0.0.8"])
    assert error.reason_code == "forbidden_address"
    assert inside.asked == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://x.test/a", "javascript:alert(1)", "gopher://x.test"]
)
def test_a_redirect_to_another_scheme_is_refused(site: Callable[..., Site], location: str) -> None:
    here = site(response(b"", "301 Moved", Location=location))
    assert refused(here.url(), allowed=here.allowed).reason_code == "bad_address"


def test_redirects_are_followed_and_counted(site: Callable[..., Site]) -> None:
    def answer(path: str, connection: socket.socket) -> None:
        step = int(path.rpartition("/")[2])
        connection.sendall(
            response(PAGE) if step >= 3 else response(b"", "302 Found", Location=f"/s/{step + 1}")
        )

    here = site(answer)
    fetched = fetch(here.url("/s/0"), allowed=here.allowed)
    assert fetched.url == here.url("/s/3")
    assert fetched.redirects == tuple(here.url(f"/s/{step}") for step in range(3))
    assert (
        refused(here.url("/s/0"), allowed=here.allowed, maximum_redirects=2).reason_code
        == "too_many_redirects"
    )


@pytest.mark.parametrize("dripped", ["head", "body"])
def test_a_slow_drip_ends_at_the_deadline(site: Callable[..., Site], dripped: str) -> None:
    stop = threading.Event()

    def answer(path: str, connection: socket.socket) -> None:
        start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        connection.sendall(start if dripped == "head" else start + b"Content-Length: 100000\r\n\r\n")
        while not stop.wait(0.05):
            connection.sendall(b"X-A: b\r\n" if dripped == "head" else b"a")

    here = site(answer)
    try:
        error = refused(here.url(), allowed=here.allowed, seconds=0.6)
    finally:
        stop.set()
    assert error.reason_code == "too_slow"
    assert error.passing


def test_a_name_server_that_never_answers_ends_at_the_deadline() -> None:
    waiting = threading.Event()

    def never(host: str, port: int) -> list[str]:
        waiting.wait(20)
        return []

    assert refused("http://silent.test/", seconds=0.3, resolve=never).reason_code == "too_slow"
    waiting.set()


def test_size_is_capped_by_header_and_by_count(site: Callable[..., Site]) -> None:
    announced = site(response(b"x" * 5_000))
    assert refused(announced.url(), allowed=announced.allowed, maximum_bytes=1_000).reason_code == "too_large"

    def endless(path: str, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        for _ in range(2_000):
            connection.sendall(b"a" * 10_000)

    here = site(endless)
    assert refused(here.url(), allowed=here.allowed, maximum_bytes=100_000).reason_code == "too_large"


def test_gzip_is_unpacked_and_a_bomb_is_not(site: Callable[..., Site]) -> None:
    here = site(response(gzip.compress(PAGE * 3_000), Content_Encoding="gzip"))
    assert fetch(here.url(), allowed=here.allowed).content == PAGE * 3_000
    bomb = site(response(gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip"))
    assert refused(bomb.url(), allowed=bomb.allowed, maximum_bytes=1_000_000).reason_code == "too_large"
    twice = site(response(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip"))
    assert refused(twice.url(), allowed=twice.allowed).reason_code == "encoding"
    cut = site(response(gzip.compress(PAGE * 50)[:-20], Content_Encoding="gzip"))
    assert refused(cut.url(), allowed=cut.allowed).reason_code == "encoding"


@pytest.mark.parametrize(
    "kind", ["image/png", "image/svg+xml", "video/mp4", "application/zip", "application/json"]
)
def test_other_media_types_are_refused_before_the_body(site: Callable[..., Site], kind: str) -> None:
    here = site(response(b"\x89PNG\r\n\x1a\n", Content_Type=kind))
    assert refused(here.url(), allowed=here.allowed).reason_code == "media_type"


def test_a_picture_that_calls_itself_text_is_refused(site: Callable[..., Site]) -> None:
    for kind in ("text/html", ""):
        here = site(response(b"\x89PNG\r\n\x1a\n" + bytes(500), Content_Type=kind))
        error = refused(here.url(), allowed=here.allowed)
        assert error.reason_code == "not_text"
        assert "PNG" in error.sentence


@pytest.mark.parametrize(
    ("status", "passing"), [("404 Not Found", False), ("503 Busy", True), ("429 Slow", True)]
)
def test_error_pages_are_errors_and_say_whether_to_try_again(
    site: Callable[..., Site], status: str, passing: bool
) -> None:
    here = site(response(PAGE, status))
    error = refused(here.url(), allowed=here.allowed)
    assert (error.reason_code, error.status, error.passing) == ("http_status", int(status[:3]), passing)


@pytest.mark.parametrize(
    "url",
    [
        "", "gazette.test/a", "ftp://gazette.test/", "file:///etc/passwd", "http://", "http:///a",
        "http://a b.test/",
        "http://user:pw@gazette.test/", "http://gazette.test\\@127.0.0.1/", "http://[::1", "http://x.test:99999/",
        "http://gazette.test/\r\nHost: other", "javascript:alert(1)", "http://[fe80::1%25eth0]/", "http://x.test:22/",
    ],
)  # fmt: skip
def test_addresses_that_are_no_plain_web_address_are_refused(url: str) -> None:
    error = refused(url, resolve=lambda host, port: ["127.0.0.1"])
    assert error.reason_code in ("bad_address", "forbidden_port", "forbidden_address")


def test_a_closed_port_and_a_broken_answer_are_failures_that_may_pass(site: Callable[..., Site]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/", allowed=[("127.0.0.1", port)]).passing
    garbage = site(b"this is not HTTP\r\n\r\n")
    assert refused(garbage.url(), allowed=garbage.allowed).reason_code == "no_connection"
    cut = site(response(PAGE, Content_Length="99999"))
    assert refused(cut.url(), allowed=cut.allowed).reason_code == "no_connection"


def test_tls_checks_the_name_and_not_the_address(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("No openssl found. On Debian: apt-get install openssl.")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=gazette.test"]
    named = ["-addext", "subjectAltName=DNS:gazette.test", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *made, *named], check=True, capture_output=True)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)

    def answer(path: str, connection: socket.socket) -> None:
        connection.sendall(response(PAGE))

    here = Site(answer, serving)
    trusting = ssl.create_default_context(cafile=str(certificate))

    def asked(host: str, context: ssl.SSLContext | None) -> bytes:
        url = f"https://{host}:{here.port}/"
        return fetch(url, allowed=here.allowed, ssl_context=context, resolve=lambda *_: ["127.0.0.1"]).content

    assert asked("gazette.test", trusting) == PAGE
    for host, context in (("gazette.test", None), ("other.test", trusting)):
        with pytest.raises(FetchError) as caught:
            asked(host, context)
        assert caught.value.reason_code == "bad_certificate"
    here.close()


def test_the_allowlist_is_for_one_port_only(site: Callable[..., Site]) -> None:
    allowed, other = site(response(PAGE)), site(response(PAGE))
    assert refused(other.url(), allowed=allowed.allowed).reason_code in (
        "forbidden_port",
        "forbidden_address",
    )
    assert fetch(other.url(), allow_private=True).content == PAGE


@given(st.ip_addresses(v=4))
def test_mapped_addresses_are_judged_as_what_they_map(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))
    assert is_public(mapped) == is_public(translated) == is_public(address)
    if address.is_private or address.is_loopback or address.is_multicast or address.is_link_local:
        assert not is_public(address)


def test_public_addresses_are_public() -> None:
    for address in ("93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4009:81f::200e"):
        assert is_public(ipaddress.ip_address(address))
