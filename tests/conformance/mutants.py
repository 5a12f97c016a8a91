#!/usr/bin/env python3
"""Proves that every rule can fail: breaks a good file, once for each rule, and asks the checker what it says.

    python3 mutants.py FOLDER-WITH-FILES [RULE...]

A mutant is told by its rule and by the rules named with it, and by no other."""

import concurrent.futures
import glob
import io
import os
import re
import sys

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, String

import check
import good
from model import Document
from rules import RULES

MUTANTS = []  # (rule, others that are broken with it, what is done, on which level)


def mutant(rule, *also):
    """The function gets the opened file and its parts by name."""
    return lambda change: MUTANTS.append((rule, frozenset(also), change, 'objects')) or change


def byte_mutant(rule, *also):
    """The function gets the bytes of the good file and gives those of the mutant."""
    return lambda change: MUTANTS.append((rule, frozenset(also), change, 'bytes')) or change


def lines(text):
    """'rule [also...]: statement' a line: the statement sees pdf, root (the catalog), tree, page and the parts as p.x."""
    for line in text.strip().split('\n'):
        rules, _, statement = line.partition(': ')
        rule, *also = rules.split()
        code = compile(statement.strip(), rule, 'exec')

        def change(pdf, parts, code=code):
            exec(code, {**globals(), 'pdf': pdf, 'root': pdf.Root, 'tree': pdf.Root.get('/StructTreeRoot'),
                        'page': pdf.pages[0].obj, 'p': parts})

        mutant(rule, *also)(change)


# ---- small helps


class Parts:
    def __init__(self, entries):
        self._entries = entries

    def __getattr__(self, name):
        return self._entries['/' + name.replace('_', ' ')]


def write(stream, *pairs):
    """The stream with parts of its bytes exchanged."""
    data = stream.read_bytes()
    for old, new in pairs:
        assert old in data, old
        data = data.replace(old, new)
    stream.write(data)


def packet(pdf, *pairs):
    write(pdf.Root.Metadata, *pairs)


def add_content(parts, operators):
    stream = parts.content
    stream.write(stream.read_bytes() + b'\n' + operators)


def program(font, change):
    """The program of a simple TrueType font, changed with fontTools."""
    stream = font.FontDescriptor.FontFile2
    ttf = TTFont(io.BytesIO(stream.read_bytes()))
    change(ttf)
    out = io.BytesIO()
    ttf.save(out)
    stream.write(out.getvalue())


def only_cmaps(font, *keys):
    def change(ttf):
        tables = ttf['cmap'].tables
        kept = []
        for platform, encoding in keys:
            one = tables[0].__class__(tables[0].format)
            one.__dict__.update(tables[0].__dict__)
            one.platformID, one.platEncID = platform, encoding
            kept.append(one)
        ttf['cmap'].tables = kept
    program(font, change)


def without_cmap(font):
    program(font, lambda ttf: ttf.__delitem__('cmap'))


def lose_letter(font):
    def change(ttf):
        for table in ttf['cmap'].tables:
            table.cmap = {c: n for c, n in table.cmap.items() if c != 65}
    program(font, change)


def map_to_unicode(font, code, text):
    data = font.ToUnicode.read_bytes()
    data = re.sub(rb'<%s><[0-9A-Fa-f]*>' % code, b'<%s><%s>' % (code, text), data, 1)
    font.ToUnicode.write(data)


def element(pdf, kind, **entries):
    """A new structure element at the end of the document, without content."""
    return element_in(pdf, pdf.Root.StructTreeRoot.K, kind, **entries)


def move(kid, parent):
    """A structure element to another parent."""
    old = kid.P
    old.K = Array([one for one in old.K if isinstance(one, int) or one.objgen != kid.objgen])
    kid.P = parent
    good.add_kid(parent, kid)


def retype(kid, kind):
    kid.S = Name('/' + kind)


# ---- PDF/UA-1

