"""Real TAXII 2.1 servers, each with a store of its own that ends with it: medallion 3.0.0 and OpenTAXII 0.9.3.

Run by the Python of tests/peers/taxii/requirements.txt. Three collections everywhere: one to read and write, one to read, one to
write; OpenTAXII has a fourth one that strangers may not write to.
"""

import base64
import contextlib
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import trustme

HERE = Path(__file__).resolve().parent
PYTHON = Path(sys.executable)
MEDIA = "application/taxii+json;version=2.1"
USER, PASSWORD = "publisher", "hidden-pass-phrase"
# Who may do everything at OpenTAXII; medallion knows no such rights.
ADMINISTRATOR = "administrator"
READ_WRITE = "91a7b528-80eb-42ed-a74d-c6fbd5a26116"
READ_ONLY = "52892447-4d7e-4f70-b94d-d7f22742ff63"
WRITE_ONLY = "64993447-4d7e-4f70-b94d-d7f33742ee63"
PRIVATE = "7a1c9c1e-5f0b-4c8e-9d6e-0e6a5c1f2b3d"
OPENTAXII_ROOT = "11111111-1111-4111-8111-111111111111"
RIGHTS = {READ_WRITE: (True, True), READ_ONLY: (True, False), WRITE_ONLY: (False, True)}
NAMES = {READ_WRITE: "shared", READ_ONLY: "read-only", WRITE_ONLY: "write-only", PRIVATE: "private"}


class Server:
    """A server that runs."""

    def __init__(self, base, root, log, context=None, stock=False):
        self.base, self.root, self.log, self.context, self.stock = base, root, log, context, stock

    def collection(self, name):
        """The address of a collection."""
        return f"{self.base}{self.root}collections/{name}/"

    @property
    def discovery(self):
        return f"{self.base}/taxii2/"

    def get(self, address):
        """An answer of the server, as JSON."""
        request = urllib.request.Request(address, headers={"Accept": MEDIA, "Authorization": authorization()})
        with urllib.request.urlopen(request, timeout=60, context=self.context) as answer:
            return json.load(answer)

    def manifest(self, name):
        """Ids and versions of all that a collection holds; asked for in one page, which both servers give."""
        query = "manifest/?match[version]=all&match[spec_version]=2.1&limit=100000"
        found = self.get(self.collection(name) + query)
        assert not found.get("more"), "the page of the test's server is too small for the test"
        return {(entry["id"], milliseconds(entry["version"])) for entry in found.get("objects", [])}

    def requests(self):
        """How many requests of each method the server has answered."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        # medallion's log has colours.
        return {method: len(re.findall(rf'"(?:\x1b\[\d+m)*{method} [^"]* HTTP/1', text)) for method in ("GET", "POST")}


def authorization(user=USER, password=PASSWORD):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def milliseconds(version):
    """A version as attrc spells it: OpenTAXII stores microseconds."""
    return re.sub(r"(\.\d{3})\d*Z$", r"\1Z", version)


@contextlib.contextmanager
def medallion(place, most=100_000, page=100_000, tls=None):
    """medallion with its memory as store; `tls` serves by gunicorn with these keys."""
    place.mkdir(parents=True, exist_ok=True)
    port = free_port()
    scheme = "https" if tls else "http"
    base = f"{scheme}://127.0.0.1:{port}"
    collections = [
        {"id": name, "title": NAMES[name], "can_read": read, "can_write": write,
         "media_types": ["application/stix+json;version=2.1"], "objects": [], "manifest": []}
        for name, (read, write) in RIGHTS.items()
    ]
    root = {"information": {"title": "root1", "versions": [MEDIA], "max_content_length": most}, "status": [],
            "collections": collections}
    discovery = {"title": "medallion", "default": f"{base}/root1/", "api_roots": [f"{base}/root1/"]}
    data, config = place / "data.json", place / "config.json"
    data.write_text(json.dumps({"/discovery": discovery, "root1": root}), encoding="utf-8")
    backend = {"module": "medallion.backends.memory_backend", "module_class": "MemoryBackend", "filename": str(data),
               "session_timeout": 30, "check_interval": 10}
    config.write_text(json.dumps({"users": {USER: PASSWORD}, "taxii": {"max_page_size": page}, "backend": backend}),
                      encoding="utf-8")
    if tls:
        command = [PYTHON.parent / "gunicorn", "-b", f"127.0.0.1:{port}", "-w", "1", "--threads", "4", "--no-control-socket",
                   "--access-logfile", "-", "--timeout", "300", *tls.options(), "wsgi_medallion:app"]
    else:
        command = [PYTHON.parent / "medallion", "--host", "127.0.0.1", "--port", str(port), config]
    with running(command, place / "log", {"MEDALLION_CONFIG": str(config)}):
        server = Server(base, "/root1/", place / "log", tls.context() if tls else None)
        wait(server)
        yield server


@contextlib.contextmanager
def opentaxii(place, most=100_000, stock=False):
    """OpenTAXII with SQLite; `stock` leaves in what it answers 500 to although it stored what was sent."""
    place.mkdir(parents=True, exist_ok=True)
    port = free_port()
    config = place / "config.yml"
    config.write_text((HERE / "opentaxii.yml").read_text(encoding="utf-8")
                      .replace("PLACE", str(place)).replace("PORT", str(port)).replace("MOST", str(most)), encoding="utf-8")
    env = {"OPENTAXII_CONFIG": str(config), "STOCK": "1" if stock else ""}
    subprocess.run([PYTHON, HERE / "seed_opentaxii.py"], env={**os.environ, **env}, check=True, capture_output=True)
    command = [PYTHON.parent / "gunicorn", "-b", f"127.0.0.1:{port}", "-w", "1", "--no-control-socket",
               "--access-logfile", "-", "--timeout", "300", "wsgi_opentaxii:app"]
    with running(command, place / "log", env):
        server = Server(f"http://127.0.0.1:{port}", f"/taxii2/{OPENTAXII_ROOT}/", place / "log", stock=stock)
        wait(server)
        yield server


class Keys:
    """An authority and what it vouches for, made when a test runs: a server, and a client that the server may ask for."""

    def __init__(self, place, ask=False):
        place.mkdir(parents=True, exist_ok=True)
        self.ask = ask
        authority = trustme.CA()
        server, client = authority.issue_cert("127.0.0.1"), authority.issue_cert("publisher@example.org")
        self.authority = place / "authority.pem"
        authority.cert_pem.write_to_path(str(self.authority))
        self.server, self.server_key = self._write(place, "server", server)
        self.client, self.client_key = self._write(place, "client", client)

    @staticmethod
    def _write(place, name, made):
        chain, key = place / f"{name}.pem", place / f"{name}.key"
        chain.write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))
        made.private_key_pem.write_to_path(str(key))
        return chain, key

    def options(self):
        """What gunicorn takes."""
        ask = ["--ca-certs", self.authority, "--cert-reqs", "2"] if self.ask else []
        return ["--certfile", self.server, "--keyfile", self.server_key, *ask]

    def context(self):
        """How a client of the tests trusts and is trusted."""
        context = ssl.create_default_context(cafile=str(self.authority))
        context.load_cert_chain(str(self.client), str(self.client_key))
        return context


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command, log, env):
    with open(log, "wb") as out:
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.STDOUT, cwd=HERE,
                                   env={**os.environ, **env, "PYTHONDONTWRITEBYTECODE": "1"}, start_new_session=True)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait(server):
    """Until it answers."""
    for _ in range(200):
        try:
            server.get(server.discovery)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the server does not answer: {server.log.read_text(errors='replace')}")
