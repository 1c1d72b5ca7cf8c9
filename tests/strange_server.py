"""What may answer at the province's address instead of it: canned bytes from a real socket."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answering = Callable[[socket.socket], None]

MEGABYTE = 1024 * 1024


def http(status: str, body: bytes, *headers: str) -> bytes:
    """An answer as it stands on the line."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


HTML = "Content-Type: text/html"
JSON = "Content-Type: application/json"
SIGN_IN_PAGE = http("200 OK", b"<html><form>Sign in to the network</form></html>", HTML)
LED_AWAY = http("302 Found", b"", "Location: http://portal.invalid/sign-in")
LED_AWAY_WITH_ALL = http("307 Temporary Redirect", b"", "Location: http://portal.invalid/")
BAD_GATEWAY = http("502 Bad Gateway", b"<html>nginx</html>", HTML)
BLOCKED = http("403 Forbidden", b"<html>blocked</html>", HTML)
TOO_LARGE = http("413 Request Entity Too Large", b"<html>nginx</html>", HTML)
OTHER_JSON = http("200 OK", b'{"acked": true, "directives": []}', JSON)
NO_OBJECT = http("200 OK", b"[]", JSON)
NO_CODE = http("404 Not Found", b"{}", JSON)
ZIPPED = "Content-Encoding: gzip"
BOMB = http("200 OK", gzip.compress(bytes(64 * MEGABYTE)), ZIPPED, JSON)
NO_GZIP = http("200 OK", b"no gzip", ZIPPED, JSON)
CUT = http("200 OK", b'{"acked": 1, "direct', JSON).replace(b": 20", b": 40")


def says(answer: bytes, heard: list[bytes] | None = None) -> Answering:
    """Read a request to its end, then answer."""

    def answering(near: socket.socket) -> None:
        asked = read_request(near)
        if heard is not None:
            heard.append(asked)
        near.sendall(answer)

    return answering


def read_request(near: socket.socket, *, bytes_per_s: int = 0) -> bytes:
    """A whole request with the length that it names, as fast as the line carries it."""
    asked = b""
    while b"\r\n\r\n" not in asked:
        asked += _some(near, 4096)
    head = asked.partition(b"\r\n\r\n")[0].lower()
    length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
    while len(asked) < len(head) + 4 + length:
        data = _some(near, 262144)
        asked += data
        time.sleep(len(data) / bytes_per_s if bytes_per_s else 0)
    return asked


def _some(near: socket.socket, most: int) -> bytes:
    data = near.recv(most)
    if not data:
        raise ConnectionError("the caller hung up")
    return data


def trickles(near: socket.socket) -> None:
    """An answer a byte at a time, each of them in time."""
    read_request(near)
    for byte in http("200 OK", b" " * 1000, JSON):
        near.sendall(bytes([byte]))
        time.sleep(0.2)


@contextmanager
def strange_server(answering: Answering, certificate: Path | None = None) -> Iterator[int]:
    """The port of one that answers so, with TLS if it has a certificate."""
    with socket.socket() as plain:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        plain.bind(("127.0.0.1", 0))
        plain.listen()
        listener: socket.socket = plain
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            listener = context.wrap_socket(plain, server_side=True)
        threading.Thread(target=_serve, args=(listener, answering), daemon=True).start()
        yield listener.getsockname()[1]
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _serve(listener: socket.socket, answering: Answering) -> None:
    while listener.fileno() >= 0:
        with suppress(OSError):  # also of a handshake that the caller broke off
            near, _ = listener.accept()
            threading.Thread(target=_answer, args=(near, answering), daemon=True).start()


def _answer(near: socket.socket, answering: Answering) -> None:
    with suppress(OSError), near:
        near.settimeout(60)
        answering(near)


def certificate_of(folder: Path, *, valid_from: datetime, days: int = 30) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody but itself vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_from + timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file
