# SPDX-License-Identifier: GPL-3.0-or-later
"""A script opens a server by address and token file: nothing goes into the keyring, and what was
fetched is there again at the next start, even without the server."""

import os
import shutil

import e2e
from e2e import Application, Directory, say, wait


def story():
    e2e.start_keyring()
    directory = Directory(120)
    os.makedirs(e2e.SHARED, exist_ok=True)
    token_file = os.path.join(e2e.SHARED, 'token')
    shutil.copy(directory.token_file, token_file)
    os.chmod(token_file, 0o600)
    arguments = ('--connect', directory.address, '--token-file', token_file)

    say('with the server')
    application = Application(*arguments)
    wait('members in the table', application.rows)
    wait('all members', lambda: application.shows(str(directory.count())))
    assert not e2e.in_arguments(directory.token)
    application.quit()
    assert not e2e.keyring_has(directory.token)

    say('without the server')
    directory.kill()
    application = Application(*arguments)
    wait('members in the table', application.rows)
    application.wait_for_words('Offline')
    application.quit()

    say('it is not remembered')
    application = Application()
    application.wait_for_words('Welcome to User Admin')
    application.quit()


e2e.run(story)
