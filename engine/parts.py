#!/usr/bin/env python3
"""parts.py VERSION OUTPUT PROGRAM FILE…: which packages are in the program or are opened by it (CycloneDX 1.5).

FILE: libraries and headers it is built from, and fonts. What a package is called, and its version, dpkg knows; elsewhere
a file stands by its name. Nothing of the machine or of the day stands in it, so that two builds give the same bytes.
"""
import hashlib
import json
import os
import platform
import re
import subprocess
import sys


def owner_of(path):
    """The package that a file belongs to, and its version; nothing where dpkg does not know."""
    try:
        found = subprocess.run(["dpkg-query", "-S", os.path.realpath(path)], capture_output=True, text=True)
        if found.returncode != 0:
            found = subprocess.run(["dpkg-query", "-S", path], check=True, capture_output=True, text=True)
        package = found.stdout.split(": ")[0].split(",")[0]
        asked = ["dpkg-query", "-W", "-f=${Package}\t${Version}\t${source:Package}\t${Architecture}", package]
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\t")
    except (OSError, subprocess.CalledProcessError):
        return None


def way_of(path):
    if path.endswith((".ttf", ".otf", ".ttc")):
        return "font, of a package that this one depends on"
    if path.endswith(".a"):
        return "linked in"
    if re.search(r"lib(qpdf|archive|tiff)\.so", path):
        return "opened when it is needed"
    return "loaded at the start" if ".so" in path else "headers, compiled in"


def digest_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def main():
    version, output, program, *files = sys.argv[1:]
    components = {}
    for path in files:
        owner, way = owner_of(path), way_of(path)
        kind = "data" if way.startswith("font") else "library"
        if not owner:
            components[path] = {"type": kind, "name": os.path.basename(path)}
        else:
            package, number, source, machine = owner
            components[package] = {
                "type": kind,
                "name": package,
                "version": number,
                "purl": f"pkg:deb/debian/{package}@{number}?arch={machine}",
            }
            components[package]["properties"] = [{"name": "source package", "value": source}]
        components[owner[0] if owner else path].setdefault("properties", []).append({"name": "use", "value": way})
    parts = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "carepacket",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "hashes": [{"alg": "SHA-256", "content": digest_of(program)}],
                "properties": [{"name": "machine", "value": platform.machine()}],
            }
        },
        "components": [components[name] for name in sorted(components)],
    }
    with open(output, "w", encoding="utf-8") as file:
        json.dump(parts, file, indent=1, ensure_ascii=False)
        file.write("\n")


main()
