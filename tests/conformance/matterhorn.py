"""The conditions of the Matterhorn Protocol 1.1 (PDF Association, 2021) that a machine can decide, by their numbers.

The sentences are ours. What the protocol leaves to a human eye is listed in `HUMAN`, so that no number is forgotten."""

import re

from fontTools import agl
from pikepdf import Array, Dictionary, Name, Stream

from fonts import is_predefined
from model import STANDARD_TYPES, at, name_of, text_of, values_of
from rules import UA, rule
from structure import outline_items

HUMAN = '''01-001 01-002 01-006 02-002 03-001 03-002 03-003 04-001 05-001 05-002 05-003 06-004 08-001 08-002 09-001 09-002
09-003 11-007 12-001 13-001 13-002 13-003 13-005 13-006 13-007 13-008 14-001 14-004 14-005 15-001 15-002 15-004 15-005 16-001
16-002 16-003 17-001 18-001 18-002 19-001 19-002 22-001 24-001 28-001 28-003 28-013 29-001 31-010'''.split()
NO_TEST = ['23-001', '27-001']  # the protocol itself: other checkpoints cover them


# ---- 01 real content is tagged


@rule(UA, '01-003', 'Decoration stands inside tagged content.')
def _(doc):
    for place in doc.walks:
        if place.walk.artifacts_in_tags:
            yield place, '%d times' % place.walk.artifacts_in_tags


@rule(UA, '01-004', 'Tagged content stands inside decoration.')
def _(doc):
    for place in doc.walks:
        if place.walk.tags_in_artifacts:
            yield place, '%d times' % place.walk.tags_in_artifacts


@rule(UA, '01-005', 'Something is painted that is neither tagged nor marked as decoration.')
def _(doc):
    for page in doc.pages:
        bare = list(_unmarked(doc, page))
        if bare:
            yield page, '%s at byte %d, and %d more' % (bare[0] + (len(bare) - 1,))


def _unmarked(doc, place, depth=0):
    """(operator, where). A form that is drawn outside of marks may have its marks inside."""
    forms = {one.key: one for one in doc.walks}
    for operator, where, name in place.walk.unmarked:
        obj = place.resource('/XObject', name) if name else None
        inside = forms.get(obj.objgen) if obj is not None else None
        if inside is None or depth > 20 or next(_unmarked(doc, inside, depth + 1), None):
            yield operator, where


@rule(UA, '01-007', 'The file says itself that its tags are suspect.')
def _(doc):
    if (doc.catalog.get('/MarkInfo') or {}).get('/Suspects') is True:
        yield 'the catalog', 'Suspects is true'


# ---- 02 roles


def _ends_of_role_map(doc):
    """(type, how its mapping ends): 'standard', 'circle' or 'nowhere'."""
    for start in doc.role_map:
        seen, one = [], start
        while True:
            if one in seen:
                yield start, 'circle'
                break
            seen.append(one)
            if one in STANDARD_TYPES:
                yield start, 'standard'
                break
            if one not in doc.role_map:
                yield start, 'nowhere'
                break
            one = doc.role_map[one]


@rule(UA, '02-001', 'A type of its own kind is not mapped to a standard type.')
def _(doc):
    ends = dict(_ends_of_role_map(doc))
    for type_ in {element.type for element in doc.elements if not element.role}:
        if ends.get(type_) != 'circle':
            yield 'the role map', type_
    for type_, end in ends.items():
        if end == 'nowhere':
            yield 'the role map', type_


@rule(UA, '02-003', 'A role mapping goes in a circle.')
def _(doc):
    for type_, end in _ends_of_role_map(doc):
        if end == 'circle':
            yield 'the role map', type_


@rule(UA, '02-004', 'A standard type is mapped to another.')
def _(doc):
    for type_ in doc.role_map:
        if type_ in STANDARD_TYPES:
            yield 'the role map', type_


# ---- 06, 07 what the file says of itself


@rule(UA, '06-001', 'The file has no XMP metadata.')
def _(doc):
    if doc.packet is None:
        yield 'the catalog', 'Metadata is missing'
    elif doc.xmp is None:
        yield 'the metadata', doc.xmp_error or 'there is no rdf:RDF'


@rule(UA, '06-002', 'The metadata does not say that the file is PDF/UA-1.')
def _(doc):
    if doc.packet is not None and doc.simple('pdfuaid:part') != '1':
        yield 'the metadata', 'pdfuaid:part is %s' % doc.simple('pdfuaid:part')


