#!/usr/bin/env python3
"""Breaks each room of engine/ in ten places, one at a time, and asks that a test fails.

    tests/mutants.py [ROOM...]        after a build of the preset dev; some ten minutes for all rooms

A mutant is a change of one line: a condition turned round, a comparison moved by one, a statement dropped, a
constant changed. All mutants of a file are compiled at once, each behind a number that MUTANT chooses, so that the
program is linked once and run often. First the room's own tests are run, then the goldens that are kept; what
survives both is shown, and run against goldens of every stage of every sample, made for this run: what only those
see, the kept ones have lost. The choice hangs on nothing but the text of the files.

Sources are not touched: everything is written below build/dev/mutants."""

import hashlib
import json
import os
import random
import re
import resource
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/dev"
DESK = BUILD / "mutants"
EACH = 10  # mutants a room
FILES = 4  # files of a room that they are taken from

HEADER = """#pragma once
#include <cstdlib>
inline bool mutant(int number) {
  static const int chosen = [] {
    const char* text = std::getenv("MUTANT");
    return text ? std::atoi(text) : 0;
  }();
  return chosen == number;
}
"""

OPERAND = r"[A-Za-z_][\w.]*(?:\(\))?(?:->[\w.]+(?:\(\))?)*"
COMPARISON = re.compile(
    rf"(?P<before>\(|; |&& |\|\| |return )(?P<a>{OPERAND}) (?P<is><=|>=|==|!=|<|>) "
    rf"(?P<b>{OPERAND}|\d+|'[^'\\]')(?P<after>\)|;| &&| \|\|| \?)")
MOVED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
STATEMENT = re.compile(r"^(?P<indent>\s+)(?P<all>(?:[a-z_][\w.]*(?:->|\.|::))*[a-z_]\w*(?:\[[^\]]*\])?"
                       r"(?:\(.*\)| (?:[-+|]?=) [^;{}]+|\+\+|--);)$")
NO_STATEMENT = re.compile(r"^\s*(return|throw|using|delete|co_|case|break|continue|default|else|static|const)\b")


def condition(line):
    """`if (X)` with nothing declared in it, as (before, X, after)."""
    start = re.search(r"\bif \(", line)
    if not start or "constexpr" in line:
        return None
    depth, at = 1, start.end()
    while at < len(line) and depth:
        depth += {"(": 1, ")": -1}.get(line[at], 0)
        at += 1
    inside = line[start.end():at - 1]
    if depth or ";" in inside or re.search(r"\bauto\b|[^=!<>]=[^=]|\"|'", inside):
        return None
    return line[:start.end()], inside, line[at - 1:]


def mutations(line, next_line):
    """Every way to break a line: (what, how it reads with the mutant N)."""
    if re.search(r"//|static_assert|constexpr|template|^\s*#|^\s*case ", line) or not line.startswith("  "):
        return
    if found := condition(line):
        before, inside, after = found
        yield "condition turned round", f"{before}mutant(N) != bool({inside}){after}"
    for found in COMPARISON.finditer(line):
        a, sign, b = found["a"], found["is"], found["b"]
        yield (f"{sign} became {MOVED[sign]}",
               f"{line[:found.start()]}{found['before']}(mutant(N) ? {a} {MOVED[sign]} {b} : {a} {sign} {b})"
               f"{found['after']}{line[found.end():]}")
    if found := re.search(r" ([-+]) 1(?=[;),\]])", line):
        yield (f"{found[1]} 1 became {found[1]} 2",
               f"{line[:found.start()]} {found[1]} (mutant(N) ? 2 : 1){line[found.end():]}")
    if found := re.search(r"return (true|false);", line):
        other = "!mutant(N)" if found[1] == "true" else "mutant(N)"
        yield f"{found[1]} turned round", line.replace(found[0], f"return {other};")
    statement = STATEMENT.match(line)
    if statement and not NO_STATEMENT.match(line) and line.count("(") == line.count(")") \
            and not next_line.lstrip().startswith("else"):
        yield "statement dropped", f"{statement['indent']}if (!mutant(N)) {statement['all']}"


class Mutant:
    def __init__(self, file, number, what, line):
        self.file, self.line_number, self.what, self.line = file, number, what, line
        self.id = 0

    def __str__(self):
        return f"{self.file.relative_to(ROOT)}:{self.line_number}: {self.what}"


def candidates(file):
    lines = file.read_text().split("\n")
    for at, line in enumerate(lines):
        # A line in the middle of an expression is not a statement.
        before = next((l.strip() for l in reversed(lines[:at]) if l.strip()), "")
        whole = not before or before[-1] in ";{}:" or before.endswith("*/") or before.startswith("//")
        for what, text in mutations(line, lines[at + 1] if at + 1 < len(lines) else ""):
            if whole or what not in ("statement dropped",):
                yield Mutant(file, at + 1, what, text)


def chosen(room):
    """Ten places of a room, always the same for the same text."""
    files = sorted((ROOT / "engine" / room).rglob("*.cpp"))
    by_file = {file: list(candidates(file)) for file in files if file.name not in ("main.cpp", "pack_main.cpp")}
    chance = random.Random(hashlib.sha256(room.encode()).digest())
    full = [file for file in sorted(by_file, key=lambda f: (-len(by_file[f]), f)) if by_file[file]]
    some = chance.sample(full[:2 * FILES], min(FILES, len(full)))
    return {file: chance.sample(by_file[file], len(by_file[file])) for file in some}


