"""Carry the requirements of STIX 2.1 over into grammar/stix/requirements.tsv.

    python3 grammar/convert/requirements.py DIRECTORY

DIRECTORY holds requirements.tsv: id, section, level, requirement (in words of our own), objects, peers. What is added
here is the name of the lint and what judges it. It is run when that list changes; from then on the table is the source.
"""

import csv
import re
import sys
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "stix" / "requirements.tsv"

MEANING = "no: it is about what is meant, which no file shows"
PROGRAM = "no: it is about what a program does"
HIDDEN = "no: it cannot be told from the object"
LOUD = "no: every object with text would be told"

# id: (name, what judges it). `engine`: the code that walks objects. `rule:PART/RULE[/PROPERTY]`: a constraint of the tables.
# `ref:`, `vocab:`, `enum:`, `bounds:`, `missing:` and a property: that check of its shape. `bundle`: rules over several objects.
ROWS = {
    "R001": ("binary-name", "engine"),
    "R002": ("not-base64", "engine"),
    "R003": ("not-a-boolean", "engine"),
    "R004": ("dictionary-key", "engine"),
    "R005": ("dictionary-key-case", "no: each dictionary of the standard keeps the case of the names that are its keys"),
    "R006": ("empty-dictionary", "engine"),
    "R007": ("dictionary-value", "engine"),
    "R008": ("outside-enumeration", "no: the requirement of each property says it"),
    "R009": ("url-without-hash", "rule:external-reference/should-have-with"),
    "R010": ("reference-hash-key", "no: the text and the tables of the standard differ: R015 says it, as a SHOULD"),
    "R011": ("hashes-without-sha-256", "engine"),
    "R012": ("empty-reference", "rule:external-reference/at-least-one-of"),
    "R013": ("not-a-number", "engine"),
    "R014": ("hash-key", "engine"),
    "R015": ("unknown-hash", "engine"),
    "R016": ("hash-digest", "engine"),
    "R017": ("sha-256-first", "no: R011 says it"),
    "R018": ("not-hex", "engine"),
    "R019": ("hex-name", "engine"),
    "R020": ("wrong-id-type", "engine"),
    "R021": ("not-a-uuid", "engine"),
    "R022": ("shared-uuid", "bundle"),
    "R023": ("not-uuid-v4", "engine"),
    "R024": ("sco-namespace", HIDDEN),
    "R025": ("sco-id-not-v5", "engine"),
    "R026": ("sco-id-of-other-content", "engine"),
    "R027": ("sco-id-not-v4", "engine"),
    "R028": ("sco-namespace-misused", HIDDEN),
    "R029": ("hash-choice", "no: R026 says it"),
    "R030": ("dangling-observable", "engine"),
    "R031": ("observable-key", "engine"),
    "R032": ("integer-range", "engine"),
    "R033": ("kill-chain-spelling", "rule:kill-chain-phase/format"),
    "R034": ("half-kill-chain-phase", "missing:kill-chain-phase"),
    "R035": ("empty-list", "engine"),
    "R036": ("list-item", "no: R301 and the codes of what stands in the list say it"),
    "R037": ("observable-container", "engine"),
    "R038": ("outside-vocabulary", "no: the requirement of each property says it"),
    "R039": ("vocabulary-spelling", "engine"),
    "R040": ("timestamp-form", "engine"),
    "R041": ("timestamp-zone", "engine"),
    "R042": ("no-such-time", "engine"),
    "R043": ("name-case", "engine"),
    "R044": ("name-start", "engine"),
    "R045": ("name-joints", "no: R249 and R284 say it"),
    "R046": ("name-length", "engine"),
    "R047": ("name-suffix", "engine"),
    "R048": ("encoding-of-nothing", "rule:directory/requires rule:file/requires"),
    "R049": ("required-property", "engine"),
    "R050": ("spec-version", "engine"),
    "R051": ("no-milliseconds", "engine"),
    "R052": ("created-changed", "bundle"),
    "R053": ("modified-before-created", "rule:*/time-order/created"),
    "R054": ("modified-kept", "no: R074 says it"),
    "R055": ("version-after-revoked", "bundle"),
    "R056": ("label-for-property", MEANING),
    "R057": ("confidence-range", "bounds:confidence"),
    "R058": ("confidence-scale", PROGRAM),
    "R059": ("language-tag", "engine"),
    "R060": ("no-language", LOUD),
    "R061": ("author-no-identity", "ref:created_by_ref"),
    "R062": ("marking-no-marking", "ref:object_marking_refs ref:granular-marking.marking_ref"),
    "R063": ("marking-of-itself", "rule:marking-definition/no-self-reference"),
    "R064": ("defanged-object", "engine"),
    "R065": ("extension-key", "no: R179 and R287 say it, as a MUST"),
    "R066": ("extension-type", "engine"),
    "R067": ("no-extension-type", "engine"),
    "R068": ("no-author", "engine"),
    "R069": ("author-changed", HIDDEN),
    "R070": ("copy-under-old-id", HIDDEN),
    "R071": ("unversioned", "no: R049 says it"),
    "R072": ("first-version", HIDDEN),
    "R073": ("unmarked-change", "no: R074 says it"),
    "R074": ("two-contents", "bundle"),
    "R075": ("foreign-version", "bundle"),
    "R076": ("no-derived-from", HIDDEN),
    "R077": ("revoked-in-place", "no: R074 says it"),
    "R078": ("versioned-sco", HIDDEN),
    "R079": ("reserved-property-name", "engine"),
    "R080": ("unknown-charset", "rule:directory/format rule:file/format/name_enc"),
    "R081": ("capec-id", "rule:attack-pattern/external-reference-format"),
    "R082": ("campaign-times", "rule:campaign/time-order"),
    "R083": ("infrastructure-times", "rule:infrastructure/time-order"),
    "R084": ("intrusion-set-times", "rule:intrusion-set/time-order"),
    "R085": ("malware-times", "rule:malware/time-order"),
    "R086": ("threat-actor-times", "rule:threat-actor/time-order"),
    "R087": ("sighting-times", "rule:sighting/time-order"),
    "R088": ("reserved-action", "rule:course-of-action/reserved"),
    "R089": ("grouping-context", "vocab:grouping.context"),
    "R090": ("identity-words", "vocab:identity.identity_class vocab:identity.sectors"),
    "R091": ("canonical-name", MEANING),
    "R092": ("pattern-support", PROGRAM),
    "R093": ("indicator-without-name", "rule:indicator/should-have"),
    "R094": ("pattern-type", "vocab:indicator.pattern_type"),
    "R095": ("broken-pattern", "rule:indicator/pattern-valid"),
    "R096": ("no-pattern-version", "engine"),
    "R097": ("indicator-times", "rule:indicator/time-order"),
    "R098": ("indicator-types", "vocab:indicator.indicator_types"),
    "R099": ("infrastructure-types", "vocab:infrastructure.infrastructure_types"),
    "R100": ("actor-words", "vocab:intrusion-set.resource_level vocab:intrusion-set.primary_motivation "
             "vocab:intrusion-set.secondary_motivations vocab:threat-actor.resource_level "
             "vocab:threat-actor.primary_motivation vocab:threat-actor.secondary_motivations"),
    "R101": ("location-nowhere", "rule:location/any-of-sets"),
    "R102": ("half-a-coordinate", "rule:location/requires"),
    "R103": ("datum", MEANING),
    "R104": ("coordinate-range", "bounds:location.latitude bounds:location.longitude"),
    "R105": ("region", "vocab:location.region"),
    "R106": ("country-code", "rule:location/format/country"),
    "R107": ("subdivision-code", "rule:location/format/administrative_area"),
    "R108": ("family-without-name", "rule:malware/requires-when"),
    "R109": ("is-family-missing", "missing:malware.is_family"),
    "R110": ("malware-systems", "ref:malware.operating_system_refs"),
    "R111": ("malware-samples", "ref:malware.sample_refs"),
    "R112": ("several-binaries", MEANING),
    "R113": ("malware-words", "vocab:malware.malware_types vocab:malware.architecture_execution_envs "
             "vocab:malware.implementation_languages vocab:malware.capabilities"),
    "R114": ("analysis-without-result", "rule:malware-analysis/at-least-one-of"),
    "R115": ("product-spelling", "rule:malware-analysis/format"),
    "R116": ("anonymized-product", MEANING),
    "R117": ("analysis-software", "ref:malware-analysis.host_vm_ref ref:malware-analysis.operating_system_ref "
             "ref:malware-analysis.installed_software_refs"),
    "R118": ("analysis-objects", "ref:malware-analysis.analysis_sco_refs ref:malware-analysis.sample_ref"),
    "R119": ("analysis-result", "vocab:malware-analysis.result"),
    "R120": ("objects-or-refs", "rule:observed-data/exactly-one-of"),
    "R121": ("observation-times", "rule:observed-data/time-order"),
    "R122": ("number-observed", "bounds:observed-data.number_observed"),
    "R123": ("observed-no-observable", "rule:observed-data/refs-contain-one-of ref:observed-data.object_refs"),
    "R124": ("observed-nothing", "engine"),
    "R125": ("unrelated-observations", MEANING),
    "R126": ("opinion-word", "enum:opinion.opinion"),
    "R127": ("report-types", "vocab:report.report_types"),
    "R128": ("threat-actor-words", "vocab:threat-actor.threat_actor_types vocab:threat-actor.roles "
             "vocab:threat-actor.sophistication vocab:threat-actor.personal_motivations"),
    "R129": ("tool-or-malware", MEANING),
    "R130": ("tool-types", "vocab:tool.tool_types"),
    "R131": ("cve-id", "rule:vulnerability/external-reference-format"),
    "R132": ("unlisted-relationship", "rule:relationship/known-relationship"),
    "R133": ("relationship-spelling", "rule:relationship/format"),
    "R134": ("relationship-ends", "ref:relationship.source_ref ref:relationship.target_ref"),
    "R135": ("relationship-times", "rule:relationship/time-order"),
    "R136": ("table-precedence", PROGRAM),
    "R137": ("sighting-count", "bounds:sighting.count"),
    "R138": ("sighting-of", "ref:sighting.sighting_of_ref"),
    "R139": ("sighting-data", "ref:sighting.observed_data_refs"),
    "R140": ("sighting-where", "ref:sighting.where_sighted_refs"),
    "R141": ("artifact-source", "rule:artifact/exactly-one-of"),
    "R142": ("artifact-hashes", "rule:artifact/requires/url"),
    "R143": ("not-a-url", "rule:artifact/format/url"),
    "R144": ("unregistered-media-type", "rule:artifact/format/mime_type rule:file/format/mime_type"),
    "R145": ("encryption-algorithm", "enum:artifact.encryption_algorithm"),
    "R146": ("key-without-algorithm", "rule:artifact/requires/decryption_key"),
    "R147": ("sco-hash-key", "no: the text and the tables of the standard differ: R015 says it, as a SHOULD"),
    "R169": ("not-a-domain-name", "rule:domain-name/format"),
    "R170": ("not-an-email-address", "rule:email-addr/format"),
    "R171": ("undecoded-header", MEANING),
    "R172": ("message-body", "rule:email-message/forbidden-when"),
    "R173": ("header-values", "engine"),
    "R174": ("empty-mime-part", "rule:email-mime-part-type/at-least-one-of"),
    "R175": ("undecoded-body", MEANING),
    "R176": ("nameless-file", "rule:file/at-least-one-of"),
    "R177": ("extension-host", "engine"),
    "R178": ("negative-size", "bounds:file.size bounds:alternate-data-stream-type.size bounds:windows-pe-section-type.size bounds:windows-pebinary-ext.size_of_optional_header"),
    "R179": ("unknown-extension", "engine"),
    "R180": ("empty-ntfs-ext", "rule:ntfs-ext/at-least-one-property"),
    "R181": ("empty-pdf-ext", "rule:pdf-ext/at-least-one-property"),
    "R182": ("empty-raster-image-ext", "rule:raster-image-ext/at-least-one-property"),
    "R183": ("empty-tcp-ext", "rule:tcp-ext/at-least-one-property"),
    "R184": ("empty-windows-process-ext", "rule:windows-process-ext/at-least-one-property"),
    "R185": ("empty-windows-service-ext", "rule:windows-service-ext/at-least-one-property"),
    "R186": ("empty-unix-account-ext", "rule:unix-account-ext/at-least-one-property"),
    "R187": ("empty-pebinary-ext", "rule:windows-pebinary-ext/at-least-one-property"),
    "R188": ("pebinary-type", "vocab:windows-pebinary-ext.pe_type"),
    "R189": ("fraction-of-a-second", "rule:windows-pebinary-ext/timestamp-whole-seconds"),
    "R190": ("empty-optional-header", "rule:windows-pe-optional-header-type/at-least-one-property bounds:windows-pe-optional-header-type.size_of_code bounds:windows-pe-optional-header-type.size_of_initialized_data bounds:windows-pe-optional-header-type.size_of_uninitialized_data bounds:windows-pe-optional-header-type.size_of_image bounds:windows-pe-optional-header-type.size_of_headers bounds:windows-pe-optional-header-type.size_of_stack_reserve bounds:windows-pe-optional-header-type.size_of_stack_commit bounds:windows-pe-optional-header-type.size_of_heap_reserve bounds:windows-pe-optional-header-type.size_of_heap_commit"),
    "R191": ("pdf-information", "engine"),
    "R192": ("exif-values", "engine"),
    "R193": ("not-an-ipv4-address", "rule:ipv4-addr/format"),
    "R194": ("not-an-ipv6-address", "rule:ipv6-addr/format"),
    "R195": ("not-a-mac-address", "rule:mac-addr/format"),
    "R196": ("traffic-without-end", "rule:network-traffic/at-least-one-of"),
    "R197": ("traffic-without-ports", "rule:network-traffic/should-have"),
    "R198": ("port-range", "bounds:network-traffic.src_port bounds:network-traffic.dst_port"),
    "R199": ("active-and-ended", "rule:network-traffic/forbidden-when rule:network-traffic/value-if-present"),
    "R200": ("traffic-times", "rule:network-traffic/time-order"),
    "R201": ("protocol-order", MEANING),
    "R202": ("unregistered-protocol", "rule:network-traffic/format"),
    "R203": ("protocol-of-extension", "rule:network-traffic/protocol-for-extension"),
    "R204": ("ipfix-names", "rule:network-traffic/key-format"),
    "R205": ("ipfix-values", "engine"),
    "R206": ("request-header", "engine"),
    "R207": ("socket-words", "enum:socket-ext.address_family enum:socket-ext.socket_type"),
    "R208": ("empty-process", "rule:process/at-least-one-property"),
    "R209": ("process-id", "engine"),
    "R210": ("environment-variables", "engine"),
    "R211": ("priority-class", "rule:windows-process-ext/format"),
    "R212": ("integrity-level", "enum:windows-process-ext.integrity_level"),
    "R213": ("service-words", "enum:windows-service-ext.start_type enum:windows-service-ext.service_type "
             "enum:windows-service-ext.service_status"),
    "R214": ("not-a-cpe", "rule:software/format/cpe"),
    "R215": ("software-languages", "rule:software/format/languages"),
    "R216": ("url-value", "rule:url/format"),
    "R217": ("empty-user-account", "rule:user-account/at-least-one-property"),
    "R218": ("account-type", "vocab:user-account.account_type"),
    "R219": ("personal-credential", MEANING),
    "R220": ("empty-registry-key", "rule:windows-registry-key/at-least-one-property"),
    "R221": ("short-hive", "rule:windows-registry-key/format"),
    "R222": ("registry-value", "rule:windows-registry-value-type/at-least-one-property "
             "enum:windows-registry-value-type.data_type"),
    "R223": ("empty-certificate", "rule:x509-certificate/at-least-one-property"),
    "R224": ("empty-certificate-extensions", "rule:x509-v3-extensions-type/at-least-one-property"),
    "R225": ("content-of-nothing", "ref:language-content.object_ref"),
    "R226": ("content-of-other-version", "rule:language-content/object-modified-matches-target"),
    "R227": ("content-language", "rule:language-content/key-format"),
    "R228": ("translation-shape", "rule:language-content/translation-shape"),
    "R229": ("untranslatable-keys", PROGRAM),
    "R230": ("undefined-marking", "rule:marking-definition/requires-absent"),
    "R231": ("definition-type", "engine"),
    "R232": ("statement-marking", "missing:statement-marking"),
    "R233": ("tlp-objects", "rule:marking-definition/tlp-instances-only"),
    "R234": ("versioned-marking", "rule:marking-definition/not-versioned"),
    "R235": ("granular-marking", "rule:granular-marking/exactly-one-of"),
    "R236": ("granular-language", "rule:granular-marking/format"),
    "R237": ("selector-form", "rule:granular-marking/selector-syntax"),
    "R238": ("selector-to-nothing", "rule:granular-marking/selectors-exist"),
    "R239": ("redefined-property", "engine"),
    "R240": ("custom-without-common", "engine"),
    "R241": ("unique-extension-names", HIDDEN),
    "R242": ("definition-without-author", "missing:extension-definition.created_by_ref"),
    "R243": ("definition-without-description", "rule:extension-definition/should-have"),
    "R244": ("extension-schema", HIDDEN),
    "R245": ("extension-types", "enum:extension-definition.extension_types"),
    "R246": ("undeclared-extension-properties", "rule:extension-definition/should-have-when-contains"),
    "R247": ("needless-extension-properties", "rule:extension-definition/only-when-contains"),
    "R248": ("extension-property-name", "engine"),
    "R249": ("extension-object-type", "engine"),
    "R250": ("common-name-reused", MEANING),
    "R251": ("needless-extension", MEANING),
    "R252": ("bundle-property", "engine"),
    "R253": ("bundle-in-bundle", "bundle"),
    "R254": ("empty-bundle", "engine"),
    "R255": ("bundle-spec-version", "engine"),
    "R256": ("relationship-to-bundle", "no: R134 says it"),
    "R257": ("pattern-binary", "pattern"),
    "R258": ("pattern-hex", "pattern"),
    "R259": ("pattern-plus-sign", "pattern"),
    "R260": ("pattern-timestamp", "pattern"),
    "R261": ("pattern-string", "pattern"),
    "R262": ("pattern-white-space", PROGRAM),
    "R263": ("pattern-brackets", "no: R095 says it"),
    "R264": ("pattern-root-types", "pattern"),
    "R265": ("pattern-qualifier-twice", "pattern"),
    "R266": ("pattern-repeats", "pattern"),
    "R267": ("pattern-within", "pattern"),
    "R268": ("pattern-start-stop", "no: R095 says it"),
    "R269": ("pattern-window", "pattern"),
    "R270": ("pattern-sides", "no: R095 says it"),
    "R271": ("pattern-constant-type", "pattern"),
    "R272": ("pattern-set", "pattern"),
    "R273": ("pattern-regex", "pattern"),
    "R274": ("pattern-subnet", "pattern"),
    "R275": ("pattern-hash", "pattern"),
    "R276": ("pattern-object-type", "pattern"),
    "R277": ("pattern-property", "pattern"),
    "R278": ("pattern-quotes", "pattern"),
    "R279": ("pattern-index", "pattern"),
    "R280": ("pattern-no-index", "pattern"),
    "R281": ("pattern-key", "pattern"),
    "R282": ("pattern-reference", "pattern"),
    "R283": ("conformance-level", PROGRAM),
    "R284": ("custom-property-name", "engine"),
    "R285": ("custom-property-prefix", "engine"),
    "R286": ("custom-type-prefix", "engine"),
    "R287": ("custom-extension-name", "engine"),
    "R288": ("custom-content", "engine"),
    "R289": ("producer", PROGRAM),
    "R290": ("consumer", PROGRAM),
    "R291": ("optional-features", PROGRAM),
    # Rows of our own: what every type of the standard asks for without a sentence to point at.
    "R301": ("wrong-json-type", "engine"),
    "R302": ("not-an-object", "engine"),
    "R303": ("exact-repetition", "bundle"),
    "R304": ("pattern-never-equal", "pattern"),
}

