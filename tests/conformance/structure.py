"""Rules of ISO 32000-1 that PDF/UA and PDF/A-2a build on, and that neither numbers: the tree, the marks in the pages and
the parent tree are one thing told three times."""

from pikepdf import Array, Dictionary, Name

from model import LANGUAGE_TAG, at, name_of, number_tree, text_of
from rules import TREE, rule


@rule(TREE, '32000:7.3', 'The library that reads the file has something to complain of.')
def complaints(doc):
    for one in doc.pdf.check():
        yield 'the file', one.strip()


@rule(TREE, '32000:14.6', 'A content stream cannot be read to its end, or what it opens is not closed.')
def balanced(doc):
    for place in doc.walks:
        for fault in place.walk.faults:
            yield place, fault


@rule(TREE, '32000:14.7.2-1', 'A structure element does not name its parent.')
def named_parent(doc):
    for element in doc.elements:
        above = element.obj.get('/P')
        wanted = element.parent.number if element.parent else doc.tree.objgen[0]
        if above is None or above.objgen[0] != wanted:
            yield element, 'P is not object %d' % wanted


@rule(TREE, '32000:14.7.2-2', 'The structure tree is not a tree.')
def is_a_tree(doc):
    doc.elements
    yield from doc.tree_faults if doc.tree is not None else ()


@rule(TREE, '32000:14.7.4.2-1', 'A marked-content identifier stands more than once in a stream.')
def mcid_once(doc):
    for place in doc.walks:
        seen = set()
        for mcid, _ in place.walk.mcids:
            if mcid in seen:
                yield place, 'MCID %d' % mcid
            seen.add(mcid)


@rule(TREE, '32000:14.7.4.2-2', 'Marked content belongs to no structure element, or to several.')
def mcid_owned(doc):
    doc.elements
    if doc.tree is None:
        return
    for place in doc.walks:
        for mcid, _ in place.walk.mcids:
            owners = len(doc.mcid_owners.get((place.key, mcid), ()))
            if owners != 1:
                yield place, 'MCID %d belongs to %d' % (mcid, owners)


@rule(TREE, '32000:14.7.4.2-3', 'A structure element claims marked content that is not there.')
def mcid_there(doc):
    doc.elements
    if doc.tree is None:
        return
    there = {(place.key, mcid) for place in doc.walks for mcid, _ in place.walk.mcids}
    for key, owners in doc.mcid_owners.items():
        if key not in there:
            yield owners[0], 'MCID %d of object %d' % (key[1], key[0][0])


@rule(TREE, '32000:14.7.4.2-4', 'Marked content of one structure element stands inside that of another.')
def mcid_flat(doc):
    for place in doc.walks:
        if place.walk.tags_in_tags:
            yield place, '%d times' % place.walk.tags_in_tags


@rule(TREE, '32000:14.7.4.2-5', 'The tag in the page is not the type of the element it belongs to.')
def tag_agrees(doc):
    doc.elements
    if doc.tree is None:
        return
    for place in doc.walks:
        for mcid, tag in place.walk.mcids:
            for owner in doc.mcid_owners.get((place.key, mcid), ()):
                named = tag[1:].decode('latin-1')
                if named not in (owner.type, 'Span') and doc.role_of(named) != owner.role:
                    yield place, 'MCID %d is marked %s, and belongs to %s' % (mcid, named, owner)


@rule(TREE, '32000:14.7.4.4-1', 'The parent tree does not lead from marked content to the element that claims it.')
def parent_of_content(doc):
    doc.elements
    if doc.tree is None:
        return
    for place in doc.walks:
        if not place.walk.mcids:
            continue
        key = place.obj.get('/StructParents')
        parents = doc.parents.get(int(key)) if key is not None else None
        if not isinstance(parents, Array):
            yield place, 'StructParents leads nowhere'
            continue
        numbers = [one.objgen[0] if isinstance(one, Dictionary) else None for one in parents]
        for mcid, _ in place.walk.mcids:
            owner = doc.mcid_owners.get((place.key, mcid))
            if owner and (mcid >= len(numbers) or numbers[mcid] != owner[0].number):
                yield place, 'MCID %d' % mcid


