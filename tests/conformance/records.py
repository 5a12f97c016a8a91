#!/usr/bin/env python3
"""Binders with records in them: what they claim, and what our own pages keep.

    python3 records.py CASE.xml     with the program that CAREPACKET names

A binder that holds pages of others claims neither PDF/UA nor PDF/A, and of all rules only those are broken that ask for
the claim, and those that a record itself breaks: the pages around it are as accessible as without it."""

import os
import subprocess
import sys
import tempfile

import pikepdf
from PIL import Image

from check import check

CLAIMS = {'06-002', '6.6.4-1'}  # the metadata names PDF/UA-1, and PDF/A
# What is marked in a record belongs to the tags of its own file, which stay there.
MARKS_OF_A_RECORD = {'32000:14.7.4.2-2', '32000:14.7.4.4-1'}


def scan(path):
    Image.new('L', (850, 1100), 200).save(path, resolution=100)


def untagged(path):
    """Words in a font that the file does not hold, as many programs write them."""
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = file.make_stream(b'BT /F 12 Tf 72 700 Td (Hemoglobin 10.1) Tj ET')
        file.save(path)


def make(folder, *options):
    subprocess.run([os.environ['CAREPACKET'], 'make', sys.argv[1], '-o', folder, *options], check=True, capture_output=True)


def made(folder, name):
    [case] = [entry.path for entry in os.scandir(folder) if entry.is_dir()]
    return os.path.join(case, name)


def faults(folder, record, expected):
    out = os.path.join(folder, 'out-' + os.path.basename(record))
    make(out, '--set', 'binder', '--attach', record)
    path = made(out, 'binder.pdf')
    _, pages, findings, trouble = check(path)
    broken = {finding.rule for finding in findings}
    print('%s: %d pages, breaks %s' % (os.path.basename(record), pages, ' '.join(sorted(broken))))
    with pikepdf.open(path) as file:
        claims = bytes(file.Root.Metadata.read_bytes())
        labels = str(file.Root.PageLabels.Nums[1].get('/St'))
    if trouble or broken != expected:
        yield '%s: expected %s%s' % (record, ' '.join(sorted(expected)), trouble or '')
    if b'pdfuaid' in claims or b'pdfaid' in claims:
        yield '%s: the binder claims a standard' % record
    if labels != '1':
        yield '%s: its pages are not labelled from 1 on' % record


def main():
    with tempfile.TemporaryDirectory() as folder:
        of_name = {name: os.path.join(folder, name) for name in ('scan.pdf', 'untagged.pdf', 'tagged.pdf', 'scan.tif')}
        scan(of_name['scan.pdf'])
        untagged(of_name['untagged.pdf'])
        Image.new('1', (850, 1100), 1).save(of_name['scan.tif'], compression='group4', dpi=(100, 100))
        make(os.path.join(folder, 'tagged'), '--flat', '--only', 'top-questions')
        os.rename(made(os.path.join(folder, 'tagged'), 'packet.pdf'), of_name['tagged.pdf'])
        font = {'10-001', '31-009', '31-027', '6.2.11.2-4', '6.2.11.4.1-1', '6.2.11.7.2-1'}
        found = [fault for record, more in (('scan.pdf', set()), ('scan.tif', set()), ('untagged.pdf', font),
                                            ('tagged.pdf', MARKS_OF_A_RECORD))
                 for fault in faults(folder, of_name[record], CLAIMS | more)]
        for fault in found:
            print(fault)
        return 1 if found else 0


sys.exit(main())
