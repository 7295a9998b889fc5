"""Lets the peers judge bundles: stix2-validator, stix2-python's parser, and the JSON Schema of our extension.

usage: judge.py SCHEMA [--for-opencti] BUNDLE...

Warnings of stix2-validator that mapping accepts, because they are choices of the standard's users:
  103  ids are UUIDv5, so that a build is a function of its inputs
  202  relationship types of our own, where the standard has none that is not stronger or weaker
  218  report types of our own: `indictment`, `sanction` (an open vocabulary)
  302  an external reference with a url and no hash: only the hash of what the url serves would be true
and in bundles for OpenCTI, which are read with custom content allowed:
  401  `x_opencti_…`, properties by which it tells what it makes of an object
"""

import json
import sys

import jsonschema
import stix2
import stix2validator

ACCEPTED = ["103", "202", "218", "302"]
# stix2-validator knows the first by the name of an older draft; the second is in a fixture because the standard has it.
EXPECTED = ["Custom property 'installed_software_refs'", "Included property 'objects' is deprecated"]
EXTENSION = "extension-definition--5c9f0c1e-6d0b-4f6a-9a3e-8f6d3b1f2a70"


def validate(path, accepted):
    """Errors and unaccepted warnings of stix2-validator, all options strict."""
    options = stix2validator.ValidationOptions(version="2.1", strict=True, disabled=",".join(accepted), enforce_refs=True)
    for result in stix2validator.validate_file(path, options).object_results:
        for finding in [*result.errors, *result.warnings]:
            if not any(words in str(finding) for words in EXPECTED):
                yield str(finding)


def parse(text, custom):
    """What stix2-python refuses, or would write differently."""
    ours = json.loads(text)
    try:
        theirs = json.loads(stix2.parse(text, allow_custom=custom).serialize())
    except Exception as error:  # its parser raises many kinds
        yield f"stix2: {type(error).__name__}: {error}"
        return
    for before, after in zip(ours["objects"], theirs["objects"], strict=True):
        if without_zero_fractions(before) != without_zero_fractions(after):
            yield f"stix2 writes {before['id']} differently"


def without_zero_fractions(value):
    """stix2-python drops `.000` of some timestamps: compare instants, not their spelling."""
    if isinstance(value, dict):
        return {key: without_zero_fractions(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_zero_fractions(inner) for inner in value]
    return value.replace(".000Z", "Z") if isinstance(value, str) else value


def references(text):
    """References, those inside the extension too, that lead to no object of the bundle."""
    objects = json.loads(text)["objects"]
    known = {each["id"] for each in objects}

    def walk(value, key=""):
        if isinstance(value, dict):
            for inner_key, inner in value.items():
                yield from walk(inner, inner_key)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner, key)
        elif key.endswith(("_ref", "_refs")) and value not in known:
            yield f"{key} {value} leads nowhere"

    for each in objects:
        yield from walk(each)


def extensions(text, schema):
    """Values of our extension that its JSON Schema refuses."""
    check = jsonschema.Draft202012Validator(schema)
    for each in json.loads(text)["objects"]:
        value = each.get("extensions", {}).get(EXTENSION)
        if value is not None:
            yield from (f"{each['id']}: {error.json_path}: {error.message}" for error in check.iter_errors(value))


def main(schema_path, paths):
    custom = "--for-opencti" in paths
    accepted = ACCEPTED + ["401"] * custom
    schema = json.load(open(schema_path, encoding="utf-8"))
    failed = False
    for path in (path for path in paths if path != "--for-opencti"):
        text = open(path, encoding="utf-8").read()
        problems = [*validate(path, accepted), *parse(text, custom), *references(text), *extensions(text, schema)]
        failed |= bool(problems)
        print(f"{path}: {len(json.loads(text)['objects'])} objects, {len(problems)} problems")
        for problem in problems[:20]:
            print(f"  {problem}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
