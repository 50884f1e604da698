# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody looks around in the sample organisation, which nobody else can reach and which is still
there the next time."""

import os
import stat

import e2e
from e2e import Application, say, wait


def sockets():
    """The sockets on which an organisation on this computer listens."""
    folders = [os.path.join(e2e.ROOT, 'run'), e2e.HOME]
    return [path for path in e2e.files_below(*folders)
            if stat.S_ISSOCK(os.lstat(path).st_mode) and 'useradmin' in path]


def n_directories():
    return sum(os.path.basename(line[0]) == 'useradmin-directory' for line in e2e.command_lines())


def story():
    e2e.start_keyring()
    application = Application()
    application.wait_for_words('Welcome to User Admin')
    e2e.act(application.find_action('welcome.create-sample'), 'welcome.create-sample')
    wait('members in the table', application.rows)
    wait('all members', lambda: application.shows('250'))

    say('nobody else can reach it')
    assert n_directories() == 1
    for path in sockets():
        assert stat.S_IMODE(os.lstat(os.path.dirname(path)).st_mode) & 0o077 == 0, path
    assert len(sockets()) > 0
    e2e.check_private(e2e.data_folder())

    say('it ends with the application')
    application.quit()
    wait('the directory to end', lambda: n_directories() == 0)

    say('it is still there')
    application = Application()
    rows = wait('members in the table', application.rows)
    assert len(rows) > 1
    application.quit()
    wait('the directory to end', lambda: n_directories() == 0)


e2e.run(story)
