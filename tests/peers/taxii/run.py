"""Publishes to real servers with attrc, and lets taxii2-client say what arrived.

    run.py ATTRC

medallion 3.0.0 and OpenTAXII 0.9.3 disagree on nearly all that a publisher touches, so that both together are a test.
"""

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import taxii2client.v21 as taxii2

import servers

HERE = Path(__file__).resolve().parent
DONE, REFUSED, CANNOT_RUN, OTHER_SIDE, PARTIAL = range(5)


class Project:
    """A project in a folder of its own, with destinations."""

    def __init__(self, place, attrc):
        self.place, self.attrc = place, attrc
        shutil.copytree(HERE / "project", place)
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(place), "TAXII_USER": servers.USER,
                    "TAXII_PASSWORD": servers.PASSWORD}
        (place / "wrong.txt").write_text("not-the-password\n", encoding="utf-8")
        self.run("lock", "--at", "2026-01-02")

    def destination(self, name, address, **keys):
        """Adds a destination; keys are as attr.toml writes them."""
        basic = {"auth": '"basic"', "user": '{ env = "TAXII_USER" }', "password": '{ env = "TAXII_PASSWORD" }'}
        keys = {"marking": '"green"', **({} if "auth" in keys else basic), **keys}
        lines = [f"[publish.{name}]", *([] if "discovery" in keys else [f'url = "{address}"'])]
        lines += [f"{key} = {value}" for key, value in keys.items()]
        with open(self.place / "attr.toml", "a", encoding="utf-8") as manifest:
            manifest.write("\n" + "\n".join(lines) + "\n")
        return name

    def run(self, *command, expect=DONE, env=None):
        done = subprocess.run([str(self.attrc), *map(str, command)], cwd=self.place, env={**self.env, **(env or {})},
                              capture_output=True, text=True, timeout=120, check=False)
        for text in (done.stdout, done.stderr):
            assert servers.PASSWORD not in text and servers.authorization() not in text, f"a secret is shown: {text}"
        assert done.returncode == expect, f"{command}: {done.returncode}, not {expect}\n{done.stdout}{done.stderr}"
        return done

    def publish(self, name, *more, expect=DONE, env=None):
        """Publishes; its report."""
        done = self.run("publish", name, "--locked", "--format", "json", *more, expect=expect, env=env)
        return json.loads(done.stdout) if done.stdout else done.stderr

    def edit(self, old, new, at):
        """A change of the text, with its lock."""
        path = self.place / "main.attr"
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.run("lock", "--at", at)

    def released(self):
        """What the lock says is out: ids with their versions, `-` for what has none."""
        rows = [line.split(" ", 4) for line in (self.place / "attr.lock").read_text(encoding="utf-8").splitlines()]
        return {(row[1], row[3]) for row in rows if row[0] == "stix"}


def reader(server, name):
    """The collection, as the independent client sees it."""
    return taxii2.Collection(server.collection(name), user=servers.USER, password=servers.PASSWORD)


def arrived(server, name):
    """Ids and versions that the independent client finds. One page: its paging of manifests never ends at OpenTAXII.

    It asks for the collection first, and the 500 that the OpenTAXII of the registry answers ends it; then we look ourselves.
    """
    if server.stock:
        return server.manifest(name)
    found = reader(server, name).get_manifest(limit=100_000, version="all")
    return {(entry["id"], servers.milliseconds(entry["version"])) for entry in found.get("objects", [])}


def expect_arrived(server, name, project, without=()):
    """The collection has all of the release but `without`, and nothing else. What has no version of its own has the server's."""
    there = arrived(server, name)
    want = {(id, version) for id, version in project.released() if id.split("--")[0] not in without}
    versioned = {row for row in want if row[1] != "-"}
    assert versioned <= there, f"not there: {sorted(versioned - there)}"
    others = {id for id, _ in there} - {id for id, _ in want}
    assert not others, f"never released: {others}"
    missing = {id for id, _ in want} - {id for id, _ in there}
    assert not missing, f"not there: {missing}"
    return there


def expect_content(server, name, project):
    """What the independent client reads is what was built, object by object."""
    built = json.loads(project.run("build", "--locked").stdout)["objects"]
    # medallion 3.0.0 reads `version` of an object as a time, and answers 500 for it and for every listing that it is in.
    for wanted in (one for one in built if "version" not in one):
        found = reader(server, name).get_object(wanted["id"])["objects"]
        assert wanted in found, f"{wanted['id']}: {found}"


