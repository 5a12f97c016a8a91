"""A file in which every rule finds something to look at, and nothing to complain of: one that carepacket has made, and by
hand all that it does not make. Mutants (mutants.py) break it one rule at a time."""

import io

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pikepdf import Array, Dictionary, Name, Stream, String

from fonts import read_to_unicode

RED = b'\xd0\x20\x20'


class Good:
    """The file while it grows. What mutants want to break has a name: `self.parts['link']`."""

    def __init__(self, data):
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.page = self.pdf.pages[0].obj
        self.root = self.pdf.Root.StructTreeRoot
        self.document = self.root.K
        self.content = []
        self.parts = {}
        self.resources = self.page.Resources
        self.mcids = self.parents_of_page()

    # ---- the tree

    def nums(self):
        return self.root.ParentTree.Nums

    def parents_of_page(self):
        nums = self.nums()
        return next(nums[i + 1] for i in range(0, len(nums), 2) if int(nums[i]) == int(self.page.StructParents))

    def indirect(self, value):
        return self.pdf.make_indirect(value)

    def element(self, role, parent=None, **entries):
        parent = self.document if parent is None else parent
        one = self.indirect(Dictionary(S=Name('/' + role), P=parent, Pg=self.page))
        for key, value in entries.items():
            one['/' + key] = value
        add_kid(parent, one)
        self.parts.setdefault(role, one)
        return one

    def mark(self, element, operators):
        """Operators as content of the element."""
        mcid = len(self.mcids)
        self.mcids.append(element)
        add_kid(element, mcid)
        self.content.append(b'/%s<</MCID %d>>BDC\n%s\nEMC' % (str(element.S)[1:].encode(), mcid, operators))
        return mcid

    def annotation(self, role, described=None, parent=None, **entries):
        """An annotation in an element of this role."""
        one = self.indirect(Dictionary(Type=Name.Annot, F=4, Rect=Array([300, 20, 320, 40]), P=self.page))
        for key, value in entries.items():
            one['/' + key] = value
        if described:
            one.Contents = String(described)
        if '/Annots' not in self.page:
            self.page.Annots = Array()
        self.page.Annots.append(one)
        if role:
            element = self.element(role, parent)
            add_kid(element, Dictionary(Type=Name.OBJR, Obj=one, Pg=self.page))
            self.parent_of(one, element)
        return one

    def parent_of(self, obj, element):
        key = int(self.root.get('/ParentTreeNextKey'))
        self.root.ParentTreeNextKey = key + 1
        obj.StructParent = key
        self.nums().extend([key, element])

    def resource(self, kind, name, value):
        if '/' + kind not in self.resources:
            self.resources['/' + kind] = Dictionary()
        self.resources['/' + kind]['/' + name] = value
        self.parts.setdefault(name, value)
        return value

    def stream(self, data, **entries):
        one = Stream(self.pdf, data)
        for key, value in entries.items():
            one['/' + key] = value
        return self.indirect(one)

    def form(self, data, **entries):
        return self.stream(data, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]),
                           Resources=Dictionary(), **entries)

    def finish(self):
        operators = b'\n'.join(self.content)
        self.parts['content'] = self.stream(operators)
        self.page.Contents = Array([self.page.Contents, self.parts['content']])
        return self.parts


def add_kid(parent, kid):
    kids = parent.get('/K')
    if kids is None:
        parent.K = kid if isinstance(kid, int) else Array([kid])
    elif isinstance(kids, Array):
        kids.append(kid)
    else:
        parent.K = Array([kids, kid])


def text(font, shown):
    return b'BT /%s 9 Tf 40 20 Td %s Tj ET' % (font, shown)


# ---- fonts


