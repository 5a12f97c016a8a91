"""The W3C's checker finds no error and has no warning for any file, and sees what is broken on purpose: valid.py FOLDER MODULES"""

import json
import os
import subprocess
import sys
import tempfile

# A name that its owner types as letters and marks apart is written as it was typed.
AS_TYPED = 'is not in Unicode Normalization Form C.'

# A run of a few seconds repays neither the second compiler nor threads that tidy up.
JAVA = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m -Xss4m'.split()

# All forms of these samples, which have every paper, mark and script between them. Of each other one the binder in English,
# which has all of its papers: its packet has some of them, large print has other numbers in the same style, and Spanish has
# the elements of the English (tests/plain/translation_test.cpp).
WHOLE = open(f'{os.path.dirname(__file__)}/../../kept_whole.txt').read().split()

# What is broken, and what the checker says of it.
BROKEN = [
    ('</h1>', '', 'h1'),
    ('<input type="checkbox" id="f1">', '<input type="checkbox" id="f1" id="f1">', 'Duplicate attribute'),
    ('<label for="f1"', '<label for="nowhere"', 'for'),
    ('<main id="papers">', '<main id="papers"><main>', 'main'),
    ('charset="utf-8"', 'charset="latin-1"', 'utf-8'),
    ('<ul class="checks">', '<ul class="checks"><p>', 'not allowed as child'),
    ('article{', 'article{colour:red;', 'colour'),
]


def main():
    folder, modules = sys.argv[1:]
    checker = os.path.join(modules, 'node_modules', 'vnu-jar', 'build', 'dist', 'vnu.jar')
    files = sorted(os.path.join(where, name) for where, _, names in os.walk(folder) for name in names
                   if name.endswith('.html') and (os.path.basename(where) in WHOLE or name == 'binder-standard-en.html'))
    if not files:
        sys.exit('there are no files in ' + folder)
    if not os.path.exists(checker):
        sys.exit('there is no ' + checker)
    with tempfile.TemporaryDirectory() as made:
        with open(os.path.join(folder, 'crohns-disease', 'packet-standard-en.html'), encoding='utf-8') as file:
            good = file.read()
        wanted = {}
        for number, (was, becomes, said) in enumerate(BROKEN):
            assert was in good, was
            path = os.path.join(made, '%d.html' % number)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(good.replace(was, becomes, 1))
            wanted[path] = said
        # One start of Java for all files.
        ran = subprocess.run(['java', *JAVA, '-jar', checker, '--format', 'json', '--exit-zero-always', *files, *wanted],
                             capture_output=True, text=True, check=True)
    told = json.loads(ran.stderr or ran.stdout)['messages']
    of = {}
    for one in told:
        of.setdefault(one['url'].removeprefix('file:'), []).append(one)
    failed = 0
    for path in files:
        for one in of.get(path, []):
            if AS_TYPED in one['message'] and '/names-of-the-world/' in path:
                continue
            failed += 1
            print('%s:%s: %s: %s' % (path, one.get('lastLine', '?'), one.get('subType', one['type']), one['message']))
    for path, said in wanted.items():
        if not any(said in one['message'] for one in of.get(path, [])):
            failed += 1
            print('the checker does not see: %s; it says %s' % (said, [one['message'] for one in of.get(path, [])]))
    print('%d files, %d broken on purpose, %d failed' % (len(files), len(wanted), failed))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
