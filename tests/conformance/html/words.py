"""The words of PDF, HTML and plain text are the same, and the names of what is to be filled in: words.py FOLDER

Compared is ink: everything but white space. Of a PDF its tags are read, which samples_test.cpp proves to be what a reader
of the file finds; of some files they are read back here too. What the three do not share is page furniture, and it is
named here, every piece:

  PDF alone    the column "Page" of a list of contents, and the head of that list (without pages it is a list and no table);
               "To sign: page 3, page 4" of a cover; the column "Where" of a proof, and the sentence about it; "packet page 12" and ", page 12" behind a title;
               bullets; a tick box is a field there, and drawn by it; a dot between two things is not drawn where a
               line ends
  HTML alone   <title>, the list of contents <nav> and the link past it; the title of a set that has no cover;
               running heads and feet once a paper, without what numbers pages (of the PDF they are no tags)
  text alone   what the other two draw: # - > * _ and [ ] for a tick box, a colon behind a name, the seal at the end;
               the head of a column stands in every row, and so in what a proof cites of a form with a table
"""

import concurrent.futures
import html.parser
import os
import re
import subprocess
import sys
import tempfile
from itertools import zip_longest

VOID = {'area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'}
# Heads of what only a PDF has: pages in a table of contents, and the place of a legal element in a proof.
PAGE_HEADS = {'Paper', 'Papel', 'Page', 'Página', 'Pág.', 'Where', 'Dónde'}
FURNITURE = [  # of the PDF: ink, and what is left of it
    (r'Tosign:page\d+(,page\d+)*', ''),
    (r'Parafirmar:página\d+(,página\d+)*', ''),
    (r'Where:Page\d+,line\d+', ''),
    (r':packetpage\d+', ''),
    (r'Dónde:Página\d+,renglón\d+', ''),
    (r':página\d+delpaquete', ''),
    (r',page\d+:', ':'),
    (r',página\d+:', ':'),
    (re.escape('Pagesarethoseoftheformbyitself.Linesarecountedfromthetopofthepage,withouttherunninghead.'), ''),
    (re.escape('Laspáginassonlasdelformulariosolo.Losrenglonessecuentandesdearribadelapágina,sinelencabezado.'), ''),
]
# A page that must not grow says that there is more; where there are no pages, there is not.
IF_CUT = ['Thereismoretothisstory.Pleaseask.', 'Lahistoriasigue.Porfavorpregunte.']


def ink(text):
    # A quotation mark cannot be told from those around the texts of the tags.
    return re.sub('[\\s\u00a0\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"]', '', text)


class Node:
    def __init__(self, name, attributes=()):
        self.name, self.attributes, self.kids = name, dict(attributes), []

    def all(self, *names):
        for kid in self.kids:
            if isinstance(kid, Node):
                if kid.name in names:
                    yield kid
                yield from kid.all(*names)

    def classes(self):
        return (self.attributes.get('class') or '').split()


