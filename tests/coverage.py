#!/usr/bin/env python3
"""Counts the lines and branches of each room that a build with CAREPACKET_COVERAGE has run, and writes them into the
table of tests/README.md: tests/coverage.py BUILD"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- ./dev coverage writes from here -->\n", "<!-- to here -->\n"


def counted(build):
    """Of each room: lines, lines that were run, branches, branches that were taken."""
    said = subprocess.run(
        ["gcovr", "--root", str(ROOT), "--filter", "engine/", "--exclude-throw-branches",
         "--exclude-unreachable-branches", "--json-summary", "-", build],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    rooms = {}
    for file in json.loads(said)["files"]:
        parts = Path(file["filename"]).parts
        room = rooms.setdefault(parts[1] if len(parts) > 2 else "engine", Counter())
        for name in ("line_total", "line_covered", "branch_total", "branch_covered"):
            room[name] += file[name]
    return rooms


def row(name, room):
    def share(kind):
        total, covered = room[f"{kind}_total"], room[f"{kind}_covered"]
        return f"{100 * covered / total:.1f} % of {total:,}" if total else "–"
    return f"| {name} | {share('line')} | {share('branch')} |\n"


def main():
    rooms = counted(sys.argv[1])
    table = "| room | lines | branches |\n| --- | --- | --- |\n"
    table += "".join(row(f"`{name}/`", rooms[name]) for name in sorted(rooms))
    table += row("all", sum(rooms.values(), Counter()))
    readme = ROOT / "tests/README.md"
    text = readme.read_text()
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    readme.write_text(text[:begin] + table + text[end:])
    print(table)


if __name__ == "__main__":
    main()