@rule(TREE, '32000:14.7.4.4-2', 'The parent tree does not lead from an annotation to the element that holds it.')
def parent_of_object(doc):
    doc.elements
    if doc.tree is None:
        return
    for page, annotation in doc.annotations:
        owners = doc.object_owners.get(annotation.objgen, [])
        key = annotation.get('/StructParent')
        parent = doc.parents.get(int(key)) if key is not None else None
        if len(owners) > 1:
            yield at(annotation), 'several elements hold it'
        elif owners and (not isinstance(parent, Dictionary) or parent.objgen[0] != owners[0].number):
            yield at(annotation), 'held by %s' % owners[0]
        elif not owners and parent is not None:
            yield at(annotation), 'the parent tree names an element that does not hold it'


@rule(TREE, '32000:14.7.4.4-3', 'The next key of the parent tree is one that is in use.')
def next_key(doc):
    if doc.tree is not None and doc.parents:
        following = doc.tree.get('/ParentTreeNextKey')
        if following is not None and int(following) <= max(doc.parents):
            yield 'the structure tree', 'ParentTreeNextKey is %d' % int(following)


@rule(TREE, '32000:14.7.2-3', 'An element identifier is used twice, or the tree of identifiers does not know it.')
def identifiers(doc):
    seen = {}
    for element in doc.elements:
        name = element.get('/ID')
        if name is None:
            continue
        if bytes(name) in seen:
            yield element, 'its ID is that of %s' % seen[bytes(name)]
        seen[bytes(name)] = element
    if doc.tree is None:
        return
    known = {key: value.objgen[0] for key, value in number_tree(doc.tree.get('/IDTree'), '/Names')}
    for name, element in seen.items():
        if known.get(name) != element.number:
            yield element, 'the IDTree does not lead to it'


@rule(TREE, '32000:14.8.4.3.4-1', 'The rows of a table do not cover the same columns.')
def regular(doc):
    for table in doc.by_role('Table'):
        widths = set()
        reserved = {}  # column: rows it is still covered for
        for row in rows_of(table):
            column = 0
            taken = {c for c, left in reserved.items() if left > 0}
            reserved = {c: left - 1 for c, left in reserved.items() if left > 1}
            for cell in row.children:
                while column in taken:
                    column += 1
                wide = int(cell.attribute('/Table', '/ColSpan') or 1)
                tall = int(cell.attribute('/Table', '/RowSpan') or 1)
                for one in range(column, column + wide):
                    taken.add(one)
                    if tall > 1:
                        reserved[one] = tall - 1
                column += wide
            widths.add(len(taken))
        if len(widths) > 1:
            yield table, 'rows of %s columns' % ', '.join(map(str, sorted(widths)))


def rows_of(table):
    for kid in table.children:
        if kid.role == 'TR':
            yield kid
        elif kid.role in ('THead', 'TBody', 'TFoot'):
            yield from (row for row in kid.children if row.role == 'TR')


@rule(TREE, '32000:14.8.5.7', 'A cell names a header that is not a header cell of its table.')
def headers(doc):
    for table in doc.by_role('Table'):
        cells = [cell for row in rows_of(table) for cell in row.children]
        names = {bytes(cell.get('/ID')) for cell in cells if cell.get('/ID') is not None and cell.role == 'TH'}
        for cell in cells:
            for name in cell.attribute('/Table', '/Headers') or ():
                if bytes(name) not in names:
                    yield cell, 'Headers names %r' % bytes(name)
            scope = cell.attribute('/Table', '/Scope')
            if scope is not None and name_of(scope) not in ('Row', 'Column', 'Both'):
                yield cell, 'Scope is %s' % scope


@rule(TREE, '32000:14.8.5.4.3', 'A figure on a page does not say where it stands.')
def figure_box(doc):
    for figure in doc.by_role('Figure'):
        if not any(type(kid) is tuple and kid[0] == 'mcid' for kid in figure.kids):
            continue
        box = figure.attribute('/Layout', '/BBox')
        if box is None or len(box) != 4 or not (float(box[0]) < float(box[2]) and float(box[1]) < float(box[3])):
            yield figure, 'BBox is missing or empty'


@rule(TREE, '32000:14.8.5.5', 'A list whose items have labels does not say how they are numbered.')
def numbering(doc):
    known = ('Disc', 'Circle', 'Square', 'Decimal', 'UpperRoman', 'LowerRoman', 'UpperAlpha', 'LowerAlpha')
    for one in doc.by_role('L'):
        has_labels = any(kid.role == 'Lbl' for item in one.children for kid in item.children)
        value = one.attribute('/List', '/ListNumbering')
        if has_labels and name_of(value) not in known:
            yield one, 'ListNumbering is %s' % value
        elif value is not None and name_of(value) not in known + ('None',):
            yield one, 'ListNumbering is %s' % value


