# SPDX-License-Identifier: GPL-3.0-or-later
"""An administrator goes through the places of an organisation with the keyboard and the mouse: to a
team and from there to its members, to the role profiles, where one is made, to a saved view, and
selects all whom that shows (LE-09, TL-12, WS-11, PE-03, PE-04, PE-15)."""

import datetime

import e2e
from e2e import EXTENSION, Application, Directory, say, wait

N_MEMBERS = 300
GROUP_EXTENSION = 'urn:example:useradmin:scim:2.0:Group'


def place(application, name):
    return application.find_named('list item', name)


def wait_for_list(application, name):
    return application.find(f'list “{name}”', lambda node: e2e.role_of(node) == 'list'
                            and e2e.name_of(node) == name)


def teams_of(directory):
    return [one for one in directory.ask('GET', '/Groups', count=1000)['Resources']
            if one[GROUP_EXTENSION]['kind'] == 'team' and len(one.get('members', [])) > 1]


def check_places(application):
    """Each place is there, by name."""
    for name in ('Members', 'Invitations', 'Teams and Groups', 'Role Profiles'):
        place(application, name)


def check_team(application, directory):
    """From a team to its members among all."""
    team = min(teams_of(directory), key=lambda one: one['displayName'])
    n = directory.count(f'groups.value eq "{team["id"]}"')
    application.type('ctrl+3')
    wait_for_list(application, 'Teams and groups')
    entry = application.entry('Search teams and groups')
    entry.get_editable_text_iface().set_text_contents(team['displayName'])
    application.click(application.find_named({'list item', 'table row'}, team['displayName']))
    application.wait_for_words(f'{n} people')
    application.press('Show in Members')
    # Who only coaches the team is not among its members.
    members = directory.count(f'{EXTENSION}:memberships[value eq "{team["id"]}" '
                              'and role eq "member"]')
    application.wait_for_words(f'{members} of {directory.count()}')
    wait('the members of the team', lambda: len(application.rows()) == members)


def check_role_profile(application, directory):
    """A role profile is made, without the mouse."""
    application.type('ctrl+4')
    wait_for_list(application, 'Role profiles')
    application.press('New Role Profile…')
    application.fill('Name', 'Lamplighter')
    application.press('Create')
    wait('the role profile at the directory',
         lambda: directory.ask('GET', '/RoleProfiles',
                               filter='displayName eq "Lamplighter"')['totalResults'] == 1)
    application.wait_for_words('Lamplighter')


def check_view(application, directory):
    """A saved view shows whom the directory counts, and all of them can be selected."""
    before = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=14)
    n = directory.count(f'{EXTENSION}:status eq "invited" and meta.created lt '
                        f'"{before.strftime("%Y-%m-%dT%H:%M:%SZ")}"')
    assert n > 0
    application.click(place(application, 'Invited over 14 Days Ago'))
    application.wait_for_words(f'{n} of {directory.count()}')
    application.press('Select Members')
    # While the list is being looked through again there is nothing to be pressed.
    wait(f'{n} to be selected', lambda: application.shows(f'{n} selected')
         or application.press(f'Select All {n}'))
    application.wait_for_words(f'{n} selected')
    application.press('Select Nobody')


def story():
    e2e.start_keyring()
    directory = Directory(N_MEMBERS)
    arguments = ('--connect', directory.address, '--token-file', directory.token_file)

    say('the places of an organisation')
    application = Application(*arguments)
    wait('members in the table', application.rows)
    wait('all members', lambda: application.shows(str(directory.count())))
    application.click(place(application, 'Members'))
    check_places(application)

    say('a team, a role profile, a saved view')
    check_team(application, directory)
    check_role_profile(application, directory)
    check_view(application, directory)

    say('the place is found again')
    application.type('ctrl+3')
    wait_for_list(application, 'Teams and groups')
    application.quit()
    application = Application(*arguments)
    wait_for_list(application, 'Teams and groups')
    application.quit()


e2e.run(story)
