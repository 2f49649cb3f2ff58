#!/usr/bin/env python3
"""Checks the rules of the house that a compiler does not: who includes whom, what things are called, how long they are.

Prints each breach as file:line: what, and exits with 1 if there is one.
"""
import re
import subprocess
import sys
from pathlib import Path

TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md",
             "simulator", "fixtures", "contracts", "src", "tests", "tools"}
CODE = ("src", "simulator", "tools", "tests")
VAGUE = re.compile(r"(^|/)(utils?|helpers?|common|misc)(\.[a-z]+)?(/|$)")
ODOO_NAMES = ("simulator/service/common.cpp", "simulator/service/common.h")  # the service is called so in Odoo
FORBIDDEN = [  # a shared bug must not cancel itself out; the ORM knows no addon
    ("src/", "simulator/"), ("simulator/", "src/"), ("simulator/orm/", "simulator/addons/"),
    ("src/", "tools/"), ("simulator/", "tools/"), ("src/", "tests/"), ("simulator/", "tests/"),
]
FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
LONGER_FOR_A_REASON = {}  # file, or file:function -> reason


def tracked():
    listing = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout
    return [line for line in listing.splitlines() if Path(line).exists()]


def check_top_level(files):
    for name in sorted({f.split("/")[0] for f in files}):
        if name not in TOP_LEVEL and not name.startswith("."):
            yield f"{name}: not on the map of the top level"


def check_names(files):
    for file in files:
        if VAGUE.search(file) and file not in ODOO_NAMES and not file.startswith("fixtures/"):
            yield f"{file}: named for nothing in particular"


def check_includes(file, lines):
    for number, line in enumerate(lines, 1):
        included = re.match(r'\s*#include "([^"]+)"', line)
        for place, forbidden in FORBIDDEN:
            if included and file.startswith(place) and included[1].startswith(forbidden):
                yield f"{file}:{number}: {place} must not include {forbidden}"


def functions(lines):
    """(first line, name, length) of each function body: a brace opened at the indentation of a declaration."""
    start = name = indent = None
    for number, line in enumerate(lines, 1):
        text = line.rstrip()
        opened = re.match(r"^(\s*)(?!(?:class|struct|enum|namespace|union|extern|if|for|while|switch|else|do|try|return|case)\b)"
                          r"[\w:~<>,&*\[\]() ].*[)}][^;]*\{$", text)
        if start is None and opened:
            found = re.search(r"([\w:~]+)\(", text)
            continued = text.lstrip().startswith(":")  # a constructor's initialisers stand four deeper than its end
            start, name, indent = number, found[1] if found else "?", opened[1][4:] if continued else opened[1]
        elif start is not None and text == indent + "}":
            yield start, name, number - start + 1
            start = None


def check_lengths(file, lines):
    if len(lines) > FILE_LINES_MAX and file not in LONGER_FOR_A_REASON:
        yield f"{file}: {len(lines)} lines, more than {FILE_LINES_MAX}"
    for start, name, length in functions(lines):
        if length > FUNCTION_LINES_MAX and f"{file}:{name}" not in LONGER_FOR_A_REASON:
            yield f"{file}:{start}: {name} has {length} lines, more than {FUNCTION_LINES_MAX}"


def main():
    files = tracked()
    breaches = list(check_top_level(files)) + list(check_names(files))
    for file in files:
        if file.startswith(tuple(f"{folder}/" for folder in CODE)) and file.endswith((".cpp", ".h")):
            lines = Path(file).read_text().splitlines()
            breaches += list(check_includes(file, lines)) + list(check_lengths(file, lines))
    print("\n".join(breaches) or f"{len(files)} files, no breach")
    return bool(breaches)


if __name__ == "__main__":
    sys.exit(main())
