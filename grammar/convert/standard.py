"""Carry STIX 2.1 from one JSON description of it over into the tables of grammar/stix.

    python3 grammar/convert/standard.py DIRECTORY

DIRECTORY holds objects.json, vocabularies.json, relationships.tsv, tlp.json and confidence_scales.json: a description
of the standard by its properties, bounds, targets and constraints, in words of our own. It is run when that description
changes; from then on the tables are the source, and attrc-generate reads nothing else.

Source of the facts: STIX 2.1, OASIS Standard of 10 June 2021, with the draft of Errata 01 of 2 April 2025 (oasis-tcs/
cti-stix2 at 69592fd5ab8e). The standard is copyright OASIS Open; facts are restated, no text of it is copied. Licence
of this script and of the tables: MIT OR Apache-2.0, as the rest of the project.
"""

import json
import sys
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "stix"
LIMIT = 2**53 - 1  # section 2.10 of the standard: what every integer keeps to
LEVELS = {"MUST": "must", "MUST NOT": "must", "SHOULD": "should", "SHOULD NOT": "should", "prose": "prose"}
LEADING = ["type", "spec_version", "id", "created_by_ref", "created", "modified"]

SOURCE = "From STIX 2.1 (OASIS Standard, with the draft of Errata 01): facts restated in our own words."
HELP = "`section` points into the standard; grammar/README.md explains shapes and constraints."

FILES = {
    "sdo": "The STIX Domain Objects.",
    "sco": "The STIX Cyber-observable Objects. `id_contributing` names the properties that an id is computed from.",
    "sro": "The STIX Relationship Objects.",
    "meta": "The STIX Meta Objects.",
    "container": "What carries objects without being one: the bundle.",
}

# The description tells formats in several manners; a table has one word for each (rules.toml explains them).
FORMATS = {
    r"^CAPEC-\d+$": "capec-id",
    r"^CVE-\d{4}-\d{4,}$": "cve-id",
    "^[a-z0-9-]+$": "relationship-type",
    "^([0-9a-f]{2}:){5}[0-9a-f]{2}$": "mac-address",
    "_CLASS$": "priority-class",
    "iso3166-1-alpha-2": "country-code",
    "iso3166-2": "subdivision-code",
    "iana-media-type": "media-type",
    "iana-charset": "charset",
    "rfc1034+rfc5890": "domain-name",
    "rfc5322-addr-spec (no display name)": "email-address",
    "ipv4 or ipv4/cidr": "ipv4-or-cidr",
    "ipv6 or ipv6/cidr": "ipv6-or-cidr",
    "cpe-2.3": "cpe-2.3",
    "rfc5646": "language-tag",
    "rfc3986-url": "url",
    "hive fully expanded (HKEY_..., never HKLM etc.)": "full-registry-hive",
    "lowercase-hyphen": "lowercase-hyphen",
}

# Words for dictionaries whose values are no simple shape.
DICTIONARY_VALUES = {"dictionary keyed by property name; outer keys are RFC 5646 language codes": "translations"}

NOTES = {
    "calls it positive; peers accept 0": "the text calls it positive; other tools take 0",
    "errata md table says": "a table of the errata says",
    "asciidoc source of the same text and both peers:": "the text it is made from says",
}

ARGUMENTS = {"prop": "property", "props": "properties", "external_id": "format"}

# The description has no summaries of extensions and structures; these are ours.
SUMMARIES = {
    "archive-ext": "What is in an archive file.",
    "ntfs-ext": "What only files on NTFS have: security id and alternate streams.",
    "pdf-ext": "Version, metadata and trailer ids of a PDF file.",
    "raster-image-ext": "Size and EXIF tags of an image file.",
    "windows-pebinary-ext": "Headers and sections of a Windows executable.",
    "http-request-ext": "One HTTP request in the traffic.",
    "icmp-ext": "Type and code of an ICMP packet.",
    "socket-ext": "The network socket behind the traffic.",
    "tcp-ext": "TCP flags seen in either direction.",
    "windows-process-ext": "What only Windows processes have.",
    "windows-service-ext": "The Windows service that a process runs as.",
    "unix-account-ext": "What only Unix accounts have: group, home and shell.",
    "kill-chain-phase": "A phase of a named kill chain.",
    "email-mime-part-type": "One part of a multipart message.",
    "alternate-data-stream-type": "An alternate data stream of an NTFS file.",
    "windows-pe-optional-header-type": "The optional header of a Windows executable.",
    "windows-pe-section-type": "A section of a Windows executable.",
    "windows-registry-value-type": "A value of a registry key.",
    "x509-v3-extensions-type": "The version 3 extensions of a certificate.",
    "statement-marking": "A marking that is a text, such as a copyright line or terms of use.",
    "tlp-marking": "A marking of the Traffic Light Protocol, version 1.",
    "granular-marking": "A marking or language of some properties of an object.",
    "external-reference": "A pointer to something outside STIX: a page, a catalogue entry, a document.",
}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source = Path(sys.argv[1])
    TABLES.mkdir(parents=True, exist_ok=True)
    standard = json.loads((source / "objects.json").read_text("utf-8"))
    common = standard["common_properties"]
    profiles = profiles_of(standard)

    write("common.toml", common_table(common, profiles))
    for category, title in FILES.items():
        names = standard["categories"][category]
        objects = "".join(object_table(name, standard["objects"][name], profiles, standard) for name in names)
        write(f"{category}.toml", head(title, HELP) + objects)
    title = "The extensions that the standard defines itself, each for one host type."
    write("extensions.toml", head(title, HELP) + "".join(part_table(*row) for row in standard["extensions"].items()))
    title = "Structures inside objects, which have no id of their own."
    write("structures.toml", head(title, HELP) + "".join(part_table(*row) for row in standard["types"].items()))
    write("vocabularies.toml", vocabularies(json.loads((source / "vocabularies.json").read_text("utf-8"))))
    write("relationships.tsv", relationships((source / "relationships.tsv").read_text("utf-8"), standard))
    write("markings.toml", markings(json.loads((source / "tlp.json").read_text("utf-8"))))
    write("scales.toml", scales(json.loads((source / "confidence_scales.json").read_text("utf-8"))))


