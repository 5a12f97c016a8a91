#!/usr/bin/env python3
"""How fast a clinic's night is, against another build of the program: ./dev bench --against COMMIT.

    against.py OURS THEIRS CLINIC SAMPLE.xml [ROUNDS]

OURS and THEIRS are folders of release builds. Both make the same cases, in turn, so that what else the machine does falls
on both; a ratio is of one turn. Stages are those of carepacket_bench. Instructions and allocations are counted by callgrind, where it is there: they do not know
what else the machine does. SHA-256 is left out of them, which callgrind's processor has no instructions for.
"""

import hashlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

DOCUMENTS = "transfer-letter,authorization,story-summary,questions-treatment,comparison"
MANY, FEW, SOME = 400, 20, 60
ALLOCATORS = re.compile(r"operator new|malloc$|calloc$|realloc$|mi_malloc$")


def night(program, cases, archive, before=()):
    """Runs a night on one thread; gives what it said on stderr."""
    command = [*before, program / "carepacket", "batch", "--quiet", "--only", DOCUMENTS]
    command += ["--jobs", "1", "--container", "tar", "-o", "-", cases]
    with open(archive, "wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True)
    if done.returncode > 1:
        sys.exit(f"{program}/carepacket batch failed:\n{done.stderr}")
    return done.stderr


def milliseconds(program, cases, archive):
    """Of the processor, a packet."""
    def spent():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before = spent()
    night(program, cases, archive)
    return (spent() - before) * 1000 / MANY


def packets(archive):
    """How many packets an archive holds, their bytes, and a digest of all of them."""
    digest, count, size = hashlib.sha256(), 0, 0
    with tarfile.open(archive) as tar:
        for member in tar:
            if not member.name.endswith("/packet.pdf"):
                continue
            data = tar.extractfile(member).read()
            digest.update(data)
            count, size = count + 1, size + len(data)
    return count, size / max(count, 1), digest.hexdigest()


def counted(profile):
    """Instructions of a callgrind profile without SHA-256, and how often memory was asked for."""
    names, function, instructions, allocations, is_call = {}, "", 0, 0, False
    called = ""
    for line in open(profile, encoding="utf-8", errors="replace"):
        named = re.match(r"(c?)fn=\((\d+)\)(?: (.*))?", line)
        if named:
            name = names.setdefault(named[2], (named[3] or "").strip())
            if named[1]:
                called = name
            else:
                function = name
        elif line.startswith("calls="):
            is_call = True
            if ALLOCATORS.match(called):
                allocations += int(line[6:].split()[0])
        elif line[:1] in "+-*0123456789" and line.strip():
            if not is_call and "sha256_compress" not in function:
                instructions += int(line.split()[1])
            is_call = False
    return instructions, allocations


def warm(program, cases, folder):
    """Instructions and allocations of a further packet, when what is remembered is there."""
    seen = []
    for number in (FEW, SOME):
        profile = folder / f"callgrind.{number}"
        tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"]
        night(program, cases / str(number), folder / "counted.tar", tool)
        seen.append(counted(profile))
    return [(after - before) / (SOME - FEW) for before, after in zip(*seen)]


def stages(program, sample):
    """Microseconds of the processor a packet, by stage."""
    command = [program / "tests/bench/carepacket_bench", program / "carepacket", sample, str(MANY), "0", "packet"]
    said = subprocess.run(command + DOCUMENTS.split(","), capture_output=True, text=True, check=True).stdout
    return {name: float(value) for name, value in re.findall(r"^  ([a-z]+) +([0-9.]+)$", said, re.MULTILINE)}


def row(name, ours, theirs, form):
    print(f"  {name:<34}{form.format(ours):>12}{form.format(theirs):>12}{ours / theirs if theirs else 0:>9.3f}")


def main():
    ours, theirs, clinic = (Path(word) for word in sys.argv[1:4])
    sample = sys.argv[4]
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 7
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        cases = folder / "cases"
        cases.mkdir()
        for number in (FEW, SOME, MANY):
            subprocess.run([clinic, sample, str(number), cases / str(number)], check=True)

        print(f"a clinic packet of {DOCUMENTS}\n{'':36}{'ours':>12}{'theirs':>12}{'ratio':>9}")
        turns = []
        for _ in range(rounds):
            turns.append([
                milliseconds(program, cases / str(MANY), folder / f"{name}.tar")
                for name, program in (("ours", ours), ("theirs", theirs))
            ])
        own = [turn[0] for turn in turns]
        other = [turn[1] for turn in turns]
        ratios = sorted(a / b for a, b in turns)
        row("ms of the processor, median", statistics.median(own), statistics.median(other), "{:.3f}")
        print(f"  {f'ratio of {rounds} turns':<34}{'median':>12}{statistics.median(ratios):>21.3f}"
              f"  ({ratios[0]:.3f} to {ratios[-1]:.3f})")
        spent = [stages(program, sample) for program in (ours, theirs)]
        for stage in spent[0]:
            row(f"  {stage}, microseconds", spent[0][stage], spent[1].get(stage, 0), "{:.0f}")
        if shutil.which("valgrind"):
            kept = [warm(program, cases, folder) for program in (ours, theirs)]
            row("instructions, in millions", kept[0][0] / 1e6, kept[1][0] / 1e6, "{:.2f}")
            row("allocations", kept[0][1], kept[1][1], "{:.0f}")
        found = [packets(folder / f"{name}.tar") for name in ("ours", "theirs")]
        row("bytes", found[0][1], found[1][1], "{:.0f}")
        print("  the same bytes" if found[0][2] == found[1][2] else "  not the same bytes")


if __name__ == "__main__":
    main()
