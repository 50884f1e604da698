# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for C: what no compiler sees."""

import os
import re

import c_source
from lint import Finding, rule

OURS = r'^(src|tests)/.*\.[ch]$'
LONGEST = 60
# Tests may hold a table of cases besides.
LONGEST_TEST = 100


def function(lines):
    return 'static void\nrun (void)\n{\n' + '  go ();\n' * lines + '}\n'


@rule('function-length', bad=[{'src/a.c': function(LONGEST + 1)},
                              {'tests/a.c': function(LONGEST_TEST + 1)}],
      good=[{'src/a.c': function(LONGEST) + function(LONGEST)}])
def check_function_length(tree):
    for path in tree.paths(r'^(src|tests)/.*\.c$'):
        for one in c_source.functions(tree.text(path)):
            if one.length > (LONGEST_TEST if path.startswith('tests/') else LONGEST):
                yield Finding(path, one.line, f'{one.name} () has {one.length} lines')


FORBIDDEN = [
    (r'[=!]=\s*(?:TRUE|FALSE)\b', 'compares with TRUE or FALSE'),
    (r'\bg(?:char|double|float)\b', 'uses a GLib name for a type of C'),
    (r'\bg_object_(?:set|steal)_q?data(?:_full)?\b', 'keeps data by name on an object'),
    (r'_CHECK_VERSION\b', 'has one code path for one version'),
    (r'\bg_(?:main_loop_run|main_context_iteration)\b', 'runs a nested main loop'),
    (r'\bs(?:n)?printf\s*\(|\bstrcpy\b|\bstrcat\b|\bgets\b', 'writes without a bound'),
    (r'//', 'has a C++ comment'),
    (r'\bsystem\s*\(|\bpopen\s*\(', 'goes through a shell'),
]
# What a rule may be broken by, and where: programs have to run their loop somewhere.
ALLOWED = {
    'runs a nested main loop': r'^src/directory/ua-dir-main\.c$|^tests/',
    'keeps data by name on an object': r'^tests/',
}


def blank_line_comments(text):
    """Like blank(), but a C++ comment stays to be found."""
    return c_source.TOKEN.sub(
        lambda m: m.group(0) if m.group(0).startswith('//')
        else re.sub(r'[^\n]', ' ', m.group(0)) if m.group(0)[0] == '/'
        else '"' + re.sub(r'[^\n]', ' ', m.group(0)[1:-1]) + '"', text)


@rule('forms', bad=[{'src/a.c': '  if (a == TRUE)\n'}, {'src/a.c': 'const gchar *a;\n'},
                    {'src/a.c': 'g_object_set_data (a, "b", c);\n'}, {'src/a.c': 'a (); // b\n'},
                    {'src/a.c': '#if GTK_CHECK_VERSION (4, 10, 0)\n'},
                    {'src/sync/a.c': 'g_main_loop_run (loop);\n'},
                    {'src/a.c': 'sprintf (a, b);\n'}],
      good=[{'src/a.c': '/* a == TRUE, // gchar */\nconst char *a = "gchar // == TRUE";\n'}])
def check_forms(tree):
    for path in tree.paths(OURS):
        code = blank_line_comments(tree.text(path))
        for pattern, words in FORBIDDEN:
            if re.search(ALLOWED.get(words, r'^$'), path):
                continue
            for match in re.finditer(pattern, code):
                yield Finding(path, code.count('\n', 0, match.start()) + 1, words)


# Names of tables and columns, which SQL cannot bind, from the program's own tables; and sample
# members, who are made of the program's own words.
PRINTS = r'^src/directory/ua-dir-(sql|list|read|write|sample)[a-z-]*\.c$'
PRINTF = re.compile(r'\bg_(?:strdup_printf|string_(?:append_)?printf|markup_printf_escaped|'
                    r'snprintf)\s*\(')


@rule('no-printed-syntax', bad=[
    {'src/a.c': 'g_strdup_printf ("SELECT * FROM %s", a);\n'},
    {'src/a.c': 'g_string_append_printf (s, "{\\"id\\": \\"%s\\"}", a);\n'}],
      good=[{'src/a.c': 'g_strdup_printf ("Select %s from the list", a);\n'}])
def check_printed_syntax(tree):
    for path in tree.paths(r'^src/.*\.c$'):
        if re.search(PRINTS, path):
            continue
        text = c_source.blank(tree.text(path), keep_strings=True)
        for match in PRINTF.finditer(text):
            call = text[match.end():text.find(';', match.end())]
            words = ''.join(words for _, words in c_source.strings(call))
            if re.search(r'\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE)\b [A-Z%*\w]', words) \
                    or re.search(r'\\"\s*:|:\s*\\"', words):
                yield Finding(path, text.count('\n', 0, match.start()) + 1,
                              'makes SQL or JSON with printf')