class Tree(html.parser.HTMLParser):
    """Elements as they are written: one that is not closed, or closed in the wrong place, is a fault."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = Node('')
        self.open = [self.root]
        self.feed(text)
        self.close()
        if len(self.open) != 1:
            raise ValueError('<%s> is not closed' % self.open[-1].name)

    def handle_starttag(self, name, attributes):
        node = Node(name, attributes)
        self.open[-1].kids.append(node)
        if name not in VOID:
            self.open.append(node)

    def handle_endtag(self, name):
        if self.open.pop().name != name:
            raise ValueError('</%s> at %d:%d closes something else' % ((name,) + self.getpos()))

    def handle_data(self, data):
        self.open[-1].kids.append(data)


# ---- HTML


def is_running(node):
    return node.name in ('header', 'footer') and 'running' in node.classes()


def html_ink(node, linear=False):
    """What the eye reads, from first to last. `linear`: tables as a list of rows, and running heads and feet too."""
    if not isinstance(node, Node):
        return ink(node)
    if node.name in ('head', 'nav') or 'skip' in node.classes():
        return ''
    if not linear and (is_running(node) or 'top' in node.classes()):
        return ''
    if node.name == 'svg':  # a drawing: what is said of it, where nobody sees it
        return ink('[%s]' % node.attributes['aria-label']) if linear and 'aria-label' in node.attributes else ''
    if node.name == 'input' and node.attributes.get('type') == 'checkbox':
        return '\u2611' if 'checked' in node.attributes else '\u2610'
    if node.name == 'table' and linear and any(True for _ in node.all('thead')):
        return linear_ink(node)
    if node.name == 'ol':
        number = int(node.attributes.get('start', 1))
        items = [kid for kid in node.kids if isinstance(kid, Node)]
        return ''.join('%d.%s' % (number + i, html_ink(item, linear)) for i, item in enumerate(items))
    return ''.join(html_ink(kid, linear) for kid in node.kids)


def cells(row):
    return [kid for kid in row.kids if isinstance(kid, Node)]


def span(cell):
    return int(cell.attributes.get('colspan', 1))


def linear_ink(table):
    """As somebody hears a table: what it is about, if a head stands over all of it, what the rows are names of, then
    each row, a cell behind the heads of its columns."""
    is_named = any(html_ink(cells(row)[0]) for body in table.all('tbody') for row in body.all('tr'))
    heads, said = {}, ''
    rows = list(next(table.all('thead')).all('tr'))
    width = max(sum(map(span, cells(row))) for row in rows)
    over_all = [row for row in rows if len(cells(row)) == 1 and span(cells(row)[0]) == width]
    said += ''.join(html_ink(cells(row)[0]) for row in over_all)
    for row in (row for row in rows if row not in over_all):
        column = 0
        said += html_ink(cells(row)[0]) if is_named else ''
        for cell in cells(row):
            for _ in range(span(cell)):
                heads[column] = heads.get(column, '') + html_ink(cell)
                column += 1
    for body in table.all('tbody'):
        for row in body.all('tr'):
            column = 0
            for cell in cells(row):
                own = html_ink(cell, True)
                is_to_fill = any('cell' in field.classes() for field in cell.all('textarea', 'div'))
                has_line = any('fill' in field.classes() for field in cell.all('input'))
                if (own or has_line) and column > 0 or is_to_fill:
                    said += ','.join(filter(None, (heads[column + i] for i in range(span(cell)))))
                said += own
                column += span(cell)
    return said


# ---- the tags of a PDF, as text


def tag_tree(dump):
    root = Node('')
    stack = [(-1, root)]
    for line in dump.splitlines():
        indent = len(line) - len(line.lstrip(' '))
        name, _, rest = line.strip().partition(' ')
        rest = re.sub(r'\b\w+="(?:[^"\\]|\\.)*"', '', rest)  # alt="…" and the like are not on the page
        node = Node(name)
        if '"' in rest:
            node.kids.append(rest[rest.index('"'):])
        while stack[-1][0] >= indent:
            stack.pop()
        stack[-1][1].kids.append(node)
        stack.append((indent, node))
    return root


def tag_ink(node):
    if not isinstance(node, Node):
        return ink(node)
    if node.name == 'Table':
        return table_ink(node)
    words = ''.join(tag_ink(kid) for kid in node.kids)
    return '' if node.name.startswith('Lbl') and words in ('•', '–') else words


def table_ink(table):
    rows = [[tag_ink(cell) for cell in row.all('TH', 'TD')] for row in table.all('TR')]
    if rows[0][-1] in PAGE_HEADS:  # the numbers of pages are not in HTML; what the papers are for is
        heads = [head for head in rows[0] if head not in PAGE_HEADS]
        return ''.join(heads) + ''.join(''.join(row[:-1]) for row in rows[1:])
    where = [i for i, head in enumerate(rows[0]) if head in ('Where', 'Dónde')]
    for column in where:
        rows = [row[:column] + row[column + 1:] for row in rows]
    return ''.join(''.join(row) for row in rows)


def fields_of_pdf(dump):
    return [ink(name) for name in re.findall(r'Form spoken="((?:[^"\\]|\\.)*)"', dump)]


def fields_of_html(root):
    """What assistive technology calls each: aria-label, else the words of its label (HTML-AAM 1.0 §4.1)."""
    labels = {label.attributes.get('for'): html_ink(label) for label in root.all('label')}
    return [ink(field.attributes.get('aria-label') or labels.get(field.attributes.get('id'), ''))
            for field in root.all('input', 'textarea')]


def without_furniture(words):
    for furniture, left in FURNITURE:
        words = re.sub(furniture, left, words)
    return words


def paragraphs(node):
    """The ink of every element that holds words itself, one behind the other."""
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from paragraphs(kid)
        else:
            yield ink(kid)


# ---- plain text


def text_ink(text):
    text = re.sub(r'\[carepacket [0-9a-f]{16}\]\n\Z', '', text)
    text = text.replace('[ ]', '\u2610').replace('[\u00a0]', '\u2610').replace('[x]', '\u2611')
    return unmarked(text)


def unmarked(words):
    return re.sub('(Wordsthatstandthere|Palabrasquehayallí)[^…]{1,44}…', r'\1', re.sub('[-#>*_:–·]', '', ink(words)))


# ---- the laws


def parting(one, other):
    at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    return '…%s… and …%s…' % (one[max(0, at - 50):at + 50], other[max(0, at - 50):at + 50])


def left_out(tags, page):
    """A PDF that had no room for everything says nothing that HTML does not, in the same order: what it says besides,
    and how much it says of the same."""
    at = said = 0
    for words in paragraphs(tags):
        words = re.sub('[☐☑·]', '', without_furniture(words)).removesuffix('…')
        if not words or re.fullmatch(r':?(Page\d+,line|Página\d+,renglón)\d+', words):
            continue
        if words in IF_CUT or words in ('•', '–') or words in PAGE_HEADS or words.isdigit():
            continue
        found = page.find(words, at)
        if found < 0:
            return words, said
        at = found + len(words)
        said += len(words)
    return None, said


def faults_of(stem):
    def read(ending):
        with open(stem + ending, encoding='utf-8') as file:
            return file.read()

    try:
        root = Tree(read('.html')).root
    except ValueError as fault:
        return ['the HTML is not well-formed: %s' % fault]
    tags = tag_tree(read('.tags'))
    page, pdf = (re.sub('[☐☑·]', '', words) for words in (html_ink(root), without_furniture(tag_ink(tags))))
    faults = []
    if os.path.exists(stem + '.left-out'):
        lost, said = left_out(tags, page)
        if lost:
            faults.append('the PDF says and HTML does not: ' + lost[:100])
        if said >= len(page):
            faults.append('the PDF left something out and is not shorter')
    elif pdf != page:
        faults.append('PDF and HTML part: ' + parting(pdf, page))
    if not os.path.exists(stem + '.left-out'):
        for one, other in zip_longest(fields_of_pdf(read('.tags')), fields_of_html(root), fillvalue=''):
            # In a packet a name that another paper has too is followed by the paper's own, or a number.
            if one != other and not re.fullmatch(re.escape(other) + r'\(.+\)', one):
                faults.append('a field is called %s in the PDF, and %s in HTML' % (one, other))
                break
    spoken, text = unmarked(html_ink(root, linear=True)), text_ink(read('.txt'))
    if spoken != text:
        faults.append('HTML and text part: ' + parting(spoken, text))
    if len(page) < 1000:
        faults.append('there are hardly any words: ' + page[:100])
    return faults


def read_back(stem):
    """That the tags are the PDF's, by poppler. A whole binder would take it seconds."""
    told = subprocess.run(['pdfinfo', '-struct-text', stem + '.pdf'], capture_output=True, text=True, check=True).stdout
    found = ''.join(line.strip() for line in told.splitlines() if line.strip().startswith('"'))
    with open(stem + '.tags', encoding='utf-8') as file:
        expected = ''.join(paragraphs(tag_tree(file.read())))
    found = ink(found)
    return [] if found == expected else ['the PDF and its tags part: ' + parting(expected, found)]