def all_that_publishing_is(server, project, without=(), honest=True):
    """From nothing to withdrawal. `without` are the types that the server cannot take; an honest one gives back what it got."""
    name, collection = "shared", servers.READ_WRITE
    ending = PARTIAL if without else DONE
    project.destination(name, server.collection(collection))
    before = server.requests()
    plan = project.publish(name, "--plan")
    assert not plan["carried_out"] and plan["ending"] == "complete", plan
    assert {row["step"] for row in plan["objects"]} == {"new"}, plan
    assert server.requests()["POST"] == before["POST"], "a plan sends nothing"

    report = project.publish(name, expect=ending)
    refused = {row["id"] for row in report["objects"] if row["fate"] not in ("arrived", "was-there")}
    assert {id.split("--")[0] for id in refused} == set(without), report
    assert all(row["why"] for row in report["objects"] if row["id"] in refused), "who is not taken is told why"
    first = expect_arrived(server, collection, project, without)
    if honest:
        expect_content(server, collection, project)

    before = server.requests()
    report = project.publish(name, expect=ending)
    after = server.requests()
    assert arrived(server, collection) == first, "publishing again changes nothing"
    if not without:
        assert after["POST"] == before["POST"], "nothing to do sends nothing"
        assert {row["fate"] for row in report["objects"]} == {"left"}, report

    project.edit("highly-likely", "almost-certain", "2026-02-03")
    plan = project.publish(name, "--plan")
    steps = [row for row in plan["objects"] if row["step"] == "version"]
    assert steps and all("almost certain" in row["title"] or not row["id"].startswith("relationship") for row in steps), plan
    project.publish(name, expect=ending)
    second = expect_arrived(server, collection, project, without)
    assert first < second, f"a new version beside the old one: {first - second}"
    others = {id for id, _ in second} - {id for id, _ in first}
    assert not others, f"no object that was not there before: {others}"

    project.edit('  desk denies [entry]  quoting "We know nothing of it"\n', "", "2026-03-04")
    report = project.publish(name, expect=ending)
    third = expect_arrived(server, collection, project, without)
    [withdrawn] = [row for row in report["objects"] if row["step"] == "withdrawal"]
    assert (withdrawn["id"], withdrawn["version"]) in third - second, withdrawn
    if server.stock:
        last = server.get(server.collection(collection) + f"objects/{withdrawn['id']}/?match[version]=all")["objects"]
    else:
        last = reader(server, collection).get_object(withdrawn["id"], version="all")["objects"]
    assert any(version.get("revoked") is True for version in last), last


def what_is_closed(server, project, without=()):
    """Collections to write only, to read only, to nobody, and what is no collection."""
    ending = PARTIAL if without else DONE
    once = project.destination("blind", server.collection(servers.WRITE_ONLY), ledger='"sent/blind"')
    (project.place / "sent").mkdir(exist_ok=True)
    project.publish(once, expect=ending)
    before = server.requests()["POST"]
    report = project.publish(once, expect=ending)
    if not without:
        assert server.requests()["POST"] == before, f"the ledger knows what was sent: {report}"
    no_ledger = project.destination("forgetful", server.collection(servers.WRITE_ONLY))
    # All is sent again. medallion says of what it has what it says of what it refuses, and nobody may look which it was.
    report = project.publish(no_ledger, expect=PARTIAL)
    assert any("ledger" in note for note in report["notes"]), report
    assert {row["fate"] for row in report["objects"]} <= {"unknown", "arrived", "not-taken"}, report

    closed = project.destination("closed", server.collection(servers.READ_ONLY))
    said = str(project.publish(closed, expect=OTHER_SIDE))
    assert "write" in said or "add" in said, said
    assert not arrived(server, servers.READ_ONLY)

    wrong = project.destination("wrong", server.collection(servers.READ_WRITE), password='{ file = "wrong.txt" }')
    said = str(project.publish(wrong, expect=OTHER_SIDE))
    assert "not-the-password" not in said, said
    unset = str(project.publish("shared", expect=CANNOT_RUN, env={"TAXII_PASSWORD": ""}))
    assert "TAXII_PASSWORD" in unset, unset
    absent = project.destination("absent", server.collection("00000000-0000-4000-8000-000000000000"))
    project.publish(absent, expect=OTHER_SIDE)
    above = project.destination("above", server.collection(servers.READ_WRITE), marking='"clear"')
    before = sum(server.requests().values())
    project.publish(above, expect=REFUSED)
    assert sum(server.requests().values()) == before, "what may not be sent is refused before anybody is asked"


