# SPDX-License-Identifier: GPL-3.0-or-later
"""Every public function is documented: what goes in and out, whose it is, on which thread."""

import re

import c_source
from lint import Finding, rule

BLOCK = re.compile(r'/\*\*\n((?: \*[^\n]*\n)*?) \*/', re.DOTALL)
HEADER = '#pragma once\nchar *ua_a_get (UaA *self,\n                int  n);\n'


def source(block):
    return {'src/a.h': HEADER, 'src/a.c': '/**\n' + ''.join(
        f' * {line}'.rstrip() + '\n' for line in block.split('\n')) + ' */\nchar *\nua_a_get (x)\n'}


GOOD = ('ua_a_get:\n@self: an object\n@n: a number, from 0\n\nGets it.\n\n'
        'Returns: (transfer full): a text\n\nMain thread.')
# What objects of GObject declare, without a choice of ours.
EXEMPT = re.compile(r'_get_type$|_quark$|_get_resource$')


@rule('documentation', bad=[
    {'src/a.h': HEADER, 'src/a.c': 'char *\nua_a_get (x)\n'},
    source(GOOD.replace('@n: a number, from 0\n', '')),
    source(GOOD.replace('Main thread.', '')),
    source(GOOD.replace('(transfer full)', '')),
    source(GOOD.replace('Returns: (transfer full): a text', 'Nothing.'))],
      good=[source(GOOD)])
def check_documentation(tree):
    blocks = {}
    for path in tree.paths(r'^src/.*\.[ch]$'):
        for match in BLOCK.finditer(tree.text(path)):
            lines = [line[3:] if line.startswith(' * ') else '' for line in
                     match.group(1).split('\n')]
            name = re.match(r'(\w+):', lines[0] if lines else '')
            if name:
                blocks[name.group(1)] = '\n'.join(lines)
    for path in tree.paths(r'^src/.*(?<!-private)\.h$'):
        # Said once for a whole header is said, outside of what documents one of its functions.
        said = any('thread' in words for _, words in c_source.comments(tree.text(path))
                   if not re.match(r'/\*\*\n \* ua_', words))
        for one in c_source.prototypes(tree.text(path)):
            if EXEMPT.search(one.name):
                continue
            if one.name not in blocks:
                yield Finding(path, one.line, f'{one.name} () is not documented')
                continue
            # The screen has one thread; the directory passes a request from one to the next, as
            # src/README.md describes, and each of its objects is used by one at a time.
            known = said or path.startswith(('src/ui/', 'src/directory/'))
            for words in judge(one, blocks[one.name], known or any(
                    'thread' in block for name, block in blocks.items()
                    if name.startswith('Ua') and one.name.startswith(to_prefix(name)))):
                yield Finding(path, one.line, f'{one.name} (): {words}')


def to_prefix(name):
    return re.sub(r'(?<=[a-z0-9])([A-Z])', r'_\1', name).lower() + '_'


def judge(one, block, thread_known):
    for _, name in one.parameters:
        if name == '...':
            continue
        if not re.search(rf'^@{name}:', block, re.MULTILINE) and \
                not (name == 'error' and '@error' in block):
            if name != 'error':
                yield f'the documentation misses @{name}'
    if one.result != 'void':
        if not re.search(r'^Returns:', block, re.MULTILINE):
            yield 'the documentation misses what it returns'
        elif one.result.endswith('*') and 'const' not in one.result \
                and '(transfer ' not in block[block.index('Returns:'):]:
            yield 'the documentation misses whose the result is'
    # Said once for all functions of a type is said.
    if 'thread' not in block.lower() and not thread_known:
        yield 'the documentation misses the thread'