@rule(UA, '06-003', 'The metadata has no title.')
def _(doc):
    if doc.packet is not None and not any((doc.alternative('dc:title') or {}).values()):
        yield 'the metadata', 'dc:title'


@rule(UA, '07-001', 'The file does not ask that its title is shown.')
def _(doc):
    if '/DisplayDocTitle' not in (doc.catalog.get('/ViewerPreferences') or {}):
        yield 'the catalog', 'DisplayDocTitle is missing'


@rule(UA, '07-002', 'The file asks that its title is not shown.')
def _(doc):
    if (doc.catalog.get('/ViewerPreferences') or {}).get('/DisplayDocTitle') is False:
        yield 'the catalog', 'DisplayDocTitle is false'


# ---- 09 tags stand where they may (ISO 32000-1, tables 333 and 336 to 338)


def _matches(element, pattern):
    return re.fullmatch(pattern, ' '.join(kid.role for kid in element.children)) is not None


def _misplaced(doc, roles):
    """`roles`: role to (roles it may stand in, or None for any; pattern of the roles inside, or None)."""
    for element in doc.by_role(*roles):
        parents, inside = roles[element.role]
        parent = element.parent.role if element.parent else 'StructTreeRoot'
        if parents is not None and parent not in parents:
            yield element, 'stands in <%s>' % parent
        if inside is not None and not _matches(element, inside):
            yield element, 'has inside: %s' % ' '.join(kid.type for kid in element.children)
        if inside is not None and any(type(kid) is tuple and kid[0] == 'mcid' for kid in element.kids):
            yield element, 'holds content itself'


@rule(UA, '09-004', 'A part of a table stands where it may not.')
def _(doc):
    rows = r'(TR( TR)*)?'
    groups = r'(Caption )?((THead )?(TBody)( TBody)*( TFoot)?|TR( TR)*)( Caption)?'
    yield from _misplaced(doc, {
        'Table': (None, groups), 'THead': (['Table'], rows), 'TBody': (['Table'], rows), 'TFoot': (['Table'], rows),
        'TR': (['Table', 'THead', 'TBody', 'TFoot'], r'((TH|TD)( (TH|TD))*)?'), 'TH': (['TR'], None), 'TD': (['TR'], None)})


@rule(UA, '09-005', 'A part of a list stands where it may not.')
def _(doc):
    yield from _misplaced(doc, {
        'L': (None, r'(Caption )?(L|LI)( (L|LI))*'), 'LI': (['L'], r'(Lbl )*LBody( LBody)*|Lbl'), 'LBody': (['LI'], None)})


@rule(UA, '09-006', 'A part of a table of contents stands where it may not.')
def _(doc):
    yield from _misplaced(doc, {
        'TOC': (None, r'(Caption )?(TOC|TOCI)( (TOC|TOCI))*'),
        'TOCI': (['TOC'], r'((Lbl|Reference|NonStruct|P|TOC)( (Lbl|Reference|NonStruct|P|TOC))*)?')})


@rule(UA, '09-007', 'A part of a ruby stands where it may not.')
def _(doc):
    yield from _misplaced(doc, {
        'Ruby': (None, r'RB (RT|RP RT RP)'), 'RB': (['Ruby'], None), 'RT': (['Ruby'], None), 'RP': (['Ruby'], None)})


@rule(UA, '09-008', 'A part of a warichu stands where it may not.')
def _(doc):
    yield from _misplaced(doc, {'Warichu': (None, r'WP WT WP'), 'WT': (['Warichu'], None), 'WP': (['Warichu'], None)})


# ---- 10, 11 letters and languages


@rule(UA, '10-001', 'A character that is shown has no Unicode value.')
def _(doc):
    for font in doc.fonts:
        lost = [code for code in font.codes() if not font.text(code)]
        if lost:
            yield at(font.obj), 'code %d and %d more' % (lost[0], len(lost) - 1)


def _speaks(element):
    """True when it or what it stands in names its language."""
    return element.get('/Lang') is not None or any(one.get('/Lang') is not None for one in element.above())


@rule(UA, '11-001', 'The language of text on a page is not known.')
def _(doc):
    if doc.language:
        return
    doc.elements
    silent = {element.number for element in doc.elements if not _speaks(element)}
    for place in doc.walks:
        for mcid in {mcid for mcid, *_ in place.walk.texts if mcid is not None}:
            for owner in doc.mcid_owners.get((place.key, mcid), ()):
                if owner.number in silent:
                    yield owner, 'on %s' % place