def what_is_guarded(server, project):
    """OpenTAXII's collection that only an administrator may use: by name and password, and by a token."""
    address = server.collection(servers.PRIVATE)
    project.destination("guarded", address)
    project.publish("guarded", expect=OTHER_SIDE)
    asked = urllib.request.Request(
        f"{server.base}/management/auth", headers={"Content-Type": "application/json"},
        data=json.dumps({"username": servers.ADMINISTRATOR, "password": servers.PASSWORD}).encode())
    with urllib.request.urlopen(asked, timeout=60) as answer:
        token = json.load(answer)["token"]
    project.destination("by_token", address, auth='"bearer"', token='{ file = "token.txt" }')
    (project.place / "token.txt").write_text(token + "\n", encoding="utf-8")
    report = project.publish("by_token", expect=PARTIAL)
    assert token not in json.dumps(report) and any(row["fate"] == "arrived" for row in report["objects"]), report
    report = project.publish("guarded", expect=PARTIAL, env={"TAXII_USER": servers.ADMINISTRATOR})
    assert {row["fate"] for row in report["objects"]} == {"left", "not-taken"}, report


def what_is_found(server, project, without=()):
    """A collection by its title or alias, from the discovery resource on."""
    found = project.destination("found", None, discovery=f'"{server.discovery}"', collection='"shared"')
    report = project.publish(found, expect=PARTIAL if without else DONE)
    assert report["collection"] == server.collection(servers.READ_WRITE), report


def what_comes_back(project, without, honest):
    """A collection is read into a bundle, which is judged, imported, and compared with what was built."""
    done = project.run("pull", "shared", "-o", "pulled.json", expect=PARTIAL if honest else DONE)
    assert not honest or "extension-definition" in done.stderr, f"what the server cannot give back is named: {done.stderr}"
    project.run("validate", "pulled.json")
    project.run("import", "pulled.json", "-o", "pulled.attr", "--force")
    project.run("build", "--locked", "-o", "built.json")
    told = project.run("diff", "built.json", "pulled.json", "--format", "json").stdout
    away = (*without, "extension-definition") if honest else without
    changes = [change for change in json.loads(told)["changes"] if change["id"].split("--")[0] not in away]
    assert not changes, changes


def with_keys(place, attrc):
    """TLS with an authority of our own, and a client certificate that the server asks for."""
    keys = servers.Keys(place / "keys", ask=True)
    with servers.medallion(place / "server", tls=keys) as server:
        project = Project(place / "project", attrc)
        address = server.collection(servers.READ_WRITE)
        trusted = {"ca": f'"{keys.authority}"', "certificate": f'"{keys.client}"', "key": f'"{keys.client_key}"'}
        strange = project.destination("strange", address)
        said = str(project.publish(strange, expect=OTHER_SIDE))
        assert "ca" in said or "trust" in said or "certificate" in said, said
        nameless = project.destination("nameless", address, ca=trusted["ca"])
        project.publish(nameless, expect=OTHER_SIDE)
        assert server.manifest(servers.READ_WRITE) == set()
        secure = project.destination("secure", address, **trusted)
        project.publish(secure)
        there = server.manifest(servers.READ_WRITE)
        assert {row for row in project.released() if row[1] != "-"} <= there
        insecure = project.destination("insecure", address, insecure="true", **{key: trusted[key] for key in ("certificate", "key")})
        done = project.run("publish", insecure, "--locked")
        assert "`insecure`" in done.stdout, f"the report says that anybody is trusted: {done.stdout}{done.stderr}"


def main():
    attrc = Path(sys.argv[1]).resolve()
    # OpenTAXII has no place for what has no `modified`, and says 500 for the whole envelope.
    cannot = ("domain-name", "marking-definition")
    trials = [
        ("medallion", lambda place: servers.medallion(place), (), True),
        ("OpenTAXII", lambda place: servers.opentaxii(place), cannot, False),
        ("OpenTAXII as it is on the registry", lambda place: servers.opentaxii(place, stock=True), cannot, False),
    ]
    for title, start, without, honest in trials:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as place, contextlib.ExitStack() as stack:
            place = Path(place)
            server = stack.enter_context(start(place / "server"))
            project = Project(place / "project", attrc)
            all_that_publishing_is(server, project, without, honest)
            if not server.stock:
                what_is_closed(server, project, without)
                what_is_found(server, project, without)
            if not honest and not server.stock:
                what_is_guarded(server, project)
            what_comes_back(project, without, honest)
        print(f"{title}: published, changed, withdrawn, refused and read back ({time.monotonic() - began:.0f} s)")
    with tempfile.TemporaryDirectory() as place:
        with_keys(Path(place), attrc)
        print("medallion with TLS: trusted and strange authorities, client certificates")


if __name__ == "__main__":
    main()
