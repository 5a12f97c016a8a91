"""PDF/A-2, level A (ISO 19005-2:2011), and what part 3 says of attached files (ISO 19005-3:2012).

A number is the clause, and behind the dash our own count of what it asks for. The sentences are ours."""

import re

from pikepdf import Array, Dictionary, Name, Stream

import matterhorn
import structure
from model import LANGUAGE_TAG, NAMESPACES, at, name_of, number_tree, tag, text_of
from rules import A, hits_of, rule

# ---- 6.1 file structure


@rule(A, '6.1.2-1', 'The file does not begin with %PDF-1.n on a line of its own.')
def _(doc):
    if not re.match(rb'%PDF-1\.[0-7](\r\n|\n|\r)', doc.data):
        yield 'the file', repr(doc.data[:12])


@rule(A, '6.1.2-2', 'The second line is not a comment of at least four bytes above 127.')
def _(doc):
    if not re.match(rb'[^\r\n]*(\r\n|\n|\r)%[\x80-\xff]{4}', doc.data):
        yield 'the file', ''


@rule(A, '6.1.3-1', 'The trailer has no ID.')
def _(doc):
    if not isinstance(doc.pdf.trailer.get('/ID'), Array) or len(doc.pdf.trailer['/ID']) != 2:
        yield 'the trailer', ''


@rule(A, '6.1.3-2', 'An encrypted file claims to be PDF/A.')
def _(doc):
    if doc.is_encrypted and doc.simple('pdfaid:part') is not None:
        yield 'the trailer', 'Encrypt'


@rule(A, '6.1.3-3', 'Something stands behind the end of the file.')
def _(doc):
    if not re.search(rb'%%EOF(\r\n|\n|\r)?\Z', doc.data):
        yield 'the file', ''


@rule(A, '6.1.4-1', 'The table of objects is not spelt as it must be.')
def _(doc):
    start = re.match(rb'startxref\s+(\d+)\s+%%EOF', doc.data[doc.data.rfind(b'startxref'):])
    if start is None:
        yield 'the file', 'startxref'
    elif doc.data.startswith(b'xref', int(start.group(1))):
        if not re.compile(rb'xref(\r\n|\n|\r)\d+ \d+( ?)(\r\n|\n|\r)').match(doc.data, int(start.group(1))):
            yield 'the file', 'xref'


@rule(A, '6.1.6-1', 'A hexadecimal string has an odd number of digits.')
def _(doc):
    for number, digits in doc.raw.hex_strings():
        if len(b''.join(digits.split())) % 2:
            yield 'object %d' % number, ''


@rule(A, '6.1.6-2', 'A hexadecimal string holds what is no digit.')
def _(doc):
    for number, digits in doc.raw.hex_strings():
        if re.search(rb'[^0-9A-Fa-f\s]', digits):
            yield 'object %d' % number, ''


def _spelling(number, sentence):
    @rule(A, number, sentence)
    def _(doc):
        yield from doc.raw.faults_of(number)


_spelling('6.1.7-1', 'A stream is not as long as it says.')
_spelling('6.1.7-2', 'The bytes of a stream are not set off by ends of lines.')
_spelling('6.1.9-1', 'The number of an object, obj or endobj is not set off as it must be.')


@rule(A, '6.1.7-3', 'The bytes of a stream would come from another file.')
def _(doc):
    for obj in doc.objects_having(rb'/(F|FFilter|FDecodeParms)\b'):
        if isinstance(obj, Stream) and any(key in obj for key in ('/F', '/FFilter', '/FDecodeParms')):
            yield at(obj), ''


FILTERS = frozenset('ASCIIHexDecode ASCII85Decode FlateDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode'
                    ' JPXDecode'.split())
SHORT_FILTERS = frozenset('AHx A85 Fl RL CCF DCT'.split())


@rule(A, '6.1.7-4', 'A stream is packed in a way that is not allowed.')
def _(doc):
    for number, text in doc.raw.objects:
        found = re.search(rb'/Filter\s*(?:/(\w+)|\[([^\]]*)\])', text)
        if found:
            for name in re.findall(rb'\w+', found.group(1) or found.group(2)):
                if name.decode() not in FILTERS:
                    yield 'object %d' % number, name.decode()


@rule(A, '6.1.8-1', 'A name of a font, a colour or a role is not UTF-8.')
def _(doc):
    for number, text in doc.raw.objects:
        for name in re.findall(rb'/(?:BaseFont|FontName|S)\s*/([^\s()<>\[\]{}/%]+)', text):
            whole = re.sub(rb'#([0-9A-Fa-f]{2})', lambda m: bytes([int(m.group(1), 16)]), name)
            try:
                whole.decode('utf-8')
            except UnicodeDecodeError:
                yield 'object %d' % number, repr(whole)


@rule(A, '6.1.10-1', 'An inline image is packed in a way that is not allowed.')
def _(doc):
    for place in doc.walks:
        for image in place.walk.inline_images:
            for key in (b'/F', b'/Filter'):
                if key in image:
                    value = image[image.index(key) + 1]
                    names = [value] if value != b'[' else image[image.index(key) + 2:image.index(b']', image.index(key))]
                    for name in names:
                        if name[1:].decode() not in (FILTERS | SHORT_FILTERS) - {'JBIG2Decode', 'JPXDecode'}:
                            yield place, name.decode()


