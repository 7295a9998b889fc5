"""Imports bundles built by `attrc build -t misp` with misp-stix, and compares what arrives with what the bundles hold.

usage: misp.py BUNDLE...

Any error or warning of misp-stix is a failure, and so is anything that vanishes without one: an object, a cluster, the
value of an indicator, a relationship, a note, an opinion, a marking. What a type becomes is read from the bundle and not
from the tables of attrc, so that a mistake there is one here.
"""

import contextlib
import io
import json
import re
import sys

from misp_stix_converter import ExternalSTIX2toMISPParser
from misp_stix_converter.tools import load_stix2_file

CLUSTERS = {"attack-pattern", "campaign", "course-of-action", "intrusion-set", "malware", "threat-actor", "tool", "vulnerability"}
# Neither shown by themselves nor looked for: they are parts of what is.
SILENT = {"extension-definition", "marking-definition", "relationship", "note", "opinion", "report", "grouping", "sighting", "observed-data"}
OPINIONS = {"strongly-disagree": 0, "disagree": 25, "neutral": 50, "agree": 75, "strongly-agree": 100}
VALUES = {"domain-name", "email-addr", "ipv4-addr", "ipv6-addr", "mac-addr", "url"}
GEOLOCATION = {"city", "latitude", "longitude", "postal_code", "street_address"}


class Event:
    """An event as it arrived."""

    def __init__(self, event):
        self.info = event["info"]
        self.tags = {tag["name"] for tag in event.get("Tag", [])}
        # By UUID: the event itself, its objects and attributes.
        self.bearers = {event["uuid"]: event}
        self.references = set()
        self.hung = set()
        self.values = set()
        # Those that are looked for.
        self.sought = set()
        self.clusters = {cluster["value"] for cluster in clusters(event)}
        for each in event.get("Object", []):
            self.bearers[each["uuid"]] = each
            for reference in each.get("ObjectReference", []):
                self.references.add((each["uuid"], reference["relationship_type"], reference["referenced_uuid"]))
            for attribute in each["Attribute"]:
                self.hang(each["uuid"], attribute)
        for each in event.get("Attribute", []):
            self.bearers[each["uuid"]] = each
            self.hang(each["uuid"], each)

    def hang(self, uuid, attribute):
        self.values.add(str(attribute["value"]))
        if attribute.get("to_ids"):
            self.sought.add(str(attribute["value"]))
        for cluster in clusters(attribute):
            self.hung.add((uuid, cluster["value"]))
            self.clusters.add(cluster["value"])

    def says(self, uuid, each):
        """Whether a note or an opinion is on something."""
        there = self.bearers.get(uuid, {})
        if each["type"] == "note":
            return any(note["note"] == each["content"] for note in there.get("Note", []))
        wanted = (each.get("explanation", ""), OPINIONS[each["opinion"]])
        return wanted in [(opinion["comment"], int(opinion["opinion"])) for opinion in there.get("Opinion", [])]


def clusters(layer):
    return [cluster for galaxy in layer.get("Galaxy", []) for cluster in galaxy["GalaxyCluster"]]


def uuid(id):
    return id.split("--")[1]


def imported(path):
    """The events that misp-stix makes, and what it says."""
    parser = ExternalSTIX2toMISPParser()
    # Some of its readers print what they do.
    with contextlib.redirect_stdout(io.StringIO()):
        parser.load_stix_bundle(load_stix2_file(path))
        parser.parse_stix_bundle(single_event=False)
    said = [message for messages in [*parser.errors.values(), *parser.warnings.values()] for message in messages]
    events = parser.misp_events
    events = events if isinstance(events, list) else [events]
    return [Event(json.loads(event.to_json())) for event in events], said


def referred(each):
    for key, value in each.items():
        if key.endswith("_ref"):
            yield value
        elif key.endswith("_refs"):
            yield from value


def is_cluster(each):
    if each["type"] == "location":
        return not GEOLOCATION & each.keys()
    if each["type"] == "malware":
        return each["is_family"]
    return each["type"] in CLUSTERS


def is_part(each, held_by):
    """Whether a value is an attribute of another object, and has no UUID of its own."""
    if each["type"] not in VALUES:
        return False
    return each["id"] in held_by or "belongs_to_ref" in each or "display_name" in each


def missing(bundle, events):
    """What the bundle holds and no event does."""
    held_by = {ref for each in bundle["objects"] if each["type"] not in SILENT for ref in referred(each)}
    objects = {each["id"]: each for each in bundle["objects"]}
    creators = {each.get("created_by_ref") for each in bundle["objects"]}
    reports = [each for each in bundle["objects"] if each["type"] in ("report", "grouping")]
    by_name = {}
    for event in events:
        by_name.setdefault(event.info, []).append(event)
    pairs = [(report, by_name.get(report["name"], []).pop(0) if by_name.get(report["name"]) else None) for report in reports]
    for report, event in pairs:
        if event is None:
            yield f"the event of {report['id']} is missing"
            continue
        for marking in report.get("object_marking_refs", []):
            name = objects[marking].get("name", "").lower()
            if name.startswith("tlp:") and name not in event.tags:
                yield f"{event.info}: the tag {name} is missing"
        for ref in report["object_refs"]:
            each = objects[ref]
            if each["type"] in SILENT or ref in creators:
                continue
            if is_cluster(each):
                if each["name"] not in event.clusters:
                    yield f"{event.info}: the cluster {each['name']} is missing"
            elif is_part(each, held_by) and each["value"] in event.values:
                continue
            elif each["type"] == "indicator" and set(re.findall(r"'((?:[^'\\\\]|\\\\.)*)'", each["pattern"])) & event.sought:
                # An observable with its value bears it.
                continue
            elif uuid(ref) not in event.bearers:
                yield f"{event.info}: {ref} is missing"
    there = [(report, event) for report, event in pairs if event]
    held = lambda report, *refs: all(ref in report["object_refs"] or ref == report["id"] for ref in refs)
    for each in bundle["objects"]:
        if each["type"] == "relationship":
            yield from missing_relationship(each, objects, there, held)
        if each["type"] in ("note", "opinion"):
            for ref in each["object_refs"]:
                holding = [event for report, event in there if held(report, ref)]
                if not holding or not all(event.says(uuid(ref), each) for event in holding):
                    yield f"{each['id']} is missing on {ref}"


def missing_relationship(each, objects, there, held):
    source, target = each["source_ref"], each["target_ref"]
    for report, event in there:
        if held(report, source, target):
            reference = (uuid(source), each["relationship_type"], uuid(target))
            cluster = (uuid(source), objects[target].get("name"))
            if reference in event.references or is_cluster(objects[target]) and cluster in event.hung:
                return
    yield f"{each['relationship_type']} from {source} to {target} is missing"


def main(paths):
    failed = False
    for path in paths:
        with open(path, encoding="utf-8") as file:
            bundle = json.load(file)
        events, said = imported(path)
        problems = [*said, *missing(bundle, events)]
        failed |= bool(problems)
        print(f"{path}: {len(events)} events, {len(problems)} problems")
        for problem in problems[:20]:
            print(f"  {problem}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