@rule(UA, '11-002', 'The language of an alternative, a replacement or an expansion is not known.')
def _(doc):
    if doc.language:
        return
    for element in doc.elements:
        if any(element.get(key) is not None for key in ('/Alt', '/ActualText', '/E')) and not _speaks(element):
            yield element, ''
    for place in doc.walks:
        for tag, entries in place.walk.property_lists:
            if any(key in entries for key in (b'/Alt', b'/ActualText', b'/E')) and b'/Lang' not in entries:
                yield place, 'a property list of %s' % tag.decode()


@rule(UA, '11-003', 'The language of the outline is not known.')
def _(doc):
    if not doc.language and next(outline_items(doc), None) is not None:
        yield 'the catalog', 'Lang is missing'


@rule(UA, '11-004', 'The language of the description of an annotation is not known.')
def _(doc):
    if doc.language:
        return
    doc.elements
    for _, annotation in doc.annotations:
        owners = doc.object_owners.get(annotation.objgen, [])
        if '/Contents' in annotation and '/Lang' not in annotation and not any(map(_speaks, owners)):
            yield at(annotation), ''


@rule(UA, '11-005', "The language of a field's name for people is not known.")
def _(doc):
    if doc.language:
        return
    doc.elements
    for field, widgets in doc.fields:
        owners = [owner for widget in widgets for owner in doc.object_owners.get(widget.objgen, [])]
        if '/TU' in field and '/Lang' not in field and not any(map(_speaks, owners)):
            yield at(field), ''


@rule(UA, '11-006', 'The language of the metadata is not known.')
def _(doc):
    if doc.language:
        return
    title = doc.alternative('dc:title') or {}
    if doc.packet is not None and not any(name not in (None, 'x-default') for name in title):
        yield 'the metadata', 'neither the catalog nor dc:title names one'


# ---- 13 to 19 what single tags need


@rule(UA, '13-004', 'A figure has neither an alternative nor a replacement.')
def _(doc):
    for figure in doc.by_role('Figure'):
        if not figure.has_text('/Alt') and not figure.has_text('/ActualText'):
            yield figure, ''


def _headings(doc):
    """(element, level) of numbered headings, in reading order. Levels beyond six are types of their own."""
    for element in doc.elements:
        level = re.fullmatch(r'H([1-9]\d*)', element.role or element.type)
        if level:
            yield element, int(level.group(1))


@rule(UA, '14-002', 'The first numbered heading is not of the first level.')
def _(doc):
    first = next(_headings(doc), None)
    if first and first[1] != 1:
        yield first[0], ''


@rule(UA, '14-003', 'A level of headings is left out.')
def _(doc):
    before = None
    for element, level in _headings(doc):
        if before is not None and level > before + 1:
            yield element, 'follows a heading of level %d' % before
        before = level


@rule(UA, '14-006', 'An element holds more than one <H>.')
def _(doc):
    for element in doc.elements:
        if sum(kid.role == 'H' for kid in element.children) > 1:
            yield element, ''


@rule(UA, '14-007', 'Headings with numbers and headings without are mixed.')
def _(doc):
    plain = doc.by_role('H')
    if plain and next(_headings(doc), None):
        yield plain[0], ''


@rule(UA, '15-003', 'A header cell says neither what it is the header of, nor do the cells.')
def _(doc):
    for table in doc.by_role('Table'):
        cells = [one for one in _below(table) if one.role in ('TH', 'TD')]
        if any(cell.attribute('/Table', '/Headers') is not None for cell in cells):
            named = {bytes(name) for cell in cells for name in cell.attribute('/Table', '/Headers') or ()}
            lost = [c for c in cells if c.role == 'TH' and c.attribute('/Table', '/Scope') is None
                    and (c.get('/ID') is None or bytes(c.get('/ID')) not in named)]
        else:
            lost = [c for c in cells if c.role == 'TH' and c.attribute('/Table', '/Scope') is None]
        for cell in lost:
            yield cell, 'Scope is missing'


def _below(element):
    """All of a table but what stands in a table inside of it."""
    for kid in element.children:
        yield kid
        if kid.role != 'Table':
            yield from _below(kid)


@rule(UA, '17-002', 'A formula has no alternative.')
def _(doc):
    for formula in doc.by_role('Formula'):
        if not formula.has_text('/Alt') and not formula.has_text('/ActualText'):
            yield formula, ''


