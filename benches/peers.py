"""What the bench asks of Python.

peers.py stix2 BUNDLE        seconds that python-stix2 takes to build and write the objects of a bundle, compact
peers.py pretty BUNDLE       the same in our layout (indented), which it writes in quadratic time
peers.py process BIN FILE    seconds and peak memory (bytes) of `BIN build FILE` as a process
peers.py validate BIN FILE   the same of `BIN validate FILE`
peers.py validator BUNDLE    seconds that stix2-validator takes for a bundle in memory
peers.py small BIN PATH      median and slowest seconds of 50 runs of `BIN build PATH`
"""

import json
import resource
import statistics
import subprocess
import sys
import time


def stix2_seconds(path, pretty=False):
    import stix2
    from stix2.v21 import EXT_MAP, OBJ_MAP, OBJ_MAP_OBSERVABLE  # noqa: F401

    with open(path, encoding="utf-8") as file:
        objects = json.load(file)["objects"]
    classes = {**OBJ_MAP, **OBJ_MAP_OBSERVABLE}
    start = time.perf_counter()
    built = [classes[each["type"]](allow_custom=True, **{k: v for k, v in each.items() if k != "type"}) for each in objects]
    text = stix2.v21.Bundle(objects=built, allow_custom=True).serialize(pretty=pretty)
    seconds = time.perf_counter() - start
    assert len(text) > 100
    return [seconds]


def validator_seconds(path):
    from stix2validator import ValidationOptions, validate_parsed_json

    with open(path, encoding="utf-8") as file:
        bundle = json.load(file)
    start = time.perf_counter()
    validate_parsed_json(bundle, ValidationOptions(version="2.1"))
    return [time.perf_counter() - start]


def process(binary, path, command="build"):
    start = time.perf_counter()
    subprocess.run([binary, command, path], check=command == "build",
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    return [seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024]


def small(binary, path):
    times = [process(binary, path)[0] for _ in range(50)]
    return [statistics.median(times), max(times)]


if __name__ == "__main__":
    modes = {
        "stix2": stix2_seconds,
        "pretty": lambda path: stix2_seconds(path, True),
        "process": process,
        "validate": lambda binary, path: process(binary, path, "validate"),
        "validator": validator_seconds,
        "small": small,
    }
    print(*modes[sys.argv[1]](*sys.argv[2:]))
