"""How fast attrc publishes to real servers, against taxii2-client pushing the same envelopes in the same run.

    target/peers-taxii/bin/python benches/publish.py target/release/attrc [OBJECTS]

`tests/run` makes that Python; `cargo build --release` the command. Prints tables for the README: seconds and their ratio, with
what arrived read back by both or by neither; peak memory by the size of the collection; requests of a publication that
has nothing to do. Each time is of a server of its own, which begins empty: it is the server that is slow, and it grows slower
with what it holds.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import taxii2client.v21 as taxii2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/peers/taxii"))

import servers  # noqa: E402

BATCH = 500
PAGE = 1000
MOST = 20_000_000
# Only whole listings grow with the collection: fewer objects are asked for by their ids.
LISTED = 1_000
COLLECTIONS = (1_000, 20_000)
# The servers, and the types that they do not take.
SERVERS = [("medallion 3.0.0", servers.medallion), ("OpenTAXII 0.9.3", servers.opentaxii)]
FILTERS = {"version": "all", "spec_version": "2.1"}


class Project:
    """A project of so many objects, all of which have versions: OpenTAXII takes no others."""

    def __init__(self, place, attrc, objects):
        self.place, self.attrc = place, attrc
        place.mkdir()
        claims = "\n".join(f'    lantern targets class "staff {number}"  likely' for number in range(objects // 2))
        (place / "main.attr").write_text(
            'agency centre "Cyber Centre of Examples" { scale uk-phia }\norganization paper "The Example Paper"\n'
            'actor lantern "Tin Lantern"\n'
            'source article "An article" { publisher paper  published 2024-03-26  tier press }\n'
            f"from article {{\n  centre assesses {{\n{claims}\n  }}\n}}\n", encoding="utf-8")
        self.manifest = ('edition = "2026"\n[author]\nname = "Bench"\n[project]\n'
                         'namespace = "7b4f0c52-6a3e-4d8e-9f0a-2c1d5e6f7a81"\nmarking = "clear"\n')
        self.destination("http://127.0.0.1:1/root1/collections/none/", True)
        self.run("lock", "--at", "2026-01-01")
        built = json.loads(self.run("build", "--locked").stdout)["objects"]
        # The destination leaves official markings out.
        self.objects = [one for one in built if one["type"] != "marking-definition"]

    def destination(self, url, verify):
        lines = [f'[publish.here]\nurl = "{url}"', 'marking = "clear"', 'auth = "basic"', f'user = "{servers.USER}"',
                 'password = { env = "PASSWORD" }', f"batch = {BATCH}", "leave_out_markings = true",
                 f"verify = {str(verify).lower()}", "timeout = 600"]
        (self.place / "attr.toml").write_text(self.manifest + "\n".join(lines) + "\n", encoding="utf-8")

    def run(self, *command):
        done = subprocess.run([self.attrc, *command], cwd=self.place, env={**os.environ, "PASSWORD": servers.PASSWORD},
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done

    def publish(self):
        """Seconds, and the peak memory of the process in bytes."""
        env = {**os.environ, "PASSWORD": servers.PASSWORD}
        began = time.perf_counter()
        process = subprocess.Popen([self.attrc, "publish", "--locked"], cwd=self.place, env=env,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, process.returncode
        return time.perf_counter() - began, usage.ru_maxrss * 1024


def envelopes(objects):
    """The envelopes that attrc makes of them: in the order of the release, so many each."""
    text = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in objects]
    parts = [text[at:at + BATCH] for at in range(0, len(text), BATCH)]
    return [('{"objects":[' + ",".join(part) + "]}").encode() for part in parts]


def peer(server, bodies, reads_back):
    """Seconds of taxii2-client, made ready beforehand."""
    collection = taxii2.Collection(server.collection(servers.READ_WRITE), user=servers.USER, password=servers.PASSWORD)
    began = time.perf_counter()
    for body in bodies:
        status = collection.add_objects(body)
        assert status.status == "complete" and not status.failures, status
    if reads_back:
        # Page by page, as attrc reads; at OpenTAXII its paging never ends, but that server gives all of it at once.
        if "taxii2" in server.root:
            found = len(collection.get_manifest(**FILTERS)["objects"])
        else:
            pages = taxii2.as_pages(collection.get_manifest, per_request=PAGE, **FILTERS)
            found = sum(len(page.get("objects", [])) for page in pages)
        assert found == sum(body.count(b'"spec_version"') for body in bodies), found
    return time.perf_counter() - began


@contextlib.contextmanager
def fresh(start):
    with tempfile.TemporaryDirectory() as place, start(Path(place), most=MOST) as server:
        yield server


def speed(project):
    bodies = envelopes(project.objects)
    print(f"{len(project.objects)} new objects in {len(bodies)} envelopes\n")
    print("| server | read back | attrc | taxii2-client | ratio |\n|---|---|---|---|---|")
    for title, start in SERVERS:
        for reads_back in (False, True):
            with fresh(start) as server:
                theirs = peer(server, bodies, reads_back)
            with fresh(start) as server:
                project.destination(server.collection(servers.READ_WRITE), reads_back)
                ours, _ = project.publish()
                there = {id for id, _ in server.manifest(servers.READ_WRITE)}
                assert there == {one["id"] for one in project.objects}
            word = "yes" if reads_back else "no"
            print(f"| {title} | {word} | {ours:.2f} s | {theirs:.2f} s | {ours / theirs:.2f} × |", flush=True)


def memory(place, attrc, listed, collections):
    project = Project(place / "listed", attrc, listed)
    print(f"\npeak memory of publishing {len(project.objects)} objects that are there already, by the size of the collection\n")
    print("| server | " + " | ".join(f"{size:,} objects" for size in collections) + " | ratio |\n|" + "---|" * (len(collections) + 2))
    for title, start in SERVERS:
        peaks = []
        for size in collections:
            with fresh(start) as server:
                project.destination(server.collection(servers.READ_WRITE), True)
                project.publish()
                fill(server, size - len(project.objects))
                peaks.append(project.publish()[1])
        shown = " | ".join(f"{peak / 1e6:.1f} MB" for peak in peaks)
        print(f"| {title} | {shown} | {peaks[-1] / peaks[0]:.2f} × |", flush=True)


def fill(server, objects):
    """Somebody else's objects."""
    collection = taxii2.Collection(server.collection(servers.READ_WRITE), user=servers.USER, password=servers.PASSWORD)
    for first in range(0, max(objects, 0), 5_000):
        numbers = range(first, min(first + 5_000, objects))
        collection.add_objects({"objects": [
            {"type": "identity", "spec_version": "2.1", "id": f"identity--00000000-0000-4000-8000-{number:012}",
             "created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z", "name": str(number)}
            for number in numbers
        ]})


