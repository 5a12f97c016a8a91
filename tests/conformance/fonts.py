"""Fonts: what the dictionaries say (ISO 32000-1 §9.6 to §9.10), and what the embedded programs say themselves."""

import array
import functools
import hashlib
import io
import re
import sys

import pikepdf
from fontTools import agl
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont

# §9.7.5.2, Table 118.
PREDEFINED_CMAPS = frozenset(
    '''GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16 B5pc HKscs-B5 ETen-B5 ETenms-B5 CNS-EUC
    UniCNS-UCS2 UniCNS-UTF16 90ms-RKSJ 90msp-RKSJ Add-RKSJ EUC Ext-RKSJ UniJIS-UCS2 UniJIS-UCS2-HW UniJIS-UTF16 KSC-EUC
    KSCms-UHC KSCms-UHC-HW UniKS-UCS2 UniKS-UTF16 Identity'''.split())
ONLY_HORIZONTAL = frozenset(['83pv-RKSJ', '90pv-RKSJ', 'KSCpc-EUC'])


def is_predefined(name):
    if name in ('H', 'V'):
        return True
    stem, _, direction = name.rpartition('-')
    return (stem in PREDEFINED_CMAPS and direction in 'HV') or (stem in ONLY_HORIZONTAL and direction == 'H')


def _codepoints(digits):
    data = bytes.fromhex(b''.join(digits.split()).decode())
    return data.decode('utf-16-be', 'surrogatepass')


_BLOCK = re.compile(rb'begin(bfchar|bfrange)(.*?)end\1', re.S)
_HEX = re.compile(rb'<([0-9A-Fa-f\s]*)>|(\[)|(\])')


def read_to_unicode(data):
    """Code to text (§9.10.3)."""
    texts = {}
    for kind, body in _BLOCK.findall(data):
        tokens = [m.group(1) if m.group(1) is not None else (m.group(2) or m.group(3)) for m in _HEX.finditer(body)]
        if kind == b'bfchar':
            for code, text in zip(tokens[::2], tokens[1::2]):
                texts[int(code, 16)] = _codepoints(text)
            continue
        at = 0
        while at + 2 < len(tokens):
            first, last = int(tokens[at], 16), int(tokens[at + 1], 16)
            if tokens[at + 2] == b'[':
                end = tokens.index(b']', at)
                for code, text in zip(range(first, last + 1), tokens[at + 3:end]):
                    texts[code] = _codepoints(text)
                at = end + 1
            else:
                text = _codepoints(tokens[at + 2])
                for code in range(first, last + 1):
                    texts[code] = text[:-1] + chr(ord(text[-1]) + code - first)
                at += 3
    return texts


_ENCODINGS = {'/WinAnsiEncoding': 'cp1252', '/MacRomanEncoding': 'mac_roman'}


def base_names(encoding):
    """Code to glyph name of a predefined encoding."""
    codec = _ENCODINGS[encoding]
    names = {}
    for code in range(32, 256):
        try:
            names[code] = agl.UV2AGL.get(ord(bytes([code]).decode(codec)))
        except UnicodeDecodeError:
            names[code] = 'bullet'
    if codec == 'cp1252':
        names[0xA0], names[0xAD] = 'space', 'hyphen'
    return {code: name for code, name in names.items() if name}


class Program:
    """An embedded font program. Glyphs are numbers; in a name-keyed CFF program also names."""

    def __init__(self, data, key):
        self.ttf = self.cff = self.type1 = None
        self.error = None
        try:
            if key == '/FontFile':
                self.type1 = _Type1(data)
            elif data[:4] in (b'\0\1\0\0', b'true', b'OTTO', b'ttcf'):
                self.ttf = TTFont(io.BytesIO(data), lazy=True)
                if 'CFF ' in self.ttf:
                    self.cff = self.ttf['CFF '].cff.topDictIndex[0]
            else:
                fonts = CFFFontSet()
                fonts.decompile(io.BytesIO(data), None)
                self.cff = fonts.topDictIndex[0]
            self._prepare()
        except Exception as error:  # whatever a font reader trips over is the finding
            self.error = '%s: %s' % (type(error).__name__, error)

    def _prepare(self):
        self._widths = {}
        if self.type1:
            self.count, self.names, self.per_em = len(self.type1.widths), list(self.type1.widths), 1000
        elif self.cff is not None:
            self.names = self.cff.charset
            self.count = len(self.names)
            matrix = getattr(self.cff, 'FontMatrix', [0.001])
            self.per_em = round(1 / matrix[0]) if matrix[0] else 1000
            self.is_cid = hasattr(self.cff, 'ROS')
        else:
            self.count = self.ttf['maxp'].numGlyphs
            self.per_em = self.ttf['head'].unitsPerEm
            self.names = None
        if self.ttf and 'loca' in self.ttf:
            self.loca = self.ttf['loca']

    @property
    def cmaps(self):
        """(platform, encoding) to {code: glyph name}."""
        if not self.ttf or 'cmap' not in self.ttf:
            return {}
        return {(t.platformID, t.platEncID): t.cmap for t in self.ttf['cmap'].tables}

    def glyph_of_cid(self, cid):
        """Without a CIDToGIDMap: a CID-keyed program knows its CIDs, of another the CIDs are glyph numbers."""
        if self.cff is not None and self.is_cid:
            if not hasattr(self, '_by_cid'):
                self._by_cid = {0 if n == '.notdef' else int(n[3:]): i for i, n in enumerate(self.names)}
            return self._by_cid.get(cid)
        return cid if cid < self.count else None

    def cids(self):
        if self.cff is not None and self.is_cid:
            self.glyph_of_cid(0)
            return set(self._by_cid)
        return set(range(self.count))

    def is_blank(self, glyph):
        return hasattr(self, 'loca') and self.loca[glyph] == self.loca[glyph + 1]

    def width(self, glyph):
        """In thousandths of an em; glyph: number, or name of a Type 1 program."""
        if glyph not in self._widths:
            self._widths[glyph] = self._width(glyph) * 1000 / self.per_em
        return self._widths[glyph]

    def _width(self, glyph):
        if self.type1:
            return self.type1.widths[glyph]
        if self.ttf is not None and 'hmtx' in self.ttf:  # its truth is its length, which sorts its tables
            return self.ttf['hmtx'].metrics[self.ttf.getGlyphName(glyph)][0]
        name = glyph if isinstance(glyph, str) else self.names[glyph]
        strings = self.cff.CharStrings
        string, select = strings.getItemAndSelector(name)
        private = self.cff.FDArray[select].Private if hasattr(self.cff, 'FDArray') else self.cff.Private
        reader = T2WidthExtractor(getattr(private, 'Subrs', []), self.cff.GlobalSubrs,
                                  private.nominalWidthX, private.defaultWidthX)
        string.decompile()
        reader.execute(string)
        return reader.width


