# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator invites one person, then several, of whom one stands there twice and one has an
account already, creates one instead, and sees who accepts become active (WS-06, LE-04, LE-05,
TL-01, TL-02, TL-06, TL-08, TL-10, CC-03)."""

import e2e
from e2e import EXTENSION, Application, Directory, say, wait

ADA = 'ada.berg@brackwater.example'
IDA = 'ida.lund@brackwater.example'
OTTO = 'otto.holm@brackwater.example'
LIV = 'liv.dahl@brackwater.example'


def find(directory, address):
    found = directory.users(f'emails.value eq "{address}"')
    return found[0] if found else None


def wait_for_status(directory, address, status):
    return wait(f'{address} to be {status} at the server',
                lambda: (find(directory, address) or {}).get(EXTENSION, {}).get('status') == status)


def invitation(directory, address):
    found = directory.ask('GET', '/Invitations', filter=f'email eq "{address}"')['Resources']
    assert len(found) == 1, found
    return found[0]


def begin(application):
    e2e.act(application.find_action('win.invite'), 'win.invite')
    application.wait_for_words('Invite Members')


def invite_one(application, directory):
    begin(application)
    application.wait_for_words('An email goes out at once.')
    application.fill('Full Name', 'Ada Berg')
    application.fill('Email', ADA)
    assert find(directory, ADA) is None
    application.press('Send Invite')
    application.wait_until_closed()
    wait_for_status(directory, ADA, 'invited')
    assert find(directory, ADA)['displayName'] == 'Ada Berg'
    assert invitation(directory, ADA)['state'] == 'pending'
    directory.wait_for_mail(ADA)


def show_who_has_an_account(application, active):
    """TL-10: the way to a member whose address was typed."""
    begin(application)
    application.fill('Email', active['emails'][0]['value'])
    application.wait_for_words('This address already has an active account.')
    application.press('Show Member')
    application.wait_until_closed()
    act_name = active['displayName']
    wait('the details of that member',
         lambda: application.look(lambda node: 'win.back' in e2e.actions_of(node)) is not None
         and application.shows(act_name))
    e2e.act(application.find_action('win.back'), 'win.back')


def invite_many(application, directory, active):
    begin(application)
    application.press('Add More People')
    known = active['emails'][0]['value']
    pasted = f'Ida Lund <{IDA}>, {OTTO}; {known}\n{IDA.upper()}'
    application.entry('Email Addresses').get_editable_text_iface().set_text_contents(pasted)
    application.wait_for_words('This address already has an active account.')
    application.wait_for_words('This address is in the list twice.')
    assert find(directory, IDA) is None and find(directory, OTTO) is None
    application.press('Send 2 Invites')
    for address in (IDA, OTTO):
        wait_for_status(directory, address, 'invited')
        directory.wait_for_mail(address)
    assert find(directory, IDA)['displayName'] == 'Ida Lund'
    assert len(directory.mails_to(IDA)) == 1

    say('who is left stays until one gives them up')
    application.wait_for_words('1 person; 1 cannot be invited')
    application.press('Cancel')
    application.press('Discard')
    application.wait_until_closed()
    assert directory.mails_to(known) == []


def create_one(application, directory):
    begin(application)
    application.click(application.find_named('check box', 'Create Instead'))
    application.fill('First Name', 'Liv')
    application.fill('Last Name', 'Dahl')
    application.fill('Email', LIV)
    application.press('Create')
    application.wait_until_closed()
    wait_for_status(directory, LIV, 'active')
    assert find(directory, LIV)['userName'] == LIV
    directory.wait_for_mail(LIV)


def accept(directory, address, given, family):
    """What the person does in a browser."""
    directory.fill_form(address, 'accept', givenName=given, familyName=family,
                        password='nine lives and ten', again='nine lives and ten')


def status_in_table(application, address, word):
    application.search_for(address)
    wait(f'{address} to be shown as {word}',
         lambda: len(application.rows()) == 1 and word in application.rows()[0])


def story():
    directory = Directory(200)
    active = next(one for one in directory.users(f'{EXTENSION}:status eq "active"')
                  if 'emails' in one)
    application = Application('--connect', directory.address, '--token-file', directory.token_file)
    wait('members in the table', application.rows)

    say('inviting one')
    invite_one(application, directory)
    status_in_table(application, ADA, 'Invited')
    say('an address that has an account')
    show_who_has_an_account(application, active)
    say('inviting several')
    invite_many(application, directory, active)
    say('creating one')
    create_one(application, directory)

    say('one accepts')
    accept(directory, ADA, 'Ada', 'Berg')
    wait_for_status(directory, ADA, 'active')
    assert directory.ask('GET', '/Invitations', filter=f'email eq "{ADA}"')['totalResults'] == 0
    e2e.act(application.find_action('win.refresh'), 'win.refresh')
    status_in_table(application, ADA, 'Active')
    application.quit()


e2e.run(story)
