#!/usr/bin/env python3
"""A clinic's packet, set by carepacket and by programs that others use: ./dev peers.

    peers.py RELEASE PANGO MODULES SAMPLE.xml CHART.svg [ROUNDS]

RELEASE: a folder of a release build; PANGO: the program that pango.cpp is; MODULES: node_modules with Typst for Node.
The words of every packet are carepacket's own (words.py): the others set ready words, one file a packet, while carepacket
also reads the case, concludes, fills its templates, makes fields and marks what to print again. Each may remember what it
has set before. What is compared is the processor's time of a further packet: a run of MANY less a run of FEW, so that a
start costs nobody anything. The programs run in turn.
"""

import os
import re
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENTS = "transfer-letter,authorization,story-summary,questions-treatment,comparison"
FEW, MANY = 20, 120


def seconds(command, out=os.devnull):
    """Of the processor, that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(out, "wb") as stdout:
        subprocess.run([str(word) for word in command], check=True, stdout=stdout, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def words_in(pdf):
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return Counter(re.findall(r"\w+", text))


def pages_in(pdf):
    said = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages: +(\d+)", said)[1])


def chart(rows, path):
    """A bar for each program: packets a second and core."""
    longest, wide, step = max(rate for _, rate in rows), 330, 30
    bars = []
    for number, (name, rate) in enumerate(rows):
        y, length = 16 + number * step, max(2, wide * rate / longest)
        bars.append(f'<text x="0" y="{y + 14}">{name}</text>'
                    f'<rect x="210" y="{y}" width="{length:.0f}" height="18" fill="{"#1f4e79" if number == 0 else "#8a97a5"}"/>'
                    f'<text x="{218 + length:.0f}" y="{y + 14}">{rate:.0f}</text>')
    height = 24 + len(rows) * step
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{height}" viewBox="0 0 640 {height}" role="img" '
        f'font-family="sans-serif" font-size="14" fill="#1b1f24">\n<title>Packets a second, on one core: '
        + ", ".join(f"{name} {rate:.0f}" for name, rate in rows)
        + f'</title>\n<rect width="640" height="{height}" fill="#ffffff"/>\n' + "\n".join(bars) + "\n</svg>\n")


def main():
    release, pango, modules, sample, picture = (Path(word) for word in sys.argv[1:6])
    rounds = int(sys.argv[6]) if len(sys.argv) > 6 else 5
    with tempfile.TemporaryDirectory() as made_in:
        folder = Path(made_in)
        batch = [release / "carepacket", "batch", "--quiet", "--jobs", "1", "--only", DOCUMENTS]
        for number in (FEW, MANY):
            subprocess.run([release / "tests/bench/clinic", sample, str(number), folder / str(number)], check=True)
        words, html = folder / "words", folder / "html"
        seconds([*batch, "--format", "html", "-o", html, folder / str(MANY)])
        seconds([sys.executable, HERE / "words.py", html, words])
        typst, pango_out, tar = folder / "typst", folder / "pango", folder / "packets.tar"
        for out in (typst, pango_out):
            out.mkdir()
        programs = {
            "carepacket, PDF/UA-1": lambda count: [*batch, "--container", "tar", "-o", "-", folder / str(count)],
            "Typst, PDF/UA-1": lambda count: ["node", HERE / "typst.mjs", modules, words, typst, count],
            "Pango and cairo, no tags": lambda count: [pango, words, pango_out, count],
        }
        spent = {name: [] for name in programs}
        for _ in range(rounds):
            for name, command in programs.items():
                many = seconds(command(MANY), tar)
                spent[name].append((many - seconds(command(FEW), folder / "few")) / (MANY - FEW))
                if name.startswith("carepacket"):
                    tar.rename(folder / "ours.tar")

        first = sorted(html.glob("*/packet.html"))[0].parent.name
        with tarfile.open(folder / "ours.tar") as packets:
            packets.extract(f"{first}/packet.pdf", folder)
        made = dict(zip(programs, (folder / first / "packet.pdf", typst / "0.pdf", pango_out / "0.pdf")))
        ours, said = next(iter(spent.values())), words_in(next(iter(made.values())))
        print(f"{'':<28}{'ms a packet':>12}{'a second':>10}{'times ours':>26}{'pages':>7}{'KB':>6}{'same words':>12}")
        rows = []
        for name, times in spent.items():
            ratios = sorted(other / own for other, own in zip(times, ours))
            same = (said & words_in(made[name])).total() / said.total()
            middle = statistics.median(times)
            rows.append((name, 1 / middle))
            print(f"{name:<28}{middle * 1000:>12.2f}{1 / middle:>10.0f}"
                  f"{f'{statistics.median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f})':>26}"
                  f"{pages_in(made[name]):>7}{made[name].stat().st_size / 1000:>6.0f}{same:>12.1%}")
            if same < 0.98:
                sys.exit(f"{name} does not set the same words")
        chart(rows, picture)


if __name__ == "__main__":
    main()
