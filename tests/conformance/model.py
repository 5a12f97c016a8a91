"""A finished PDF as the rules look at it. Nothing here knows who wrote the file."""

import functools
import io
import re
import xml.etree.ElementTree as xml

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectType, Stream

import content
from fonts import Font
from raw import RawFile

# ISO 32000-1 §14.8.4.
STANDARD_TYPES = frozenset(
    '''Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure
    Formula Form'''.split())

NAMESPACES = {
    'rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'dc': 'http://purl.org/dc/elements/1.1/',
    'pdf': 'http://ns.adobe.com/pdf/1.3/', 'xmp': 'http://ns.adobe.com/xap/1.0/',
    'xmpMM': 'http://ns.adobe.com/xap/1.0/mm/', 'pdfaid': 'http://www.aiim.org/pdfa/ns/id/',
    'pdfuaid': 'http://www.aiim.org/pdfua/ns/id/', 'pdfaExtension': 'http://www.aiim.org/pdfa/ns/extension/',
    'pdfaSchema': 'http://www.aiim.org/pdfa/ns/schema#', 'pdfaProperty': 'http://www.aiim.org/pdfa/ns/property#',
    'pdfaType': 'http://www.aiim.org/pdfa/ns/type#', 'pdfaField': 'http://www.aiim.org/pdfa/ns/field#',
    'xml': 'http://www.w3.org/XML/1998/namespace'}


def tag(name):
    """'dc:title' as ElementTree writes it."""
    prefix, _, local = name.partition(':')
    return '{%s}%s' % (NAMESPACES[prefix], local)


def at(obj):
    """How a finding names an object."""
    try:
        return 'object %d' % obj.objgen[0] if obj.objgen[0] else 'a direct object'
    except AttributeError:
        return 'an object'


def key_of(obj):
    """The same for the same object, also for those without a number."""
    return obj.objgen if obj.objgen[0] else ('direct', obj.unparse())


def values_of(dictionary):
    return [value for _, value in dictionary.items()] if isinstance(dictionary, Dictionary) else []


# isinstance(value, Name) says the same, ten times slower: elements and annotations are asked often.
def name_of(value):
    if type(value) is not pikepdf.Object or value._type_code != ObjectType.name_:
        return None
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        return value.unparse().decode('latin-1')[1:]


def text_of(value):
    return str(value) if type(value) is pikepdf.Object and value._type_code == ObjectType.string else None


class Entries(dict):
    """A dictionary whose entries are read once."""

    def __init__(self, obj):
        super().__init__(obj.items())
        self.obj, self.objgen = obj, obj.objgen


class Element:
    """A structure element. `kids`, in order: Elements, ('mcid', page key, mcid) and ('object', object)."""

    __slots__ = ('obj', 'number', 'type', 'role', 'parent', 'kids')

    def __init__(self, obj, parent, role_of):
        self.obj, self.parent = Entries(obj), parent
        self.number = self.obj.objgen[0]
        self.type = name_of(obj.get('/S')) or ''
        self.role = role_of(self.type)
        self.kids = []

    def __str__(self):
        return 'object %d <%s>' % (self.number, self.type)

    @property
    def children(self):
        return [kid for kid in self.kids if type(kid) is Element]

    def get(self, key):
        return self.obj.get(key)

    def has_text(self, key):
        value = text_of(self.obj.get(key))
        return value is not None and value != ''

    def attribute(self, owner, key):
        """§14.7.5: out of A, or of a class named by C."""
        for one in self._attribute_objects():
            if isinstance(one, (Dictionary, Stream)) and one.get('/O') == owner and key in one:
                return one[key]
        return None

    def _attribute_objects(self):
        value = self.obj.get('/A')
        if isinstance(value, Array):
            return list(value)
        return [] if value is None else [value]

    def above(self):
        one = self.parent
        while one is not None:
            yield one
            one = one.parent


class Page:
    """A page, or another place with content: its resources and what its stream does."""

    def __init__(self, obj, number, resources, data):
        self.obj, self.number, self.resources = obj, number, resources
        self.key = obj.objgen
        self._found = {}
        self.walk = content.walk(data, self._mcid_of)

    def __str__(self):
        return self.number

    def _mcid_of(self, name):
        entry = self.resource('/Properties', name)
        return int(entry['/MCID']) if entry is not None and '/MCID' in entry else None

    def resource(self, kind, name):
        if (kind, name) not in self._found:
            entries = self.resources.get(kind) if self.resources is not None else None
            self._found[kind, name] = entries.get(name.decode('latin-1')) if entries is not None else None
        return self._found[kind, name]


