# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that the floor lacks or the newest versions deprecate, in sources and .ui files.

The tables in api/ hold every symbol of the libraries between the two ends of the range, as
`kind  name  safe|new|deprecated|gone  since`."""

import functools
import os
import re
import xml.etree.ElementTree as ElementTree

import c_source
from lint import Finding, Tree, rule

LIBRARIES = {'gtk': ('Gtk', (4, 8)), 'adw': ('Adw', (1, 2)), 'json': ('Json', (1, 6)),
             'secret': ('Secret', (0, 20, 5)), 'soup': ('Soup', (3, 2))}
TABLES = {'gtk': 'gtk-4.8.3-to-4.24.1.tsv', 'adw': 'adw-1.2.2-to-1.10.0.tsv',
          'json': 'json-1.6.6-to-1.10.8.tsv', 'secret': 'secret-0.20.5-to-0.21.8.tsv',
          'soup': 'soup-3.2.3-to-3.8.1.tsv'}
TYPES = {'class', 'interface', 'record', 'enumeration', 'bitfield'}
CALLS = {'method', 'function', 'constructor'}
# A dialog to choose files has no form that is good at both ends.  It stands in a target of its
# own, which alone is compiled without that warning.
OLD_ON_PURPOSE = r'^src/ui/ua-file-chooser'
# The tables have them deprecated along with the class that they are named after; the headers of the
# newest version do not, and the forward build would say so.
STILL_GOOD = {'gtk_style_context_add_provider_for_display',
              'gtk_style_context_remove_provider_for_display'}
IDENTIFIER = re.compile(r'\b(?:gtk|adw|json|secret|soup|GTK|ADW|JSON|SECRET|SOUP)_\w+\b'
                        r'|\b(?:Gtk|Adw|Json|Secret|Soup)[A-Z]\w*\b')


@functools.lru_cache(maxsize=None)
def load():
    """What may not be used: types and calls by bare name, members by class and name."""
    types, calls, members = {}, {}, {}
    for library, (prefix, floor) in LIBRARIES.items():
        for line in Tree({}).read('api/' + TABLES[library]).split('\n'):
            if not line:
                continue
            kind, name, state, since = line.split('\t')
            if state == 'new' and re.match(r'\d', since) \
                    and tuple(int(n) for n in since.split('.')) <= floor:
                state = 'safe'
            why = None if state in ('safe', 'gone') else \
                f'is new in {library} {since}' if state == 'new' else \
                f'is deprecated since {library} {since}'
            if kind in TYPES:
                types[(prefix + name).lower()] = why
            elif kind in CALLS:
                key = (library + name).replace('.', '').replace('_', '').lower()
                # Two names that differ only in where a word ends: good if one of them is.
                calls[key] = why if key not in calls else calls[key] and why
            else:
                owner, _, member = name.partition('.')
                members.setdefault((kind, member), {})[prefix + owner] = why
    return types, calls, members


def judge_identifier(word):
    types, calls, _ = load()
    if word in STILL_GOOD:
        return None
    bare = word.replace('_', '').lower()
    if word[0].isupper() and not word.isupper() and '_' not in word:
        return types.get(bare)
    if word.isupper():
        cast = re.sub(r'^([A-Z]+)_(?:TYPE|IS)_', r'\1_', word)
        return types.get(cast.replace('_', '').lower())
    return calls.get(bare)


def judge_member(kind, owner, name):
    """A member is inherited from a class that the tables do not name: good if any may be meant."""
    _, _, members = load()
    owners = members.get((kind, name.replace('_', '-')), {})
    if owner in owners:
        return owners[owner]
    if owners and all(owners.values()):
        return sorted(owners.values())[0]
    return None


@rule('api-of-sources', bad=[
    {'src/ui/a.c': 'gtk_widget_show (a);\n'}, {'src/ui/a.c': 'AdwToolbarView *a;\n'},
    {'src/ui/a.c': 'a = GTK_DIALOG (b);\n'}, {'src/ui/a.c': 'a = adw_banner_new ("b");\n'},
    {'src/ui/a.c': 'gtk_list_view_scroll_to (a, 1, 0, NULL);\n'},
    {'src/ui/a.c': 'gtk_style_context_add_provider (a, b, 1);\n'},
    {'src/ui/a.c': 'g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, NULL);\n'},
    {'src/client/a.c': 'soup_session_send_and_splice (a);\n'}],
      good=[{'src/ui/a.c': 'gtk_widget_set_visible (a, FALSE); /* not gtk_widget_show () */\n'
                           'AdwApplicationWindow *b; GTK_WIDGET (b); adw_toast_new ("c");\n'
                           'GTK_TYPE_WIDGET; gtk_list_view_new (a, b);\n'
                           'gtk_style_context_add_provider_for_display (a, b, 1);\n'}])
def check_sources(tree):
    for path in tree.paths(r'^(src|tests)/.*\.[ch]$'):
        if re.search(OLD_ON_PURPOSE, path):
            continue
        code = c_source.blank(tree.text(path))
        for match in IDENTIFIER.finditer(code):
            why = judge_identifier(match.group(0))
            if why:
                yield Finding(path, code.count('\n', 0, match.start()) + 1,
                              f'{match.group(0)} {why}')


def ui(words):
    return {'src/ui/a.ui': f'<interface>{words}</interface>'}


@rule('api-of-ui', bad=[
    ui('<object class="AdwNavigationView"/>'),
    ui('<template class="UaA" parent="GtkDialog"/>'),
    ui('<object class="GtkButton"><property name="can-shrink"/></object>'),
    ui('<object class="GtkEntryRow"><signal name="no"/></object>'
       '<object class="AdwEntryRow"><signal name="extend-selection" handler="a"/></object>'
       '<object class="GtkInfoBar"/>')],
      good=[ui('<template class="UaA" parent="AdwApplicationWindow"><child>'
               '<object class="GtkLabel"><property name="label">a</property>'
               '<property name="visible">0</property></object>'
               '</child></template>')])
def check_ui(tree):
    types = load()[0]
    for path in tree.paths(r'^src/.*\.ui$'):
        for element in ElementTree.fromstring(tree.text(path)).iter():
            owner = element.get('class') or ''
            if element.tag == 'template':
                owner = element.get('parent') or ''
            if element.tag in ('object', 'template'):
                why = types.get(owner.lower())
                if why:
                    yield Finding(path, find_line(tree, path, owner), f'{owner} {why}')
                for part in element:
                    if part.tag in ('property', 'signal'):
                        name = part.get('name').split('::')[0]
                        why = judge_member(part.tag, owner, name)
                        if why:
                            yield Finding(path, find_line(tree, path, name),
                                          f'{part.tag} {name} of {owner} {why}')


def find_line(tree, path, words):
    for number, line in tree.lines(path):
        if f'"{words}"' in line:
            return number
    return 1


@rule('api-tables', bad=[{'tests/lint/api/' + name: '' for name in list(TABLES.values())[1:]}],
      good=[{'tests/lint/api/' + name: 'class\tWidget\tsafe\t-\n' for name in TABLES.values()}])
def check_tables(tree):
    for name in TABLES.values():
        path = os.path.join('tests/lint/api', name)
        if not tree.texts.get(path):
            yield Finding(path, 1, 'is missing')