class _Type1:
    """Names and widths out of a Type 1 program (Adobe Type 1 Font Format): each glyph begins with hsbw or sbw."""

    def __init__(self, data):
        from fontTools import t1Lib
        font = t1Lib.T1Font.__new__(t1Lib.T1Font)
        font.data = data
        font.encoding = 'ascii'
        font.parse()
        self.widths = {}
        for name, string in font.font['CharStrings'].items():
            string.decompile()
            numbers = [token for token in string.program[:4] if isinstance(token, (int, float))]
            self.widths[name] = numbers[1] if len(numbers) > 1 else 0


_programs = {}


def program_of(stream, key):
    """The same program stands in many files: each is opened once."""
    data = stream.read_bytes()
    name = hashlib.sha1(data).digest()
    if name not in _programs:
        if len(_programs) > 200:
            _programs.clear()
        _programs[name] = Program(data, key)
    return _programs[name]


_maps = {}


def _once(stream, reader):
    data = stream.read_bytes()
    name = (reader.__name__, hashlib.sha1(data).digest())
    if name not in _maps:
        if len(_maps) > 500:
            _maps.clear()
        _maps[name] = reader(data)
    return _maps[name]


class Font:
    """A font dictionary and the codes that text in the file uses it for."""

    def __init__(self, obj):
        self.obj = obj
        self.used = {}  # code: rendering modes
        self.shown = {}  # rendering mode: bytes, until the codes are taken out of them

    def name(self, key, of=None):
        value = (self.obj if of is None else of).get(key)
        return str(value) if isinstance(value, pikepdf.Name) else None

    @functools.cached_property
    def subtype(self):
        return self.name('/Subtype')

    @functools.cached_property
    def descendant(self):
        if self.subtype != '/Type0':
            return None
        kids = self.obj.get('/DescendantFonts')
        return kids[0] if isinstance(kids, pikepdf.Array) and len(kids) else None

    @functools.cached_property
    def descendant_subtype(self):
        return self.name('/Subtype', self.descendant)

    @functools.cached_property
    def descriptor(self):
        owner = self.descendant if self.subtype == '/Type0' else self.obj
        return owner.get('/FontDescriptor') if owner is not None else None

    @functools.cached_property
    def program(self):
        if self.descriptor is None:
            return None
        for key in ('/FontFile', '/FontFile2', '/FontFile3'):
            stream = self.descriptor.get(key)
            if isinstance(stream, pikepdf.Stream):
                return program_of(stream, key)
        return None

    @property
    def is_symbolic(self):
        flags = self.descriptor.get('/Flags', 0) if self.descriptor is not None else 0
        return bool(int(flags) & 4)

    @functools.cached_property
    def to_unicode(self):
        """Code to text, or None when there is no map."""
        stream = self.obj.get('/ToUnicode')
        return _once(stream, read_to_unicode) if isinstance(stream, pikepdf.Stream) else None

    @property
    def cmap_name(self):
        encoding = self.obj.get('/Encoding')
        if isinstance(encoding, pikepdf.Name):
            return str(encoding)[1:]
        if isinstance(encoding, pikepdf.Stream):
            return str(encoding.get('/CMapName', '/'))[1:]
        return ''

    @functools.cached_property
    def embedded_cmap(self):
        encoding = self.obj.get('/Encoding')
        return encoding if isinstance(encoding, pikepdf.Stream) else None

    def cid(self, code):
        """Two-byte CMaps only: Identity, or an embedded one that maps ranges."""
        if self.embedded_cmap is None:
            return code
        for first, last, cid in self._cid_ranges:
            if first <= code <= last:
                return cid + code - first
        return 0

    @functools.cached_property
    def _cid_ranges(self):
        data = self.embedded_cmap.read_bytes()
        found = re.findall(rb'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\d+)', data)
        return [(int(a, 16), int(b, 16), int(c)) for a, b, c in found]

    @functools.cached_property
    def gid_map(self):
        """bytes of a CIDToGIDMap stream, or None for Identity."""
        value = self.descendant.get('/CIDToGIDMap')
        return value.read_bytes() if isinstance(value, pikepdf.Stream) else None

    @functools.cached_property
    def declared_widths(self):
        """CID (or code of a simple font) to width."""
        widths = {}
        if self.subtype != '/Type0':
            first = int(self.obj.get('/FirstChar', 0))
            for i, width in enumerate(self.obj.get('/Widths', [])):
                widths[first + i] = float(width)
            return widths
        array = list(self.descendant.get('/W', []))
        at = 0
        while at + 1 < len(array):
            if isinstance(array[at + 1], pikepdf.Array):
                for i, width in enumerate(array[at + 1]):
                    widths[int(array[at]) + i] = float(width)
                at += 2
            else:
                for cid in range(int(array[at]), int(array[at + 1]) + 1):
                    widths[cid] = float(array[at + 2])
                at += 3
        return widths

    def declared_width(self, code):
        if self.subtype != '/Type0':
            missing = self.descriptor.get('/MissingWidth', 0) if self.descriptor is not None else 0
            return self.declared_widths.get(code, float(missing))
        return self.declared_widths.get(self.cid(code), self._default_width)

    @functools.cached_property
    def _default_width(self):
        return float(self.descendant.get('/DW', 1000))

    @functools.cached_property
    def base_encoding(self):
        encoding = self.obj.get('/Encoding')
        if isinstance(encoding, pikepdf.Name):
            return str(encoding)
        if isinstance(encoding, pikepdf.Dictionary):
            base = encoding.get('/BaseEncoding')
            return str(base) if base is not None else None
        return None

    @functools.cached_property
    def differences(self):
        encoding = self.obj.get('/Encoding')
        names, code = {}, 0
        if isinstance(encoding, pikepdf.Dictionary):
            for one in encoding.get('/Differences', []):
                if isinstance(one, pikepdf.Name):
                    names[code] = str(one)[1:]
                    code += 1
                else:
                    code = int(one)
        return names

    @functools.cached_property
    def _base_names(self):
        return base_names(self.base_encoding) if self.base_encoding in _ENCODINGS else {}

    def glyph_name(self, code):
        return self.differences.get(code) or self._base_names.get(code)

    def glyph(self, code):
        """What the code draws: a glyph number (a name in Type 1), None when the program has nothing for it."""
        program = self.program
        if self.subtype == '/Type0':
            cid = self.cid(code)
            if self.descendant_subtype == '/CIDFontType2' and program.cff is None:
                if self.gid_map is not None:
                    pair = self.gid_map[2 * cid:2 * cid + 2]
                    glyph = int.from_bytes(pair, 'big') if len(pair) == 2 else 0
                else:
                    glyph = cid
                return glyph if glyph < program.count else None
            return program.glyph_of_cid(cid)
        if program.ttf is not None and program.cff is None:
            return self._glyph_by_cmap(code)
        name = self.glyph_name(code) or '.notdef'
        if name not in program.names:
            return None
        return name

    def _glyph_by_cmap(self, code):
        cmaps = self.program.cmaps
        name = None
        if self.is_symbolic:
            for key, offsets in (((3, 0), (0xF000, 0)), ((1, 0), (0,))):
                for offset in offsets:
                    name = name or cmaps.get(key, {}).get(code + offset)
        else:
            letter = self.glyph_name(code)
            if letter and (3, 1) in cmaps:
                for value in agl.toUnicode(letter):
                    name = cmaps[3, 1].get(ord(value))
            if letter and not name and (1, 0) in cmaps:
                text = agl.toUnicode(letter)
                try:
                    name = cmaps[1, 0].get(text.encode('mac_roman')[0])
                except (UnicodeEncodeError, IndexError):
                    name = None
        return self.program.ttf.getGlyphID(name) if name else 0

    def text(self, code):
        """What the code says, or None when nothing tells."""
        if self.to_unicode is not None and code in self.to_unicode:
            return self.to_unicode[code]
        if self.subtype == '/Type0':
            return None
        letter = self.glyph_name(code)
        return agl.toUnicode(letter) or None if letter else None

    def codes(self):
        """Codes in use, with their rendering modes."""
        for mode, data in self.shown.items():
            if self.subtype == '/Type0':
                codes = array.array('H', data + b'\0' * (len(data) % 2))
                if sys.byteorder == 'little':
                    codes.byteswap()
            else:
                codes = data
            for code in set(codes):
                self.used.setdefault(code, set()).add(mode)
        self.shown = {}
        return self.used