@rule(UA, '17-003', 'A character of a formula has no Unicode value.')
def _(doc):
    formulas = [one for one in doc.elements if one.role == 'Formula' or any(up.role == 'Formula' for up in one.above())]
    wanted = {kid[1:] for one in formulas for kid in one.kids if type(kid) is tuple and kid[0] == 'mcid'}
    if not wanted:
        return
    for place in doc.walks:
        for mcid, name, shown, _, _ in place.walk.texts:
            obj = place.resource('/Font', name)
            if (place.key, mcid) in wanted and obj is not None:
                font = doc.font(obj)
                step = 2 if font.subtype == '/Type0' else 1
                codes = {int.from_bytes(shown[i:i + step], 'big') for i in range(0, len(shown), step)}
                if any(not font.text(code) for code in codes):
                    yield place, 'MCID %d' % mcid


@rule(UA, '19-003', 'A note has no ID.')
def _(doc):
    for note in doc.by_role('Note'):
        if note.get('/ID') is None or not bytes(note.get('/ID')):
            yield note, ''


@rule(UA, '19-004', 'Two notes have the same ID.')
def _(doc):
    seen = set()
    for note in doc.by_role('Note'):
        name = bytes(note.get('/ID')) if note.get('/ID') is not None else None
        if name in seen and name is not None:
            yield note, repr(name)
        seen.add(name)


# ---- 20 to 26 whole features


def _configurations(doc):
    """(which, optional content configuration)."""
    properties = doc.catalog.get('/OCProperties')
    if properties is not None:
        if '/D' in properties:
            yield 'D', properties['/D']
        for one in properties.get('/Configs', []):
            yield 'Configs', one


def _nameless(doc, which):
    for where, one in _configurations(doc):
        if where == which and not text_of(one.get('/Name')):
            yield 'OCProperties', where


@rule(UA, '20-001', 'A choice of layers has no name.')
def _(doc):
    yield from _nameless(doc, 'Configs')


@rule(UA, '20-002', 'The usual choice of layers has no name.')
def _(doc):
    yield from _nameless(doc, 'D')


@rule(UA, '20-003', 'Layers are switched by the viewer and not by the reader.')
def _(doc):
    for where, one in _configurations(doc):
        if '/AS' in one:
            yield 'OCProperties', where


@rule(UA, '21-001', 'An embedded file is not named both ways, F and UF.')
def _(doc):
    for one in doc.file_specifications:
        if not text_of(one.get('/F')) or not text_of(one.get('/UF')):
            yield at(one), ''


@rule(UA, '25-001', 'The file needs its XFA form to be drawn while it is read.')
def _(doc):
    xfa = (doc.catalog.get('/AcroForm') or {}).get('/XFA')
    parts = list(xfa) if isinstance(xfa, Array) else [xfa]
    packets = b''.join(part.read_bytes() for part in parts if isinstance(part, Stream))
    if re.search(rb'<(?:\w+:)?dynamicRender>\s*required\s*<', packets):
        yield 'the form', 'dynamicRender is required'


@rule(UA, '26-001', 'The file is encrypted and does not say what is permitted.')
def _(doc):
    if doc.is_encrypted and '/P' not in doc.pdf.trailer['/Encrypt']:
        yield 'the encryption dictionary', 'P is missing'


@rule(UA, '26-002', 'The file keeps screen readers from its text.')
def _(doc):
    if doc.is_encrypted and not int(doc.pdf.trailer['/Encrypt'].get('/P', -1)) & 0x200:
        yield 'the encryption dictionary', 'bit 10 of P is not set'


# ---- 28 annotations


# ISO 32000-1, Table 169.
ANNOTATIONS = frozenset(
    '''Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup
    FileAttachment Sound Movie Widget Screen PrinterMark TrapNet Watermark 3D Redact'''.split())


def _kind(annotation):
    return name_of(annotation.get('/Subtype')) or ''


def _owner(doc, annotation):
    doc.elements
    return next(iter(doc.object_owners.get(annotation.objgen, ())), None)


def _is_hidden(page, annotation):
    """7.18.1: what is hidden or lies outside of the page need not be tagged."""
    if not hasattr(annotation, 'is_hidden'):
        annotation.is_hidden = _lies_hidden(page, annotation)
    return annotation.is_hidden


def _lies_hidden(page, annotation):
    if int(annotation.get('/F', 0)) & 2:
        return True
    left, bottom, right, top = (float(x) for x in page.obj.get('/CropBox') or doc_box(page.obj))
    box = [float(x) for x in annotation.get('/Rect', [0, 0, 0, 0])]
    return max(box[0], box[2]) < left or min(box[0], box[2]) > right or max(box[1], box[3]) < bottom or \
        min(box[1], box[3]) > top


