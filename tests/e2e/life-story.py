# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator cannot deactivate or erase their own account, erases a member who has nothing
open, for good, and one who is assigned to an open assessment, who is deactivated instead; what
refers to them is told before (WS-05, WU-04, CC-02, PE-08, WU-07)."""

import datetime
import urllib.error

import e2e
from e2e import EXTENSION, Application, Directory, say, wait


def references(directory, member):
    found = directory.ask('GET', '/Users/' + member['id'],
                          attributes=f'{EXTENSION}:references').get(EXTENSION, {})
    return {one['type']: one['count'] for one in found.get('references', [])}


def status_of(directory, member):
    """None of who is gone."""
    try:
        return directory.user(member['id'])[EXTENSION]['status']
    except urllib.error.HTTPError as error:
        assert error.code == 404
        return None


def entry_in_menu(application, label):
    return application.find(f'“{label}”', lambda node: e2e.role_of(node) == 'menu item'
                            and e2e.name_of(node) == label, into_rows=True)


def is_sensitive(node):
    return node.get_state_set().contains(e2e.Atspi.StateType.SENSITIVE)


def check_oneself(application, directory):
    own = directory.ask('GET', '/Me')
    application.find_member(own)
    application.open_menu()
    assert not is_sensitive(entry_in_menu(application, 'Deactivate…'))
    assert not is_sensitive(entry_in_menu(application, 'Erase…'))
    assert any(label.startswith('You cannot') for label in application.offered())
    application.choose_in_menu('Copy Email')


def erase(application, member):
    application.find_member(member)
    application.choose('Erase…')
    application.wait_for_dialog(f'Erase {member["displayName"]}?')
    application.wait_for_words('Cannot be undone.')


def confirm(application, member):
    entry = application.find('entry for the name', lambda node: e2e.name_of(node).startswith(
        'Type') and e2e.search(node, lambda one: one.get_editable_text_iface() is not None))
    e2e.search(entry, lambda one: one.get_editable_text_iface() is not None) \
        .get_editable_text_iface().set_text_contents(member['displayName'])
    application.press('Erase')


def story():
    directory = Directory(200)
    members = [one for one in directory.users(f'{EXTENSION}:status eq "active" and '
                                              f'{EXTENSION}:accessLevel eq "employee"', 200)
               if not one[EXTENSION].get('managedAttributes')]
    busy = next(one for one in members if references(directory, one).get('openAssessment'))
    free = next(one for one in members if not set(references(directory, one))
                & {'openAssessment', 'openPlan', 'reports', 'signOff'})
    past = directory.count(f'{EXTENSION}:retentionUntil lt "'
                           + datetime.datetime.now(datetime.timezone.utc)
                           .strftime('%Y-%m-%dT%H:%M:%SZ') + '"')
    application = Application('--connect', directory.address, '--token-file', directory.token_file)
    wait('all members', lambda: application.shows(str(directory.count())))

    say('who is past retention')
    application.click(application.find_named('list item', 'Past Retention'))
    application.wait_for_words(f'{past} of {directory.count()}')
    application.press('Clear Filters')

    say('oneself')
    check_oneself(application, directory)

    say('somebody with nothing open')
    erase(application, free)
    assert status_of(directory, free) == 'active'
    confirm(application, free)
    application.wait_until_closed()
    wait('the member to be gone', lambda: status_of(directory, free) is None)
    wait('the row to be gone', lambda: not application.rows())

    say('somebody who is assigned to something open')
    erase(application, busy)
    # What refers to them may need to be scrolled to.
    application.find_named('list item', 'Open Assessments')
    application.find_named('label',
                           'Will be deactivated instead: assigned to content that is open.')
    confirm(application, busy)
    application.wait_until_closed()
    wait('the member to be deactivated', lambda: status_of(directory, busy) == 'deactivated')
    application.quit()


e2e.run(story)