def requests(project):
    print(f"\nrequests of a publication with nothing to do, of {len(project.objects)} objects\n")
    print("| server | manifest | others | sent | seconds |\n|---|---|---|---|---|")
    for title, start in SERVERS:
        with fresh(start) as server:
            project.destination(server.collection(servers.READ_WRITE), True)
            project.publish()
            before = asked(server)
            seconds, _ = project.publish()
            now = asked(server)
        manifest, others, sent = (after - earlier for after, earlier in zip(now, before, strict=True))
        print(f"| {title} | {manifest} | {others} | {sent} | {seconds:.2f} |", flush=True)


def asked(server):
    """Requests for the manifest, other requests to read, and requests to add, by the server's own log."""
    lines = re.findall(r'"(GET|POST) ([^" ]*) HTTP/1', server.log.read_text(encoding="utf-8", errors="replace"))
    manifest = sum("/manifest/" in target for _, target in lines)
    posts = sum(method == "POST" for method, _ in lines)
    return manifest, len(lines) - manifest - posts, posts


def main():
    attrc = str(Path(sys.argv[1]).resolve())
    objects = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    # A small trial has small collections too.
    collections = tuple(size * min(objects, 10_000) // 10_000 for size in COLLECTIONS)
    with tempfile.TemporaryDirectory() as place:
        project = Project(Path(place) / "project", attrc, objects)
        speed(project)
        requests(project)
        memory(Path(place), attrc, min(LISTED, collections[0]), collections)


if __name__ == "__main__":
    main()