@rule(A, '6.1.12-1', 'The file restricts by other means than those allowed.')
def _(doc):
    for key in (doc.catalog.get('/Perms') or {}).keys():
        if key not in ('/UR3', '/DocMDP'):
            yield 'the catalog', 'Perms has %s' % key


_NUMBER = re.compile(rb'(?<![^\s\[(<>/\]])[-+]?(?:\d{10,}|\d*\.\d*|\d+\.)(?![^\s\[\]()<>/])')


def _numbers(doc):
    for text in [doc.raw.without_strings()]:
        yield from (match.group() for match in _NUMBER.finditer(text))


@rule(A, '6.1.13-1', 'A whole number is too large.')
def _(doc):
    for number in _numbers(doc):
        if b'.' not in number and not -2147483648 <= int(number) <= 2147483647:
            yield 'the file', number.decode()


@rule(A, '6.1.13-2', 'A number is too large or too close to nothing.')
def _(doc):
    for number in _numbers(doc):
        if b'.' in number and number.strip(b'+-.'):
            size = abs(float(number))
            if size > 3.403e38 or 0 < size < 1.175e-38 or (size == 0 and number.strip(b'+-.0')):
                yield 'the file', number.decode()


@rule(A, '6.1.13-3', 'A string is longer than 32767 bytes.')
def _(doc):
    if doc.raw.longest_string() > 32767:
        yield 'the file', '%d bytes' % doc.raw.longest_string()


@rule(A, '6.1.13-4', 'A name is longer than 127 bytes.')
def _(doc):
    for name in re.findall(rb'/([^\s()<>\[\]{}/%]{128,})', doc.raw.without_strings()):
        if len(re.sub(rb'#[0-9A-Fa-f]{2}', b'?', name)) > 127:
            yield 'the file', name[:20].decode('latin-1')


@rule(A, '6.1.13-5', 'The file has more than 8388607 objects.')
def _(doc, most=8388607):
    if doc.raw.count > most or re.search(rb'/Size\s+(\d+)', doc.data) and \
            int(re.findall(rb'/Size\s+(\d+)', doc.data)[-1]) > most + 1:
        yield 'the file', '%d objects' % doc.raw.count


@rule(A, '6.1.13-6', 'Graphics states are saved more than 28 deep.')
def _(doc):
    for place in doc.walks:
        if place.walk.deepest > 28:
            yield place, '%d deep' % place.walk.deepest


def _colour_spaces(doc):
    """(place, colour space) of everything that is painted: names and arrays, those inside of others too."""
    for place in doc.walks:
        for name in place.walk.spaces:
            yield from _inside(place, _named_space(place, name))
    for image in doc.images():
        if '/ColorSpace' in image and image.get('/ImageMask') is not True:
            yield from _inside(at(image), image['/ColorSpace'])
    for place in doc.walks:
        for name in place.walk.shadings:
            shading = place.resource('/Shading', name)
            if shading is not None and '/ColorSpace' in shading:
                yield from _inside(place, shading['/ColorSpace'])
        group = place.obj.get('/Group')
        if group is not None and '/CS' in group:
            yield from _inside(place, group['/CS'])


def _named_space(place, name):
    own = place.resource('/ColorSpace', name)
    return own if own is not None else Name(name.decode('latin-1'))


def _inside(where, space):
    yield where, space
    if isinstance(space, Array) and len(space):
        kind = name_of(space[0])
        if kind in ('Indexed', 'Pattern') and len(space) > 1:
            yield from _inside(where, space[1])
        elif kind in ('Separation', 'DeviceN'):
            yield from _inside(where, space[2])


def _arrays(doc, kind):
    for where, space in _colour_spaces(doc):
        if isinstance(space, Array) and len(space) and space[0] == '/' + kind:
            yield where, space


@rule(A, '6.1.13-7', 'A colour is mixed from more than 32 inks.')
def _(doc):
    for where, space in _arrays(doc, 'DeviceN'):
        if len(space[1]) > 32:
            yield where, '%d inks' % len(space[1])


@rule(A, '6.1.13-8', 'A character has a number above 65535.')
def _(doc):
    for font in doc.fonts:
        if font.subtype == '/Type0' and font.descendant is not None:
            for code in font.codes():
                if font.cid(code) > 65535:
                    yield at(font.obj), 'CID %d' % font.cid(code)


@rule(A, '6.1.13-9', 'A page is smaller than 3 or larger than 14400 units.')
def _(doc):
    for page in doc.pages:
        boxes = [page.obj[key] for key in ('/CropBox', '/TrimBox', '/BleedBox', '/ArtBox') if key in page.obj]
        for box in boxes + [matterhorn.doc_box(page.obj)]:
            sides = abs(float(box[2]) - float(box[0])), abs(float(box[3]) - float(box[1]))
            if min(sides) < 3 or max(sides) > 14400:
                yield page, '%g by %g' % sides


# ---- 6.2 graphics


@rule(A, '6.2.2-1', 'A content stream has an operator that nobody knows.')
def _(doc):
    for place in doc.walks:
        for operator in place.walk.unknown_operators[:1]:
            yield place, repr(operator)


_KINDS = {'fonts': '/Font', 'drawn': '/XObject', 'states': '/ExtGState', 'shadings': '/Shading', 'patterns': '/Pattern',
          'properties': '/Properties'}


@rule(A, '6.2.2-2', 'A content stream uses what its own resources do not have.')
def _(doc):
    for place in doc.walks:
        for what, kind in _KINDS.items():
            for name in set(getattr(place.walk, what)):
                if place.resource(kind, name) is None:
                    yield place, '%s %s' % (kind[1:], name.decode('latin-1'))


