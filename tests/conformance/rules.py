"""The list of rules. A rule has a number, a sentence that says what is wrong when it fails, and a function that finds
where: it takes a Document and yields (place, detail)."""

import collections

Rule = collections.namedtuple('Rule', 'number family sentence find')
RULES = {}

UA = 'PDF/UA-1, Matterhorn Protocol 1.1'
A = 'PDF/A, ISO 19005-2 and -3'
TREE = 'structure, ISO 32000-1'


def rule(family, number, sentence):
    def add(find):
        assert number not in RULES, number
        RULES[number] = Rule(number, family, sentence, find)
        return find

    return add


def hits_of(number, document):
    """What a rule finds: asked once for a document, also where several numbers ask for the same."""
    if number not in document.hits:
        document.hits[number] = list(RULES[number].find(document))
    return document.hits[number]


def applies(one, document):
    """An encrypted file makes no claim to be PDF/A (and may make none: 6.1.3-2)."""
    return one.family != A or not document.is_encrypted or one.number == '6.1.3-2'