@rule(TREE, '32000:14.9.2', 'A language is not named by a language tag.')
def language_tags(doc):
    def is_wrong(value):
        return value is not None and not LANGUAGE_TAG.fullmatch(text_of(value) or '')

    if is_wrong(doc.catalog.get('/Lang')):
        yield 'the catalog', str(doc.catalog['/Lang'])
    for element in doc.elements:
        if is_wrong(element.get('/Lang')):
            yield element, str(element.get('/Lang'))
    for place in doc.walks:
        for _, entries in place.walk.property_lists:
            if b'/Lang' in entries:
                value = entries[entries.index(b'/Lang') + 1]
                if not (type(value) is tuple and LANGUAGE_TAG.fullmatch(value[1].decode('latin-1'))):
                    yield place, 'a property list'


@rule(TREE, '32000:12.3.2', 'A destination does not lead to a page of this file.')
def destinations(doc):
    named = {key for key, _ in number_tree((doc.catalog.get('/Names') or {}).get('/Dests'), '/Names')}
    named |= {key[1:].encode() for key in (doc.catalog.get('/Dests') or {}).keys()}

    def is_lost(value):
        if isinstance(value, Array):
            return not len(value) or not isinstance(value[0], Dictionary) or value[0].objgen not in doc.page_keys
        if isinstance(value, Name):
            return str(value)[1:].encode() not in named
        return bytes(value) not in named

    def of(obj):
        if '/Dest' in obj:
            return obj['/Dest']
        action = obj.get('/A')
        return action.get('/D') if isinstance(action, Dictionary) and action.get('/S') == '/GoTo' else None

    for _, annotation in doc.annotations:
        if of(annotation) is not None and is_lost(of(annotation)):
            yield at(annotation), 'a link'
    for item in outline_items(doc):
        if of(item) is None or is_lost(of(item)):
            yield at(item), 'an entry of the outline'


def outline_items(doc):
    outline = doc.catalog.get('/Outlines')
    pending = [outline.get('/First')] if outline is not None else []
    seen = set()
    while pending:
        item = pending.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield item
        pending += [item.get('/Next'), item.get('/First')]


@rule(TREE, '32000:12.7', 'A widget is no field of the form, or a field has no widget on a page.')
def fields_on_pages(doc):
    on_pages = {annotation.objgen for _, annotation in doc.annotations if annotation.get('/Subtype') == '/Widget'}
    of_fields = {widget.objgen for _, widgets in doc.fields for widget in widgets}
    for lost in sorted(on_pages - of_fields):
        yield 'object %d' % lost[0], 'a widget that no field has'
    for lost in sorted(of_fields - on_pages):
        yield 'object %d' % lost[0], 'a widget that no page shows'
    names = set()
    for field, _ in doc.fields:
        name = full_name(field)
        if name in names:
            yield at(field), 'another field has its name'
        names.add(name)


def full_name(field):
    parts = []
    while field is not None:
        if '/T' in field:
            parts.append(str(field['/T']))
        field = field.get('/Parent')
    return '.'.join(reversed(parts))


@rule(TREE, '32000:14.3.3', 'The Info dictionary and the metadata say different things.')
def info_agrees(doc):
    info = doc.pdf.trailer.get('/Info')
    if info is None or doc.xmp is None:
        return
    title = (doc.alternative('dc:title') or {}).get('x-default')
    subject = (doc.alternative('dc:description') or {}).get('x-default')
    pairs = [('/Title', title), ('/Subject', subject), ('/Producer', doc.simple('pdf:Producer')),
             ('/Creator', doc.simple('xmp:CreatorTool')),
             ('/CreationDate', pdf_date(doc.simple('xmp:CreateDate'))),
             ('/ModDate', pdf_date(doc.simple('xmp:ModifyDate')))]
    for key, said in pairs:
        value = text_of(info.get(key)) if key in info else None
        if value is not None and value != said:
            yield 'the Info dictionary', key[1:]


def pdf_date(iso):
    if iso is None:
        return None
    digits = ''.join(c for c in iso[:19] if c.isdigit())
    zone = iso[19:]
    return 'D:' + digits + (zone if zone in ('', 'Z') else zone.replace(':', "'") + "'")