@rule(A, '6.2.3-1', 'The profile of the output intent is not one of a screen or a printer, in grey, RGB or CMYK.')
def _(doc):
    for intent in doc.output_intents:
        profile = intent.get('/DestOutputProfile')
        if isinstance(profile, Stream):
            fault = _profile_fault(profile.read_bytes(), ('prtr', 'mntr'), ('RGB ', 'CMYK', 'GRAY'), profile.get('/N'))
            if fault:
                yield at(profile), fault


def _profile_fault(data, classes, spaces, channels):
    if len(data) < 132 or data[36:40] != b'acsp':
        return 'it is no ICC profile'
    kind, space = data[12:16].decode('latin-1'), data[16:20].decode('latin-1')
    if int.from_bytes(data[:4], 'big') != len(data):
        return 'its size is not the one it tells'
    if kind not in classes:
        return 'its class is %s' % kind
    if space not in spaces:
        return 'its colour space is %s' % space
    if data[8] >= 5:
        return 'its version is %d' % data[8]
    wanted = {'RGB ': 3, 'CMYK': 4, 'GRAY': 1, 'Lab ': 3}[space]
    if channels is None or int(channels) != wanted:
        return 'N is %s' % channels
    return None


@rule(A, '6.2.3-2', 'Output intents have different profiles.')
def _(doc):
    profiles = {one['/DestOutputProfile'].objgen for one in doc.output_intents if '/DestOutputProfile' in one}
    if len(profiles) > 1:
        yield 'the catalog', '%d profiles' % len(profiles)


@rule(A, '6.2.3-3', 'An output intent refers to a profile elsewhere.')
def _(doc):
    for intent in doc.output_intents:
        if '/DestOutputProfileRef' in intent:
            yield 'the catalog', ''


@rule(A, '6.2.4.2-1', 'A colour profile is not valid.')
def _(doc):
    for where, space in _arrays(doc, 'ICCBased'):
        fault = _profile_fault(space[1].read_bytes(), ('prtr', 'mntr', 'scnr', 'spac'),
                               ('RGB ', 'CMYK', 'GRAY', 'Lab '), space[1].get('/N'))
        if fault:
            yield where, fault


@rule(A, '6.2.4.2-2', 'Inks of a profile are printed over each other in the second mode.')
def _(doc):
    cmyk = any(int(space[1].get('/N', 0)) == 4 for _, space in _arrays(doc, 'ICCBased'))
    for place, state in doc.states():
        over = state.get('/OP') is True or state.get('/op') is True
        if cmyk and over and int(state.get('/OPM', 0)) == 1:
            yield place, 'OPM is 1'


def _has_default(doc, where, name):
    resources = getattr(where, 'resources', None)
    spaces = resources.get('/ColorSpace') if resources is not None else None
    return spaces is not None and name in spaces


@rule(A, '6.2.4.3-1', 'RGB is used, and nothing says which.')
def _(doc):
    for where, space in _colour_spaces(doc):
        if space == '/DeviceRGB' and doc.output_space != 'RGB ' and not _has_default(doc, where, '/DefaultRGB'):
            yield where, ''


@rule(A, '6.2.4.3-2', 'CMYK is used, and nothing says which.')
def _(doc):
    for where, space in _colour_spaces(doc):
        if space == '/DeviceCMYK' and doc.output_space != 'CMYK' and not _has_default(doc, where, '/DefaultCMYK'):
            yield where, ''


@rule(A, '6.2.4.3-3', 'Grey is used, and nothing says which.')
def _(doc):
    for where, space in _colour_spaces(doc):
        if space == '/DeviceGray' and doc.output_space is None and not _has_default(doc, where, '/DefaultGray'):
            yield where, ''


@rule(A, '6.2.4.4-1', 'An ink of a mixture is not described.')
def _(doc):
    for where, space in _arrays(doc, 'DeviceN'):
        known = set((space[4].get('/Colorants') or {}).keys()) if len(space) > 4 else set()
        for ink in space[1]:
            if str(ink) not in known | {'/None', '/Cyan', '/Magenta', '/Yellow', '/Black'}:
                yield where, str(ink)


@rule(A, '6.2.4.4-2', 'An ink is described in two ways.')
def _(doc):
    seen = {}
    for where, space in _arrays(doc, 'Separation'):
        described = space[2].unparse(True), space[3].unparse(True)
        if seen.setdefault(str(space[1]), described) != described:
            yield where, str(space[1])


def _state_rule(number, sentence, is_wrong):
    @rule(A, number, sentence)
    def _(doc):
        for place, state in doc.states():
            if is_wrong(state):
                yield place, ''


def _halftone(state):
    return state.get('/HT') if isinstance(state.get('/HT'), (Dictionary, Stream)) else None


BLENDS = frozenset('Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight'
                   ' Difference Exclusion Hue Saturation Color Luminosity'.split())
INTENTS = frozenset('RelativeColorimetric AbsoluteColorimetric Perceptual Saturation'.split())


def _blends(state):
    value = state.get('/BM')
    return [name_of(one) for one in value] if isinstance(value, Array) else [] if value is None else [name_of(value)]