# What is broken on purpose: in which file, what is put for what, and the beginning of what has to be said.
BROKEN = [
    ('.html', '<strong>Elena', '<strong>Helena', 'PDF and HTML part'),
    ('.html', '</article>', '<p>More</p></article>', 'PDF and HTML part'),
    ('.html', '</h1>', '', 'the HTML is not well-formed'),
    ('.txt', 'Elena', 'Helena', 'HTML and text part'),
    ('.txt', '[ ] ', '', 'HTML and text part'),
    ('.tags', '"Elena', '"', 'PDF and HTML part'),
    ('.html', '<input type="text" autocomplete="off" aria-label="', '<input type="text" autocomplete="off" aria-label="Not ', 'a field is called'),
]


def unseen(stem):
    """What of the broken nobody sees."""
    with tempfile.TemporaryDirectory() as folder:
        broken = os.path.join(folder, 'broken')
        for ending, was, becomes, said in BROKEN:
            for other in ('.html', '.txt', '.tags'):
                with open(stem + other, encoding='utf-8') as file:
                    text = file.read()
                assert other != ending or was in text, was
                with open(broken + other, 'w', encoding='utf-8') as file:
                    file.write(text.replace(was, becomes, 1) if other == ending else text)
            if not any(fault.startswith(said) for fault in faults_of(broken)):
                yield 'nobody sees %r for %r in %s' % (becomes, was, ending)


def main():
    folder = sys.argv[1]
    stems = sorted(os.path.join(where, name[:-5]) for where, _, names in os.walk(folder)
                   for name in names if name.endswith('.html'))
    again = [stem for stem in stems if stem.endswith('packet-standard-en')
             and os.path.basename(os.path.dirname(stem)) in ('crohns-disease', 'minimal')]
    if not stems or not again:
        sys.exit('there are no files in ' + folder)
    failed = 0
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for law, files in ((faults_of, stems), (read_back, again)):
            for stem, faults in zip(files, pool.map(law, files)):
                for fault in faults:
                    print('%s: %s' % (os.path.relpath(stem, folder), fault))
                failed += len(faults)
    for one in unseen(next(stem for stem in again if 'crohns-disease' in stem)):
        print(one)
        failed += 1
    print('%d times three files, %d broken on purpose, %d faults' % (len(stems), len(BROKEN), failed))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
