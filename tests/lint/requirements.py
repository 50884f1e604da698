# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tests prove which requirement: read from the tests themselves."""

import collections
import re

import c_source

ID = re.compile(r'\b((?:WS|WU|LE|TL|CC|PE|UA)-\d\d)\b')

SERVER = 'server'
SCREEN = 'screen'
STORY = 'story'
LATER = 'later'

# What the tests of a folder look at.
SIDES = {'directory': SERVER, 'ui': SCREEN, 'e2e': STORY}

Proof = collections.namedtuple('Proof', 'side path test')


def read_table(text):
    """{requirement or class of faults: where it is to be proved}."""
    rows = [line.split() for line in text.split('\n') if line.strip() and not line.startswith('#')]
    return {row[0]: row[1:] for row in rows}


def find_in_c(text):
    """(id, test): a test is about what its body and the comment before it name."""
    lines = text.split('\n')
    spoken = {}
    # What a source says of itself before all else.
    for line, words in c_source.comments(text):
        if line < 14:
            for name in ID.findall(words):
                yield name, 'all'
    for line, words in c_source.comments(text):
        spoken[line + words.count('\n')] = words
    for one in c_source.functions(text):
        above = spoken.get(one.line - 2) or spoken.get(one.line - 3) or ''
        body = '\n'.join(lines[one.line - 1:one.line + one.length + 6])
        for name in ID.findall(above + body) if one.name != 'main' else ():
            yield name, one.name
    # Some are named where they are run.
    for match in re.finditer(r'"(/[^"]*)"', text):
        for name in ID.findall(match.group(1)):
            yield name, match.group(1)


def find_in_python(text):
    function = '-'
    for line in text.split('\n'):
        match = re.match(r'\s*def (\w+)', line)
        function = match.group(1) if match else function
        for name in ID.findall(line):
            yield name, function


def find_proofs(tree):
    """{requirement: set of Proof}."""
    proofs = collections.defaultdict(set)
    for path in tree.paths(r'^tests/.*\.(c|py)$'):
        if path.startswith('tests/lint/'):
            continue
        side = SIDES.get(path.split('/')[1], 'core')
        find = find_in_c if path.endswith('.c') else find_in_python
        for name, test in find(tree.text(path)):
            proofs[name].add(Proof(side, path, test))
    return proofs