def doc_box(page):
    while '/MediaBox' not in page:
        page = page['/Parent']
    return page['/MediaBox']


def _shown(doc, *kinds, but=()):
    for page, annotation in doc.annotations:
        kind = _kind(annotation)
        if (not kinds or kind in kinds) and kind not in but and not _is_hidden(page, annotation):
            yield page, annotation


@rule(UA, '28-002', 'An annotation does not stand in an <Annot>.')
def _(doc):
    for _, annotation in _shown(doc, but=('Widget', 'Link', 'PrinterMark', 'Popup')):
        if _kind(annotation) in ANNOTATIONS:
            owner = _owner(doc, annotation)
            if owner is None or owner.role != 'Annot':
                yield at(annotation), 'stands in %s' % owner


def _is_described(doc, annotation, key):
    owner = _owner(doc, annotation)
    return bool(text_of(annotation.get(key))) or (owner is not None and owner.has_text('/Alt'))


@rule(UA, '28-004', 'An annotation says nowhere what it is.')
def _(doc):
    for _, annotation in _shown(doc, but=('Widget', 'PrinterMark', 'Popup')):
        if _kind(annotation) in ANNOTATIONS and not _is_described(doc, annotation, '/Contents'):
            yield at(annotation), _kind(annotation)


@rule(UA, '28-005', 'A field has no name for people.')
def _(doc):
    for field, widgets in doc.fields:
        if not text_of(field.get('/TU')) and not all(_is_described(doc, widget, '/TU') for widget in widgets):
            yield at(field), ''


@rule(UA, '28-006', 'An annotation of an unknown kind is not tagged and described.')
def _(doc):
    for _, annotation in _shown(doc):
        if _kind(annotation) not in ANNOTATIONS:
            owner = _owner(doc, annotation)
            if owner is None or owner.role != 'Annot' or not _is_described(doc, annotation, '/Contents'):
                yield at(annotation), _kind(annotation)


@rule(UA, '28-007', 'The file has an annotation for printing plates.')
def _(doc):
    for _, annotation in doc.annotations:
        if _kind(annotation) == 'TrapNet':
            yield at(annotation), ''


@rule(UA, '28-008', 'A page with annotations does not say in which order they are reached.')
def _(doc):
    for page in {id(page): page for page, _ in doc.annotations}.values():
        if '/Tabs' not in page.obj:
            yield page, ''


@rule(UA, '28-009', 'Annotations are reached in another order than they are read.')
def _(doc):
    for page in {id(page): page for page, _ in doc.annotations}.values():
        if '/Tabs' in page.obj and page.obj['/Tabs'] != '/S':
            yield page, 'Tabs is %s' % page.obj['/Tabs']


@rule(UA, '28-010', 'A field does not stand in a <Form>.')
def _(doc):
    for _, annotation in _shown(doc, 'Widget'):
        owner = _owner(doc, annotation)
        if owner is None or 'Form' not in [owner.role] + [one.role for one in owner.above()]:
            yield at(annotation), 'stands in %s' % owner


@rule(UA, '28-011', 'A link does not stand in a <Link>.')
def _(doc):
    for _, annotation in _shown(doc, 'Link'):
        owner = _owner(doc, annotation)
        if owner is None or 'Link' not in [owner.role] + [one.role for one in owner.above()]:
            yield at(annotation), 'stands in %s' % owner


@rule(UA, '28-012', 'A link does not say where it leads.')
def _(doc):
    for _, annotation in _shown(doc, 'Link'):
        if not text_of(annotation.get('/Contents')):
            yield at(annotation), 'Contents is missing'


def _media_clips(doc):
    for obj in doc.objects_having(rb'/MCD\b'):
        for one in [obj] + [value for value in values_of(obj) if isinstance(value, Dictionary)]:
            if one.get('/S') == '/MCD':
                yield one
            if isinstance(one.get('/C'), Dictionary) and one['/C'].get('/S') == '/MCD' and one is not obj:
                yield one['/C']


@rule(UA, '28-014', 'A media clip does not say of which type it is.')
def _(doc):
    for clip in _media_clips(doc):
        if '/CT' not in clip:
            yield at(clip), ''


@rule(UA, '28-015', 'A media clip has no alternative.')
def _(doc):
    for clip in _media_clips(doc):
        if '/Alt' not in clip:
            yield at(clip), ''


