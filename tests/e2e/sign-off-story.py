# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator gives several members a security profile and takes it from one again, finds no
job sign-off where the organisation has none, and where it has asks several for it and reminds one
of them in words of their own (CC-13, CC-14, CC-15, UA-08)."""

import json

import e2e
from e2e import EXTENSION, Application, Directory, say, wait

SEARCH = 'buyer'
REQUEST = 'Request Job Sign-off…'
PROFILE = 'Auditors'
WORDS = 'Please sign before the harbour festival.'


def holders(directory):
    found = directory.ask('GET', '/SecurityProfiles',
                          filter=f'displayName eq "{PROFILE}"')['Resources'][0]
    return {one['value'] for one in found.get('members', [])}


def can_be_asked(member):
    return (member[EXTENSION]['status'] == 'active'
            and member[EXTENSION].get('signOff', 'none') == 'none')


def sign_off(directory, member):
    return directory.user(member['id'])[EXTENSION].get('signOff', 'none')


def messages_to(directory, member):
    return directory.ask('GET', '/Messages', count=1000,
                         filter=f'recipient eq "{member["emails"][0]["value"]}"')['Resources']


def give_profile(application, directory, found):
    """To all who were found, then away from one of them."""
    application.search_for(SEARCH)
    n = application.select_found()
    application.choose_for_selected('Assign', 'Assign Security Profile…')
    application.wait_for_dialog(f'Assign a Security Profile to {n} Members?')
    application.wait_for_words(PROFILE)
    before = holders(directory)
    application.press(f'Assign to {n} Members')
    application.wait_until_closed()
    ids = {one['id'] for one in found}
    wait('all to have the security profile', lambda: ids <= holders(directory))
    assert len(ids) == n and not ids <= before

    application.press('Select Nobody')
    one = next(one for one in found if one['id'] not in before)
    application.find_member(one)
    application.choose('Assign', 'Remove Security Profile…')
    application.wait_for_dialog(f'Take a Security Profile from {one["displayName"]}?')
    application.wait_for_words(PROFILE)
    application.press('Remove')
    application.wait_until_closed()
    wait('one not to have it', lambda: one['id'] not in holders(directory))
    assert ids - {one['id']} <= holders(directory)


def switch_on(application, directory, member):
    """What the organisation does not want is not offered."""
    application.find_member(member)
    assert not application.offers(REQUEST)
    directory.set('signOff', 'true')
    e2e.act(application.find_action('win.refresh'), 'win.refresh')
    wait('job sign-off to be offered', lambda: application.offers(REQUEST))


def request_sign_off(application, directory, found):
    application.search_for(SEARCH)
    n = application.select_found()
    application.choose_for_selected(REQUEST)
    application.wait_for_dialog(f'Request {n} Sign-offs?')
    # What goes out, and to whom it cannot, is told before.
    application.wait_for_words('Emails')
    application.wait_for_words('Not Possible For')
    able = [one for one in found if can_be_asked(one)]
    assert 1 < len(able) < n and all(sign_off(directory, one) == 'none' for one in able)
    application.press(f'Request {len(able)} Sign-offs')
    # For each who is left out the reason is told.
    application.wait_for_words(f'{len(able)} sign-offs requested')
    application.wait_for_words('Only invited so far, without access.')
    e2e.act(application.find_action('window.close'), 'window.close')
    application.wait_until_closed()
    wait('them to be pending', lambda: all(sign_off(directory, one) == 'pending' for one in able))
    assert all(sign_off(directory, one) == one[EXTENSION].get('signOff', 'none')
               for one in found if one not in able)
    assert messages_to(directory, able[0])[0]['kind'] == 'signOffRequest'
    application.press('Select Nobody')
    return able


def remind(application, directory, member):
    application.find_member(member)
    application.choose('Remind of Job Sign-off…')
    application.wait_for_dialog(f'Remind {member["displayName"]} of Their Sign-off?')
    application.fill('Message', WORDS)
    application.press('Send Reminder')
    application.wait_until_closed()
    sent = wait('the reminder', lambda: [one for one in messages_to(directory, member)
                                         if one['kind'] == 'signOffReminder'])
    assert len(sent) == 1 and WORDS in sent[0]['body'], sent


def story():
    directory = Directory(200)
    found = [one for one in directory.users('active pr', 300)
             if SEARCH in json.dumps(one[EXTENSION].get('roleProfile', {})).lower()]
    assert 1 < len(found) < 40, found
    application = Application('--connect', directory.address, '--token-file', directory.token_file)
    wait('all members', lambda: application.shows(str(directory.count())))

    say('a security profile for several')
    give_profile(application, directory, found)
    say('job sign-off is not there, then it is')
    switch_on(application, directory, next(one for one in found if can_be_asked(one)))
    say('asked of several')
    able = request_sign_off(application, directory, found)
    say('one is reminded')
    remind(application, directory, able[0])
    application.quit()


e2e.run(story)
