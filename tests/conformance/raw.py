"""The bytes of a file, before a library has made objects of them: how ISO 32000-1 §7.3 and §7.5 spell it."""

import re

_HEADER = re.compile(rb'(\d+)([\s\x00]+)(\d+)([\s\x00]+)obj')
_END = re.compile(rb'\bstream\b|\bendobj\b')
_LENGTH = re.compile(rb'/Length\s+(\d+)(?:\s+(\d+)\s+R)?')
_STRING_OR_BRACKETS = re.compile(
    rb'\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)|<<|>>|<([^<>]*)>', re.S)
EOLS = (b'\r\n', b'\n', b'\r')


class RawFile:
    """`objects`: number and text of every object, without the bytes of streams; those of object streams too.
    `faults`: (rule, where, detail), for the rules of ISO 19005-2 §6.1."""

    def __init__(self, data, length_of, unpacked):
        """`length_of(number)`: the value of an indirect Length; `unpacked(number)`: the bytes of an object stream."""
        self.data = data
        self.faults = []
        self.objects = []
        self.count = 0
        self._read(length_of, unpacked)
        self.blob = b'\n'.join(text for _, text in self.objects)

    def _read(self, length_of, unpacked):
        data = self.data
        position = 0
        while True:
            head = _HEADER.search(data, position)
            if not head:
                break
            number = int(head.group(1))
            where = 'object %d' % number
            if len(head.group(2)) != 1 or len(head.group(4)) != 1:
                self.faults.append(('6.1.9-1', where, 'its number is not parted by single blanks'))
            if head.start() and data[head.start() - 1:head.start()] not in (b'\n', b'\r'):
                self.faults.append(('6.1.9-1', where, 'its number does not begin a line'))
            if not data.startswith(EOLS, head.end()) and not data.startswith((b'\n', b'\r'), head.end()):
                self.faults.append(('6.1.9-1', where, 'obj does not end its line'))
            end = self._end_of(head.end())
            if end is None:
                self.faults.append(('6.1.9-1', where, 'endobj is missing'))
                break
            text = data[head.end():end.start()]
            if end.group() == b'stream':
                position = self._stream(number, text, end.end(), length_of)
                if b'/ObjStm' in text:
                    self._unpack(text, unpacked(number))
            else:
                position = end.start()
            position = self._endobj(where, position)
            self.objects.append((number, text))
            self.count += 1

    def _end_of(self, begin):
        """`stream` or `endobj` outside of strings."""
        while True:
            end = _END.search(self.data, begin)
            if not end:
                return None
            blanked = _STRING_OR_BRACKETS.sub(b'', self.data[begin:end.start()])
            if blanked.count(b'(') == 0:
                return end
            # A string holds the word: go on behind the string.
            opened = self.data.rfind(b'(', begin, end.start())
            whole = _STRING_OR_BRACKETS.match(self.data, opened)
            begin = whole.end() if whole else end.end()

    def _stream(self, number, text, begin, length_of):
        data = self.data
        where = 'object %d' % number
        if data.startswith(b'\r\n', begin):
            begin += 2
        elif data.startswith(b'\n', begin):
            begin += 1
        else:
            self.faults.append(('6.1.7-2', where, 'stream is not followed by an end of line'))
        found = _LENGTH.search(text)
        length = None
        if found:
            length = int(found.group(1)) if found.group(2) is None else length_of(int(found.group(1)))
        if length is not None:
            tail = re.compile(rb'(\r\n|\n|\r|)endstream').match(data, begin + length)
            if tail:
                if not tail.group(1):
                    self.faults.append(('6.1.7-2', where, 'endstream does not begin a line'))
                return tail.end()
        self.faults.append(('6.1.7-1', where, 'Length is not the number of its bytes'))
        tail = data.find(b'endstream', begin)
        return tail + len(b'endstream') if tail >= 0 else len(data)

    @staticmethod
    def _keep_brackets(match):
        return match.group() if match.group() in (b'<<', b'>>') else b' '

    def _endobj(self, where, position):
        end = self.data.find(b'endobj', position)
        if end < 0:
            self.faults.append(('6.1.9-1', where, 'endobj is missing'))
            return len(self.data)
        if self.data[end - 1:end] not in (b'\n', b'\r'):
            self.faults.append(('6.1.9-1', where, 'endobj does not begin a line'))
        if self.data[end + 6:end + 7] not in (b'\n', b'\r'):
            self.faults.append(('6.1.9-1', where, 'endobj does not end its line'))
        return end + 6

    def _unpack(self, text, plain):
        count = int(re.search(rb'/N\s+(\d+)', text).group(1))
        first = int(re.search(rb'/First\s+(\d+)', text).group(1))
        numbers = plain[:first].split()
        places = [(int(numbers[2 * i]), first + int(numbers[2 * i + 1])) for i in range(count)]
        places.append((None, len(plain)))
        for (number, begin), (_, end) in zip(places, places[1:]):
            self.objects.append((number, plain[begin:end]))
            self.count += 1

    def hex_strings(self):
        """(object, digits)."""
        for number, text in self.objects:
            if b'<' in text:
                for match in _STRING_OR_BRACKETS.finditer(text):
                    if match.group(1) is not None:
                        yield number, match.group(1)

    def without_strings(self):
        if not hasattr(self, '_bare'):
            self._bare = _STRING_OR_BRACKETS.sub(self._keep_brackets, self.blob)
        return self._bare

    def longest_string(self):
        longest = 0
        for match in _STRING_OR_BRACKETS.finditer(self.blob):
            size = len(match.group()) - 2
            longest = max(longest, size // 2 if match.group(1) is not None else size)
        return longest

    def having(self, pattern):
        """Numbers of objects whose text has this."""
        if not re.search(pattern, self.blob):
            return []
        return [number for number, text in self.objects if re.search(pattern, text)]

    def faults_of(self, rule):
        return [(where, detail) for number, where, detail in self.faults if number == rule]
