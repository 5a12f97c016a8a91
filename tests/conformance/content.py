"""What a content stream does: tokens (ISO 32000-1 §7.8.2), marked content (§14.6), fonts, colours, objects drawn."""

import re

_TOKEN = re.compile(
    rb'%[^\r\n]*'
    rb'|(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\))'  # 1 literal string
    rb'|<([0-9A-Fa-f\s]*)>'  # 2 hexadecimal string
    rb'|([-+]?(?:\d+\.?\d*|\.\d+)(?![^\s()<>\[\]{}/%]))'  # 3 number
    rb'|(/[^\s()<>\[\]{}/%]*)'  # 4 name
    rb'|(<<|>>|\[|\])'  # 5 bracket
    rb'|([^\s()<>\[\]{}/%]+)'  # 6 operator
    rb'|([^\s])',  # 7 what none of these can be
    re.S,
)
_ESCAPE = re.compile(rb'\\(\r\n|[0-7]{1,3}|.)', re.S)
_ESCAPED = {b'n': b'\n', b'r': b'\r', b't': b'\t', b'b': b'\b', b'f': b'\f', b'\n': b'', b'\r': b'', b'\r\n': b''}

# ISO 32000-1, Annex A.
OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re"
    b" RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
PAINTS = frozenset(b"b B b* B* f F f* s S sh Do EI Tj TJ ' \"".split())
SHOWS_TEXT = frozenset(b"Tj TJ ' \"".split())


def unescaped(literal):
    """The bytes of a literal string, given with its parentheses (§7.3.4.2)."""
    inside = literal[1:-1]
    if b'\\' not in inside:
        return inside

    def one(match):
        what = match.group(1)
        if what[:1].isdigit():
            return bytes([int(what, 8) & 255])
        return _ESCAPED.get(what, what)

    return _ESCAPE.sub(one, inside)


def unhexed(digits):
    digits = b''.join(digits.split())
    return bytes.fromhex((digits + b'0' * (len(digits) % 2)).decode())


class Walk:
    """What was met in one content stream. Names are given with their slash, as the stream has them."""

    def __init__(self):
        self.faults = []  # sentences: what cannot be read or does not balance
        self.unknown_operators = []
        self.unmarked = []  # (operator that paints outside of all marks, where, name of what it draws)
        self.artifacts_in_tags = 0
        self.tags_in_artifacts = 0
        self.tags_in_tags = 0
        self.mcids = []  # (mcid, tag), in the order of the stream
        self.texts = []  # (mcid or None, font name, bytes, rendering mode, inside ActualText)
        self.painted = set()  # mcids with something in them
        self.fonts = {}  # font name: times selected
        self.drawn = []  # names of XObjects
        self.drawn_in = []  # (name, mcid)
        self.states = set()  # names of graphics states
        self.spaces = set()  # names of colour spaces, the device ones by their operators too
        self.shadings = set()
        self.patterns = set()
        self.properties = set()  # names of property lists
        self.property_lists = []  # inline ones, as dictionaries of raw tokens
        self.intents = set()
        self.inline_images = []
        self.deepest = 0
        self.all_in_artifact = True  # everything painted is an artifact


_SPACE_OF = {b'g': b'/DeviceGray', b'G': b'/DeviceGray', b'rg': b'/DeviceRGB', b'RG': b'/DeviceRGB',
             b'k': b'/DeviceCMYK', b'K': b'/DeviceCMYK'}