_state_rule('6.2.5-1', 'A transfer function is used.', lambda s: '/TR' in s)
_state_rule('6.2.5-2', 'A transfer function other than Default is used.', lambda s: s.get('/TR2', '/Default') != '/Default')
_state_rule('6.2.5-3', 'A halftone has an origin.', lambda s: '/HTP' in s)
_state_rule('6.2.5-4', 'A halftone is of a type other than 1 and 5.',
            lambda s: _halftone(s) is not None and int(_halftone(s).get('/HalftoneType', 0)) not in (1, 5))
_state_rule('6.2.5-5', 'A halftone has a name.', lambda s: _halftone(s) is not None and '/HalftoneName' in _halftone(s))


@rule(A, '6.2.6-1', 'A rendering intent is not one of the four.')
def _(doc):
    for place in doc.walks:
        for name in place.walk.intents:
            if name[1:].decode() not in INTENTS:
                yield place, name.decode()
    for obj in [state for _, state in doc.states()] + list(doc.images()):
        for key in ('/RI', '/Intent'):
            if key in obj and name_of(obj[key]) not in INTENTS:
                yield at(obj), str(obj[key])


@rule(A, '6.2.8-1', 'An image has alternates.')
def _(doc):
    for image in doc.images():
        if '/Alternates' in image:
            yield at(image), ''


@rule(A, '6.2.8-2', 'An image has a stand-in for printing.')
def _(doc):
    for image in doc.images():
        if '/OPI' in image:
            yield at(image), ''


@rule(A, '6.2.8-3', 'An image is smoothed by the viewer.')
def _(doc):
    for image in doc.images():
        if image.get('/Interpolate') is True:
            yield at(image), ''
    for place in doc.walks:
        for image in place.walk.inline_images:
            for key in (b'/I', b'/Interpolate'):
                if key in image and image[image.index(key) + 1] == b'true':
                    yield place, 'an inline image'


@rule(A, '6.2.8-4', 'An image has a number of bits a colour that no image can have.')
def _(doc):
    for image in doc.images():
        allowed = (1,) if image.get('/ImageMask') is True else (1, 2, 4, 8, 16)
        if '/BitsPerComponent' in image and int(image['/BitsPerComponent']) not in allowed:
            yield at(image), '%d bits' % int(image['/BitsPerComponent'])


@rule(A, '6.2.8.3-1', 'An image is JPEG 2000, whose rules are not checked here.')
def _(doc):
    for image in doc.images():
        if 'JPXDecode' in str(image.get('/Filter').unparse() if '/Filter' in image else ''):
            yield at(image), ''


def _forms(doc):
    return [place.obj for place in doc.walks if isinstance(place.obj, Stream)]


@rule(A, '6.2.9-1', 'A drawing has PostScript or a stand-in for printing.')
def _(doc):
    for form in _forms(doc):
        if '/OPI' in form or '/PS' in form or form.get('/Subtype2') == '/PS':
            yield at(form), ''


@rule(A, '6.2.9-2', 'A drawing would be fetched from another file.')
def _(doc):
    for form in _forms(doc):
        if '/Ref' in form:
            yield at(form), ''


@rule(A, '6.2.9-3', 'A piece of PostScript is drawn.')
def _(doc):
    for place in doc.walks:
        for name in set(place.walk.drawn):
            obj = place.resource('/XObject', name)
            if obj is not None and obj.get('/Subtype') == '/PS':
                yield at(obj), ''


_state_rule('6.2.10-1', 'Colours are blended in a way that nobody knows.', lambda s: not BLENDS.issuperset(_blends(s)))


@rule(A, '6.2.10-2', 'A page is see-through, and nothing says in which colours.')
def _(doc):
    if doc.output_space is not None:
        return
    for page in doc.pages:
        states = [page.resource('/ExtGState', name) for name in page.walk.states]
        clear = any(s is not None and (float(s.get('/CA', 1)) < 1 or float(s.get('/ca', 1)) < 1 or
                                       s.get('/SMask', '/None') != '/None' or set(_blends(s)) - {'Normal'}) for s in states)
        drawn = [page.resource('/XObject', name) for name in page.walk.drawn]
        if clear or any(obj is not None and '/SMask' in obj for obj in drawn):
            if '/CS' not in (page.obj.get('/Group') or {}):
                yield page, ''


# ---- 6.2.11 fonts. What the Matterhorn Protocol asks in the same words is asked once more under this number.


def _as(number, sentence, *others):
    @rule(A, number, sentence)
    def _(doc):
        for other in others:
            yield from hits_of(other, doc)


FONT_TYPES = frozenset('Type1 MMType1 TrueType Type3 Type0 CIDFontType0 CIDFontType2'.split())


def _dictionaries(doc):
    for font in doc.fonts:
        yield font.obj
        if font.descendant is not None:
            yield font.descendant


@rule(A, '6.2.11.2-1', 'A font does not say that it is one.')
def _(doc):
    for obj in _dictionaries(doc):
        if obj.get('/Type') != '/Font':
            yield at(obj), ''


@rule(A, '6.2.11.2-2', 'A font is of a kind that nobody knows.')
def _(doc):
    for obj in _dictionaries(doc):
        if name_of(obj.get('/Subtype')) not in FONT_TYPES:
            yield at(obj), str(obj.get('/Subtype'))


@rule(A, '6.2.11.2-3', 'A font has no name.')
def _(doc):
    for obj in _dictionaries(doc):
        if obj.get('/Subtype') != '/Type3' and not name_of(obj.get('/BaseFont')):
            yield at(obj), ''