OWN = [
    ("R301", "2", "MUST", "a property has the JSON type that the standard gives it", "*", "S; P"),
    ("R302", "8.1", "MUST", "a bundle holds objects with a type", "bundle", "S; P"),
    ("R303", "8", "SHOULD", "an object stands once in a bundle", "bundle", "none"),
    ("R304", "9.6.4", "MUST", "a text compared with bytes has only code points below U+0100", "indicator.pattern", "none"),
]

# Targets of references, one property after the other.
REFERENCE = re.compile(r"^reference names only: ")


def selectors(objects):
    """`email-message.from_ref,sender_ref` and `ipv4-addr,ipv6-addr .resolves_to_refs` as selectors."""
    if " ." in objects:
        types, name = objects.split(" .")
        return " ".join(f"ref:{each}.{name}" for each in types.split(","))
    owner, names = objects.split(".", 1)
    return " ".join(f"ref:{owner}.{name}" for name in names.split(","))


def main(directory):
    with open(Path(directory) / "requirements.tsv", encoding="utf-8") as file:
        given = [tuple(row.values()) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    lines = [
        "# Requirements of STIX 2.1 (OASIS Standard, with the draft of Errata 01), restated in our own words, and what judges each.",
        "# `judged` is explained in grammar/README.md.",
        "id\tname\tsection\tlevel\trequirement\tobjects\tvalidator\tjudged",
    ]
    for number, section, level, requirement, objects, peers in [*given, *OWN]:
        if REFERENCE.match(requirement):
            name = "reference-" + objects.replace(" ", "").replace(".", "-").replace(",", "-").replace("_", "-")
            name = re.sub(r"-(refs?)(-.*)?$", r"", name)
            judged = selectors(objects)
        else:
            name, judged = ROWS[number]
        validator = " ".join(re.findall(r"V:?[A-Za-z0-9_]+", peers)).replace("V:", "").replace("V", "{") if peers else ""
        validator = re.sub(r"\{(\d+)", r"{\1}", validator).replace("{ ", "")
        validator = " ".join(word for word in validator.split() if word.startswith("{") or word.islower())
        schema = "schema" if re.match(r"S\b", peers) and "no" not in peers.split(";")[0] else ""
        lines.append("\t".join([number, name, section, level, requirement, objects, " ".join(filter(None, [schema, validator])), judged]))
    names = [line.split("\t")[1] for line in lines[3:]]
    twice = {name for name in names if names.count(name) > 1}
    assert not twice, twice
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