class Document:
    def __init__(self, path, data, password=''):
        self.path, self.data = path, data
        self.pdf = pikepdf.open(io.BytesIO(data), password=password if b'/Encrypt' in data else '')
        self.catalog = self.pdf.Root
        self.is_encrypted = '/Encrypt' in self.pdf.trailer
        self.hits = {}  # rules.hits_of
        self._fonts = {}
        self.walks = []  # of every place with content: pages, drawn forms, appearances
        self._seen_forms = set()
        self.times_drawn = {}  # objgen of a form: how often
        self._read_pages()

    # ---- pages and whatever else has content

    def _read_pages(self):
        self.pages = []
        for index, page in enumerate(self.pdf.pages):
            obj = page.obj
            contents = obj.get('/Contents')
            data = b''
            if isinstance(contents, Array):
                data = b'\n'.join(part.read_bytes() for part in contents)
            elif isinstance(contents, Stream):
                data = contents.read_bytes()
            one = Page(obj, 'page %d' % (index + 1), obj.get('/Resources'), data)
            self.pages.append(one)
            self._take(one)
        self.page_keys = {page.key: page for page in self.pages}
        self.annotations = []  # (page, annotation)
        self.appearances = []  # (annotation, Page)
        for page in self.pages:
            for annotation in map(Entries, page.obj.get('/Annots', [])):
                self.annotations.append((page, annotation))
                for stream in self._appearances_of(annotation):
                    walked = self._form(stream, 'the appearance of %s' % at(annotation))
                    if walked:
                        self.appearances.append((annotation, walked))

    @staticmethod
    def _appearances_of(annotation):
        for one in values_of(annotation.get('/AP')):
            if isinstance(one, Stream):
                yield one
            else:
                yield from (state for state in values_of(one) if isinstance(state, Stream))

    def _take(self, place):
        self.walks.append(place)
        for _, font, shown, mode, _ in place.walk.texts:
            obj = place.resource('/Font', font)
            if obj is not None:
                kept = self.font(obj).shown
                kept[mode] = kept.get(mode, b'') + shown if mode in kept else bytearray(shown)
        for name in place.walk.drawn:
            obj = place.resource('/XObject', name)
            if isinstance(obj, Stream) and obj.get('/Subtype') == '/Form':
                self.times_drawn[obj.objgen] = self.times_drawn.get(obj.objgen, 0) + 1
                self._form(obj, 'the form %s' % at(obj))

    def _form(self, stream, name):
        if stream.objgen in self._seen_forms:
            return None
        self._seen_forms.add(stream.objgen)
        place = Page(stream, name, stream.get('/Resources'), stream.read_bytes())
        self._take(place)
        return place

    # ---- fonts

    def font(self, obj):
        key = key_of(obj)
        if key not in self._fonts:
            self._fonts[key] = Font(obj)
        return self._fonts[key]

    @functools.cached_property
    def fonts(self):
        """All fonts of the file that resources name; those a form keeps for its fields too."""
        for place in self.walks:
            if place.resources is not None:
                for obj in values_of(place.resources.get('/Font')):
                    self.font(obj)
        form = self.catalog.get('/AcroForm')
        if form is not None and '/DR' in form:
            for obj in values_of(form['/DR'].get('/Font')):
                self.font(obj)
        return list(self._fonts.values())

    # ---- structure

    @functools.cached_property
    def tree(self):
        return self.catalog.get('/StructTreeRoot')

    @functools.cached_property
    def role_map(self):
        entries = self.tree.get('/RoleMap') if self.tree is not None else None
        return {key[1:]: name_of(value) for key, value in entries.items()} if entries is not None else {}

    def role_of(self, type_):
        """The standard type it stands for (§14.7.3); '' when there is none."""
        seen = set()
        while type_ not in STANDARD_TYPES:
            if type_ in seen or type_ not in self.role_map:
                return ''
            seen.add(type_)
            type_ = self.role_map[type_]
        return type_

    @functools.cached_property
    def elements(self):
        """All structure elements, in reading order."""
        self.mcid_owners = {}  # (page or form key, mcid): [Element]
        self.object_owners = {}  # objgen of an annotation: [Element]
        self.tree_faults = []
        found = []
        if self.tree is None or '/K' not in self.tree:
            return found
        roles = {}

        def role_of(type_):
            if type_ not in roles:
                roles[type_] = self.role_of(type_)
            return roles[type_]

        seen = set()

        def read(obj, parent):
            number = obj.objgen
            if number[0] and number in seen:
                self.tree_faults.append((at(obj), 'stands in the tree twice'))
                return None
            seen.add(number)
            element = Element(obj, parent, role_of)
            found.append(element)
            kids = element.get('/K')
            if kids is None:
                return element
            page = element.get('/Pg')
            for kid in [kids] if type(kids) is int or kids._type_code != ObjectType.array else kids:
                if type(kid) is int:
                    own(element, page, kid)
                    continue
                kind = kid.get('/Type') if kid._type_code == ObjectType.dictionary else None
                if kind == '/MCR':
                    place = kid.get('/Stm' if '/Stm' in kid else '/Pg', page)
                    own(element, place, int(kid.get('/MCID')))
                elif kind == '/OBJR':
                    target = kid.get('/Obj')
                    element.kids.append(('object', target))
                    if target is not None:
                        self.object_owners.setdefault(target.objgen, []).append(element)
                elif kid._type_code == ObjectType.dictionary:
                    child = read(kid, element)
                    if child:
                        element.kids.append(child)
            return element

        def own(element, place, mcid):
            if place is None:
                self.tree_faults.append((str(element), 'has marked content and does not say of which page'))
                return
            key = (place.objgen, mcid)
            element.kids.append(('mcid',) + key)
            self.mcid_owners.setdefault(key, []).append(element)

        kids = self.tree['/K']
        for kid in kids if isinstance(kids, Array) else [kids]:
            read(kid, None)
        return found

    def by_role(self, *roles):
        return [element for element in self.elements if element.role in roles]

    @functools.cached_property
    def parents(self):
        """The parent tree, flat (§14.7.4.4)."""
        return dict(number_tree(self.tree.get('/ParentTree'))) if self.tree is not None else {}

    # ---- forms

    @functools.cached_property
    def fields(self):
        """Terminal fields: (field, its widgets)."""
        form = self.catalog.get('/AcroForm')
        found = []

        def read(field):
            kids = field.get('/Kids')
            if kids is None:
                found.append((field, [field]))
            elif any('/T' in kid for kid in kids):
                for kid in kids:
                    read(kid)
            else:
                found.append((field, list(kids)))

        for field in form.get('/Fields', []) if form is not None else []:
            read(field)
        return found

    # ---- metadata

    @functools.cached_property
    def packet(self):
        stream = self.catalog.get('/Metadata')
        return stream.read_bytes() if isinstance(stream, Stream) else None

    @functools.cached_property
    def xmp(self):
        """The rdf:Description elements; None when the packet cannot be read."""
        if self.packet is None:
            return None
        try:
            root = xml.fromstring(self.packet)
        except xml.ParseError as error:
            self.xmp_error = str(error)
            return None
        self.xmp_error = None
        rdf = root if root.tag == tag('rdf:RDF') else root.find(tag('rdf:RDF'))
        return rdf.findall(tag('rdf:Description')) if rdf is not None else None

    @functools.cached_property
    def properties(self):
        """(name as ElementTree writes it, element or attribute value)."""
        found = []
        for description in self.xmp or []:
            found += [(name, value) for name, value in description.attrib.items() if name != tag('rdf:about')]
            found += [(child.tag, child) for child in description]
        return found

    def simple(self, name):
        """The text of a simple property, as 'pdfaid:part'."""
        for found, value in self.properties:
            if found == tag(name):
                return value if isinstance(value, str) else (value.text or '').strip()
        return None

    def alternative(self, name):
        """{language: text} of a language alternative."""
        for found, value in self.properties:
            if found == tag(name) and not isinstance(value, str):
                return {li.get(tag('xml:lang')): li.text or '' for li in value.iter(tag('rdf:li'))}
        return None

    # ---- bytes

    @functools.cached_property
    def raw(self):
        def length_of(number):
            value = self.pdf.get_object((number, 0))
            return int(value) if isinstance(value, int) else None

        return RawFile(self.data, length_of, lambda number: self.pdf.get_object((number, 0)).read_bytes())

    def objects_having(self, pattern):
        """Dictionaries whose own text has this; patterns of bytes."""
        for number in self.raw.having(pattern):
            obj = self.pdf.get_object((number, 0))
            if isinstance(obj, (Dictionary, Stream)):
                yield obj

    def images(self):
        seen = set()
        for place in self.walks:
            for name in place.walk.drawn:
                obj = place.resource('/XObject', name)
                if isinstance(obj, Stream) and obj.get('/Subtype') == '/Image' and obj.objgen not in seen:
                    seen.add(obj.objgen)
                    yield obj

    def states(self):
        """Graphics states in use: (place, dictionary)."""
        for place in self.walks:
            for name in place.walk.states:
                obj = place.resource('/ExtGState', name)
                if obj is not None:
                    yield place, obj

    @functools.cached_property
    def output_intents(self):
        return list(self.catalog.get('/OutputIntents', []))

    @functools.cached_property
    def output_space(self):
        """'RGB ', 'CMYK', 'GRAY' of the PDF/A output intent's profile; None without one."""
        for intent in self.output_intents:
            profile = intent.get('/DestOutputProfile')
            if intent.get('/S') == '/GTS_PDFA1' and isinstance(profile, Stream):
                return profile.read_bytes()[16:20].decode('latin-1')
        return None

    @functools.cached_property
    def language(self):
        return text_of(self.catalog.get('/Lang')) or None

    @functools.cached_property
    def file_specifications(self):
        return [obj for obj in self.objects_having(rb'/EF\b') if isinstance(obj, Dictionary) and '/EF' in obj]


def number_tree(node, names='/Nums'):
    if node is None:
        return
    entries = node.get(names)
    if entries is not None:
        for i in range(0, len(entries) - 1, 2):
            key = entries[i]
            yield (int(key) if names == '/Nums' else bytes(key)), entries[i + 1]
    for kid in node.get('/Kids', []):
        yield from number_tree(kid, names)


LANGUAGE_TAG = re.compile(r'[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*')
