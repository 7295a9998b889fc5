"""Put together who calls what so: names of clusters, malware, tools, campaigns and techniques in public catalogues.

    python3 grammar/convert/names.py CLUSTERS

CLUSTERS is the folder of that name of MISP galaxy (https://github.com/MISP/misp-galaxy), of which three files are read:
threat-actor.json, microsoft-activity-group.json and producer.json. The names of ATT&CK come from grammar/attack, so run
attack.py first. Facts alone are taken: no descriptions.

Sources and licences: grammar/names/NOTICE. Licence of this script: MIT OR Apache-2.0, as the rest of the project.
"""

import csv
import json
import re
import sys
from pathlib import Path

GRAMMAR = Path(__file__).resolve().parent.parent
ATTACK = ("techniques", "groups", "software", "campaigns")
GROUP_ID = re.compile(r"G\d{4}")
GROUP_PAGE = re.compile(r"attack\.mitre\.org/groups/(G\d{4})")
HOUSES = {"Palo Alto": "Palo Alto Networks", "Google Cloud Blog": "Google", "Broadcom Blog": "Broadcom",
          "Cisco Talos Intelligence Group": "Cisco Talos", "BlackBerry Blog": "BlackBerry"}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    clusters = Path(sys.argv[1])
    rows = {*attack(), *misp(clusters), *microsoft(clusters)}
    rows = sorted((key(row[0]), *row) for row in rows if key(row[0]))
    (GRAMMAR / "names" / "names.txt").write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


def key(name):
    """What is compared: letters and digits, in small letters."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def attack():
    for table in ATTACK:
        with (GRAMMAR / "attack" / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["status"]:
                    continue
                for name in (row["name"], *filter(None, (row.get("aliases") or "").split("|"))):
                    yield clean(name), "ATT&CK", row["stix"], row["name"], "", row["id"]


def misp(clusters):
    houses = {row["uuid"]: HOUSES.get(row["value"], row["value"]) for row in values(clusters, "producer")}
    for row in values(clusters, "threat-actor"):
        meta = row["meta"]
        names = [row["value"], *meta.get("synonyms", [])]
        ids = {name for name in names if GROUP_ID.fullmatch(name)}
        ids |= {found for page in meta.get("refs", []) for found in GROUP_PAGE.findall(page)}
        group = ids.pop() if len(ids) == 1 else ""
        givers = {}
        for line in meta.get("name-attribution", []):
            name, _, house = line.rpartition(":")
            givers.setdefault(name, set()).add(houses[house])
        # An entry that is an operation alone is not a cluster.
        kinds = set(meta.get("threat-actor-classification", []))
        kind = "campaign" if kinds and kinds <= {"operation", "campaign"} else "intrusion-set"
        for name in names:
            if not GROUP_ID.fullmatch(name):
                for giver in sorted(givers.get(name, {""})):
                    yield clean(name), "MISP", kind, clean(row["value"]), giver, group


def microsoft(clusters):
    for row in values(clusters, "microsoft-activity-group"):
        yield clean(row["value"]), "Microsoft", "intrusion-set", clean(row["value"]), "Microsoft", ""
        for name in row["meta"].get("synonyms", []):
            yield clean(name), "Microsoft", "intrusion-set", clean(row["value"]), "", ""


def clean(name):
    return " ".join(name.split())


def values(clusters, name):
    return json.loads((clusters / f"{name}.json").read_text("utf-8"))["values"]


if __name__ == "__main__":
    main()