def write(name, text):
    (TABLES / name).write_text(text, "utf-8")


def head(title, *more):
    return "".join(f"# {line}\n" for line in [title, SOURCE, *more])


def require(condition, what):
    """The tables leave out what follows from something else; this makes sure that it does follow."""
    if not condition:
        sys.exit(f"the description says something that the tables have no place for: {what}")


# Objects


def profile_of(row):
    """Which common properties an object must and may have, in emission order."""
    own = [item for item in row["properties"] if item.get("common")]
    return {
        "required": [item["name"] for item in own if item["required"]],
        "optional": [item["name"] for item in own if not item["required"]],
    }


def profiles_of(standard):
    """The profile of each category where all its types agree."""
    found = {}
    for category, names in standard["categories"].items():
        own = [profile_of(standard["objects"][name]) for name in names]
        if all(profile == own[0] for profile in own):
            found[category] = own[0]
    return found


def common_table(common, profiles):
    text = head(
        "The properties that all objects share, and which category must or may have which.",
        "Objects are written in this order: leading properties, those of the type, trailing properties.",
    )
    text += "\n"
    rows = {"leading": LEADING, "trailing": [name for name in common if name not in LEADING]}
    for place, names in rows.items():
        text += array(place, [property_line(common[name]) for name in names])
    text += "\n# What holds for every type that has versions, which are the types with `modified`.\n"
    text += array("versioned_constraints", [constraint_line(VERSION_ORDER)])
    for category, profile in profiles.items():
        text += f"\n[categories.{category}]\n" + "".join(wrapped(*pair) for pair in profile.items())
    return text


VERSION_ORDER = {"rule": "time-order", "earlier": "created", "later": "modified", "op": "<=", "level": "MUST"}


def object_table(name, row, profiles, standard):
    require(row["versioned"] == any(item["name"] == "modified" for item in row["properties"]), f"versions of {name}")
    require(row["versioned"] == (VERSION_ORDER in row["constraints"]), f"order of versions of {name}")
    hosted = [extension for extension, part in standard["extensions"].items() if part["host"] == name]
    require(row.get("predefined_extensions", []) == hosted, f"extensions of {name}")
    check_order(name, row)

    text = f"\n[{name}]\nsection = {value(row['section'])}\nsummary = {value(row['summary'])}\n"
    if profiles.get(row["category"]) != profile_of(row):
        text += "".join(wrapped(f"common_{key}", words) for key, words in profile_of(row).items())
    for key in ["id_contributing", "id_all_optional", "id_hash_preference"]:
        if row.get(key):
            text += f"{key} = {value(row[key])}\n"
    return text + lists(row)


def check_order(name, row):
    names = [item["name"] for item in row["properties"]]
    common = {item["name"] for item in row["properties"] if item["common"]}
    leading = [word for word in LEADING if word in common]
    trailing = [word for word in names if word in common and word not in LEADING]
    own = [word for word in names if word not in common]
    require(names == leading + own + trailing, f"order of {name}")


def part_table(name, row):
    text = f"\n[{name}]\n"
    if "host" in row:
        text += f"host = {value(row['host'])}\n"
    return text + f"section = {value(row['section'])}\nsummary = {value(SUMMARIES[name])}\n" + lists(row)


def lists(row):
    text = array("properties", [property_line(item) for item in row["properties"] if not item.get("common")])
    own = [item for item in row["constraints"] if item != VERSION_ORDER]
    return text + (array("constraints", [constraint_line(item) for item in own]) if own else "")


def property_line(item):
    schema = item["schema"]
    line = {"name": item["name"], "shape": shape(schema)}
    if item.get("required"):
        line["required"] = True
    if "fixed" in schema:
        line["fixed"] = schema["fixed"]
    for key in ["default", "deprecated", "note"]:
        if key in item:
            line[key] = item[key]
    if "note" in line:
        for words, ours in NOTES.items():
            line["note"] = line["note"].replace(words, ours)
    if schema.get("min_precision"):
        require(schema["min_precision"] == "millisecond", f"precision of {item['name']}")
        line["milliseconds"] = True
    if schema.get("suggested"):
        line["suggested"] = schema["suggested"]
    bound, _, remark = schema.get("bound_source", "").partition(" (")
    if bound == "prose":
        line["bounds"] = "prose"
    if remark:
        line["note"] = remark.rstrip(")")
    return inline(line)


