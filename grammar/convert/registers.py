"""Carry registers of IANA over into grammar/registers/.

    python3 grammar/convert/registers.py IANA MIME_DB LANGUAGES

IANA is a folder with the registers as CSV: charsets, mediatype_*, protocols (service names and port numbers) and
ipfix-information-elements. MIME_DB is db.json of the package mime-db, whose rows from IANA are newer than those, and
LANGUAGES registry.json of the package language-subtag-registry. From then on the tables are the source.
"""

import csv
import json
import sys
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "registers"

# Protocols below and beside the services: keywords of IANA's register of protocol numbers, Ethernet's own, and the names
# that everybody uses for what is registered otherwise.
PROTOCOLS = """ah arp dccp dns egp esp ethernet gre hopopt icmp icmpv6 igmp igp ip ipcomp ipv4 ipv6 ipv6-frag ipv6-icmp
ipv6-nonxt ipv6-opts ipv6-route isis l2tp mpls ospf ospfigp pim ppp quic rdp rsvp sctp ssl tcp tls udp udplite vrrp""".split()


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write(name, words):
    """Lines sorted by their keys: `key`, or `key TAB spelling` where the register has capital letters or another name."""
    table = {}
    for key, spelling in words:
        table.setdefault(key.lower(), spelling)
    lines = [key if key == spelling else f"{key}\t{spelling}" for key, spelling in sorted(table.items())]
    (TABLES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines))


def charsets(folder):
    found = list(rows(folder / "charsets.csv"))
    right = [row["Preferred MIME Name"].strip() or row["Name"].strip() for row in found]
    # The right names first: an alias of one set may be the name of another.
    yield from ((name, name) for name in right)
    for name, row in zip(right, found):
        names = (alias.strip() for alias in [row["Name"], *row["Aliases"].split("\n")])
        # Remarks stand among the aliases too; they are sentences.
        yield from ((alias, name) for alias in names if alias and " " not in alias)


def media_types(folder, mime_db):
    for path in sorted(folder.glob("mediatype_*.csv")):
        top = path.stem.removeprefix("mediatype_")
        for row in rows(path):
            # What follows a name, as in "(OBSOLETED in favor of …)", is no part of it.
            template = row["Template"].strip() or f"{top}/{row['Name'].strip().split(' ')[0]}"
            if " " not in template and "/" in template:
                yield template.lower(), template.lower()
    for name, row in json.loads(mime_db.read_text(encoding="utf-8")).items():
        if row.get("source") == "iana":
            yield name.lower(), name.lower()


def services(folder):
    yield from ((word, word) for word in PROTOCOLS)
    for row in rows(folder / "protocols.csv"):
        name = row["Service Name"].strip()
        if name and " " not in name:
            yield name, name


def ipfix(folder):
    names = (row["Name"].strip() for row in rows(folder / "ipfix-information-elements.csv"))
    yield from ((name, name) for name in names if name.isalnum() and name not in ("Reserved", "Unassigned"))


def languages(registry):
    for row in json.loads(registry.read_text(encoding="utf-8")):
        if row["Type"] == "language" and len(row["Subtag"]) == 2:
            yield row["Subtag"], row["Subtag"]


def main():
    folder, mime_db, registry = map(Path, sys.argv[1:4])
    write("charsets.txt", charsets(folder))
    write("media-types.txt", media_types(folder, mime_db))
    write("services.txt", services(folder))
    write("ipfix.txt", ipfix(folder))
    write("languages.txt", languages(registry))


if __name__ == "__main__":
    main()
