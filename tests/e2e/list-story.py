# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator takes columns away, which makes room for the teams that members coach and the
roles they aim at, turns the order round, and finds all of it as it was left at the next start
(LE-01, PE-02)."""

import e2e
from e2e import EXTENSION, Application, Directory, say, wait

N_MEMBERS = 30


def toggle(application, column):
    action = 'columns.' + column
    e2e.act(application.find_action(action), action)


def heads(application):
    """The titles of the columns, from the first to the last."""
    table = application.look(lambda node: e2e.role_of(node) == 'tree table')
    row = next(e2e.children(table)) if table is not None else None
    if row is None:
        return []
    return [e2e.name_of(node) for node in
            e2e.collect(row, lambda one: e2e.role_of(one) == 'label', into_rows=True)
            if e2e.name_of(node) != 'GtkLabel']


def sort_by(application, title):
    table = application.look(lambda node: e2e.role_of(node) == 'tree table')
    application.click(e2e.search(table, lambda node: e2e.name_of(node) == title, into_rows=True))


def names(application):
    return [row.split(' | ')[0] for row in application.rows()]


def story():
    directory = Directory(N_MEMBERS)
    members = directory.users('active pr', 100)
    coached = next((one, group['display']) for one in members
                   for group in one[EXTENSION].get('memberships', []) if group['role'] == 'coach')
    aims = next(one for one in members if 'ambitionRole' in one[EXTENSION])
    arguments = ('--connect', directory.address, '--token-file', directory.token_file)
    application = Application(*arguments)
    wait('all members', lambda: len(application.rows()) == directory.count())

    say('columns')
    for title in ('Name', 'Status', 'Role Profile', 'Teams', 'Access Level'):
        assert title in heads(application), heads(application)
    # There is room for those two once others are gone.
    assert 'Coach Of' not in heads(application)
    e2e.act(application.find_action('win.show-filters'), 'win.show-filters')
    toggle(application, 'access-level')
    toggle(application, 'status')
    wait('the columns', lambda: {'Coach Of', 'Ambition Role'} <= set(heads(application))
         and 'Access Level' not in heads(application))
    wait('a team beside who coaches it', lambda: any(
        coached[0]['userName'] in row and coached[1] in row for row in application.rows()))
    wait('a role beside who aims at it', lambda: any(
        aims['userName'] in row and aims[EXTENSION]['ambitionRole']['display'] in row
        for row in application.rows()))

    say('order')
    before = names(application)
    sort_by(application, 'Name')
    wait('the other way round', lambda: names(application) == before[::-1])

    say('as it was left')
    application.quit()
    application = Application(*arguments)
    wait('the same columns in the same order',
         lambda: names(application) == before[::-1]
         and {'Coach Of', 'Ambition Role'} <= set(heads(application))
         and 'Access Level' not in heads(application))
    application.quit()


e2e.run(story)