def shape(schema):
    kind = schema["kind"]
    if kind == "list":
        require(schema["min_items"] == 1, "a list of other than one item at least")
        return f"list of {shape(schema['of'])}"
    if kind == "identifier":
        return f"identifier of {' | '.join(schema['targets'])}"
    if kind == "dictionary":
        return f"dictionary of {' | '.join(DICTIONARY_VALUES.get(word, word) for word in schema['values'])}"
    if kind == "object":
        return f"object {schema['type']}"
    if kind in ("open-vocab", "enum"):
        return f"{kind} {schema['vocab'] or ''}".rstrip()
    if kind in ("integer", "float"):
        low, high = (bound(schema.get(key)) for key in ("min", "max"))
        return kind if (low, high) == ("", "") else f"{kind} {low}..{high}"
    return kind


def bound(number):
    """An integer's bound that all integers have is left to the generator."""
    return "" if number is None or abs(number) == LIMIT else f"{number:g}" if isinstance(number, float) else str(number)


def constraint_line(item):
    line = {"rule": item["rule"]}
    if LEVELS[item["level"]] != "must":
        line["level"] = LEVELS[item["level"]]
    for key, words in item.items():
        if key in ("rule", "level") or words == []:
            continue
        key = ARGUMENTS.get(key, key)
        line[key] = FORMATS[words] if key == "format" else words
    return inline(line)


# The other tables


def vocabularies(rows):
    text = head(
        "The vocabularies: `open` ones allow other words, the others do not. Words are in the standard's order.",
        "`added` are words of Errata 01; `ordered` words rise; `numbers` is what the standard counts them as.",
    )
    for name, row in rows.items():
        if name.startswith("_"):
            continue
        text += f"\n[{name}]\nsection = {value(row['section'])}\nopen = {value(row['kind'] == 'open')}\n"
        if row.get("ordered") or row.get("numeric"):
            text += "ordered = true\n"
        if "numeric" in row:
            text += f"numbers = {value([row['numeric'][word] for word in row['values']])}\n"
        if "errata01" in row:
            text += f"added = {value(row['errata01'])}\n"
        text += wrapped("values", list(dict.fromkeys(row["values"])))  # one word is listed twice
    return text


def relationships(text, standard):
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    sets = {"<SDO|SCO>": "@sdo|@sco", "<same type>": "@self"}
    lines = []
    for kind, source, verb, target, section, *_ in rows:
        if kind == "specific":
            require(section == standard["objects"][source]["section"], f"section of {source} {verb}")
        if kind in ("specific", "common"):
            lines.append([sets.get(source, source), verb, sets.get(target, target)])
    text = head(
        "The relationships that the standard names, from type to type.",
        "The first rows hold for all domain and cyber-observable objects; @self is the type of the source.",
    )
    return text + "".join("\t".join(line) + "\n" for line in [["source", "relationship", "target"], *sorted(lines)])


def markings(tlp):
    text = head("The markings of the Traffic Light Protocol, as the objects that everybody has to use.")
    text += f"\n# The extension that carries the word of version 2.\nextension = {value(tlp['TLP 2.0 extension'])}\n"
    for version in ["1.0", "2.0"]:
        rows = []
        for word, item in tlp[f"TLP {version}"].items():
            rows.append(inline({"word": word, "name": item["name"], "id": item["id"], "created": item["created"]}))
        text += "\n" + array(f"tlp{version[0]}", rows)
    return text


def scales(rows):
    text = head("The scales that the standard relates to `confidence`: label, number, and the numbers that read as the label.")
    for name, steps in rows.items():
        lines = []
        for step in steps:
            line = {"label": step["label"]}
            if step["value"] is not None:
                line |= {"value": step["value"], "range": step["range"]}
            lines.append(inline(line))
        text += f"\n[{name if name[0].isalpha() else value(name)}]\n" + array("rows", lines)
    return text


# TOML


def value(item):
    if isinstance(item, list):
        return "[" + ", ".join(value(part) for part in item) + "]"
    if isinstance(item, dict):
        return inline(item)
    return json.dumps(item, ensure_ascii=False)


def inline(row):
    return "{ " + ", ".join(f"{key} = {value(item)}" for key, item in row.items()) + " }"


def array(key, lines):
    return f"{key} = [\n" + "".join(f"    {line},\n" for line in lines) + "]\n"


def wrapped(key, words, width=112):
    line = f"{key} = {value(words)}\n"
    if len(line) <= width:
        return line
    lines = [""]
    for word in (value(item) + "," for item in words):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return f"{key} = [\n" + "".join(f"    {line}\n" for line in lines) + "]\n"


if __name__ == "__main__":
    main()