@rule(A, '6.2.11.2-4', 'A simple font does not list the width of each of its codes.')
def _(doc):
    for font in doc.fonts:
        if font.subtype != '/Type0':
            first, last, widths = (font.obj.get(key) for key in ('/FirstChar', '/LastChar', '/Widths'))
            if first is None or last is None or widths is None or len(widths) != int(last) - int(first) + 1:
                yield at(font.obj), ''


@rule(A, '6.2.11.2-5', 'A program in the file is not of the kind its font says.')
def _(doc):
    for font in doc.fonts:
        if font.descriptor is None:
            continue
        stream = font.descriptor.get('/FontFile3')
        if isinstance(stream, Stream):
            kind = name_of(stream.get('/Subtype'))
            wanted = {'/Type0': ('CIDFontType0C', 'OpenType'), '/TrueType': ('OpenType',)}.get(
                font.subtype, ('Type1C', 'OpenType'))
            if kind not in wanted:
                yield at(stream), 'Subtype is %s' % kind


_as('6.2.11.3-1', 'A font and its CMap do not belong together.', '31-001', '31-002', '31-003')
_as('6.2.11.3-2', 'A font does not say which glyph a character has.', '31-004', '31-005')
_as('6.2.11.3-3', 'A CMap is neither known to all readers nor embedded.', '31-006', '31-008')
_as('6.2.11.3-4', 'A CMap writes in another direction than its dictionary says.', '31-007')
_as('6.2.11.4.1-1', 'A font is not embedded.', '31-009')
_as('6.2.11.4.1-2', 'A font lacks a glyph that is drawn.', '31-011')
_as('6.2.11.4.2-1', 'CharSet does not list the glyphs of the font.', '31-012', '31-013')
_as('6.2.11.4.2-2', 'CIDSet does not list the glyphs of the font.', '31-014', '31-015')
_as('6.2.11.5-1', 'The width of a glyph is not the one in the font.', '31-016')
_as('6.2.11.6-1', 'A font of letters does not lead to all of its letters.', '31-017', '31-018')
_as('6.2.11.6-2', 'The encoding of a font of letters is not one that is allowed.', '31-019', '31-020', '31-021', '31-022',
    '31-023')
_as('6.2.11.6-3', 'A font of symbols names an encoding.', '31-024')
_as('6.2.11.6-4', 'A font of symbols has several maps, and none of symbols.', '31-025', '31-026')
_as('6.2.11.7.2-1', 'A font does not say what its codes mean.', '10-001', '31-027')
_as('6.2.11.7.2-2', 'A ToUnicode map names a value that is none.', '31-028', '31-029')


def _is_private(character):
    value = ord(character)
    return 0xE000 <= value <= 0xF8FF or 0xF0000 <= value <= 0xFFFFD or 0x100000 <= value <= 0x10FFFD


@rule(A, '6.2.11.7.3-1', 'A character has a private meaning, and nothing says which.')
def _(doc):
    for place in doc.walks:
        for mcid, name, shown, _, has_actual in place.walk.texts:
            obj = place.resource('/Font', name)
            if obj is None or has_actual:
                continue
            font = doc.font(obj)
            private = _private_codes(font)
            if private:
                step = 2 if font.subtype == '/Type0' else 1
                used = {int.from_bytes(shown[i:i + step], 'big') for i in range(0, len(shown), step)}
                owners = doc.elements and doc.mcid_owners.get((place.key, mcid), ())
                if used & private and not any(owner.has_text('/ActualText') for owner in owners):
                    yield place, 'in %s' % name.decode('latin-1')


def _private_codes(font):
    if not hasattr(font, '_private'):
        font._private = {code for code in font.codes() if any(map(_is_private, font.text(code) or ''))}
    return font._private


_as('6.2.11.8-1', 'Text refers to the glyph for what is missing.', '31-030')

# ---- 6.3 to 6.5 annotations, forms, actions

ANNOTATIONS = matterhorn.ANNOTATIONS - {'3D', 'Sound', 'Screen', 'Movie'}
PRINTED, HIDING = 4, 1 | 2 | 32 | 256


def _annotation_rule(number, sentence, is_wrong):
    @rule(A, number, sentence)
    def _(doc):
        for _, annotation in doc.annotations:
            if is_wrong(annotation, name_of(annotation.get('/Subtype'))):
                yield at(annotation), name_of(annotation.get('/Subtype')) or ''


def _is_flat(annotation):
    box = [float(x) for x in annotation.get('/Rect', [0, 0, 0, 0])]
    return box[0] == box[2] and box[1] == box[3]


def _flags(annotation):
    return int(annotation.get('/F', PRINTED))


def _field_type(annotation):
    one = annotation
    while one is not None and '/FT' not in one:
        one = one.get('/Parent')
    return name_of(one['/FT']) if one is not None else None


_annotation_rule('6.3.1-1', 'An annotation is of a kind that is not allowed.', lambda a, kind: kind not in ANNOTATIONS)
_annotation_rule('6.3.2-1', 'An annotation has no flags.', lambda a, kind: kind != 'Popup' and '/F' not in a)
_annotation_rule('6.3.2-2', 'An annotation is not printed, or can be hidden.',
                 lambda a, kind: kind != 'Popup' and (not _flags(a) & PRINTED or bool(_flags(a) & HIDING)))
_annotation_rule('6.3.2-3', 'A comment grows and turns with the page.',
                 lambda a, kind: kind == 'Text' and _flags(a) & 24 != 24)