lines('''
01-003: add_content(p, b'/P<</MCID 900>>BDC /Artifact BMC EMC EMC'); good.add_kid(p.P, 900); extend_parents(pdf, 900, p.P)
01-004: add_content(p, b'/Artifact BMC /P<</MCID 900>>BDC EMC EMC'); good.add_kid(p.P, 900); extend_parents(pdf, 900, p.P)
01-005: add_content(p, b'0 0 1 1 re f')
01-007: root.MarkInfo.Suspects = True
02-001 6.7.3.4-1: element(pdf, 'Kapitel')
02-003 6.7.3.4-1: tree.RoleMap.Eins = Name.Zwei; tree.RoleMap.Zwei = Name.Eins
02-004 6.7.3.4-2: tree.RoleMap.P = Name.Div
06-001 6.6.2.1-1 6.6.4-1: del root['/Metadata']
06-002: packet(pdf, (b'<pdfuaid:part>1<', b'<pdfuaid:part>4<'))
06-003 32000:14.3.3: root.Metadata.write(re.sub(rb'<dc:title>.*?</dc:title>', b'', root.Metadata.read_bytes()))
07-001: del root.ViewerPreferences['/DisplayDocTitle']
07-002: root.ViewerPreferences.DisplayDocTitle = False
09-004: element(pdf, 'TBody')
09-005: element(pdf, 'LI')
09-006: move(p.Reference, p.TOC)
09-007: p.Ruby.K = Array([p.RT, p.RB])
09-008: move(p.WT, tree.K)
10-001 31-027 6.2.11.7.2-1: del p.letters['/Encoding']; p.letters.FontDescriptor.Flags = 4; only_cmaps(p.letters, (3, 0))
11-001 11-003 11-004 11-005 11-006 11-002 6.7.4-1: del root['/Lang']
13-004: del p.Figure['/Alt']
14-002: tree.K.K = Array([element(pdf, 'H2')] + list(tree.K.K)[:-1])
14-003: element(pdf, 'H6')
14-006 14-007: element(pdf, 'H'); element(pdf, 'H')
14-007: element(pdf, 'H')
15-003: del p.scoped_cell['/A']
17-002: del p.Formula['/Alt']
17-003 10-001 6.2.11.7.2-1: write(p.boxes.ToUnicode, (b'<0041>', b'<0043>'))
19-003: del p.note_8['/ID']
19-004 32000:14.7.2-3: p.note_8.ID = p.note_9.ID
20-001 6.9-1: del root.OCProperties.Configs[0]['/Name']
20-002 6.9-1: del root.OCProperties.D['/Name']
20-003 6.9-4: root.OCProperties.D.AS = Array()
21-001 28-016 6.8-2: del p.attachment['/UF']
25-001 6.4.2-1: root.AcroForm.XFA = pdf.make_stream(b'<config><acrobat7><dynamicRender>required</dynamicRender></acrobat7></config>')
28-002: retype(owner(pdf, p.comment), 'Span')
28-004: del p.comment['/Contents']
28-005: del p.field['/TU']
28-006 6.3.1-1: p.comment.Subtype = Name.Unheard; del p.comment['/Contents']
28-007: p.comment.Subtype = Name.TrapNet
28-008: del page['/Tabs']
28-009: page.Tabs = Name.R
28-010: retype(owner(pdf, p.field), 'Span')
28-011: retype(owner(pdf, p.link), 'Span')
28-012 28-004: del p.link['/Contents']
28-014: p.comment.R = pdf.make_indirect(Dictionary(S=Name.MR, C=Dictionary(S=Name.MCD, Alt=Array([String(''), String('a film')]))))
28-015: p.comment.R = pdf.make_indirect(Dictionary(S=Name.MR, C=Dictionary(S=Name.MCD, CT=String('video/mp4'))))
28-016: p.pin.FS = Dictionary(Type=Name.Filespec, F=String('case.xml'))
28-017: hold(pdf, p.mark, 'Annot')
28-018: write(p.mark.AP.N, (b'/Artifact BMC', b'/Printer BMC'))
30-001 6.2.9-2: p.tagged.Ref = Dictionary(F=String('other.pdf'), Page=0)
30-002: add_content(p, b'/tagged Do')
31-001 6.2.11.3-1: p.boxes.DescendantFonts[0].CIDSystemInfo.Registry = String('Other')
31-002 6.2.11.3-1: p.boxes.DescendantFonts[0].CIDSystemInfo.Ordering = String('Other')
31-003 6.2.11.3-1: p.boxes.Encoding.CIDSystemInfo.Supplement = 5
31-004 6.2.11.3-2: p.composite.DescendantFonts[0].CIDToGIDMap = Name.Other
31-005 6.2.11.3-2: del p.composite.DescendantFonts[0]['/CIDToGIDMap']
31-006 6.2.11.3-3: p.composite.Encoding = Name('/Own-H')
31-007 6.2.11.3-4: p.boxes.Encoding.WMode = 1
31-008 6.2.11.3-3: write(p.boxes.Encoding, (b'1 begincodespacerange', b'/Own-H usecmap 1 begincodespacerange'))
31-009 6.2.11.4.1-1: del p.letters.FontDescriptor['/FontFile2']
31-011 6.2.11.4.1-2: write(p.boxes.Encoding, (b'<0042> 1', b'<0042> 2'))
31-012 6.2.11.4.2-1: p.type1.FontDescriptor.CharSet = String('/A')
31-013 6.2.11.4.2-1: p.type1.FontDescriptor.CharSet = String('/A/B/C')
31-014 6.2.11.4.2-2: p.boxes.DescendantFonts[0].FontDescriptor.CIDSet = pdf.make_stream(bytes([0x80 | 0x40]))
31-015 6.2.11.4.2-2: p.boxes.DescendantFonts[0].FontDescriptor.CIDSet = pdf.make_stream(bytes([0xf0]))
31-016 6.2.11.5-1: p.boxes.DescendantFonts[0].W = Array([1, Array([502]), 2, 2, 600])
31-016 6.2.11.5-1: p.type1.Widths = Array([500, 597])
31-016 6.2.11.5-1: p.letters.Widths[33] = 1
31-016 6.2.11.5-1: p.composite.DescendantFonts[0].W = Array()
31-017 31-018 31-023 31-030 6.2.11.6-1 6.2.11.6-2 6.2.11.8-1: only_cmaps(p.letters, (3, 0))
31-018 31-030 6.2.11.6-1 6.2.11.8-1: lose_letter(p.letters)
31-019 10-001 31-018 31-030 6.2.11.6-1 6.2.11.6-2 6.2.11.7.2-1 6.2.11.8-1: del p.letters['/Encoding']
31-020 10-001 31-018 31-030 6.2.11.6-1 6.2.11.6-2 6.2.11.7.2-1 6.2.11.8-1: del p.letters.Encoding['/BaseEncoding']
31-021 10-001 31-018 31-030 6.2.11.6-1 6.2.11.6-2 6.2.11.7.2-1 6.2.11.8-1: p.letters.Encoding = Name.StandardEncoding
31-022 6.2.11.6-2: p.letters.Encoding.Differences = Array([100, Name.nobodyknows])
31-023 6.2.11.6-2: only_cmaps(p.letters, (1, 0))
31-024 6.2.11.6-3: p.symbols.Encoding = Name.WinAnsiEncoding
31-025 31-030 6.2.11.6-4 6.2.11.8-1: without_cmap(p.symbols)
31-026 31-030 6.2.11.6-4 6.2.11.8-1: only_cmaps(p.symbols, (1, 0), (0, 3))
31-027 10-001 6.2.11.7.2-1: del p.composite['/ToUnicode']
31-028 6.2.11.7.2-2: map_to_unicode(p.boxes, b'0041', b'0000')
31-029 6.2.11.7.2-2: map_to_unicode(p.boxes, b'0041', b'FEFF')
31-029 6.2.11.7.2-2: map_to_unicode(p.boxes, b'0041', b'FFFE')
31-030 10-001 6.2.11.7.2-1 6.2.11.8-1: write(p.content, (b'<00410042>', b'<00410050>'))
''')


