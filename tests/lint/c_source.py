# SPDX-License-Identifier: GPL-3.0-or-later
"""Just enough of C in the project's style to ask a rule's questions of it."""

import collections
import re

Function = collections.namedtuple('Function', 'name line length body result')
Field = collections.namedtuple('Field', 'line text pointer')
Prototype = collections.namedtuple('Prototype', 'name line result parameters')

TOKEN = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def blank(text, keep_strings=False):
    """The text without comments (and strings), each replaced by blanks of the same shape."""
    def replace(match):
        token = match.group(0)
        if keep_strings and token[0] in '"\'':
            return token
        if token[0] in '"\'':
            return token[0] + re.sub(r'[^\n]', ' ', token[1:-1]) + token[0]
        return re.sub(r'[^\n]', ' ', token)
    return TOKEN.sub(replace, text)


def comments(text):
    """(line, text) of each comment."""
    for match in TOKEN.finditer(text):
        if match.group(0).startswith('/'):
            yield text.count('\n', 0, match.start()) + 1, match.group(0)


def strings(text):
    """(line, text) of each string, without its quotes."""
    for match in TOKEN.finditer(text):
        if match.group(0).startswith('"'):
            yield text.count('\n', 0, match.start()) + 1, match.group(0)[1:-1]


def functions(text):
    """The functions that a source defines: the body's braces stand in the first column."""
    lines = blank(text).split('\n')
    start = None
    for number, line in enumerate(lines):
        if line == '{' and re.search(r'\)\s*$', previous_code(lines, number)):
            start = number
        elif start is not None and line.startswith('}'):
            yield Function(find_name(lines, start), find_head(lines, start) + 1,
                           number - start - 1, '\n'.join(lines[start + 1:number]),
                           lines[find_head(lines, start) - 1].strip())
            start = None


def previous_code(lines, number):
    for line in reversed(lines[:number]):
        if line.strip():
            return line
    return ''


def find_head(lines, start):
    """The line with the function's name: the nearest above that begins in the first column."""
    for number in range(start - 1, -1, -1):
        if re.match(r'[A-Za-z_]\w*\s*\(', lines[number]):
            return number
    return start


def find_name(lines, start):
    match = re.match(r'\w+', lines[find_head(lines, start)])
    return match.group(0) if match else '?'


def structs(text):
    """Lists of the fields of each struct that lies in memory (not of constant tables)."""
    code = blank(text)
    for match in re.finditer(r'\b(?:struct|union)\b[^;{}()=]*\{', code):
        head = code[code.rfind('\n', 0, match.start()) + 1:match.start()]
        if 'const' in head:
            continue
        end = find_end(code, match.end())
        yield list(fields(text, code, match.end(), end))


def find_end(code, start):
    depth = 1
    for position in range(start, len(code)):
        depth += {'{': 1, '}': -1}.get(code[position], 0)
        if depth == 0:
            return position
    return len(code)


def fields(text, code, start, end):
    position = start
    while True:
        stop = code.find(';', position, end)
        if stop < 0:
            return
        words = code[position:stop]
        line_end = text.find('\n', stop)
        if line_end < 0:
            line_end = len(text)
        # What is said above the field, and behind it on the same line.
        said = text[position:line_end]
        pointer = '*' in words and '(' not in words and '{' not in words
        yield Field(text.count('\n', 0, stop) + 1, said, pointer)
        position = stop + 1


def prototypes(text):
    """The functions that a header declares, one at a time."""
    code = blank(text)
    code = re.sub(r'^[ \t]*#(?:.*\\\n)*.*$', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), code,
                  flags=re.MULTILINE)
    code = re.sub(r'^G_(?:BEGIN_DECLS|END_DECLS|DE(?:CLARE|FINE)_\w+\s*\([^)]*\))',
                  lambda m: re.sub(r'[^\n]', ' ', m.group(0)), code, flags=re.MULTILINE)
    code = re.sub(r'\{[^{}]*\}', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), code)
    pattern = re.compile(
        r'^(?!typedef\b|static\b|G_DECLARE|G_DEFINE)([A-Za-z_][\w\s\*]*?[\s\*])(\w+)\s*'
        r'\(([^;{}]*)\)[^;()]*(?:G_GNUC_\w+\s*(?:\([^)]*\))?\s*)*;', re.MULTILINE)
    for match in pattern.finditer(code):
        if re.match(r'(?:struct|enum|union)\s+\w+\s*$', match.group(1)):
            continue
        line = code.count('\n', 0, match.start(2)) + 1
        parameters = split_parameters(match.group(3))
        yield Prototype(match.group(2), line, ' '.join(match.group(1).split()), parameters)


def split_parameters(words):
    """(type, name) of each parameter."""
    found, depth, part = [], 0, ''
    for c in words + ',':
        depth += {'(': 1, ')': -1}.get(c, 0)
        if c == ',' and depth == 0:
            part = ' '.join(part.split())
            match = re.search(r'(\w+)(?:\[\w*\])?$', part)
            if part == '...':
                found.append(('...', '...'))
            elif match and part != 'void':
                found.append((part[:match.start()].strip(), match.group(1)))
            part = ''
        else:
            part += c
    return found