@rule(UA, '28-016', 'The file of an attachment on a page is not named both ways, F and UF.')
def _(doc):
    for _, annotation in doc.annotations:
        if _kind(annotation) == 'FileAttachment':
            one = annotation.get('/FS')
            if not isinstance(one, Dictionary) or '/F' not in one or '/UF' not in one:
                yield at(annotation), ''


@rule(UA, '28-017', "A printer's mark stands in the structure.")
def _(doc):
    for _, annotation in doc.annotations:
        if _kind(annotation) == 'PrinterMark' and _owner(doc, annotation) is not None:
            yield at(annotation), ''


@rule(UA, '28-018', "A printer's mark is not drawn as decoration.")
def _(doc):
    for annotation, place in doc.appearances:
        if _kind(annotation) == 'PrinterMark' and not place.walk.all_in_artifact:
            yield at(annotation), ''


# ---- 30 XObjects


@rule(UA, '30-001', 'A drawing would be fetched from another file.')
def _(doc):
    for obj in doc.objects_having(rb'/Ref\b'):
        if isinstance(obj, Stream) and obj.get('/Subtype') == '/Form' and '/Ref' in obj:
            yield at(obj), ''


@rule(UA, '30-002', 'A form with tagged content is drawn more than once.')
def _(doc):
    for place in doc.walks:
        if place.walk.mcids and doc.times_drawn.get(place.key, 0) > 1:
            yield place, ''


# ---- 31 fonts


def _composite(doc):
    return [font for font in doc.fonts if font.subtype == '/Type0' and font.descendant is not None]


def _systems(doc):
    """(font, system of the CIDFont, system of its embedded CMap), where they have to agree."""
    for font in _composite(doc):
        if font.cmap_name in ('Identity-H', 'Identity-V') and font.embedded_cmap is None:
            continue
        if font.embedded_cmap is not None:
            yield font, font.descendant.get('/CIDSystemInfo') or {}, font.embedded_cmap.get('/CIDSystemInfo') or {}


@rule(UA, '31-001', 'A font and its CMap are of different registries.')
def _(doc):
    for font, own, mapped in _systems(doc):
        if text_of(own.get('/Registry')) != text_of(mapped.get('/Registry')):
            yield at(font.obj), ''


@rule(UA, '31-002', 'A font and its CMap are of different orderings.')
def _(doc):
    for font, own, mapped in _systems(doc):
        if text_of(own.get('/Ordering')) != text_of(mapped.get('/Ordering')):
            yield at(font.obj), ''


@rule(UA, '31-003', 'A font has fewer characters than its CMap maps to.')
def _(doc):
    for font, own, mapped in _systems(doc):
        if int(own.get('/Supplement', 0)) < int(mapped.get('/Supplement', 0)):
            yield at(font.obj), ''


def _truetype_descendants(doc):
    return [font for font in _composite(doc) if font.name('/Subtype', font.descendant) == '/CIDFontType2']


@rule(UA, '31-004', 'CIDToGIDMap is neither a stream nor Identity.')
def _(doc):
    for font in _truetype_descendants(doc):
        value = font.descendant.get('/CIDToGIDMap')
        if value is not None and not isinstance(value, Stream) and value != '/Identity':
            yield at(font.descendant), str(value)


@rule(UA, '31-005', 'CIDToGIDMap is missing.')
def _(doc):
    for font in _truetype_descendants(doc):
        if font.program is not None and '/CIDToGIDMap' not in font.descendant:
            yield at(font.descendant), ''


@rule(UA, '31-006', 'A CMap is neither known to all readers nor embedded.')
def _(doc):
    for font in _composite(doc):
        if font.embedded_cmap is None and not is_predefined(font.cmap_name):
            yield at(font.obj), font.cmap_name or 'there is none'


@rule(UA, '31-007', 'A CMap writes in another direction than its dictionary says.')
def _(doc):
    for font in _composite(doc):
        if font.embedded_cmap is not None:
            inside = re.search(rb'/WMode\s+(\d)', font.embedded_cmap.read_bytes())
            if int(inside.group(1) if inside else 0) != int(font.embedded_cmap.get('/WMode', 0)):
                yield at(font.embedded_cmap), ''


@rule(UA, '31-008', 'A CMap builds on one that not all readers know.')
def _(doc):
    for font in _composite(doc):
        if font.embedded_cmap is not None:
            used = [name.decode() for name in re.findall(rb'/(\S+)\s+usecmap', font.embedded_cmap.read_bytes())]
            used += [str(value)[1:] for value in [font.embedded_cmap.get('/UseCMap')] if isinstance(value, Name)]
            for name in used:
                if not is_predefined(name):
                    yield at(font.embedded_cmap), name