_annotation_rule('6.3.3-1', 'An annotation does not say how it looks.',
                 lambda a, kind: kind not in ('Popup', 'Link') and not _is_flat(a) and '/AP' not in a)
_annotation_rule('6.3.3-2', 'An annotation looks different when it is touched.',
                 lambda a, kind: '/AP' in a and list(a['/AP'].keys()) != ['/N'])


@rule(A, '6.3.3-3', 'The looks of an annotation are of the wrong kind.')
def _(doc):
    for _, annotation in doc.annotations:
        looks = (annotation.get('/AP') or {}).get('/N')
        if looks is not None:
            is_button = annotation.get('/Subtype') == '/Widget' and _field_type(annotation) == 'Btn'
            if is_button == isinstance(looks, Stream):
                yield at(annotation), ''


_annotation_rule('6.4.1-1', 'A field acts.', lambda a, kind: kind == 'Widget' and ('/A' in a or '/AA' in a))


@rule(A, '6.4.1-2', 'A field acts when it is changed.')
def _(doc):
    for field, widgets in doc.fields:
        one = field
        while one is not None:
            if '/AA' in one:
                yield at(one), ''
            one = one.get('/Parent')


@rule(A, '6.4.1-3', 'The looks of fields are left to the viewer.')
def _(doc):
    if (doc.catalog.get('/AcroForm') or {}).get('/NeedAppearances') is True:
        yield 'the form', ''


@rule(A, '6.4.2-1', 'The form is an XFA form.')
def _(doc):
    if '/XFA' in (doc.catalog.get('/AcroForm') or {}):
        yield 'the form', ''


@rule(A, '6.4.2-2', 'The pages have to be made by the viewer.')
def _(doc):
    if doc.catalog.get('/NeedsRendering') is True:
        yield 'the catalog', ''


ACTIONS = frozenset('GoTo GoToR GoToE Thread URI Named SubmitForm'.split())


def _actions(doc):
    pending = [(at(a), a.get('/A')) for _, a in doc.annotations] + [('the catalog', doc.catalog.get('/OpenAction'))]
    pending += [(at(item), item.get('/A')) for item in structure.outline_items(doc)]
    scripts = (doc.catalog.get('/Names') or {}).get('/JavaScript')
    pending += [('the catalog', one) for _, one in number_tree(scripts, '/Names')]
    while pending:
        where, action = pending.pop()
        if isinstance(action, Dictionary):
            yield where, action
            following = action.get('/Next')
            pending += [(where, one) for one in (following if isinstance(following, Array) else [following])]


@rule(A, '6.5.1-1', 'An action does more than lead somewhere.')
def _(doc):
    for where, action in _actions(doc):
        if name_of(action.get('/S')) not in ACTIONS:
            yield where, str(action.get('/S'))


@rule(A, '6.5.1-2', 'A named action is not one of the four that turn pages.')
def _(doc):
    for where, action in _actions(doc):
        if action.get('/S') == '/Named' and name_of(action.get('/N')) not in ('NextPage', 'PrevPage', 'FirstPage', 'LastPage'):
            yield where, str(action.get('/N'))


@rule(A, '6.5.2-1', 'The file acts by itself.')
def _(doc):
    if '/AA' in doc.catalog:
        yield 'the catalog', ''


@rule(A, '6.5.2-2', 'A page acts by itself.')
def _(doc):
    for page in doc.pages:
        if '/AA' in page.obj:
            yield page, ''


# ---- 6.6 metadata


@rule(A, '6.6.2.1-1', 'The file has no metadata.')
def _(doc):
    if doc.packet is None:
        yield 'the catalog', ''
    elif doc.catalog['/Metadata'].get('/Type') != '/Metadata' or doc.catalog['/Metadata'].get('/Subtype') != '/XML':
        yield at(doc.catalog['/Metadata']), 'it does not say what it is'


def _packet_head(doc):
    found = re.search(rb'<\?xpacket\s+(.*?)\?>', doc.packet or b'', re.S)
    return found.group(1) if found else b''


@rule(A, '6.6.2.1-2', 'The packet of metadata tells its length or its encoding.')
def _(doc):
    if re.search(rb'\b(bytes|encoding)\s*=', _packet_head(doc)):
        yield 'the metadata', ''


@rule(A, '6.6.2.1-3', 'The metadata is no XMP.')
def _(doc):
    if doc.packet is not None and doc.xmp is None:
        yield 'the metadata', doc.xmp_error or 'there is no rdf:RDF'


# Property to form: of the schemas that a file of this kind uses (XMP Specification 2005; ISO 19005-2, 6.6.2.3.1).
PREDEFINED = {tag(name): form for name, form in {
    'dc:title': 'Alt', 'dc:description': 'Alt', 'dc:rights': 'Alt', 'dc:creator': 'Seq', 'dc:date': 'Seq',
    'dc:contributor': 'Bag', 'dc:language': 'Bag', 'dc:publisher': 'Bag', 'dc:relation': 'Bag', 'dc:subject': 'Bag',
    'dc:type': 'Bag', 'dc:coverage': 'text', 'dc:format': 'text', 'dc:identifier': 'text', 'dc:source': 'text',
    'xmp:CreateDate': 'date', 'xmp:ModifyDate': 'date', 'xmp:MetadataDate': 'date', 'xmp:CreatorTool': 'text',
    'xmp:Label': 'text', 'xmp:Nickname': 'text', 'xmp:BaseURL': 'text', 'xmp:Identifier': 'Bag', 'pdf:Producer': 'text',
    'pdf:Keywords': 'text', 'pdf:PDFVersion': 'text', 'pdf:Trapped': 'text', 'xmpMM:DocumentID': 'text',
    'xmpMM:InstanceID': 'text', 'xmpMM:VersionID': 'text', 'xmpMM:RenditionClass': 'text', 'pdfaid:part': 'integer',
    'pdfaid:conformance': 'text', 'pdfaid:amd': 'text', 'pdfaid:corr': 'text', 'pdfaExtension:schemas': 'Bag'}.items()}
