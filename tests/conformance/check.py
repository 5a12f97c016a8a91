#!/usr/bin/env python3
"""Reads finished PDFs and says which rules of PDF/UA-1 and PDF/A-2a they break.

    python3 check.py [--jobs N] [--password TEXT] FILE-OR-FOLDER...
    python3 check.py --rules

Exit code 0: no rule failed."""

import argparse
import collections
import concurrent.futures
import functools
import gc
import os
import re
import sys
import traceback

import structure  # noqa: F401  each of these adds its rules to the list
import matterhorn
import pdfa  # noqa: F401
from model import Document
from rules import A, RULES, TREE, UA, applies, hits_of

Finding = collections.namedtuple('Finding', 'rule where detail count')


def findings_of(document):
    """The first of each rule, and how many there are."""
    found = []
    for one in RULES.values():
        if applies(one, document):
            hits = hits_of(one.number, document)
            if hits:
                found.append(Finding(one.number, str(hits[0][0]), hits[0][1], len(hits)))
    return found


def findings_of_unreadable(data):
    """Of a file that no library opens: without permissions (26-001) its key cannot be made."""
    found = re.search(rb'/Encrypt\s+(\d+)\s+0\s+R', data)
    if found:
        text = re.search(rb'\b%s 0 obj(.*?)endobj' % found.group(1), data, re.S)
        if text and not re.search(rb'/P\s+-?\d', text.group(1)):
            return [Finding('26-001', 'the encryption dictionary', 'P is missing', 1)]
    return []


def check(path, password=''):
    """(path, pages, findings, what went wrong or None)."""
    try:
        with open(path, 'rb') as file:
            data = file.read()
        found = findings_of_unreadable(data)
        if found:
            return path, 0, found, None
        document = Document(path, data, password)
        return path, len(document.pages), findings_of(document), None
    except Exception:  # a file that cannot be read at all is a failure of its own, and not the end of the run
        return path, 0, [], traceback.format_exc()
    finally:
        gc.collect()


def files_in(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith('.pdf'))
        else:
            yield path


def print_rules():
    for family in (UA, A, TREE):
        rules = [one for one in RULES.values() if one.family == family]
        print('%s: %d rules' % (family, len(rules)))
        for one in rules:
            print('  %-16s %s' % (one.number, one.sentence))
    print('left to people by the protocol: %s' % ' '.join(matterhorn.HUMAN))
    print('no test of their own in the protocol: %s' % ' '.join(matterhorn.NO_TEST))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('paths', nargs='*')
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--password', default='')
    parser.add_argument('--rules', action='store_true')
    asked = parser.parse_args()
    if asked.rules:
        return print_rules()
    paths = list(files_in(asked.paths))
    if not paths:
        sys.exit('there is no PDF in %s' % ' '.join(asked.paths))
    # The large ones first, so that no core is left with one of them at the end.
    paths.sort(key=os.path.getsize, reverse=True)
    pages = failed = 0
    # A document is a net of hundreds of thousands of objects: what cannot be reached any more is looked for behind it, once.
    with concurrent.futures.ProcessPoolExecutor(asked.jobs, initializer=gc.disable) as pool:
        for path, count, found, trouble in pool.map(functools.partial(check, password=asked.password), paths):
            pages += count
            failed += len(found) + (trouble is not None)
            for one in found:
                more = ' (%d times)' % one.count if one.count > 1 else ''
                detail = ' [%s]' % one.detail if one.detail else ''
                print('%s: %s: %s: %s%s%s' % (path, one.rule, one.where, RULES[one.rule].sentence, detail, more))
            if trouble:
                print('%s: cannot be read: %s' % (path, trouble))
    print('%d files, %d pages, %d rules, %d failed' % (len(paths), pages, len(RULES), failed))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
