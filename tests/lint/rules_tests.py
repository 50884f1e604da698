# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for the tests: they wait for conditions, run, and can fail."""

import re

import c_source
import requirements
from lint import Finding, rule

WAITS = re.compile(r'\b(?:g_u?sleep|usleep|nanosleep|sleep) *\(|time\.sleep|\bxdotool sleep')


@rule('no-sleep', bad=[{'tests/a.c': 'g_usleep (10);\n'}, {'tests/a.py': 'time.sleep(1)\n'},
                       {'tests/e2e/a.sh': '#!/bin/sh\nsleep 5\n'}],
      good=[{'tests/a.c': '/* Never sleep (5). */\nwhile (!done)\n  g_usleep (9);\n'}])
def check_no_sleep(tree):
    for path in tree.paths(r'^(tests|data/dev)/'):
        if path.startswith(('tests/lint/', 'tests/bench/')):
            continue
        text = tree.text(path)
        if path.endswith(('.c', '.h')):
            text = c_source.blank(text)
        before = ''
        for number, line in enumerate(text.split('\n'), 1):
            # Looking again and again whether a condition holds is waiting for it, and a fault
            # that may come at any time comes at a random one.
            fine = re.match(r'\s*while \(', before) or 'rand' in line
            before = line
            if fine:
                continue
            shell = text.startswith('#!') and 'python' not in text.split('\n')[0]
            if WAITS.search(line) or (shell and re.search(r'^[^#]*\bsleep +[0-9$"]', line)):
                yield Finding(path, number, 'waits for a time instead of a condition')


@rule('no-skip', bad=[{'tests/a.c': 'g_test_skip ("not today");\n'},
                      {'tests/meson.build': "test('a', b, should_fail: true)\n"},
                      {'tests/a.py': '@unittest.skip("no")\n'}])
def check_no_skip(tree):
    for path in tree.paths(r'^tests/'):
        if path.startswith('tests/lint/'):
            continue
        for number, line in tree.lines(path):
            if re.search(r'\bg_test_(?:skip|incomplete)|should_fail|(?:unit|py)test\.skip', line):
                yield Finding(path, number, 'is a test that may not run')


@rule('assertions', bad=[{'tests/a.c': 'g_assert (a > b);\n'}],
      good=[{'tests/a.c': 'g_assert_cmpint (a, >, b);\ng_assert_true (a);\n'}])
def check_assertions(tree):
    for path in tree.paths(r'^tests/.*\.c$'):
        for number, line in enumerate(c_source.blank(tree.text(path)).split('\n'), 1):
            if re.search(r'\bg_assert *\(', line):
                yield Finding(path, number, 'uses g_assert, which can be compiled out')


def is_test(one):
    return one.name.startswith('test_') and one.result == 'static void'


TABLE = 'g_test_add_func ("/a/b", test_a);\n'


@rule('tests-are-run', bad=[{'tests/a.c': 'static void\ntest_a (void)\n{\n}\n' + TABLE +
                             'static void\ntest_b (void)\n{\n}\n'}])
def check_tests_are_run(tree):
    for path in tree.paths(r'^tests/.*\.c$'):
        code = c_source.blank(tree.text(path))
        for one in c_source.functions(tree.text(path)):
            if is_test(one) and len(re.findall(rf'\b{one.name}\b', code)) < 2:
                yield Finding(path, one.line, f'{one.name} () is never run')


@rule('tests-assert', bad=[{'tests/a.c': 'static void\ntest_a (void)\n{\n  go ();\n}\n' + TABLE}],
      good=[{'tests/a.c': 'static void\ncheck_it (void)\n{\n  g_assert_true (go ());\n}\n'
                          'static void\ntest_a (void)\n{\n  check_it ();\n}\n' + TABLE}])
def check_tests_assert(tree):
    words = {}
    asserting = set()
    for path in tree.paths(r'^tests/.*\.c$'):
        for one in c_source.functions(tree.text(path)):
            words.setdefault(one.name, set()).update(re.findall(r'\w+', one.body))
            if re.search(r'\bg_\w*assert', one.body):
                asserting.add(one.name)
    while True:
        more = {name for name, used in words.items()
                if name not in asserting and not used.isdisjoint(asserting)}
        if not more:
            break
        asserting |= more
    for path in tree.paths(r'^tests/.*\.c$'):
        for one in c_source.functions(tree.text(path)):
            if is_test(one) and one.name not in asserting:
                yield Finding(path, one.line, f'{one.name} () cannot fail')


FAULT = re.compile(r'(?<![\w#&-])([RNSK]\d{1,2})(?![\w-])')


@rule('requirement-ids', bad=[{'tests/a.c': '/* PE-99 */\n'}, {'tests/a.c': '/* Closes S77. */\n'}],
      good=[{'tests/a.c': '/* PE-01, S1. */\n'}])
def check_requirement_ids(tree):
    known = requirements.read_table(tree.read('requirements.txt'))
    for path in tree.paths(r'^tests/.*\.(c|h|py)$'):
        if path.startswith('tests/lint/'):
            continue
        text = tree.text(path)
        said = [(number, line) for number, line in enumerate(text.split('\n'), 1)]
        spoken = list(c_source.comments(text)) if path.endswith(('.c', '.h')) else []
        for number, line in said:
            for name in requirements.ID.findall(line):
                if name not in known:
                    yield Finding(path, number, f'names {name}, which is no requirement')
        for number, words in spoken:
            for name in FAULT.findall(words):
                if name not in known:
                    yield Finding(path, number, f'names {name}, which is no class of fault')


# The samples hold no tests at all: there each requirement is without one.
@rule('requirements-are-proved', bad=[{'tests/ui/a.c': '/* PE-01. */\nint a;\n'}])
def check_requirements_are_proved(tree):
    proofs = requirements.find_proofs(tree)
    for name, sides in requirements.read_table(tree.read('requirements.txt')).items():
        for side in sides:
            if side != requirements.LATER and side not in {one.side for one in proofs[name]}:
                yield Finding('tests/lint/requirements.txt', 1,
                              f'{name} has no test that proves it ({side})')
