# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rules share: the tree that they read, and the register of rules.

A rule is a generator function that takes a Tree and yields a Finding for each
place that breaks it.  It is registered together with small trees that must
break it, and, where a rule could easily say too much, one that must not.  A
rule that finds nothing in a bad tree is itself a failure, so that none can go
quiet unnoticed.
"""

import collections
import os
import re
import subprocess

Finding = collections.namedtuple('Finding', 'path line words')
Rule = collections.namedtuple('Rule', 'name check bad good')

RULES = {}


class Tree:
    """Texts by path, relative to the top of the project."""

    def __init__(self, texts, root=None):
        self.texts = texts
        self.root = root

    def paths(self, pattern=''):
        return [path for path in sorted(self.texts) if re.search(pattern, path)]

    def text(self, path):
        return self.texts[path]

    def lines(self, path):
        return enumerate(self.texts[path].split('\n'), 1)

    def read(self, path):
        """A text that is there in every tree, such as the tables of the rules themselves."""
        here = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(here, path), encoding='utf-8') as file:
            return file.read()


def list_paths(root):
    """What git would keep: files that are tracked, and new ones that are not ignored."""
    git = subprocess.run(
        ['git', '-c', 'safe.directory=*', '-C', root, 'ls-files', '-z', '--cached', '--others',
         '--exclude-standard'],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if git.returncode == 0 and git.stdout:
        return [path for path in git.stdout.decode().split('\0') if path]
    paths = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders
                      if not name.startswith(('.', '_')) and name != 'node_modules']
        paths += [os.path.relpath(os.path.join(folder, name), root) for name in names]
    return paths


def load_tree(root):
    texts = {}
    for path in list_paths(root):
        try:
            with open(os.path.join(root, path), encoding='utf-8') as file:
                texts[path] = file.read()
        except FileNotFoundError:
            continue
        except (UnicodeDecodeError, IsADirectoryError):
            texts[path] = ''
    return Tree(texts, os.path.abspath(root))


def rule(name, bad, good=()):
    """Registers a rule; bad and good are lists of {path: text}."""
    def register(check):
        assert name not in RULES, name
        RULES[name] = Rule(name, check, bad, list(good))
        return check
    return register


def prove(one):
    """What is wrong with the rule itself."""
    for number, texts in enumerate(one.bad, 1):
        if not list(one.check(Tree(texts))):
            yield f'bad sample {number} of {one.name} passes'
    for number, texts in enumerate(one.good, 1):
        for finding in one.check(Tree(texts)):
            yield f'good sample {number} of {one.name} fails: {finding}'
    if not one.bad:
        yield f'{one.name} has no bad sample'
