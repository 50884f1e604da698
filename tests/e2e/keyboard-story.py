# SPDX-License-Identifier: GPL-3.0-or-later
"""Without ever touching a pointer: a member is found, deactivated and reactivated by Undo, one who
is only invited is erased, somebody is invited, a name edited, and several are labelled at once
(PE-15, WS-03, WS-04, WS-06, WS-07, LE-02, WU-02, WU-05, LE-03, PE-04, TL-02).  The directory is
asked each time what became of it."""

import os
import subprocess

import e2e
from e2e import EXTENSION, Application, Directory, say, wait


def focus_window(application):
    """What a window manager does for the window on top."""
    window = wait('a window', application.x_window)
    subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True)


def write(text):
    subprocess.run(['xdotool', 'type', '--clearmodifiers', text], check=True)


def is_focused(node):
    """A popover that is closed has a focus of its own, so that it is asked of one node."""
    return node.get_state_set().contains(e2e.Atspi.StateType.FOCUSED)


def find(application, member):
    """Types into the search, and goes to the one row that is left."""
    focus_window(application)
    application.type('ctrl+f')
    wait('the search to have the focus', lambda: is_focused(application.entry('Search members')))
    application.type('ctrl+a')
    write(member['userName'])
    wait('only that member', lambda: len(application.rows()) == 1
         and member['userName'] in application.rows()[0])
    application.type('Return')
    wait('the row to have the focus', lambda: application.look(
        lambda node: e2e.role_of(node) == 'table row' and is_focused(node), into_rows=True))


def open_dialog(application, key, title):
    """Presses a key until the dialog is there: a window that is just going still takes one."""
    for _ in range(10):
        focus_window(application)
        application.type(key)
        try:
            wait(f'the dialog “{title}”', lambda: application.has_dialog(title), seconds=5)
            break
        except e2e.Failure:
            continue
    application.wait_for_dialog(title)
    focus_window(application)


def status_of(directory, member):
    return directory.user(member['id'])[EXTENSION]['status']


def choose(application, *keys):
    """Opens the menu of the row and goes to an entry by its mnemonics."""
    application.type('shift+F10')
    wait('the menu', lambda: application.look(
        lambda node: e2e.role_of(node) in ('menu item', 'push button', 'button')
        and e2e.button_name(node) == 'Open Details'))
    application.type(*keys)


def confirm(application, button):
    """Waits until the preview is there and goes to its button with Tab."""
    def ready():
        node = application.look(lambda one: e2e.role_of(one) in ('push button', 'button')
                                and e2e.button_name(one) == button)
        return node is not None and node.get_state_set().contains(e2e.Atspi.StateType.SENSITIVE)
    wait(f'button “{button}” that can be pressed', ready)
    focus_window(application)
    application.type('alt+' + button[0].lower())
    application.wait_until_closed()


def write_into(application, name, text):
    """Writes over what is in the entry that has the keyboard, which has to be that one."""
    application.type('ctrl+a')
    write(text)
    wait(f'“{name}” to take what is typed',
         lambda: e2e.text_of(application.entry(name)) == text)


def gone(directory, member):
    try:
        directory.user(member['id'])
    except e2e.urllib.error.HTTPError as error:
        return error.code == 404
    return False


def story():
    directory = Directory(200)
    os.makedirs(e2e.SHARED, exist_ok=True)
    active = [one for one in directory.users(f'{EXTENSION}:status eq "active" and '
                                             f'{EXTENSION}:accessLevel eq "employee"', 60)
              if 'name' in one and not one[EXTENSION].get('managedAttributes')]
    # xdotool types what the keyboard of the virtual display has.
    invited = next(one for one in directory.users(f'{EXTENSION}:status eq "invited"', 50)
                   if one['displayName'].isascii())
    leaver, edited = active[3], active[4]

    application = Application('--connect', directory.address, '--token-file', directory.token_file)
    wait('members in the table', application.rows)
    wait('all members', lambda: application.shows(str(directory.count())))

    say('just typing searches, also for two words')
    focus_window(application)
    application.type('ctrl+1')
    write(f'{invited["name"]["familyName"]} {invited["name"]["givenName"]}')
    wait('only that member', lambda: len(application.rows()) == 1
         and invited['userName'] in application.rows()[0])
    application.type('Escape')
    wait('all members again', lambda: len(application.rows(limit=3)) == 3)

    say('deactivating with the key Delete, and Undo')
    find(application, leaver)
    application.type('Delete')
    application.wait_for_dialog('Deactivate ' + leaver['displayName'] + '?')
    confirm(application, 'Deactivate')
    wait('the member to be deactivated', lambda: status_of(directory, leaver) == 'deactivated')
    wait('the row to say so', lambda: any('Deactivated' in row for row in application.rows()))
    focus_window(application)
    application.type('ctrl+z')
    wait('the member to be active', lambda: status_of(directory, leaver) == 'active')
    wait('the row to say so', lambda: any('Active' in row for row in application.rows()))

    say('erasing one who is only invited, by name')
    find(application, invited)
    application.type('Delete')
    application.wait_for_dialog('Erase ' + invited['displayName'] + '?')
    focus_window(application)
    write(invited['displayName'])
    confirm(application, 'Erase')
    wait('the member to be gone', lambda: gone(directory, invited))
    wait('the row to be gone', lambda: not application.rows())

    say('inviting')
    open_dialog(application, 'ctrl+n', 'Invite Members')
    write_into(application, 'Full Name', 'Rut Alm')
    application.type('Tab')
    write_into(application, 'Email', 'rut.alm@brackwater.example')
    confirm(application, 'Send Invite')
    wait('the member to be invited', lambda: directory.users(
        f'emails.value eq "rut.alm@brackwater.example" and {EXTENSION}:status eq "invited"'))

    say('editing with F2')
    find(application, edited)
    open_dialog(application, 'F2', 'Edit ' + edited['displayName'])
    application.type('Tab')
    write_into(application, 'Family Name', 'Patience')
    confirm(application, 'Save Changes')
    wait('the name at the server',
         lambda: directory.user(edited['id'])['name']['familyName'] == 'Patience')

    say('labelling several at once, by the menu of the row')
    focus_window(application)
    application.type('ctrl+f')
    wait('the search to have the focus', lambda: is_focused(application.entry('Search members')))
    application.type('ctrl+a')
    write('buyer')
    n = wait('some members', lambda: 1 < len(application.rows()) < 40 and len(application.rows()))
    application.type('Return')
    application.type('ctrl+a')
    application.wait_for_words(f'{n} selected')
    choose(application, 'a', 'l')
    application.wait_for_dialog(f'Label {n} Members?')
    focus_window(application)
    write('Harbour crew')
    confirm(application, f'Add Label to {n} Members')
    wait('the label to be at the server',
         lambda: directory.count(f'{EXTENSION}:labels eq "Harbour crew"') == n)
    application.quit()


e2e.run(story)
