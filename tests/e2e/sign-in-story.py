# SPDX-License-Identifier: GPL-3.0-or-later
"""There is no keyring, and then the token is replaced by another: each time one is told, signs in
again, and what waited is sent (PE-13, PE-14, K1)."""

import os

import e2e
from e2e import EXTENSION, Application, Directory, say, wait

WAITING = 'Sign in again'


def sign_in(application, token):
    application.wait_for_words(WAITING)
    e2e.act(application.find_action('win.sign-in'), 'win.sign-in')
    application.fill_secret('Access Token', token)
    application.press('Sign In')


def replace_token(directory):
    """What whoever runs the server does when a token got into wrong hands."""
    directory.kill()
    os.unlink(directory.token_file)
    directory.start()


def story():
    e2e.refuse_keyring()
    directory = Directory(60)
    member = next(one for one in directory.users(f'{EXTENSION}:status eq "active"')
                  if not one[EXTENSION].get('managedAttributes'))

    say('connecting without a keyring')
    application = Application()
    application.wait_for_words('Welcome to User Admin')
    e2e.act(application.find_action('welcome.connect'), 'welcome.connect')
    application.fill('Address', directory.address)
    application.fill_secret('Access Token', 'not-the-token')
    application.press('Connect')
    application.wait_for_words('Sign-in Refused')
    application.fill_secret('Access Token', directory.token)
    application.press('Connect')
    application.wait_for_words('Connected, but Not Remembered')
    application.press('Continue')
    wait('members in the table', application.rows)
    application.quit()

    say('the next start asks')
    application = Application()
    wait('members in the table', application.rows)
    sign_in(application, directory.token)
    wait('to be signed in', lambda: not application.shows(WAITING))

    say('the token is replaced')
    old = directory.token
    replace_token(directory)
    assert directory.token != old
    e2e.act(application.find_action('win.refresh'), 'win.refresh')
    application.wait_for_words(WAITING)

    say('an edit waits')
    application.edit(member, 'Family Name', 'Patience')
    assert directory.user(member['id'])['name'].get('familyName') != 'Patience'
    sign_in(application, 'still-not-the-token')
    application.wait_for_words('Sign-in Refused')
    application.fill_secret('Access Token', directory.token)
    application.press('Sign In')
    wait('the edit to arrive at the server',
         lambda: directory.user(member['id'])['name'].get('familyName') == 'Patience')
    wait('to be signed in', lambda: not application.shows(WAITING))

    say('no token was written anywhere')
    for token in (old, directory.token):
        assert e2e.files_with(token, e2e.HOME, os.path.join(e2e.ROOT, 'log'),
                              os.path.join(e2e.ROOT, 'tmp')) == []
    application.quit()


e2e.run(story)
