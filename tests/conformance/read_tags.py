#!/usr/bin/env python3
"""The words of a PDF in the order of its tags (ISO 32000-1 §14.7.4), as one text: python3 read_tags.py FILE"""

import sys

from model import Document, Element


def words_of(document):
    shown = {}  # of a page and a marked content: its words
    for page in document.pages:
        for mcid, name, codes, _, _ in page.walk.texts:
            if mcid is not None:
                font = document.font(page.resource('/Font', name))
                shown.setdefault((page.key, mcid), []).append(text_of(font, codes))

    def below(element):
        for kid in element.kids:
            if type(kid) is Element:
                yield from below(kid)
            elif kid[0] == 'mcid':
                yield from shown.get(kid[1:], ())

    for element in document.elements:
        if element.parent is None:
            yield from below(element)


def text_of(font, codes):
    size = 2 if font.subtype == '/Type0' else 1
    return ''.join(font.text(int.from_bytes(codes[at:at + size], 'big')) or '' for at in range(0, len(codes), size))


if __name__ == '__main__':
    with open(sys.argv[1], 'rb') as file:
        print(''.join(words_of(Document(sys.argv[1], file.read()))))
