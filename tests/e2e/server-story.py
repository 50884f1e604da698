# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator connects to the organisation's server, finds and edits a member, loses the
server, goes on, and gets it back (WS-01, WS-02, WS-07, PE-01, PE-13, PE-14, UA-03, UA-06)."""

import os

import e2e
from e2e import EXTENSION, Application, Directory, say, wait

N_MEMBERS = 1000


def connect(application, directory):
    application.wait_for_words('Welcome to User Admin')
    e2e.act(application.find_action('welcome.connect'), 'welcome.connect')
    application.fill('Address', directory.address)
    application.fill_secret('Access Token', directory.token)
    application.press('Connect')


def wait_for_rows(application):
    return wait('members in the table', application.rows)


def check_search(application, member):
    """One member is found by the user name, and all are back without it."""
    name = member['displayName']
    application.search_for(member['userName'])
    wait(f'only {member["userName"]}', lambda: len(application.rows()) == 1)
    wait('the row of the member', lambda: name in application.rows()[0])
    application.search_for('')
    wait('all members again', lambda: len(application.rows(limit=3)) == 3)


def toggle_status(application, word):
    """Clicks on a filter: assistive technologies are given no action for check buttons."""
    box = application.find(f'filter “{word}”', lambda node: e2e.role_of(node) == 'check box'
                           and e2e.name_of(node).startswith(word))
    application.click(box)


def check_filter(application, n_invited, n_disabled):
    """CC-01, CC-06, WU-03: by a status, and by whether somebody is enabled."""
    toggle_status(application, 'Deactivated')
    wait(f'{n_disabled} members who are disabled',
         lambda: application.shows(str(n_disabled)) and is_all(application, 'Deactivated'))
    toggle_status(application, 'Deactivated')
    toggle_status(application, 'Invited')
    wait(f'{n_invited} members who are invited',
         lambda: application.shows(str(n_invited)) and is_all(application, 'Invited'))
    toggle_status(application, 'Invited')
    wait('all members again', lambda: not is_all(application, 'Invited'))


def is_all(application, word):
    rows = application.rows(limit=20)
    return bool(rows) and all(word in row for row in rows)


def edit_family_name(application, directory, member, family):
    application.edit(member, 'Family Name', family)
    wait('the edit to arrive at the server',
         lambda: directory.user(member['id'])['name']['familyName'] == family)


def check_nothing_leaked(application, directory, canary):
    say('nothing secret or personal outside of its place')
    logs = os.path.join(e2e.ROOT, 'log')
    for needle in (directory.token, canary):
        assert not e2e.files_with(needle, logs, os.path.join(e2e.ROOT, 'tmp')), needle
        assert not e2e.in_arguments(needle)
    # The keyring is encrypted; the token file belongs to the server.
    assert e2e.files_with(directory.token, e2e.HOME, os.path.join(e2e.ROOT, 'run')) == []
    assert e2e.files_with(canary, e2e.data_folder()) != [], 'the canary is no member'
    e2e.check_private(e2e.data_folder())


def story():
    e2e.start_keyring()
    directory = Directory(N_MEMBERS)
    invited = directory.count(f'{EXTENSION}:status eq "invited"')
    disabled = directory.count(f'{EXTENSION}:status eq "deactivated"')
    assert directory.count() >= N_MEMBERS and invited > 0
    members = [one for one in directory.users(f'{EXTENSION}:status eq "active"', 50)
               if 'name' in one and not one[EXTENSION].get('managedAttributes')]
    first, second, third = members[1:4]
    canary = 'Canarybird'
    directory.replace(third['id'], 'name.familyName', canary)

    say('connecting for the first time')
    application = Application()
    connect(application, directory)
    wait_for_rows(application)
    wait('the token in the keyring', lambda: e2e.keyring_has(directory.token))
    wait('all members', lambda: application.shows(str(directory.count())))

    say('searching, filtering, editing')
    check_search(application, first)
    check_filter(application, invited, disabled)
    edit_family_name(application, directory, second, 'Vermillion')

    say('the server dies')
    directory.kill()
    e2e.act(application.find_action('win.refresh'), 'win.refresh')
    application.wait_for_words('Offline')
    check_search(application, first)
    application.quit()

    say('starting without a server')
    application = Application()
    wait_for_rows(application)
    application.wait_for_words('Offline')
    check_search(application, first)
    check_filter(application, invited, disabled)

    say('the server returns, changed meanwhile')
    directory.start()
    directory.replace(first['id'], 'name.familyName', 'Meanwhile')
    directory.replace(first['id'], 'displayName', 'Somebody Meanwhile')
    application.search_for(first['userName'])
    wait('the change that was made elsewhere',
         lambda: any('Somebody Meanwhile' in row for row in application.rows()), 180)
    wait('the banner to go', lambda: not application.shows('Offline'))
    check_nothing_leaked(application, directory, canary)
    application.quit()


e2e.run(story)
