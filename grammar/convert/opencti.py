"""Carry over which relationships OpenCTI accepts into grammar/targets/opencti-relationships.tsv.

    python3 grammar/convert/opencti.py OPENCTI

OPENCTI is a checkout of github.com/OpenCTI-Platform/opencti. The table of the platform's core
(opencti-graphql/src/database/stix.ts) and those of its modules (`relations` in src/modules/) are read, with the names of
types and relationships that their constants stand for. From then on the table is the source.

Source: OpenCTI, Copyright Filigran SAS, Community Edition, Apache License 2.0; grammar/targets/NOTICE has the notice.
Only facts are carried over: which relationship is accepted between which types. Licence of this script: MIT OR
Apache-2.0, as the rest of the project.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "targets" / "opencti-relationships.tsv"
CONSTANT = re.compile(r"export const ((?:ENTITY|RELATION|ABSTRACT)_[A-Z0-9_]+)\s*=\s*'([^']+)'")
CORE = re.compile(r"\[`\$\{(\w+)\}_\$\{(\w+)\}`\]: \[(.*?)\]", re.DOTALL)
MODULE = re.compile(r"name: (\w+),\s*targets: \[(.*?)\]", re.DOTALL)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    platform = Path(sys.argv[1]) / "opencti-platform" / "opencti-graphql"
    version = json.loads((platform / "package.json").read_text("utf-8"))["version"]
    texts = {path: path.read_text("utf-8") for path in sorted((platform / "src").rglob("*.[jt]s"))}
    names = dict(match for text in texts.values() for match in CONSTANT.findall(text))
    # Some relationships share the name of their constant with a property of observables.
    names.update(CONSTANT.findall(texts[platform / "src" / "schema" / "stixCoreRelationship.ts"]))
    accepted = defaultdict(set)
    core = texts[platform / "src" / "database" / "stix.ts"].partition("stixCoreRelationshipsMapping: ")[2]
    for source, target, types in CORE.findall(core):
        # A few rows are of relationships from or to relationships, which STIX does not have.
        if not source.startswith("RELATION_") and not target.startswith("RELATION_"):
            accepted[names[source], names[target]].update(names[name] for name in re.findall(r"name: (\w+)", types))
    for path, text in texts.items():
        source = re.search(r"\n  type: \{.*?name: (\w+)", text, re.DOTALL)
        relations = text.partition("\n  relations: [")[2].partition("\n  ],")[0]
        if "registerDefinition" in text and source and relations:
            for name, targets in MODULE.findall(relations):
                for target in re.findall(r"name: (\w+)", targets):
                    accepted[names[source[1]], names[target]].add(names[name])
    lines = [f"# What OpenCTI {version} accepts between two of its types; see NOTICE.\n", "from\tto\ttypes\n"]
    lines += [f"{source}\t{target}\t{' '.join(sorted(types))}\n" for (source, target), types in sorted(accepted.items())]
    TABLE.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