def commands():
    return {Path(entry["file"]): entry for entry in json.loads((BUILD / "compile_commands.json").read_text())}


def compile_mutants(file, mutants, command):
    """Compiles a file with those mutants behind their numbers. Returns the object, and those that did not compile."""
    lines = file.read_text().split("\n")
    for mutant in mutants:
        lines[mutant.line_number - 1] = mutant.line.replace("mutant(N)", f"mutant({mutant.id})")
    inside = file.relative_to(ROOT)
    source, target = DESK / inside, DESK / inside.with_suffix(".o")
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text("\n".join(lines))
    words = [str(source) if word == str(file) else word for word in shlex.split(command["command"])]
    words[words.index("-o") + 1] = str(target)
    words[-1:-1] = ["-include", str(DESK / "mutant.hpp"), "-w", f"-I{file.parent}"]
    ran = subprocess.run(words, cwd=command["directory"], capture_output=True, text=True)
    if ran.returncode == 0:
        return target, []
    wrong = {int(n) for n in re.findall(rf"{re.escape(str(source))}:(\d+):", ran.stderr)}
    return None, [m for m in mutants if m.line_number in wrong] or list(mutants)


def prepare(room, first_id, compile_commands):
    """Compiles ten mutants of a room, no two of a line."""
    objects, kept = [], []
    sources = chosen(room)
    for position, (file, all_of_it) in enumerate(sources.items()):
        left = EACH - len(kept)
        share = -(-left // (len(sources) - position))  # so that a short file is made up for by the next
        picked, lines = [], set()
        while all_of_it or picked:
            while all_of_it and len(picked) < share:
                mutant = all_of_it.pop()
                if mutant.line_number not in lines:
                    lines.add(mutant.line_number)
                    picked.append(mutant)
            for number, mutant in enumerate(picked):
                mutant.id = first_id + len(kept) + number
            target, wrong = compile_mutants(file, picked, compile_commands[file])
            if target:
                objects.append(target)
                kept += picked
                break
            picked = [m for m in picked if m not in wrong]
    return objects, kept


def link(target, objects):
    """Links a program of the build again, mutants first: what they define is not taken from the libraries."""
    command = subprocess.run(["ninja", "-C", str(BUILD), "-t", "commands", "-s", target],
                             capture_output=True, text=True, check=True).stdout
    command = command.strip().split("\n")[-1]
    linked = DESK / Path(target).name
    rooms = set(re.findall(r"engine/libcarepacket_([a-z]+)\.a", command))
    own = [str(o) for o in objects if o.relative_to(DESK / "engine").parts[0] in rooms]
    command = re.sub(rf"-o {re.escape(target)}(?= )", lambda _: f"-o {linked} {' '.join(own)}", command, count=1)
    subprocess.run(command, shell=True, cwd=BUILD, check=True, capture_output=True)
    return linked


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))  # a loop without an end is a failure, too
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def passes(program, words, mutant, **environment):
    own = {**os.environ, "MUTANT": str(mutant), "CAREPACKET": str(DESK / "carepacket"), **environment}
    ran = subprocess.run([program, *words], cwd=ROOT, env=own, preexec_fn=limits, stdin=subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return ran.returncode == 0


def main():
    rooms = sys.argv[1:] or sorted(p.name for p in (ROOT / "engine").iterdir() if p.is_dir())
    DESK.mkdir(exist_ok=True)
    (DESK / "mutant.hpp").write_text(HEADER)
    compile_commands = commands()
    objects, mutants = [], []
    for room in rooms:
        own_objects, own = prepare(room, len(mutants) + 1, compile_commands)
        objects += own_objects
        mutants += [(room, mutant) for mutant in own]
        print(f"{room}: {len(own)} mutants", flush=True)

    tests = {room: link(f"tests/{room}_tests", objects) for room in rooms if (BUILD / f"tests/{room}_tests").exists()}
    samples = link("tests/samples_tests", objects)
    link("carepacket", objects)
    whole = {"GOLDENS": str(DESK / "goldens")}
    passes(samples, ["[golden]"], 0, UPDATE_GOLDEN="1", **whole)
    for program, words, more in [(samples, ["[golden]"], {}), (samples, ["[golden]"], whole),
                                 *((test, [], {}) for test in tests.values())]:
        if not passes(program, words, 0, **more):
            sys.exit(f"{program} fails without a mutant")

    found = {room: [0, 0, 0, 0] for room in rooms}  # by the room's tests, by the goldens, by all goldens alone, by none
    for room, mutant in mutants:
        if room in tests and not passes(tests[room], [], mutant.id):
            by = 0
        elif not passes(samples, ["[golden]"], mutant.id):
            by = 1
        else:
            by = 2 if not passes(samples, ["[golden]"], mutant.id, **whole) else 3
            print(f"{mutant}: {'seen by goldens of every sample alone' if by == 2 else 'not seen'}", flush=True)
        found[room][by] += 1
    print("\n| room | mutants | by its tests | by the goldens | lost | by neither |\n| --- | --- | --- | --- | --- | --- |")
    total = [0, 0, 0, 0]
    for room in rooms:
        total = [a + b for a, b in zip(total, found[room])]
        print(f"| {room} | {sum(found[room])} | " + " | ".join(map(str, found[room])) + " |")
    print(f"| all | {sum(total)} | " + " | ".join(map(str, total)) + " |")
    sys.exit(1 if total[2] else 0)


if __name__ == "__main__":
    main()
