"""Trim tables of MITRE ATT&CK to what the compiler looks up.

    python3 grammar/convert/attack.py DIRECTORY VERSION

DIRECTORY holds techniques.tsv, groups.tsv, software.tsv, campaigns.tsv and tactics.tsv, one row for each object of that
release of ATT&CK Enterprise, with the columns `attack_id` and `name` and, where they apply, `stix_type`, `tactics`,
`aliases` (with `|` between them), `status`, `revoked_by` and `shortname`. VERSION is the release, such as 18.1.

Source: MITRE ATT&CK, used under its terms of use; grammar/attack/NOTICE has the notice. Licence of this script: MIT OR
Apache-2.0, as the rest of the project.
"""

import csv
import sys
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "attack"
STIX = {"techniques": "attack-pattern", "groups": "intrusion-set", "software": None, "campaigns": "campaign"}
ALIASED = {"groups", "software", "campaigns"}
STATUSES = {"", "deprecated", "revoked"}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, version = Path(sys.argv[1]), sys.argv[2]
    TABLES.mkdir(parents=True, exist_ok=True)
    for name, stix in STIX.items():
        own = ["tactics"] if name == "techniques" else ["aliases"] if name in ALIASED else []
        columns = ["id", "name", "stix", *own, "status", "revoked_by"]
        write(name, version, columns, (trimmed(row, stix) for row in rows(source, name)))
    tactics = ({"id": row["attack_id"], "name": row["name"], "word": row["shortname"]} for row in rows(source, "tactics"))
    write("tactics", version, ["id", "name", "word"], tactics)
    (TABLES / "VERSION").write_text(version + "\n", "utf-8")


def rows(source, name):
    with (source / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(name, version, columns, all_rows):
    lines = [f"# The {name} of MITRE ATT&CK Enterprise v{version}; see NOTICE.\n", "\t".join(columns) + "\n"]
    for row in sorted(all_rows, key=lambda row: row["id"]):
        lines.append("\t".join(row[column] for column in columns) + "\n")
    (TABLES / f"{name}.tsv").write_text("".join(lines), "utf-8")


def trimmed(row, stix):
    status = row.get("status") or ""
    if status not in STATUSES:
        sys.exit(f"{row['attack_id']} has the status `{status}`, which the tables have no place for")
    return {
        "id": row["attack_id"],
        "name": row["name"],
        "stix": stix or row["stix_type"],
        "tactics": row.get("tactics") or "",
        "aliases": "|".join(alias for alias in (row.get("aliases") or "").split("|") if alias not in ("", row["name"])),
        "status": status,
        "revoked_by": row.get("revoked_by") or "",
    }


if __name__ == "__main__":
    main()