def _is_rendered(font):
    return any(modes - {3} for modes in font.codes().values())


@rule(UA, '31-009', 'A font that text is drawn in is not embedded.')
def _(doc):
    for font in doc.fonts:
        if _is_rendered(font) and font.subtype != '/Type3':
            if font.program is None:
                yield at(font.obj), str(font.obj.get('/BaseFont'))
            elif font.program.error:
                yield at(font.obj), 'the program cannot be read: ' + font.program.error


def _opened(doc):
    return [font for font in doc.fonts if font.program is not None and font.program.error is None]


def rendered_codes(font):
    return [code for code, modes in font.codes().items() if modes - {3}]


@rule(UA, '31-011', 'A font lacks a glyph that is drawn.')
def _(doc):
    for font in _opened(doc):
        lost = [code for code in rendered_codes(font) if font.glyph(code) is None]
        if lost:
            yield at(font.obj), 'code %d and %d more' % (lost[0], len(lost) - 1)


def _charsets(doc):
    """(font, names its CharSet lists, names its program has)."""
    for font in _opened(doc):
        listed = font.descriptor.get('/CharSet')
        if font.subtype == '/Type1' and listed is not None and font.program.names is not None:
            yield font, set(str(listed).strip('/').split('/')) - {''}, set(font.program.names) - {'.notdef'}


@rule(UA, '31-012', 'CharSet leaves out a glyph of the font.')
def _(doc):
    for font, listed, there in _charsets(doc):
        for name in sorted(there - listed)[:1]:
            yield at(font.obj), name


@rule(UA, '31-013', 'CharSet lists a glyph that the font has not.')
def _(doc):
    for font, listed, there in _charsets(doc):
        for name in sorted(listed - there - {'.notdef'})[:1]:
            yield at(font.obj), name


def _cidsets(doc):
    for font in _composite(doc):
        if font.program is None or font.program.error or '/CIDSet' not in font.descriptor:
            continue
        bits = font.descriptor['/CIDSet'].read_bytes()
        listed = {8 * i + bit for i, byte in enumerate(bits) for bit in range(8) if byte & 0x80 >> bit}
        yield font, listed, cids_there(font)


