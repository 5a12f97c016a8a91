#!/usr/bin/env python3
"""Asks PDFBox preflight, the one validator of PDF/A in Debian. It knows part 1, level b alone; so it reads each file in a
flavour of that part: pages, fonts, structure and metadata are those of the file, and around them

  - version 1.4, every object by itself (object streams came later),
  - a colour profile of ICC version 2,
  - a CIDSet for every font that is a subset,
  - the claim of part 1, level B, and no attachments and layers, which came with later parts.

    python3 preflight.py FOLDER OUT

Of every sample the binder in standard print and English, and the packet in large print and Spanish."""

import concurrent.futures
import glob
import io
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as xml

import pikepdf

import good
import matterhorn
from fonts import Font

# A run of a few seconds repays neither the second compiler nor threads that tidy up.
JAVA = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn400m'.split()
JARS = 'preflight pdfbox2 fontbox2 xmpbox commons-logging commons-io javax.activation jaxb-api'.split()


def profile():
    """sRGB in version 2 of ICC, its curve as the gamma 2.2 (ICC.1:1998-09)."""
    def xyz(*values):
        return b'XYZ \0\0\0\0' + b''.join(struct.pack('>i', round(v * 65536)) for v in values)

    name = b'sRGB\0'
    gamma = b'curv\0\0\0\0' + struct.pack('>IH', 1, round(2.2 * 256))
    tags = [(b'desc', b'desc\0\0\0\0' + struct.pack('>I', len(name)) + name + b'\0' * (4 + 4 + 2 + 1 + 67)),
            (b'cprt', b'text\0\0\0\0None\0'), (b'wtpt', xyz(0.9505, 1, 1.0891)), (b'rXYZ', xyz(0.4361, 0.2225, 0.0139)),
            (b'gXYZ', xyz(0.3851, 0.7169, 0.0971)), (b'bXYZ', xyz(0.1431, 0.0606, 0.7141)),
            (b'rTRC', gamma), (b'gTRC', gamma), (b'bTRC', gamma)]
    table, data = struct.pack('>I', len(tags)), b''
    for signature, body in tags:
        table += signature + struct.pack('>II', 128 + 4 + 12 * len(tags) + len(data), len(body))
        data += body + b'\0' * (-len(body) % 4)
    head = struct.pack('>II', 128 + len(table) + len(data), 0) + b'\x02\x10\0\0' + b'mntrRGB XYZ ' + \
        struct.pack('>6H', 2026, 1, 1, 0, 0, 0) + b'acsp' + b'\0' * 28 + \
        b''.join(struct.pack('>i', round(v * 65536)) for v in (0.9642, 1, 0.8249)) + b'\0' * 48
    return head + table + data


def cid_set(font):
    """One bit a CID (ISO 32000-1, Table 124), the glyph for what is missing too."""
    drawn, _ = matterhorn.cids_there(font)
    listed = drawn | set(font.declared_widths) | {0}
    bits = bytearray(max(listed) // 8 + 1)
    for cid in listed:
        bits[cid // 8] |= 0x80 >> cid % 8
    return bytes(bits)


def fonts_of(pdf):
    """The composite fonts of a file."""
    return (Font(obj) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get('/Subtype') == '/Type0')


def part_1(data):
    """The file's flavour of PDF/A-1b."""
    pdf = pikepdf.open(io.BytesIO(data))
    for font in fonts_of(pdf):
        font.descriptor.CIDSet = pdf.make_stream(cid_set(font))
    for intent in pdf.Root.OutputIntents:
        intent.DestOutputProfile = pdf.make_stream(profile(), N=3)
    for key in ('/AF', '/Names', '/OCProperties'):
        if key in pdf.Root:
            del pdf.Root[key]
    packet = pdf.Root.Metadata.read_bytes()
    packet = re.sub(rb'<pdfaid:part>\d<', b'<pdfaid:part>1<', packet)
    pdf.Root.Metadata.write(packet.replace(b'<pdfaid:conformance>A<', b'<pdfaid:conformance>B<'))
    return good.saved(pdf, force_version='1.4')


def broken(data):
    """A flavour that must be refused: a font of its first page is not embedded."""
    pdf = pikepdf.open(io.BytesIO(data))
    del Font(next(value for _, value in pdf.pages[0].Resources.Font.items())).descriptor['/FontFile2']
    return good.saved(pdf, force_version='1.4')


def write_flavour(path, out):
    with open(path, 'rb') as file:
        data = part_1(file.read())
    with open(out, 'wb') as file:
        file.write(data)
    return data


def judged(paths, folder):
    """Path to what preflight complains of; nothing: valid."""
    listed = os.path.join(folder, 'files.txt')
    with open(listed, 'w') as file:
        file.write('\n'.join(paths) + '\n')
    jars = ':'.join('/usr/share/java/%s.jar' % jar for jar in JARS)
    subprocess.run(['java', *JAVA, '-cp', jars, 'org.apache.pdfbox.preflight.Validator_A1b', 'xml', 'group',
                    listed], check=False, stdout=subprocess.DEVNULL)
    verdicts = {}
    for one in xml.parse(listed + '.preflight.xml').iter('preflight'):
        complaints = ['%s %s' % (error.findtext('code'), error.findtext('details')) for error in one.iter('error')]
        valid = one.findtext('isValid') == 'true' and one.find('isValid').get('type') == 'PDF/A1-b'
        verdicts[one.get('name')] = complaints or ([] if valid else ['it is not called valid'])
    return verdicts


def main():
    source, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    paths = sorted(path for form in ('binder-standard-en', 'packet-large-es')
                   for path in glob.glob(os.path.join(source, 'made', '*', form + '.pdf')))
    if not paths:
        sys.exit('there is no PDF in %s' % source)
    names = [os.path.join(folder, '-'.join(path.split(os.sep)[-2:])) for path in paths]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        list(pool.map(write_flavour, paths, names, chunksize=4))
    refused = os.path.join(folder, 'must-be-refused.pdf')
    with open(names[0], 'rb') as file, open(refused, 'wb') as out:
        out.write(broken(file.read()))

    verdicts = judged(names + [refused], folder)
    faults = ['%s: %s' % (name, complaint) for name in names
              for complaint in verdicts.get(os.path.basename(name), verdicts.get(name, ['it was not read']))[:3]]
    if not verdicts.get(os.path.basename(refused), verdicts.get(refused)):
        faults.append('a file without its font was not refused')
    for fault in faults:
        print(fault)
    print('%d files in their PDF/A-1b flavour, %s' % (len(names), '%d complaints' % len(faults) if faults else 'all valid; '
                                                     'one without its font is refused'))
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
