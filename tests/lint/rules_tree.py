# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for the whole tree: what lies where, and what stands in no file."""

import os
import re

from lint import Finding, rule

TOP = {'src', 'data', 'po', 'tests', 'meson.build', 'com.example.UserAdmin.json', 'README.md',
       'LICENSE'}
CODE = r'\.(c|h|py|js|sh|ui|css|svg)$|\.(gschema|gresource)\.xml$|meson\.build$|\.xml\.in$|\.sql$'
# Texts that are data: what a test feeds in has to stay as it came.
DATA = (r'^tests/.*\.sql$|^tests/.*/(fixtures|corpus|corpora|samples|api)/'
        r'|package(-lock)?\.json$|^LICENSE$')
# The rules name what they forbid.
RULES = r'^tests/lint/'


@rule('top-level', bad=[{'notes.txt': ''}, {'scripts/run': ''}],
      good=[{'src/main.c': '', '.ci/run': '', 'LICENSE': ''}])
def check_top_level(tree):
    for name in sorted({path.split('/')[0] for path in tree.paths()}):
        if name not in TOP and not name.startswith('.'):
            yield Finding(name, 1, 'does not belong at the top of the project')


SPDX = 'SPDX-License-Identifier: ' + 'GPL-3.0-or-later'


@rule('license', bad=[{'src/base/a.c': 'int a;\n'}, {'data/dev/run': '#!/bin/sh\ntrue\n'}],
      good=[{'src/base/a.c': f'/* {SPDX} */\n', 'README.md': '# A\n'}])
def check_license(tree):
    for path in tree.paths():
        text = tree.text(path)
        if re.search(DATA, path) or not text.strip():
            continue
        if re.search(CODE, path) or text.startswith('#!'):
            if SPDX not in '\n'.join(text.split('\n')[:4]):
                yield Finding(path, 1, 'has no SPDX line')


@rule('file-length', bad=[{'src/ui/a.c': 'int a;\n' * 801}],
      good=[{'src/ui/a.c': 'int a;\n' * 800}])
def check_file_length(tree):
    for path in tree.paths(r'\.(c|h|py|js)$'):
        lines = tree.text(path).count('\n')
        if lines > 800:
            yield Finding(path, lines, 'has more than 800 lines')


@rule('line-length', bad=[{'src/ui/a.c': '/*' + ' ' * 100 + '*/\n'},
                          {'src/ui/a.c': '"' + 'a' * 100 + '"\n'}, {'tests/a.c': 'a' * 101}],
      good=[{'src/ui/a.c': '/*' + 'é' * 96 + '*/\n', 'tests/a.c': '"' + 'a' * 100 + '"\n'}])
def check_line_length(tree):
    for path in tree.paths(r'\.(c|h|py|js)$'):
        for number, line in tree.lines(path):
            # What a test feeds in reads better in one piece.
            if path.startswith('tests/'):
                line = re.sub(r'"(?:\\.|[^"\\])*"', '""', line)
            if len(line) > 100:
                yield Finding(path, number, f'has {len(line)} columns')


@rule('whitespace', bad=[{'src/a.c': 'int a; \n'}, {'src/a.c': '\tint a;\n'}, {'src/a.c': 'int a;'},
                         {'src/a.c': 'int a;\r\n'}])
def check_whitespace(tree):
    for path in tree.paths(CODE):
        if re.search(DATA, path):
            continue
        for number, line in tree.lines(path):
            if re.search(r'[ \t\r]$', line):
                yield Finding(path, number, 'ends in white space')
            if '\t' in line:
                yield Finding(path, number, 'has a tabulator')
        if tree.text(path) and not tree.text(path).endswith('\n'):
            yield Finding(path, 1, 'does not end in a line end')


# Written in halves, so that a search for them finds what it should.
WORDS = re.compile('|'.join([
    r'\bTO' r'DO\b', r'\bFIX' r'ME\b', r'\bX' r'XX\b', r'\bHA' r'CK\b', r'\bst' r'ub(?:bed|s)?\b',
    r'not' r' implemented', r'not yet' r' implemented', r'coming' r' soon', r'lorem' r' ipsum']),
    re.IGNORECASE)


@rule('words', bad=[{'src/a.c': '/* TO' 'DO: later */\n'}, {'README.md': 'Coming' ' soon.\n'},
                    {'tests/a.py': '# a st' 'ub\n'}],
      good=[{'src/a.c': '/* A stubborn server, mastodon. */\n'}])
def check_words(tree):
    for path in tree.paths():
        if re.search(RULES, path) or re.search(DATA, path):
            continue
        for number, line in tree.lines(path):
            match = WORDS.search(line)
            if match:
                yield Finding(path, number, f'says "{match.group(0)}"')


HOSTS = re.compile(r'https?:' r'//[a-z0-9.-]*(deb' r'ian|npm' r'js|py' r'pi|ubu' r'ntu|flat' r'hub|'
                   r'python' r'hosted)[a-z.]*', re.IGNORECASE)


@rule('registry-hosts', bad=[
    {'tests/interop/package-lock.json': '"https:' '//registry.npm' 'js.org"'},
    {'data/dev/run': 'curl http:' '//deb.deb' 'ian.org/\n'}])
def check_registry_hosts(tree):
    for path in tree.paths():
        for number, line in tree.lines(path):
            if HOSTS.search(line):
                yield Finding(path, number, 'names the host of a registry')


MACHINE = re.compile(r'(?<![\w.$}~-])'
                     r'/(?:home/(?!\$)\w+|root|work|tmp/(?:build|lead)|opt/\w+)/')


@rule('machine-paths', bad=[{'src/a.c': 'open ("/home/somebody/x");\n'},
                            {'data/dev/run': 'cd /' 'root/project\n'}],
      good=[{'src/a.c': 'open ("/scim/v2/root/x"); /* $HOME/root/x */\n'}])
def check_machine_paths(tree):
    for path in tree.paths():
        if re.search(RULES, path) or re.search(DATA, path):
            continue
        for number, line in tree.lines(path):
            # A root such as /src is no name that anything else could not have.
            own = tree.root and tree.root.count('/') > 1 and tree.root + '/' in line
            if MACHINE.search(line) or own:
                yield Finding(path, number, 'holds a path of one machine')


@rule('executable-scripts', bad=[{'data/dev/a': '#!/bin/sh\n'}])
def check_executable(tree):
    for path in tree.paths(r'^(data/dev|\.ci)/'):
        if tree.text(path).startswith('#!'):
            if tree.root is None or not os.access(os.path.join(tree.root, path), os.X_OK):
                yield Finding(path, 1, 'is a script that cannot be run')