def truetype_program(pdf_font, symbolic):
    """The program of a composite font once more, with the maps that a simple font needs."""
    program = TTFont(io.BytesIO(pdf_font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
    texts = read_to_unicode(pdf_font.ToUnicode.read_bytes())
    names = {ord(t): program.getGlyphName(code) for code, t in texts.items()
             if len(t) == 1 and 32 <= ord(t) < 127 and code < program['maxp'].numGlyphs}
    cmap = newTable('cmap')
    cmap.tableVersion = 0
    tables = [(3, 0, 4, {0xF000 + c: n for c, n in names.items()})] if symbolic else [
        (3, 1, 4, names), (1, 0, 0, {c: n for c, n in names.items() if c < 127})]
    cmap.tables = []
    for platform, encoding, form, mapping in tables:
        table = CmapSubtable.newSubtable(form)
        table.platformID, table.platEncID, table.language, table.cmap = platform, encoding, 0, mapping
        cmap.tables.append(table)
    program['cmap'] = cmap
    out = io.BytesIO()
    program.save(out)
    widths = {c: program['hmtx'][n][0] * 1000 / program['head'].unitsPerEm for c, n in names.items()}
    return out.getvalue(), widths


def simple_truetype(good, pdf_font, symbolic):
    data, widths = truetype_program(pdf_font, symbolic)
    descriptor = good.indirect(Dictionary(
        Type=Name.FontDescriptor, FontName=Name('/AAAAAA+Letters'), Flags=4 if symbolic else 32,
        FontBBox=Array([-500, -500, 1500, 1500]), ItalicAngle=0, Ascent=900, Descent=-300, CapHeight=700, StemV=80,
        FontFile2=good.stream(data, Length1=len(data))))
    font = good.indirect(Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name('/AAAAAA+Letters'), FirstChar=32, LastChar=126,
        Widths=Array([round(widths.get(c, 0), 1) for c in range(32, 127)]), FontDescriptor=descriptor))
    if symbolic:
        font.ToUnicode = good.stream(to_unicode({c: chr(c) for c in range(33, 127)}, 1))
    else:
        font.Encoding = Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding,
                                   Differences=Array([39, Name.quotesingle]))
    return font


def to_unicode(texts, size):
    rows = ''.join('<%0*X><%s>\n' % (2 * size, c, t.encode('utf-16-be').hex()) for c, t in texts.items())
    space = '1 begincodespacerange\n<%s><%s>\nendcodespacerange\n' % ('00' * size, 'FF' * size)
    return ('begincmap\n%s%d beginbfchar\n%sendbfchar\nendcmap\n' % (space, len(texts), rows)).encode()


