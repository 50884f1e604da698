# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for what people see: texts can be translated, and buttons say what they do."""

import re
import xml.etree.ElementTree as ElementTree

import c_source
from lint import Finding, rule

BUTTONS = {'GtkButton', 'GtkToggleButton', 'GtkMenuButton', 'AdwSplitButton'}
TEXTS = {'label', 'title', 'subtitle', 'tooltip-text', 'tooltip-markup', 'placeholder-text',
         'description', 'text', 'comments', 'program-name', 'accept-label', 'cancel-label',
         'button-label', 'dropdown-tooltip', 'menu-button-tooltip'}


def ui(words):
    return {'src/ui/a.ui': f'<interface>{words}</interface>'}


def read(tree):
    for path in tree.paths(r'^src/.*\.ui$'):
        try:
            yield path, ElementTree.fromstring(tree.text(path))
        except ElementTree.ParseError:
            yield path, None


def properties(element):
    return {part.get('name').replace('_', '-'): part for part in element if part.tag == 'property'}


def find_line(tree, path, words, skip=0):
    for number, line in tree.lines(path):
        if words in line:
            return number
    return 1


@rule('ui-is-xml', bad=[{'src/ui/a.ui': '<interface>'}], good=[ui('')])
def check_xml(tree):
    for path, top in read(tree):
        if top is None:
            yield Finding(path, 1, 'is no XML')


@rule('ui-tooltips', bad=[
    ui('<object class="GtkButton"><property name="icon-name">a-symbolic</property></object>'),
    ui('<object class="GtkMenuButton"><property name="icon-name">a</property>'
       '<property name="primary">1</property></object>')],
      good=[ui('<object class="GtkButton"><property name="icon-name">a</property>'
               '<property name="tooltip-text" translatable="yes">A</property></object>'
               '<object class="GtkButton">'
               '<property name="label" translatable="yes">A</property></object>')])
def check_tooltips(tree):
    for path, top in read(tree):
        for element in top.iter('object') if top is not None else ():
            if element.get('class') not in BUTTONS:
                continue
            has = properties(element)
            if 'icon-name' in has and 'label' not in has and 'tooltip-text' not in has:
                icon = has['icon-name'].text or ''
                yield Finding(path, find_line(tree, path, icon),
                              f'a button with only {icon} has no tooltip')


@rule('ui-translatable', bad=[
    ui('<object class="GtkLabel"><property name="label">Name</property></object>'),
    ui('<menu><item><attribute name="label">Edit</attribute></item></menu>'),
    ui('<object class="GtkStringList"><items><item>Employee</item></items></object>'),
    ui('<accessibility><property name="label">Name</property></accessibility>')],
      good=[ui('<object class="GtkLabel"><property name="label" translatable="yes">Name</property>'
               '<property name="label">—</property><property name="label"/></object>'
               '<menu><item><attribute name="label" translatable="yes">_Edit</attribute>'
               '<attribute name="action">app.edit</attribute></item></menu>')])
def check_translatable(tree):
    for path, top in read(tree):
        for element in top.iter() if top is not None else ():
            text = (element.text or '').strip()
            name = (element.get('name') or '').replace('_', '-')
            wants = element.tag in ('property', 'attribute') and name in TEXTS or \
                element.tag == 'item' and len(element) == 0
            if wants and re.search(r'[^\W\d_]', text) and element.get('translatable') not in \
                    ('yes', 'true', '1') and len(element) == 0:
                yield Finding(path, find_line(tree, path, text), f'"{text}" cannot be translated')


MARKED = re.compile(r'(?<![\w.>])(?:_|N_|C_|NC_|ngettext|g_dngettext|dgettext|g_dpgettext2?) ?\(')


@rule('potfiles', bad=[
    {'po/POTFILES': '', 'src/ui/a.c': 'a = _ ("b");\n'},
    {'po/POTFILES': '', 'src/ui/a.ui': '<property translatable="yes">a</property>'},
    {'po/POTFILES': 'src/ui/gone.c\n'},
    {'po/POTFILES': 'src/ui/b.c\nsrc/ui/a.c\n', 'src/ui/a.c': '_ ("a")', 'src/ui/b.c': '_ ("a")'},
    {'po/POTFILES': 'src/ui/b.c\n', 'src/ui/b.c': 'int a;\n'}],
      good=[{'po/POTFILES': '# Those.\nsrc/ui/a.c\n', 'src/ui/a.c': 'a = _ ("b");\n',
             'src/ui/b.c': '/* _ ("a") */\nua_a_ ("b");\n', 'src/ui/c.h': '_(a)'}])
def check_potfiles(tree):
    listed = [line for _, line in tree.lines('po/POTFILES') if line and not line.startswith('#')]
    marked = set()
    for path in tree.paths(r'^(src|data)/'):
        text = tree.text(path)
        if path.endswith('.c') and MARKED.search(c_source.blank(text)) \
                or path.endswith('.ui') and 'translatable="yes"' in text \
                or re.search(r'\.(desktop|metainfo\.xml)\.in$', path):
            marked.add(path)
    for path in sorted(marked - set(listed)):
        yield Finding('po/POTFILES', 1, f'misses {path}')
    for path in sorted(set(listed) - marked):
        yield Finding('po/POTFILES', 1, f'names {path}, which is not there or has no text')
    if listed != sorted(listed):
        yield Finding('po/POTFILES', 1, 'is not in order')


@rule('context-of-texts', bad=[{'src/sync/a.c': 'a = _ ("b");\n'}],
      good=[{'src/ui/a.c': 'a = _ ("b");\n'}])
def check_texts_in_ui(tree):
    for path in tree.paths(r'^src/.*\.c$'):
        layer = path.split('/')[1]
        if layer not in ('ui', 'main.c') and MARKED.search(c_source.blank(tree.text(path))):
            yield Finding(path, 1, 'makes sentences for people; that is for ui/')


ICON = re.compile(r'[>"]([a-z0-9.-]+-symbolic)[<"]')


@rule('icon-names', bad=[ui('<property name="icon-name">emblem-synchronizing-symbolic</property>'),
                         {'src/ui/a.c': 'set ("no-such-thing-symbolic");\n'}],
      good=[ui('<property name="icon-name">open-menu-symbolic</property>'),
            {'src/ui/a.c': 'set ("ua-own-symbolic");\n', 'src/ui/ua-own-symbolic.svg': ''}])
def check_icon_names(tree):
    known = set(tree.read('icons.txt').split())
    known |= {path.split('/')[-1][:-len('.svg')] for path in tree.paths(r'\.svg$')}
    for path in tree.paths(r'^src/ui/.*\.(ui|c|h|css)$'):
        for number, line in tree.lines(path):
            for name in ICON.findall(line):
                if name not in known:
                    yield Finding(path, number, f'{name} is not there at both ends of the range')