def walk(data, mcid_of_property=lambda name: None):
    """Reads a stream to its end. `mcid_of_property`: the MCID of a property list that stands in the resources."""
    seen = Walk()
    operands = []  # numbers and names as bytes; strings as ('s', bytes); brackets as they are
    marks = []  # of the open sequences: 'artifact', 'other', or an MCID
    tagged = artifact = actual = 0
    current = None
    font, mode, depth, in_text = None, 0, 0, False
    saved = []
    position = 0
    while True:
        match = _TOKEN.search(data, position)
        if not match:
            break
        position = match.end()
        kind = match.lastindex
        if kind == 3 or kind == 4 or kind == 5:
            operands.append(match.group(kind))
            continue
        if kind == 1:
            operands.append(('s', unescaped(match.group(1))))
            continue
        if kind == 2:
            operands.append(('s', unhexed(match.group(2))))
            continue
        if kind is None:
            continue  # a comment
        if kind == 7:
            seen.faults.append('the byte %r at %d is out of place' % (match.group(7), match.start()))
            continue
        operator = match.group(6)
        if operator in (b'true', b'false', b'null'):
            operands.append(operator)
            continue

        if operator in PAINTS:
            if artifact == 0:
                seen.all_in_artifact = False
            if tagged == 0 and artifact == 0:
                seen.unmarked.append((operator.decode(), match.start(), operands[0] if operator == b'Do' else None))
            if current is not None:
                seen.painted.add(current)
        if operator in SHOWS_TEXT:
            shown = b''.join(o[1] for o in operands if type(o) is tuple)
            if font is None:
                seen.faults.append('text is shown before a font is chosen')
            elif shown:
                seen.texts.append((current, font, shown, mode, actual > 0))
            if not in_text:
                seen.faults.append('text is shown outside of BT and ET')
        elif operator == b'Tf':
            if len(operands) == 2:
                font = operands[0]
                seen.fonts[font] = seen.fonts.get(font, 0) + 1
        elif operator == b'BDC' or operator == b'BMC':
            tag = operands[0] if operands and type(operands[0]) is bytes else b'/'
            entries = operands[1:]
            mcid = None
            if len(entries) == 1:
                seen.properties.add(entries[0])
                mcid = mcid_of_property(entries[0])
            elif entries:
                if b'/MCID' in entries:
                    mcid = int(entries[entries.index(b'/MCID') + 1])
                if entries[1] != b'/MCID' or len(entries) > 4:
                    seen.property_lists.append((tag, entries))
            has_actual = b'/ActualText' in entries
            if tag == b'/Artifact':
                seen.artifacts_in_tags += tagged > 0
                artifact += 1
                marks.append(('artifact', current, has_actual))
            elif mcid is not None:
                seen.tags_in_artifacts += artifact > 0
                seen.tags_in_tags += tagged > 0
                tagged += 1
                marks.append(('tagged', current, has_actual))
                current = mcid
                seen.mcids.append((mcid, tag))
            else:
                marks.append(('other', current, has_actual))
            actual += has_actual
        elif operator == b'EMC':
            if not marks:
                seen.faults.append('EMC closes what was not opened')
            else:
                what, current, has_actual = marks.pop()
                tagged -= what == 'tagged'
                artifact -= what == 'artifact'
                actual -= has_actual
        elif operator == b'q':
            depth += 1
            saved.append((font, mode))
            seen.deepest = max(seen.deepest, depth)
        elif operator == b'Q':
            depth -= 1
            if saved:
                font, mode = saved.pop()
            else:
                seen.faults.append('Q restores what was not saved')
        elif operator == b'BT':
            if in_text:
                seen.faults.append('BT stands inside BT')
            in_text = True
        elif operator == b'ET':
            if not in_text:
                seen.faults.append('ET ends what was not begun')
            in_text = False
        elif operator == b'Tr':
            mode = int(float(operands[0]))
        elif operator in _SPACE_OF:
            seen.spaces.add(_SPACE_OF[operator])
        elif operator in (b'cs', b'CS'):
            seen.spaces.add(operands[0])
        elif operator in (b'scn', b'SCN'):
            if operands and type(operands[-1]) is bytes and operands[-1][:1] == b'/':
                seen.patterns.add(operands[-1])
        elif operator == b'Do':
            seen.drawn.append(operands[0])
            seen.drawn_in.append((operands[0], current))
        elif operator == b'gs':
            seen.states.add(operands[0])
        elif operator == b'sh':
            seen.shadings.add(operands[0])
        elif operator == b'ri':
            seen.intents.add(operands[0])
        elif operator == b'ID':
            seen.inline_images.append([o for o in operands])
            # The bytes of an inline image end at EI between white space (§8.9.7).
            end = re.compile(rb'\sEI(?=[\s]|$)').search(data, position)
            if not end:
                seen.faults.append('an inline image does not end')
                break
            if tagged == 0 and artifact == 0:
                seen.unmarked.append(('BI', match.start(), None))
            position = end.end()
        elif operator not in OPERATORS:
            seen.unknown_operators.append(operator.decode('latin-1'))
        if operator != b'BI':
            operands = []
    if marks:
        seen.faults.append('%d marked-content sequences are left open' % len(marks))
    if depth > 0:
        seen.faults.append('%d graphics states are saved and not restored' % depth)
    if in_text:
        seen.faults.append('a text object is left open')
    return seen