_DATE = re.compile(r'\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:\d\d))?)?)?')


def _form_of(value):
    if isinstance(value, str):
        return 'text', value
    for form in ('Alt', 'Seq', 'Bag'):
        if value.find(tag('rdf:' + form)) is not None:
            return form, None
    return 'text', (value.text or '').strip()


def _has_form(value, wanted):
    form, text = _form_of(value)
    if wanted == 'integer':
        return form == 'text' and re.fullmatch(r'-?\d+', text) is not None
    if wanted == 'date':
        return form == 'text' and _DATE.fullmatch(text) is not None
    return form == wanted


def _schemas(doc):
    """The rdf:li elements of the extension schemas."""
    for name, value in doc.properties:
        if name == tag('pdfaExtension:schemas') and not isinstance(value, str):
            yield from value.findall('%s/%s' % (tag('rdf:Bag'), tag('rdf:li')))


def _items(schema, field):
    one = schema.find(tag(field))
    return one.findall('%s/%s' % (tag('rdf:Seq'), tag('rdf:li'))) if one is not None else []


def _field(element, name):
    one = element.find(tag(name))
    return (one.text or '').strip() if one is not None else None


def _declared(doc):
    """Property to value type, as the extension schemas declare them."""
    found = {}
    for schema in _schemas(doc):
        for one in _items(schema, 'pdfaSchema:property'):
            found['{%s}%s' % (_field(schema, 'pdfaSchema:namespaceURI'), _field(one, 'pdfaProperty:name'))] = \
                _field(one, 'pdfaProperty:valueType')
    return found


@rule(A, '6.6.2.3.1-1', 'The metadata has a property that no schema knows.')
def _(doc):
    declared = _declared(doc)
    for name, _ in doc.properties:
        if name not in PREDEFINED and name not in declared:
            yield 'the metadata', name


VALUE_FORMS = {'Integer': 'integer', 'Date': 'date', 'Text': 'text'}


@rule(A, '6.6.2.3.1-2', 'A property of the metadata is not of the form its schema says.')
def _(doc):
    declared = _declared(doc)
    for name, value in doc.properties:
        wanted = PREDEFINED.get(name) or VALUE_FORMS.get(declared.get(name))
        if wanted and not _has_form(value, wanted):
            yield 'the metadata', name


@rule(A, '6.6.2.3.3-1', 'An extension schema lacks a field.')
def _(doc):
    for schema in _schemas(doc):
        for field in ('pdfaSchema:schema', 'pdfaSchema:namespaceURI', 'pdfaSchema:prefix'):
            if not _field(schema, field):
                yield 'the metadata', field
        for one in _items(schema, 'pdfaSchema:property'):
            for field in ('name', 'valueType', 'category', 'description'):
                if not _field(one, 'pdfaProperty:' + field):
                    yield 'the metadata', 'pdfaProperty:' + field


@rule(A, '6.6.2.3.3-2', 'A property of an extension schema is neither internal nor external.')
def _(doc):
    for schema in _schemas(doc):
        for one in _items(schema, 'pdfaSchema:property'):
            if _field(one, 'pdfaProperty:category') not in ('internal', 'external', None, ''):
                yield 'the metadata', _field(one, 'pdfaProperty:category')


FIELDS = {'pdfaSchema': {'schema', 'namespaceURI', 'prefix', 'property', 'valueType'},
          'pdfaProperty': {'name', 'valueType', 'category', 'description'},
          'pdfaType': {'type', 'namespaceURI', 'prefix', 'description', 'field'},
          'pdfaField': {'name', 'valueType', 'description'}}


@rule(A, '6.6.2.3.3-3', 'An extension schema has a field that does not belong there.')
def _(doc):
    for schema in _schemas(doc):
        for element in schema.iter():
            space, _, local = element.tag[1:].partition('}')
            prefix = next((p for p, uri in NAMESPACES.items() if uri == space), None)
            if element is not schema and prefix != 'rdf' and local not in FIELDS.get(prefix, ()):
                yield 'the metadata', element.tag


@rule(A, '6.6.2.3.3-4', 'A schema of PDF/A has another prefix than it must have.')
def _(doc):
    for prefix, uri in re.findall(rb'xmlns:([\w.-]+)\s*=\s*["\']([^"\']*)["\']', doc.packet or b''):
        for known in ('pdfaid', 'pdfuaid', 'pdfaExtension', 'pdfaSchema', 'pdfaProperty', 'pdfaType', 'pdfaField'):
            if NAMESPACES[known].encode() == uri and known.encode() != prefix:
                yield 'the metadata', prefix.decode()


@rule(A, '6.6.4-1', 'The metadata does not say that the file is PDF/A.')
def _(doc):
    if doc.simple('pdfaid:part') is None:
        yield 'the metadata', 'pdfaid:part'