@rule('headers', bad=[{'src/a.h': '#ifndef A\n#define A\n#endif\n'}],
      good=[{'src/a.h': '#pragma once\n\nint a;\n'}])
def check_headers(tree):
    for path in tree.paths(r'^(src|tests)/.*\.h$'):
        if '\n#pragma once\n' not in '\n' + tree.text(path):
            yield Finding(path, 1, 'has no #pragma once')


@rule('include-order', bad=[
    {'src/ua-a.c': '#include <glib.h>\n#include "ua-a.h"\n', 'src/ua-a.h': ''},
    {'src/ua-a.c': '#include "ua-c.h"\n#include "ua-b.h"\n'},
    {'src/ua-a.c': '#include <string.h>\n#include <stdio.h>\n'},
    {'src/ua-a.c': '#include "base/ua-b.h"\n'}],
      good=[{'src/ua-b.c': '#include "ua-b.h"\n\n#include "ua-a.h"\n#include "ua-a-b.h"\n'
                     '\n#include <glib.h>\n',
             'src/ua-b.h': ''}])
def check_include_order(tree):
    for path in tree.paths(r'^(src|tests)/.*\.[ch]$'):
        found = [(number, match.group(1)) for number, line in tree.lines(path)
                 for match in [re.match(r'#include ([<"][^>"]+[>"])', line)] if match]
        own = {f'"{os.path.basename(path)[:-2]}{end}' for end in ('.h"', '-private.h"')}
        if path.endswith('.c') and any(name in own for _, name in found) \
                and found[0][1] not in own:
            yield Finding(path, found[0][0], 'does not include its own header first')
        for (before, first), (number, second) in zip(found, found[1:]):
            # Within a block; a blank line begins another.
            if number == before + 1 and first not in own \
                    and second < first and second.rstrip('>"')[:-2] < first.rstrip('>"')[:-2]:
                yield Finding(path, number, f'includes {second} out of order')
        for number, name in found:
            if name.startswith('"') and '/' in name:
                yield Finding(path, number, f'includes {name} with a folder')


@rule('log-domain', bad=[{'src/a.c': 'void\na (void)\n{\n  g_warning ("b");\n}\n'}])
def check_log_domain(tree):
    for path in tree.paths(r'^src/.*\.c$'):
        text = tree.text(path)
        if re.search(r'\bg_(?:debug|info|message|warning|critical|error) *\(',
                     c_source.blank(text)) and '#define G_LOG_DOMAIN' not in text:
            yield Finding(path, 1, 'logs without a G_LOG_DOMAIN')


OWNER = re.compile(r'\((?:owned|unowned|weak)\b')


@rule('ownership', bad=[
    {'src/a.c': 'struct _UaA\n{\n  char *name;\n};\n'},
    {'src/a.h': 'typedef struct\n{\n  char *name; /* the name */\n} UaA;\n'},
    {'src/a.c': 'struct _UaA\n{\n  const char *name;\n  char *other; /* (owned) */\n};\n'}],
      good=[{'src/a.c': 'struct _UaA\n{\n  GObject parent;\n  char *a; /* (owned) */\n\n'
                        '  /* Of the template, all (unowned). */\n  GtkLabel *b;\n  GtkLabel *c;\n'
                        '\n  void (*run) (char *a);\n};\n'
                        'typedef struct\n{\n  const char *name;\n  int n;\n} Row;\n'
                        'static const struct { const char *name; } table[] = { { "a" } };\n'}])
def check_ownership(tree):
    for path in tree.paths(r'^src/.*\.[ch]$'):
        for struct in c_source.structs(tree.text(path)):
            covered = False
            table = all(re.match(r'\s*const\b', c_source.blank(field.text))
                        for field in struct if field.pointer)
            for field in struct:
                said = field.text
                # A blank line ends what a comment above a group of fields covers.
                if re.match(r'[^\n]*\n\s*\n', said):
                    covered = False
                before = said[:said.rfind(';')] if ';' in said else said
                if OWNER.search(' '.join(words for _, words in c_source.comments(before))):
                    covered = True
                # What is constant in a table of constants belongs to the program.
                if table and re.match(r'\s*const\b', c_source.blank(said)):
                    continue
                if field.pointer and not covered and not OWNER.search(said):
                    words = ' '.join(c_source.blank(said).split())
                    yield Finding(path, field.line, f'does not say who owns: {words}')