def cids_there(font):
    """CIDs that lead to a glyph of the program. A subset keeps the numbers of glyphs it has emptied, so one without
    an outline counts as there only when nothing says otherwise: it may be listed and need not be."""
    if font.program.cff is not None:
        return font.program.cids(), font.program.cids()
    if font.gid_map is not None:
        glyphs = {cid: int.from_bytes(font.gid_map[2 * cid:2 * cid + 2], 'big')
                  for cid in range(len(font.gid_map) // 2)}
        glyphs = {cid: glyph for cid, glyph in glyphs.items() if (glyph or cid == 0) and glyph < font.program.count}
    else:
        glyphs = {cid: cid for cid in range(font.program.count)}
    return {cid for cid, glyph in glyphs.items() if not font.program.is_blank(glyph)}, set(glyphs)


@rule(UA, '31-014', 'CIDSet leaves out a glyph of the font.')
def _(doc):
    for font, listed, (drawn, _) in _cidsets(doc):
        for cid in sorted(drawn - listed)[:1]:
            yield at(font.obj), 'CID %d' % cid


@rule(UA, '31-015', 'CIDSet lists a glyph that the font has not.')
def _(doc):
    for font, listed, (_, there) in _cidsets(doc):
        for cid in sorted(listed - there)[:1]:
            yield at(font.obj), 'CID %d' % cid


@rule(UA, '31-016', 'The width of a glyph is not the one in the font.')
def _(doc):
    for font in _opened(doc):
        wrong = wrong_widths(font)
        if wrong:
            yield at(font.obj), 'code %d is %g and not %g, and %d more' % (wrong[0] + (len(wrong) - 1,))


def wrong_widths(font):
    """(code, width in the program, width in the dictionary), where they differ by more than a thousandth of an em."""
    found = []
    for code in rendered_codes(font):
        glyph = font.glyph(code)
        if glyph not in (None, 0, '.notdef'):
            real, told = font.program.width(glyph), font.declared_width(code)
            if abs(real - told) > 1:
                found.append((code, real, told))
    return found


def _simple_truetype(doc, symbolic):
    return [font for font in doc.fonts if font.subtype == '/TrueType' and font.is_symbolic == symbolic]


def _cmaps(font):
    return font.program.cmaps if font.program is not None and font.program.error is None else None


@rule(UA, '31-017', 'A font of letters has no map of letters.')
def _(doc):
    for font in _simple_truetype(doc, False):
        if _cmaps(font) is not None and not set(_cmaps(font)) - {(3, 0)}:
            yield at(font.obj), ''


@rule(UA, '31-018', 'A letter is not found by any map of letters in its font.')
def _(doc):
    for font in _simple_truetype(doc, False):
        if _cmaps(font):
            lost = [code for code in rendered_codes(font) if not font.glyph(code)]
            if lost:
                yield at(font.obj), 'code %d' % lost[0]


@rule(UA, '31-019', 'A font of letters names no encoding.')
def _(doc):
    for font in _simple_truetype(doc, False):
        if '/Encoding' not in font.obj:
            yield at(font.obj), ''


@rule(UA, '31-020', 'The encoding of a font of letters has no base.')
def _(doc):
    for font in _simple_truetype(doc, False):
        if isinstance(font.obj.get('/Encoding'), Dictionary) and font.base_encoding is None:
            yield at(font.obj), ''


@rule(UA, '31-021', 'The encoding of a font of letters is neither WinAnsi nor MacRoman.')
def _(doc):
    for font in _simple_truetype(doc, False):
        if font.base_encoding is not None and font.base_encoding not in ('/WinAnsiEncoding', '/MacRomanEncoding'):
            yield at(font.obj), font.base_encoding


@rule(UA, '31-022', 'Differences name a letter that nobody knows.')
def _(doc):
    for font in _simple_truetype(doc, False):
        for name in font.differences.values():
            if name not in agl.LEGACY_AGL2UV:
                yield at(font.obj), name


@rule(UA, '31-023', 'Differences are given for a font without a map of Unicode.')
def _(doc):
    for font in _simple_truetype(doc, False):
        if font.differences and _cmaps(font) is not None and (3, 1) not in _cmaps(font):
            yield at(font.obj), ''


@rule(UA, '31-024', 'A font of symbols names an encoding.')
def _(doc):
    for font in _simple_truetype(doc, True):
        if '/Encoding' in font.obj:
            yield at(font.obj), ''


@rule(UA, '31-025', 'A font of symbols has no map at all.')
def _(doc):
    for font in _simple_truetype(doc, True):
        if _cmaps(font) == {}:
            yield at(font.obj), ''


@rule(UA, '31-026', 'A font of symbols has several maps, and none of symbols.')
def _(doc):
    for font in _simple_truetype(doc, True):
        if _cmaps(font) and len(_cmaps(font)) > 1 and (3, 0) not in _cmaps(font):
            yield at(font.obj), ''


CHARACTER_COLLECTIONS = ('GB1', 'CNS1', 'Japan1', 'Korea1')


@rule(UA, '31-027', 'A font does not say what its codes mean.')
def _(doc):
    for font in doc.fonts:
        if font.obj.get('/ToUnicode') is not None:
            continue
        if font.subtype == '/Type0':
            system = (font.descendant or {}).get('/CIDSystemInfo') or {}
            known = text_of(system.get('/Registry')) == 'Adobe' and \
                text_of(system.get('/Ordering')) in CHARACTER_COLLECTIONS
        elif font.base_encoding in ('/MacRomanEncoding', '/MacExpertEncoding', '/WinAnsiEncoding'):
            known = True
        elif font.subtype in ('/Type1', '/Type3', '/MMType1'):
            known = all((font.glyph_name(code) or '?') in agl.LEGACY_AGL2UV for code in font.codes())
        else:
            known = not font.is_symbolic
        if not known:
            yield at(font.obj), str(font.obj.get('/BaseFont'))


def _values(doc, wrong):
    for font in doc.fonts:
        if font.to_unicode is not None:
            for code, text in font.to_unicode.items():
                if any(c in wrong for c in text):
                    yield at(font.obj), 'code %d' % code
                    break


@rule(UA, '31-028', 'A ToUnicode map names the value 0.')
def _(doc):
    yield from _values(doc, '\0')


@rule(UA, '31-029', 'A ToUnicode map names a byte order mark.')
def _(doc):
    yield from _values(doc, '\uFEFF\uFFFE')


@rule(UA, '31-030', 'Text refers to the glyph for what is missing.')
def _(doc):
    for font in _opened(doc):
        lost = [code for code in font.codes() if font.glyph(code) in (0, '.notdef')]
        if lost:
            yield at(font.obj), 'code %d' % lost[0]