def extend_parents(pdf, mcid, owner):
    """The page's row of the parent tree up to this MCID."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    row = next(nums[i + 1] for i in range(0, len(nums), 2) if int(nums[i]) == int(pdf.pages[0].obj.StructParents))
    while len(row) < mcid:
        row.append(Object.parse(b'null'))
    row.append(owner)


def elements(pdf):
    pending = [pdf.Root.StructTreeRoot.K]
    while pending:
        one = pending.pop()
        if isinstance(one, Dictionary) and '/S' in one:
            yield one
            kids = one.get('/K')
            pending += [kid for kid in kids if not isinstance(kid, int)] if isinstance(kids, Array) else \
                [kids] if isinstance(kids, Dictionary) else []


def owner(pdf, annotation):
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    return next(nums[i + 1] for i in range(0, len(nums), 2) if int(nums[i]) == int(annotation.StructParent))


def hold(pdf, annotation, kind):
    """The annotation in a structure element of its own."""
    tree = pdf.Root.StructTreeRoot
    one = element(pdf, kind, K=Dictionary(Type=Name.OBJR, Obj=annotation, Pg=pdf.pages[0].obj))
    annotation.StructParent = tree.ParentTreeNextKey
    tree.ParentTree.Nums.extend([tree.ParentTreeNextKey, one])
    tree.ParentTreeNextKey = int(tree.ParentTreeNextKey) + 1


# Where only one thing is left that does not name its language.

def speaking(pdf):
    """All elements name their language themselves; the catalog does not."""
    del pdf.Root['/Lang']
    for one in elements(pdf):
        one.Lang = String('en')
    pdf.Root.StructTreeRoot.K.Lang = String('en')
    for field in pdf.Root.AcroForm.Fields:
        field.Lang = String('en')
    del pdf.Root['/Outlines']
    packet(pdf, (b'xml:lang="x-default"', b'xml:lang="en"'))


def silence(element):
    """This one and all above it."""
    while '/S' in element:
        if '/Lang' in element:
            del element['/Lang']
        element = element.P


UNNAMED = ('6.7.4-1', '32000:14.3.3')


@mutant('11-001', *UNNAMED)
def _(pdf, p):
    speaking(pdf)
    silence(p.P)


@mutant('11-002', *UNNAMED)
def _(pdf, p):
    speaking(pdf)
    silence(p.Figure)


@mutant('11-002', *UNNAMED)
def _(pdf, p):
    speaking(pdf)
    add_content(p, b'/Artifact BMC /Span<</ActualText (A)>>BDC EMC EMC')


@mutant('11-003', *UNNAMED)
def _(pdf, p):
    outline = pdf.Root.Outlines
    speaking(pdf)
    pdf.Root.Outlines = outline


@mutant('11-004', *UNNAMED)
def _(pdf, p):
    speaking(pdf)
    silence(owner(pdf, p.comment))


@mutant('11-005', *UNNAMED)
def _(pdf, p):
    speaking(pdf)
    silence(owner(pdf, p.field))
    del p.field['/Lang']


@mutant('11-006', '6.7.4-1')
def _(pdf, p):
    speaking(pdf)
    packet(pdf, (b'xml:lang="en"', b'xml:lang="x-default"'))


@mutant('06-001', '6.6.2.1-3', '6.6.4-1', '06-002', '06-003')
def _(pdf, p):
    pdf.Root.Metadata.write(b'<x:xmpmeta')


def encrypted(accessible):
    def change(data):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b'<pdfaid:part>3</pdfaid:part>', b''))
            allow = pikepdf.Permissions(accessibility=accessible)
            return good.saved(pdf, encryption=pikepdf.Encryption(user='', owner='x', R=3, allow=allow, aes=False, metadata=False))
    return change


@byte_mutant('26-001', 'unreadable')
def _(data):
    return re.sub(rb'/P -?\d+', lambda m: b' ' * len(m.group()), encrypted(True)(data))


byte_mutant('26-002')(encrypted(False))


@byte_mutant('6.1.3-2')
def _(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return good.saved(pdf, encryption=pikepdf.Encryption(user='', owner='x', R=6))


# ---- PDF/A: the bytes


def exchange(rule, old, new, *also):
    @byte_mutant(rule, *also)
    def _(data):
        assert old in data, old
        return data.replace(old, new, 1)


exchange('6.1.2-1', b'%PDF-1.', b'%PDF-9.')
exchange('6.1.4-1', b'\nxref\n', b'\nxref ')
exchange('6.1.6-1', b'(a layer)', b'<4142434>')
exchange('6.1.6-2', b'(a layer)', b'<41424z >', '32000:7.3')
exchange('6.1.7-2', b'\nstream\n', b'\nstream\r', '6.1.7-1', '32000:7.3')
exchange('6.1.9-1', b' 0 obj\n', b' 0 obj ')
exchange('6.1.10-1', b'/F /AHx', b'/F /LZW')


@byte_mutant('6.1.2-2')
def _(data):
    return re.sub(rb'\n%[^\n]{4}', b'\n%abcd', data, 1)


@byte_mutant('6.1.3-1')
def _(data):
    return re.sub(rb'/ID \[<[0-9a-f]*><[0-9a-f]*>\]', lambda m: b' ' * len(m.group()), data)


@byte_mutant('6.1.3-3')
def _(data):
    return data + b'more'


@byte_mutant('6.1.7-1', '32000:7.3')
def _(data):
    return re.sub(rb'/Length (\d+)(\d)>>\nstream|/Length (\d+)(\d) ', shorter, data, 1)


def shorter(match):
    digit = match.group(2) or match.group(4)
    at = (match.start(2) if match.group(2) else match.start(4)) - match.start()
    return match.group()[:at] + (b'0' if digit != b'0' else b'1') + match.group()[at + 1:]


@byte_mutant('6.1.8-1')
def _(data):
    return data.replace(b'/BBBBBB+', b'/#ff#ff+')


@byte_mutant('6.1.13-5', '32000:7.3')
def _(data):
    at = data.rindex(b'/Size ')
    return data[:at] + re.sub(rb'/Size \d+', b'/Size 9388609', data[at:])


@byte_mutant('6.1.13-2')
def _(data):
    return re.sub(rb'\(The case that[^)]*\)', lambda m: (b'.' + b'0' * 40 + b'1').ljust(len(m.group())), data, 1)


# ---- PDF/A: the objects

lines('''
6.1.7-3: p.attached.FFilter = Name.FlateDecode
6.1.7-4: p.attached.write(b'0', filter=Name.LZWDecode)
6.1.12-1: root.Perms = Dictionary(Own=Dictionary())
6.1.13-1: p.attached.Params.Size = 3000000000
6.1.13-3: p.attachment.Desc = String('x' * 40000)
6.1.13-4: p.attachment[Name('/' + 'x' * 130)] = 1
6.1.13-6: add_content(p, b'q ' * 30 + b'Q ' * 30)
6.1.13-7: p.inks[1] = Array([Name('/I%d' % i) for i in range(33)]); p.inks[4] = Dictionary(Colorants=Dictionary({'/I%d' % i: p.ink for i in range(33)}))
6.1.13-8 31-011 6.2.11.4.1-2: write(p.boxes.Encoding, (b'<0042> 1', b'<0042> 70000'))
6.1.13-9: page.TrimBox = Array([0, 0, 2, 2])
6.2.2-1: add_content(p, b'1 spin')
6.2.2-2: del page.Resources.ExtGState['/state']
6.2.3-1: write(p.profile, (b'mntr', b'scnr'))
6.2.3-2: root.OutputIntents.append(Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String('x'), DestOutputProfile=p.inside))
6.2.3-3: root.OutputIntents[0].DestOutputProfileRef = Dictionary()
6.2.4.2-1: p.inside.N = 4
6.2.4.2-1: write(p.inside, (b'mntr', b'link'))
6.2.4.2-2: write(p.inside, (b'RGB XYZ', b'CMYKXYZ')); p.inside.N = 4; p.state.OP = True; p.state.OPM = 1
6.2.4.3-1 6.2.4.3-3: del root['/OutputIntents']; add_content(p, b'/Artifact BMC 0 g EMC')
6.2.4.3-2: add_content(p, b'/Artifact BMC 0 0 0 1 k EMC')
6.2.4.3-3 6.2.4.3-1: del root['/OutputIntents']; add_content(p, b'/Artifact BMC 0 G EMC')
6.2.4.4-1: p.inks[1] = Array([Name.Sweat])
6.2.4.4-2: p.ink2[2] = Name.DeviceGray
6.2.5-1: p.state.TR = Name.Identity
6.2.5-2: p.state.TR2 = Name.Identity
6.2.5-3: p.state.HTP = Array([0, 0])
6.2.5-4: p.state.HT.HalftoneType = 6
6.2.5-5: p.state.HT.HalftoneName = String('x')
6.2.6-1: add_content(p, b'/Bright ri')
6.2.6-1: p.state.RI = Name.Bright
6.2.8-1: p.picture.Alternates = Array()
6.2.8-2: p.picture.OPI = Dictionary()
6.2.8-3: p.picture.Interpolate = True
6.2.8-3: write(p.content, (b'BI /W 1', b'BI /I true /W 1'))
6.2.8-4: p.picture.BitsPerComponent = 7
6.2.8.3-1: p.picture.write(b'x', filter=Name.JPXDecode)
6.2.9-1: p.tagged.PS = pdf.make_stream(b'')
6.2.9-3: page.Resources.XObject.script = pdf.make_stream(b'', Dictionary(Type=Name.XObject, Subtype=Name.PS)); add_content(p, b'/Artifact BMC /script Do EMC')
6.2.10-1: p.state.BM = Name.Mix
6.2.10-2 6.2.4.3-1: del root['/OutputIntents']; p.state.ca = 0.5
6.2.11.2-1: p.letters.Type = Name.Letter
6.2.11.2-2: p.type1.Subtype = Name.Type9
6.2.11.2-3: del p.letters['/BaseFont']
6.2.11.2-4: p.type1.LastChar = 67
6.2.11.2-5: p.type1.FontDescriptor.FontFile3.Subtype = Name.Other
6.2.11.7.3-1: map_to_unicode(p.boxes, b'0041', b'E000')
6.3.1-1: p.comment.Subtype = Name.Sound
6.3.2-1: del p.link['/F']
6.3.2-2: p.link.F = 0
6.3.2-2: p.comment.F = 4 | 8 | 16 | 32
6.3.2-3: p.comment.F = 4
6.3.3-1: del p.comment['/AP']
6.3.3-2: p.field.AP.D = p.field.AP.N
6.3.3-3: p.tick.AP.N = p.field.AP.N
6.4.1-1: p.field.A = Dictionary(S=Name.URI, URI=String('https://example.org'))
6.4.1-2 6.4.1-1: p.field.AA = Dictionary()
6.4.1-3: root.AcroForm.NeedAppearances = True
6.4.2-2: root.NeedsRendering = True
6.5.1-1: p.link.A.S = Name.Launch
6.5.1-1: root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(''))
6.5.1-2: p.turn.A.N = Name.Print
6.5.2-1: root.AA = Dictionary()
6.5.2-2: page.AA = Dictionary()
6.6.2.1-1: del root.Metadata['/Subtype']
6.6.2.1-2: packet(pdf, (b'<?xpacket begin=', b'<?xpacket bytes="9" begin='))
6.6.2.3.1-1: packet(pdf, (b'<pdf:Producer>', b'<pdf:Colour>red</pdf:Colour><pdf:Producer>'))
6.6.2.3.1-2: packet(pdf, (b'<dc:format>', b'<dc:creator>me</dc:creator><dc:format>'))
6.6.2.3.1-2 32000:14.3.3: root.Metadata.write(re.sub(rb'<xmp:CreateDate>[^<]*<', b'<xmp:CreateDate>today<', root.Metadata.read_bytes()))
6.6.2.3.3-1: root.Metadata.write(re.sub(rb'<pdfaProperty:description>[^<]*</pdfaProperty:description>', b'', root.Metadata.read_bytes()))
6.6.2.3.3-2: packet(pdf, (b'<pdfaProperty:category>internal<', b'<pdfaProperty:category>inner<'))
6.6.2.3.3-3: packet(pdf, (b'<pdfaSchema:prefix>', b'<pdfaSchema:colour>red</pdfaSchema:colour><pdfaSchema:prefix>'))
6.6.2.3.3-4: packet(pdf, (b'xmlns:pdfaid=', b'xmlns:archive='), (b'pdfaid:part', b'archive:part'), (b'pdfaid:conformance', b'archive:conformance'))
6.6.4-1: root.Metadata.write(re.sub(rb'<pdfaid:part>\\d</pdfaid:part>', b'', root.Metadata.read_bytes()))
6.6.4-2: packet(pdf, (b'<pdfaid:part>3<', b'<pdfaid:part>1<'))
6.6.4-3: packet(pdf, (b'<pdfaid:conformance>A<', b'<pdfaid:conformance>B<'))
6.7.2.2-1: root.MarkInfo.Marked = False
6.7.3.3-2: p.P.Type = Name.Page
6.8-1: packet(pdf, (b'<pdfaid:part>3<', b'<pdfaid:part>2<'))
6.8-3: del p.attached['/Subtype']
6.8-4: p.attachment.AFRelationship = Name.Friend
6.8-5: del root['/AF']
6.8-6: del p.attached['/Params']
6.9-2: root.OCProperties.Configs[0].Name = String('usual')
6.9-3: root.OCProperties.D.Order = Array()
6.10-1: root.Names.AlternatePresentations = Dictionary()
6.10-2: page.PresSteps = Dictionary()
6.11-1: root.Requirements = Array()
''')


@mutant('6.7.3.3-1', '28-002', '28-010', '28-011')
def _(pdf, p):
    del pdf.Root['/StructTreeRoot']


# ---- the tree

lines('''
32000:14.6: add_content(p, b'/Artifact BMC')
32000:14.6: add_content(p, b'Q')
32000:14.6: add_content(p, b'/Artifact BMC (A) Tj EMC')
32000:14.7.2-1: p.Figure.P = p.Formula
32000:14.7.2-2: p.Formula.K.append(p.Figure) if isinstance(p.Formula.K, Array) else p.Formula.__setitem__('/K', Array([p.Formula.K, p.Figure]))
32000:14.7.2-3: p.note_8.ID = String('another')
32000:14.7.4.2-1: add_content(p, re.search(rb'/P<</MCID \\d+>>BDC', p.content.read_bytes()).group() + b' EMC')
32000:14.7.4.2-2: add_content(p, b'/P<</MCID 900>>BDC EMC')
32000:14.7.4.2-2: good.add_kid(element_in(pdf, tree.K, 'P', Pg=page), first_mcid(p.P))
32000:14.7.4.2-3: good.add_kid(p.P, 901)
32000:14.7.4.2-4: add_content(p, b'/P<</MCID 900>>BDC /P<</MCID 901>>BDC EMC EMC'); [good.add_kid(p.P, n) or extend_parents(pdf, n, p.P) for n in (900, 901)]
32000:14.7.4.2-5: write(p.content, (b'/Figure<<', b'/Formula<<'))
32000:14.7.4.4-1: swap_parents(pdf)
32000:14.7.4.4-2: p.link.StructParent = p.jump.StructParent
32000:14.7.4.4-3: tree.ParentTreeNextKey = 1
32000:14.8.4.3.4-1: element_in(pdf, p.headed_cell.P, 'TD')
32000:14.8.5.7 15-003: p.headed_cell.A.Headers = Array([String('nobody')])
32000:14.8.5.7: p.scoped_cell.A.Scope = Name.Everything
32000:14.8.5.4.3: del p.Figure['/A']
32000:14.8.5.5: [one.__delitem__('/A') for one in elements(pdf) if one.S == '/L']
32000:14.9.2: p.P.Lang = String('en_US')
32000:14.9.2: add_content(p, b'/Artifact BMC /Span<</Lang (e n)>>BDC EMC EMC')
32000:12.3.2: p.jump.Dest[0] = pdf.make_indirect(Dictionary(Type=Name.Page))
32000:12.7: root.AcroForm.Fields = Array([p.field])
32000:12.7: p.tick.T = String('name')
32000:14.3.3: pdf.trailer.Info.Title = String('Another')
''')


def first_mcid(element):
    return int(element.K if isinstance(element.K, int) else element.K[0])


def swap_parents(pdf):
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0], row[len(row) - 1] = row[len(row) - 1], row[0]


def element_in(pdf, parent, kind, **entries):
    one = pdf.make_indirect(Dictionary(S=Name('/' + kind), P=parent, **entries))
    good.add_kid(parent, one)
    return one


# ---- the run


def seen(data):
    """Numbers of the rules that the checker tells."""
    try:
        document = Document('mutant', data)
    except pikepdf.PdfError:
        return {one.rule for one in check.findings_of_unreadable(data)} | {'unreadable'}
    return {one.rule for one in check.findings_of(document)}


def fault_of(index, data):
    """What is wrong with the mutant of this number, or None."""
    rule, also, change, level = MUTANTS[index]
    try:
        if level == 'bytes':
            changed = change(data)
        else:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                parts = Parts(pdf.Root.Parts)
                del pdf.Root['/Parts']
                change(pdf, parts)
                changed = good.saved(pdf)
        told = seen(changed)
    except Exception as error:
        return '%s: mutant %d cannot be made or read: %s: %s' % (rule, index, type(error).__name__, error)
    if rule not in told:
        return '%s: mutant %d is not seen; told: %s' % (rule, index, ' '.join(sorted(told)) or 'nothing')
    if told != also | {rule}:
        return '%s: mutant %d breaks %s as well, and should %s' % (
            rule, index, ' '.join(sorted(told - {rule})) or 'nothing', ' '.join(sorted(also)) or 'not')
    return None


def main():
    folder, *asked = sys.argv[1:]
    base = glob.glob(os.path.join(folder, 'alone', 'every-field', '*-medicines-allergies.pdf'))[0]
    with open(base, 'rb') as file:
        pdf, parts = good.make(file.read())
    pdf.Root.Parts = Dictionary({'/' + name: value for name, value in parts.items()})
    data = good.saved(pdf)
    faults = ['the good file: %s' % rule for rule in sorted(seen(data))]
    # Rules of both standards that ask for the same are broken by the same mutant.
    broken = set().union(*({rule} | also for rule, also, _, _ in MUTANTS))
    faults += ['%s: has no mutant' % rule for rule in RULES if rule not in broken]
    chosen = [i for i, one in enumerate(MUTANTS) if not asked or one[0] in asked]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        faults += filter(None, pool.map(fault_of, chosen, [data] * len(chosen), chunksize=8))
    for fault in faults:
        print(fault)
    rules = set().union(*({MUTANTS[i][0]} | MUTANTS[i][1] for i in chosen)) & set(RULES)
    print('%d mutants of %d rules, %s' % (len(chosen), len(rules), '%d not as they should be' % len(faults) if faults else 'all seen'))
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