def cff_program():
    """Three glyphs with outlines, widths 500 and 600."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(['.notdef', 'A', 'B'])
    builder.setupCharacterMap({65: 'A', 66: 'B'})
    widths = {'.notdef': 500, 'A': 500, 'B': 600}
    shapes = {}
    for name, width in widths.items():
        pen = T2CharStringPen(width, None)
        pen.moveTo((50, 0)), pen.lineTo((50, 500)), pen.lineTo((400, 500)), pen.lineTo((400, 0)), pen.closePath()
        shapes[name] = pen.getCharString()
    builder.setupCFF('Boxes', {}, shapes, {})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in widths.items()})
    builder.setupHorizontalHeader()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return TTFont(io.BytesIO(out.getvalue())).getTableData('CFF ')


def cff_descriptor(good, kind, **entries):
    one = Dictionary(
        Type=Name.FontDescriptor, FontName=Name('/BBBBBB+Boxes'), Flags=4, FontBBox=Array([0, 0, 600, 600]), ItalicAngle=0,
        Ascent=600, Descent=0, CapHeight=600, StemV=80, FontFile3=good.stream(cff_program(), Subtype=Name('/' + kind)))
    for key, value in entries.items():
        one['/' + key] = value
    return good.indirect(one)


def type1_font(good):
    return good.indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name('/BBBBBB+Boxes'), FirstChar=65, LastChar=66,
        Widths=Array([500, 600]), Encoding=Name.WinAnsiEncoding,
        FontDescriptor=cff_descriptor(good, 'Type1C', CharSet=String('/A/B'))))


CMAP = b'''/CIDSystemInfo 3 dict dup begin /Registry (Boxes) def /Ordering (Own) def /Supplement 0 def end def
/CMapName /Boxes-H def /WMode 0 def
1 begincodespacerange <0000><FFFF> endcodespacerange
1 begincidrange <0041><0042> 1 endcidrange
'''


def composite_cff(good):
    """A CIDFontType0 with a CMap of its own and a CIDSet."""
    def system():
        return Dictionary(Registry=String('Boxes'), Ordering=String('Own'), Supplement=0)

    descendant = good.indirect(Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name('/BBBBBB+Boxes'), CIDSystemInfo=system(), DW=0,
        W=Array([1, Array([500]), 2, 2, 600]),
        FontDescriptor=cff_descriptor(good, 'CIDFontType0C', CIDSet=good.stream(b'\xe0'))))
    cmap = good.stream(CMAP, Type=Name.CMap, CMapName=Name('/Boxes-H'), CIDSystemInfo=system(), WMode=0)
    return good.indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name('/BBBBBB+Boxes-Boxes-H'), Encoding=cmap,
        DescendantFonts=Array([descendant]), ToUnicode=good.stream(to_unicode({0x41: 'A', 0x42: 'B'}, 2))))


# ---- the whole


def make(data):
    """(pdf, parts)."""
    good = Good(data)
    own = good.resources.Font[sorted(good.resources.Font.keys())[0]]
    good.parts['composite'] = own
    add_fonts(good, own)
    add_graphics(good)
    add_structure(good)
    add_annotations(good)
    add_form(good, good.parts['letters'])
    add_attachment(good)
    add_layers(good)
    add_outline(good)
    packet = good.pdf.Root.Metadata.read_bytes()
    packet = packet.replace(b'<pdfaid:part>2<', b'<pdfaid:part>3<')
    good.pdf.Root.Metadata.write(packet)
    return good.pdf, good.finish()


def add_fonts(good, own):
    for name, font, shown in (
            ('letters', simple_truetype(good, own, False), b"(A'B)"), ('symbols', simple_truetype(good, own, True), b'(AB)'),
            ('type1', type1_font(good), b'(AB)'), ('boxes', composite_cff(good), b'<00410042>')):
        good.resource('Font', name, font)
        good.mark(good.element('P'), text(name.encode(), shown))


def add_graphics(good):
    image = good.stream(RED, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
                        ColorSpace=Name.DeviceRGB)
    good.resource('XObject', 'picture', image)
    figure = good.element('Figure', Alt=String('A red square'),
                          A=Dictionary(O=Name.Layout, BBox=Array([40, 20, 50, 30])))
    good.mark(figure, b'q 10 0 0 10 40 20 cm /picture Do Q')

    profile = good.pdf.Root.OutputIntents[0].DestOutputProfile
    inside = good.stream(profile.read_bytes(), N=3)
    good.parts['profile'] = profile
    good.resource('ColorSpace', 'screen', good.indirect(Array([Name.ICCBased, inside])))
    good.parts['inside'] = inside
    mixing = good.indirect(Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 1, 1]), C1=Array([1, 0, 0])))
    ink = good.indirect(Array([Name.Separation, Name.Blood, Name.DeviceRGB, mixing]))
    good.resource('ColorSpace', 'ink', ink)
    good.resource('ColorSpace', 'ink2', good.indirect(Array([Name.Separation, Name.Blood, Name.DeviceRGB, mixing])))
    good.resource('ColorSpace', 'inks', good.indirect(Array([
        Name.DeviceN, Array([Name.Blood]), Name.DeviceRGB, mixing, Dictionary(Colorants=Dictionary(Blood=ink))])))
    good.resource('ExtGState', 'state', good.indirect(Dictionary(
        Type=Name.ExtGState, CA=1, ca=1, BM=Name.Normal, TR2=Name.Default, RI=Name.Perceptual,
        HT=Dictionary(Type=Name.Halftone, HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round))))
    good.content.append(
        b'/Artifact BMC q /state gs /Perceptual ri /screen cs 1 0 0 scn /ink cs 1 scn /ink2 cs 1 scn /inks cs 1 scn\n'
        b'0 0 1 1 re f BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID D02020> EI Q EMC')

    # A form with tagged content of its own, drawn once.
    tagged = good.form(b'/P<</MCID 0>>BDC q 0 0 5 5 re f Q EMC')
    paragraph = good.element('P')
    add_kid(paragraph, Dictionary(Type=Name.MCR, Pg=good.page, Stm=tagged, MCID=0))
    key = int(good.root.ParentTreeNextKey)
    good.root.ParentTreeNextKey = key + 1
    tagged.StructParents = key
    good.nums().extend([key, Array([paragraph])])
    good.resource('XObject', 'tagged', tagged)
    good.content.append(b'/tagged Do')


def add_structure(good):
    letters = text(b'letters', b'(A)')
    good.mark(good.element('Formula', Alt=String('A')), text(b'boxes', b'<0041>'))
    contents = good.element('TOC')
    entry = good.element('TOCI', contents)
    good.mark(good.element('Reference', entry), letters)
    ruby = good.element('Ruby')
    for role in ('RB', 'RT'):
        good.mark(good.element(role, ruby), letters)
    warichu = good.element('Warichu')
    good.mark(good.element('WP', warichu), letters)
    good.mark(good.element('WT', warichu), letters)
    good.mark(good.element('WP', warichu), letters)
    good.mark(good.element('Span', ActualText=String('A')), letters)

    names = {}
    for number in (8, 9):
        note = good.element('Note', ID=String('by hand %d' % number))
        good.parts['note %d' % number] = note
        names[b'by hand %d' % number] = note
        good.mark(note, letters)
    table = good.element('Table')
    good.parts['ids table'] = table
    head = good.element('TR', table)
    header = good.element('TH', head, ID=String('by hand'))
    names[b'by hand'] = header
    good.mark(header, letters)
    cell = good.element('TD', good.element('TR', table),
                        A=Dictionary(O=Name.Table, Headers=Array([String('by hand')])))
    good.parts['headed cell'] = cell
    good.mark(cell, letters)
    if '/IDTree' not in good.root:
        good.root.IDTree = Dictionary(Names=Array())
    pairs = [good.root.IDTree.Names[i] for i in range(len(good.root.IDTree.Names))]
    known = {bytes(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}
    known.update(names)
    good.root.IDTree.Names = Array([x for name in sorted(known) for x in (String(name.decode()), known[name])])

    table = good.element('Table')
    good.parts['scoped table'] = table
    for role in ('TH', 'TD'):
        cell = good.element(role, good.element('TR', table))
        if role == 'TH':
            cell.A = Dictionary(O=Name.Table, Scope=Name.Column)
            good.parts['scoped cell'] = cell
        good.mark(cell, letters)


def add_annotations(good):
    def looks():
        return Dictionary(N=good.form(b''))

    good.parts['link'] = good.annotation(
        'Link', 'the library', Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String('https://example.org')))
    good.parts['jump'] = good.annotation(
        'Link', 'the top', Subtype=Name.Link, Dest=Array([good.page, Name.XYZ, 0, 700, 0]))
    good.parts['turn'] = good.annotation(
        'Link', 'the next page', Subtype=Name.Link, A=Dictionary(S=Name.Named, N=Name.NextPage))
    good.parts['comment'] = good.annotation(
        'Annot', 'a comment', Subtype=Name.Text, AP=looks(), F=4 | 8 | 16)
    good.parts['mark'] = good.annotation(
        None, None, Subtype=Name.PrinterMark, AP=Dictionary(N=good.form(b'/Artifact BMC 0 0 5 5 re f EMC')))


def add_form(good, letters):
    looks = good.form(b'/Tx BMC q BT /letters 9 Tf 2 2 Td (A) Tj ET Q EMC')
    looks.Resources = Dictionary(Font=Dictionary(letters=letters))
    field = good.annotation('Form', None, Subtype=Name.Widget, FT=Name.Tx, T=String('name'), TU=String('Your name'),
                            DA=String('/letters 9 Tf 0 g'), V=String('A'), AP=Dictionary(N=looks))
    tick = good.annotation('Form', None, Subtype=Name.Widget, FT=Name.Btn, T=String('tick'), TU=String('Yes'),
                           AS=Name.Off, V=Name.Off,
                           AP=Dictionary(N=Dictionary(Off=good.form(b''), Yes=good.form(b'0 0 5 5 re f'))))
    good.parts['field'], good.parts['tick'] = field, tick
    form = good.pdf.Root.AcroForm  # of the blanks that the paper has
    form.Fields.extend([field, tick])
    form.DR.Font.letters = letters


def add_attachment(good):
    file = good.stream(b'<case/>', Type=Name.EmbeddedFile, Subtype=Name('/application/xml'),
                       Params=Dictionary(ModDate=String('D:20261127000000Z'), Size=7))
    specification = good.indirect(Dictionary(
        Type=Name.Filespec, F=String('case.xml'), UF=String('case.xml'), AFRelationship=Name.Source,
        EF=Dictionary(F=file, UF=file), Desc=String('The case that this file was made from, as it was read')))
    good.parts['attachment'], good.parts['attached'] = specification, file
    good.pdf.Root.AF = Array([specification])
    good.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String('case.xml'), specification])))
    good.parts['pin'] = good.annotation(
        'Annot', 'the case', Subtype=Name.FileAttachment, FS=specification, AP=Dictionary(N=good.form(b'')))


def add_layers(good):
    group = good.indirect(Dictionary(Type=Name.OCG, Name=String('a layer')))
    good.pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(Name=String('usual'), Order=Array([group])),
        Configs=Array([Dictionary(Name=String('other'), Order=Array([group]))]))
    good.resource('Properties', 'layer', group)
    good.content.append(b'/OC /layer BDC /Artifact BMC 0 0 1 1 re f EMC EMC')


def add_outline(good):
    if '/Outlines' in good.pdf.Root:
        return
    item = good.indirect(Dictionary(Title=String('Top'), Dest=Array([good.page, Name.XYZ, 0, 700, 0])))
    outline = good.indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = outline
    good.pdf.Root.Outlines = outline


def saved(pdf, **options):
    out = io.BytesIO()
    if 'encryption' not in options:
        options['stream_decode_level'] = pikepdf.StreamDecodeLevel.none
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
             fix_metadata_version=False, **options)
    return out.getvalue()