@rule(A, '6.6.4-2', 'The part of PDF/A is neither 2 nor 3.')
def _(doc):
    if doc.simple('pdfaid:part') not in (None, '2', '3'):
        yield 'the metadata', doc.simple('pdfaid:part')


@rule(A, '6.6.4-3', 'The level of PDF/A is not A.')
def _(doc):
    if doc.simple('pdfaid:part') is not None and doc.simple('pdfaid:conformance') != 'A':
        yield 'the metadata', str(doc.simple('pdfaid:conformance'))


# ---- 6.7 structure


@rule(A, '6.7.2.2-1', 'The file does not say that it is tagged.')
def _(doc):
    if (doc.catalog.get('/MarkInfo') or {}).get('/Marked') is not True:
        yield 'the catalog', ''


@rule(A, '6.7.3.3-1', 'The file has no structure tree.')
def _(doc):
    if doc.tree is None or not doc.elements:
        yield 'the catalog', ''


@rule(A, '6.7.3.3-2', 'An element of the tree says that it is something else.')
def _(doc):
    for element in doc.elements:
        if element.get('/Type') not in (None, Name.StructElem):
            yield element, ''
        elif not element.type:
            yield element, 'it has no type'


_as('6.7.3.4-1', 'A role is not mapped to one that all readers know.', '02-001', '02-003')
_as('6.7.3.4-2', 'A role that all readers know is mapped to another.', '02-004')


@rule(A, '6.7.4-1', 'The language of the file is not named.')
def _(doc):
    if not doc.language or not LANGUAGE_TAG.fullmatch(doc.language):
        yield 'the catalog', str(doc.language)


# ---- 6.8 to 6.11


def _embedded(doc):
    """(specification, embedded stream)."""
    for one in doc.file_specifications:
        stream = one['/EF'].get('/UF' if '/UF' in one['/EF'] else '/F')
        if isinstance(stream, Stream):
            yield one, stream


@rule(A, '6.8-1', 'A file of part 2 has an attachment that is not PDF/A itself.')
def _(doc):
    if doc.simple('pdfaid:part') == '2':
        for one, stream in _embedded(doc):
            inside = stream.read_bytes()
            if not inside.startswith(b'%PDF-') or b'http://www.aiim.org/pdfa/ns/id/' not in inside:
                yield at(one), ''


_as('6.8-2', 'An attachment is not named both ways, F and UF.', '21-001')


def _part_3(doc):
    return _embedded(doc) if doc.simple('pdfaid:part') == '3' else ()


@rule(A, '6.8-3', 'An attachment does not say of which type it is.')
def _(doc):
    for one, stream in _part_3(doc):
        if not re.fullmatch(r'[\w.+-]+/[\w.+-]+', name_of(stream.get('/Subtype')) or ''):
            yield at(stream), str(stream.get('/Subtype'))


@rule(A, '6.8-4', 'An attachment does not say what it is to the file.')
def _(doc):
    known = ('Source', 'Data', 'Alternative', 'Supplement', 'Unspecified')
    for one, _ in _part_3(doc):
        if name_of(one.get('/AFRelationship')) not in known:
            yield at(one), str(one.get('/AFRelationship'))


@rule(A, '6.8-5', 'An attachment belongs to no part of the file.')
def _(doc):
    lists = [doc.catalog] + [page.obj for page in doc.pages] + [a for _, a in doc.annotations]
    lists += [element.obj for element in doc.elements if '/AF' in element.obj]
    held = {one.objgen for owner in lists for one in owner.get('/AF', [])}
    for one, _ in _part_3(doc):
        if one.objgen not in held:
            yield at(one), ''


@rule(A, '6.8-6', 'An attachment does not say when it was changed.')
def _(doc):
    for _, stream in _part_3(doc):
        if not re.match(r'D:\d{4}', text_of((stream.get('/Params') or {}).get('/ModDate')) or ''):
            yield at(stream), ''


_as('6.9-1', 'A choice of layers has no name.', '20-001', '20-002')


def _configurations(doc):
    return [one for _, one in matterhorn._configurations(doc)]


@rule(A, '6.9-2', 'Two choices of layers have the same name.')
def _(doc):
    names = [text_of(one.get('/Name')) for one in _configurations(doc)]
    for name in {name for name in names if name and names.count(name) > 1}:
        yield 'OCProperties', name


@rule(A, '6.9-3', 'A choice of layers leaves one out.')
def _(doc):
    def listed(order):
        for one in order:
            if isinstance(one, Array):
                yield from listed(one)
            elif isinstance(one, Dictionary):
                yield one.objgen

    groups = {one.objgen for one in (doc.catalog.get('/OCProperties') or {}).get('/OCGs', [])}
    for one in _configurations(doc):
        if '/Order' in one and groups - set(listed(one['/Order'])):
            yield 'OCProperties', ''


_as('6.9-4', 'Layers are switched by the viewer and not by the reader.', '20-003')


@rule(A, '6.10-1', 'The file can be shown in another way.')
def _(doc):
    if '/AlternatePresentations' in (doc.catalog.get('/Names') or {}):
        yield 'the catalog', ''


@rule(A, '6.10-2', 'A page changes while it is shown.')
def _(doc):
    for page in doc.pages:
        if '/PresSteps' in page.obj:
            yield page, ''


@rule(A, '6.11-1', 'The file asks for more than a reader of PDF/A has.')
def _(doc):
    if '/Requirements' in doc.catalog:
        yield 'the catalog', ''
