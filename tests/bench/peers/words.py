#!/usr/bin/env python3
"""The words of packets, for programs that set the same.

    words.py FOLDER OUT        FOLDER: packets as HTML, one below each case's folder (carepacket batch --format html)

Writes OUT/0.json, OUT/1.json, …: {"title": …, "papers": [{"title": …, "blocks": [block, …]}, …]}. A block is one of
{"is": "heading", "level": 1-3, "text": …}, {"is": "paragraph", "text": …}, {"is": "item", "text": …} and
{"is": "table", "head": rows of head cells, "rows": [[text, …], …]}. Drawings and blanks are left out.
"""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

ENDS_BLOCK = {"h1", "h2", "h3", "p", "li", "div", "td", "th", "tr", "table", "ul", "ol", "article", "header", "footer",
              "label", "summary", "details", "br", "textarea", "address", "figure", "section"}
SILENT = {"svg", "style", "script", "nav", "head", "textarea"}
EMPTY = {"br", "input", "meta", "link", "col", "img", "hr", "path", "line", "circle", "use", "rect"}


class Papers(HTMLParser):
    """Each <article> as blocks."""

    def __init__(self):
        super().__init__()
        self.papers = []
        self.open = []
        self.words = []
        self.table = None

    def handle_starttag(self, tag, attributes):
        if tag in ENDS_BLOCK:
            self.end_block()
        if tag == "article":
            self.papers.append({"title": "", "blocks": []})
        elif tag == "table":
            self.table = {"is": "table", "head": 0, "rows": []}
        elif tag == "tr" and self.table is not None:
            self.table["rows"].append([])
        elif tag in ("td", "th") and self.table is not None:
            self.table["rows"][-1].append([])
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.open:
            return
        if tag in ENDS_BLOCK:
            self.end_block()
        while self.open.pop() != tag:
            pass
        if tag == "thead":
            self.table["head"] = len(self.table["rows"])
        elif tag == "table":
            self.end_table()

    def handle_data(self, data):
        if self.papers and not SILENT.intersection(self.open):
            self.words.append(data)

    def end_block(self):
        text = re.sub(r"\s+", " ", "".join(self.words)).strip()
        self.words = []
        if not text:
            return
        if self.table is not None and self.table["rows"] and self.table["rows"][-1]:
            self.table["rows"][-1][-1].append(text)
            return
        blocks = self.papers[-1]["blocks"]
        heading = next((tag for tag in reversed(self.open) if tag in ("h1", "h2", "h3")), None)
        if heading:  # the first of an article is the paper's, the packet's own is above them all
            paper = self.papers[-1]
            paper["title"] = paper["title"] or text
            blocks.append({"is": "heading", "level": max(1, int(heading[1]) - 1), "text": text})
        else:
            blocks.append({"is": "item" if "li" in self.open else "paragraph", "text": text})

    def end_table(self):
        """Rows as long as the longest: a cell over several columns has empty ones behind it."""
        columns = max(map(len, self.table["rows"]), default=0)
        self.table["rows"] = [["\n".join(cell) for cell in row] + [""] * (columns - len(row)) for row in self.table["rows"]]
        if columns:
            self.papers[-1]["blocks"].append(self.table)
        self.table = None


def main():
    folder, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    for number, file in enumerate(sorted(folder.glob("*/packet.html"))):
        parser = Papers()
        parser.feed(file.read_text(encoding="utf-8"))
        packet = {"title": "Second opinion packet", "papers": parser.papers}
        (out / f"{number}.json").write_text(json.dumps(packet, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
