# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator sends password links to several, of whom a deactivated one becomes active by it,
unlocks a member, sends an activation to one without a password, who chooses one, and sets it anew
where the organisation wants that, of which a notification tells without holding it (CC-04, CC-08,
CC-09, CC-11)."""

import e2e
from e2e import EXTENSION, Application, Directory, say, wait

SEARCH = 'buyer'
SET = 'Set Password…'
PASSWORD = 'harbour gulls at dawn'


def status_of(directory, member):
    return directory.user(member['id'])[EXTENSION]['status']


def address_of(member):
    return member['emails'][0]['value']


def messages_to(directory, member, kind):
    return directory.ask('GET', '/Messages', count=1000,
                         filter=f'recipient eq "{address_of(member)}" and kind eq "{kind}"'
                         ).get('Resources', [])


def choose_password(directory, member):
    directory.fill_form(address_of(member), 'password', password='nine lives and ten',
                        again='nine lives and ten')


def unlock(application, directory):
    locked = directory.users(f'{EXTENSION}:status eq "locked"')[0]
    application.find_member(locked)
    wait('the lock to be shown', lambda: 'Locked' in application.rows()[0])
    application.choose('Unlock')
    wait('the member to be active', lambda: status_of(directory, locked) == 'active')
    wait('the row to say so', lambda: 'Active' in application.rows()[0])


def activate(application, directory, member):
    application.find_member(member)
    application.choose('Send Activation…')
    application.wait_for_dialog(f'Send {member["displayName"]} an Activation?')
    assert not messages_to(directory, member, 'activation')
    application.press('Send Activation')
    application.wait_until_closed()
    wait('the activation', lambda: messages_to(directory, member, 'activation'))
    assert not directory.user(member['id'])[EXTENSION].get('hasPassword')
    choose_password(directory, member)
    assert directory.user(member['id'])[EXTENSION]['hasPassword'] is True


def send_links(application, directory, found):
    application.search_for(SEARCH)
    n = application.select_found()
    application.choose_for_selected('Send Password Link…')
    application.wait_for_dialog(f'Send {n} Password Links?')
    application.wait_for_words('Emails')
    able = [one for one in found if one[EXTENSION].get('hasPassword')]
    assert 1 < len(able) < n
    application.press(f'Send {len(able)} Links')
    application.wait_for_words(f'{len(able)} password links sent')
    e2e.act(application.find_action('window.close'), 'window.close')
    application.wait_until_closed()
    application.press('Select Nobody')
    for one in able:
        assert len(messages_to(directory, one, 'passwordLink')) == 1
    leaver = next(one for one in able if one[EXTENSION]['status'] == 'deactivated')
    choose_password(directory, leaver)
    assert status_of(directory, leaver) == 'active'


def offers_set(application):
    """Whether a password can be set; leaves the menu by a dialog in which nothing is done."""
    application.choose('Assign')
    application.find('the menu', lambda node: e2e.name_of(node) == 'Add Label…', into_rows=True)
    found = SET in application.offered()
    application.choose_in_menu('Add Label…')
    application.press('Cancel')
    application.wait_until_closed()
    return found


def set_password(application, directory, member):
    application.find_member(member)
    assert not offers_set(application)
    directory.set('setPassword', 'true')
    e2e.act(application.find_action('win.refresh'), 'win.refresh')
    wait('setting passwords to be offered', lambda: offers_set(application))
    application.choose('Assign', SET)
    application.wait_for_dialog(f'Set the Password of {member["displayName"]}?')
    application.fill_secret('Password', PASSWORD)
    application.press('Set Password')
    application.wait_until_closed()
    assert not e2e.in_arguments(PASSWORD)

    application.choose('Send Notification…')
    application.wait_for_dialog(f'Notify {member["displayName"]}?')
    application.press('Send Notification')
    application.wait_until_closed()
    wait('the notification', lambda: messages_to(directory, member, 'created'))
    for mail in directory.mails_to(address_of(member)):
        assert PASSWORD not in mail.get_body(('plain',)).get_content()


def story():
    directory = Directory(200)
    members = directory.users('active pr', 300)
    found = [one for one in members
             if SEARCH in one[EXTENSION].get('roleProfile', {}).get('display', '').lower()]
    new = directory.ask('POST', '/Users', {
        'schemas': ['urn:ietf:params:scim:schemas:core:2.0:User'],
        'userName': 'vera.molen', 'displayName': 'Vera Molen', 'active': True,
        'emails': [{'value': 'vera.molen@brackwater.example', 'primary': True}]})
    application = Application('--connect', directory.address, '--token-file', directory.token_file)
    wait('all members', lambda: application.shows(str(directory.count())))

    say('password links')
    send_links(application, directory, found)
    say('a lock')
    unlock(application, directory)
    say('an activation')
    activate(application, directory, new)
    say('a password')
    set_password(application, directory, directory.user(new['id']))
    application.quit()


e2e.run(story)
