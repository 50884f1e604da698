# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stories share: the application as a person with assistive technology meets it, the
directory as another program meets it, and the files that both leave behind.

Nothing here waits for a time: every wait is for a condition, with a deadline that is generous
enough for a loaded machine."""

import email
import email.policy
import html
import itertools
import json
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import traceback
import urllib.parse
import urllib.request

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ROOT = os.environ['E2E_ROOT']
BUILD = os.environ['E2E_BUILD']
RESULTS = os.environ['E2E_RESULTS']
HOME = os.environ['HOME']
LAUNCHER = shlex.split(os.environ.get('E2E_LAUNCHER', ''))
APPLICATION_ID = 'com.example.UserAdmin'
# Where a launched application can read a file that a story gives it.
SHARED = os.path.join(HOME, '.var/app', APPLICATION_ID) if LAUNCHER else ROOT
DEADLINE = 90
EXTENSION = 'urn:example:useradmin:scim:2.0:User'


# What GTK complains of where no window manager hands the focus from window to window; and where it
# finds no monitor for a menu, which then has no room for a moment.
HARMLESS = ('did not receive a focus-out event', 'gdk_monitor_get_geometry: assertion')
WITHOUT_MONITOR = 'gtk_widget_size_allocate(): attempt to allocate'


class Failure(Exception):
    """What was expected did not come."""


def say(words):
    print('# ' + words, flush=True)


def wait(what, condition, seconds=DEADLINE):
    """Waits until the condition gives something that is true, and returns that."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while True:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            value = condition()
        except GLib.Error:
            # A widget went away between being found and being asked.
            value = None
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f'waited {seconds} s in vain for: {what}')
        pause.wait(0.1)


# The application, seen through AT-SPI.

def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def role_of(node):
    return node.get_role_name()


def name_of(node):
    return (node.get_name() or '').replace('_', '')


# What is in a row is only looked at when rows are asked for: a table has hundreds of cells.

def search(node, accept, into_rows=False, depth=40):
    if accept(node):
        return node
    if depth == 0 or (not into_rows and role_of(node) in {'table row'}):
        return None
    for child in children(node):
        found = search(child, accept, into_rows, depth - 1)
        if found is not None:
            return found
    return None


def collect(node, accept, into_rows=False, depth=40):
    if accept(node):
        yield node
    if depth == 0 or (not into_rows and role_of(node) in {'table row'}):
        return
    for child in children(node):
        yield from collect(child, accept, into_rows, depth - 1)


def actions_of(node):
    action = node.get_action_iface()
    if action is None:
        return {}
    try:
        return {action.get_action_name(i): i for i in range(action.get_n_actions())}
    except GLib.Error:
        # Actions come and go while they are listed.
        return {}


def act(node, *names):
    """Does the first of the actions that the node has."""
    have = actions_of(node)
    for name in names:
        if name in have:
            node.get_action_iface().do_action(have[name])
            return
    raise Failure(f'{role_of(node)} “{name_of(node)}” has none of {names}, only {sorted(have)}')


def text_of(node):
    text = node.get_text_iface()
    if text is not None:
        return text.get_text(0, text.get_character_count())
    return name_of(node)


def row_text(row):
    """What a row says, cell by cell."""
    labels = collect(row, lambda node: role_of(node) == 'label', into_rows=True)
    return ' | '.join(name_of(label) for label in labels)


class Application:
    """The application under its own process, from start to end."""

    n_started = 0

    def __init__(self, *arguments):
        Application.n_started += 1
        self.log_path = os.path.join(ROOT, 'log', f'application-{Application.n_started}')
        command = LAUNCHER or [os.path.join(BUILD, 'src', 'useradmin')]
        environment = dict(os.environ, G_MESSAGES_DEBUG='all', G_ENABLE_DIAGNOSTIC='1')
        with open(self.log_path, 'wb') as log:
            # The mask that gives everything to everybody: what is private must be made so (S7).
            self.process = subprocess.Popen(command + list(arguments), stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, env=environment,
                                            preexec_fn=lambda: os.umask(0))
        RUNNING.append(self.process)

    def root(self):
        if self.process.poll() is not None:
            raise Failure(f'the application ended with status {self.process.returncode}')
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for node in children(desktop):
            if node.get_name() in ('useradmin', APPLICATION_ID):
                node.set_cache_mask(Atspi.Cache.NONE)
                return node
        return None

    def windows(self):
        root = self.root()
        return list(children(root)) if root is not None else []

    def look(self, accept, into_rows=False):
        """Looks for a node in the windows, the newest first."""
        for window in reversed(self.windows()):
            found = search(window, accept, into_rows)
            if found is not None:
                return found
        return None

    def find(self, what, accept, into_rows=False, seconds=DEADLINE):
        return wait(what, lambda: self.look(accept, into_rows), seconds)

    def find_named(self, role, name):
        roles = {role} if isinstance(role, str) else set(role)
        return self.find(f'{role} “{name}”',
                         lambda node: role_of(node) in roles and name_of(node) == name)

    def shows(self, words):
        """Whether words can be seen.  What slid out of the window is still in the tree, but its
        place is outside."""
        for window in reversed(self.windows()):
            frame = window.get_extents(Atspi.CoordType.WINDOW)
            for node in collect(window, lambda one: words in name_of(one)):
                area = node.get_extents(Atspi.CoordType.WINDOW)
                if area.height > 0 and area.width > 0 and 0 <= area.y < frame.height:
                    return True
        return False

    def wait_for_words(self, words, seconds=DEADLINE):
        wait(f'the words “{words}”', lambda: self.shows(words), seconds)

    def find_action(self, action):
        return self.find(f'something that does {action}', lambda node: action in actions_of(node))

    def press(self, name):
        """Presses a button as soon as it can be pressed."""
        def ready():
            node = self.look(lambda one: role_of(one) in ('push button', 'button')
                             and button_name(one) == name)
            if node is not None and node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                return node
            return None
        act(wait(f'button “{name}” that can be pressed', ready), 'click', 'activate')

    def entry(self, name):
        """The text behind an entry row or an entry with that name."""
        def editable(node):
            return node.get_editable_text_iface() is not None

        def labelled(node):
            return name_of(node) == name and search(node, editable) is not None
        return search(self.find(f'entry “{name}”', labelled), editable)

    def fill(self, name, text):
        self.entry(name).get_editable_text_iface().set_text_contents(text)
        wait(f'“{name}” to take what is typed', lambda: text_of(self.entry(name)) == text)

    def fill_secret(self, name, text):
        """Like fill (); newer versions of GTK do not say what is in such an entry."""
        self.entry(name).get_editable_text_iface().set_text_contents(text)

    def search_for(self, words):
        self.entry('Search members').get_editable_text_iface().set_text_contents(words)

    def find_member(self, member):
        """Searches by the user name, until only that member is in the table."""
        self.search_for(member['userName'])
        wait(f'only {member["userName"]}', lambda: len(self.rows()) == 1)

    def choose(self, *labels):
        """Opens the menu of the first row, and goes through it to the last of the labels."""
        self.open_menu()
        self.choose_in_menu(*labels)

    def open_menu(self):
        act(self.find('menu of a row', lambda node: 'row.menu' in actions_of(node),
                      into_rows=True), 'row.menu')

    def choose_for_selected(self, *labels):
        """The same in the menu for all who are selected."""
        self.press('Actions')
        self.choose_in_menu(*labels)

    def choose_in_menu(self, *labels):
        def is_open(node):
            area = node.get_extents(Atspi.CoordType.WINDOW)
            return area.width > 0 and area.height > 0
        for label in labels:
            act(self.find(f'“{label}” in the menu',
                          lambda node, name=label: role_of(node) == 'menu item'
                          and name_of(node) == name and is_open(node), into_rows=True), 'click')

    def offers(self, label):
        """Whether the menu of the first row has an entry; leaves the menu by one that changes
        nothing."""
        self.open_menu()
        self.find('the menu', lambda node: name_of(node) == 'Copy Email', into_rows=True)
        found = label in self.offered()
        self.choose_in_menu('Copy Email')
        return found

    def offered(self):
        """What the menu that is open, or was, offers."""
        return {name_of(node) for window in self.windows() for node in
                collect(window, lambda one: role_of(one) == 'menu item', into_rows=True)}

    def select_found(self):
        """Selects all whom the search has found; says how many."""
        n = wait('a few members', lambda: 1 < len(self.rows()) < 40 and len(self.rows()))
        self.press('Select Members')
        # While the list is being looked through again, pressing does nothing.
        wait(f'{n} to be selected',
             lambda: self.shows(f'{n} selected') or self.press(f'Select All {n}'))
        return n

    def has_dialog(self, title):
        """A name in a title is kept from turning the direction of what is around it."""
        isolates = {0x2068: None, 0x2069: None}
        return any(name_of(window).translate(isolates) == title for window in self.windows())

    def wait_for_dialog(self, title):
        wait(f'the dialog “{title}”', lambda: self.has_dialog(title))

    def wait_until_closed(self):
        wait('the dialog to close', lambda: len(self.windows()) == 1)

    def edit(self, member, field, value):
        """Finds a member by the user name, opens it, changes a field and saves."""
        self.find_member(member)
        # Enter in the search goes to what was found, and there it opens.
        self.keys(self.entry('Search members'), 'Return')
        wait('the row to have the focus', lambda: self.focus() == 'table row')
        self.type('Return')
        act(self.find_action('member.edit'), 'member.edit')
        self.fill(field, value)
        self.press('Save Changes')
        self.wait_for_words(value)
        act(self.find_action('win.back'), 'win.back')
        wait('the new value in the table', lambda: any(value in row for row in self.rows()))
        self.search_for('')

    def rows(self, limit=40):
        """What the first rows of the table say."""
        table = self.look(lambda node: role_of(node) == 'table' and name_of(node) == 'Members')
        if table is None:
            return []
        return [row_text(row) for row in itertools.islice(children(table), limit)]

    def x_window(self):
        """The window that the application opened last, as X knows it."""
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.'],
                               capture_output=True, text=True, check=False).stdout.split()
        return found[-1] if found else None

    def click(self, node):
        """Clicks into the middle of a widget of the window on top, which takes the focus."""
        window = wait('a window to click into', self.x_window)
        area = wait('a widget that has a place',
                    lambda: node.get_extents(Atspi.CoordType.WINDOW))
        subprocess.run(['xdotool', 'windowfocus', '--sync', window, 'mousemove', '--window', window,
                        str(area.x + area.width // 2), str(area.y + area.height // 2),
                        'click', '1'], check=True)

    def keys(self, node, *keys):
        """Presses keys on a widget."""
        self.click(node)
        wait('the focus', lambda: search(
            node, lambda one: one.get_state_set().contains(Atspi.StateType.FOCUSED)))
        self.type(*keys)

    def type(self, *keys):
        """Presses keys on what has the focus."""
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

    def focus(self):
        """What kind of widget has the focus."""
        node = self.look(lambda one: one.get_state_set().contains(Atspi.StateType.FOCUSED))
        return role_of(node) if node is not None else None

    def quit(self):
        """Closes the window, which ends the application, and looks at what it complained of."""
        window = self.find('window', lambda node: role_of(node) == 'frame')
        try:
            act(window, 'window.close')
        except GLib.Error:
            # It may be gone before it has answered.
            pass
        wait('the application to end', lambda: self.process.poll() is not None)
        if self.process.returncode != 0:
            raise Failure(f'the application ended with status {self.process.returncode}')
        log = self.log()
        harmless = HARMLESS + ((WITHOUT_MONITOR,) if HARMLESS[1] in log else ())
        complaints = [line for line in log.split('\n')
                      if ('CRITICAL' in line or 'WARNING' in line)
                      and not any(words in line for words in harmless)]
        if complaints:
            raise Failure('the application complained: ' + complaints[0])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            return log.read()


def button_name(node):
    """Buttons with a mnemonic are named twice, as “_Edit Edit”."""
    name = name_of(node)
    half = len(name) // 2
    if len(name) % 2 == 1 and name[half] == ' ' and name[:half] == name[half + 1:]:
        return name[:half]
    return name


# The directory, asked as any other program would.

class Directory:
    """The reference directory, which can be killed and come back at the same address."""

    def __init__(self, n_sample):
        self.data_dir = os.path.join(ROOT, 'server', 'data')
        self.token_file = os.path.join(ROOT, 'server', 'token')
        self.n_sample = n_sample
        self.port = 0
        self.process = None
        self.start()

    def start(self):
        command = [os.path.join(BUILD, 'src/directory/useradmin-directory'),
                   '--data-dir', self.data_dir, '--listen', f'127.0.0.1:{self.port}',
                   '--token-file', self.token_file, '--sample', str(self.n_sample)]
        with open(os.path.join(ROOT, 'log', 'directory'), 'ab') as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log,
                                            stdin=subprocess.DEVNULL, text=True)
        RUNNING.append(self.process)
        line = self.process.stdout.readline()
        if 'listening on http://' not in line:
            raise Failure(f'the directory does not start: {line!r}')
        self.address = line.split('listening on ')[1].strip()
        self.port = urllib.parse.urlsplit(self.address).port
        with open(self.token_file, encoding='utf-8') as file:
            self.token = file.read().strip()

    def kill(self):
        """As when the plug is pulled."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ask(self, method, path, body=None, **parameters):
        query = '?' + urllib.parse.urlencode(parameters) if parameters else ''
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.address + path + query, data=data, method=method)
        request.add_header('Authorization', 'Bearer ' + self.token)
        request.add_header('Content-Type', 'application/scim+json')
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=DEADLINE) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def count(self, condition=None):
        parameters = {'count': 0}
        if condition:
            parameters['filter'] = condition
        return self.ask('GET', '/Users', **parameters)['totalResults']

    def users(self, condition, count=50):
        return self.ask('GET', '/Users', filter=condition, count=count).get('Resources', [])

    def user(self, user_id):
        return self.ask('GET', '/Users/' + user_id)

    def set(self, name, value):
        """Sets a setting of the organisation."""
        self.ask('PUT', '/Settings/' + name, {
            'schemas': ['urn:example:useradmin:scim:2.0:Setting'], 'value': value})

    def replace(self, user_id, path, value):
        self.ask('PATCH', '/Users/' + user_id, {
            'schemas': ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
            'Operations': [{'op': 'replace', 'path': path, 'value': value}],
        })

    def mails_to(self, address):
        """The mails in the spool that go to an address."""
        spool = os.path.join(self.data_dir, 'spool')
        found = []
        for name in sorted(os.listdir(spool)):
            if not name.endswith('.eml'):
                continue
            with open(os.path.join(spool, name), 'rb') as file:
                mail = email.message_from_binary_file(file, policy=email.policy.default)
            if address in mail['To']:
                found.append(mail)
        return found

    def wait_for_mail(self, address):
        return wait(f'a mail to {address}', lambda: self.mails_to(address))[-1]

    def fill_form(self, address, kind, **fields):
        """What a person does in a browser with the link in the mail that came last."""
        text = self.wait_for_mail(address).get_body(('plain',)).get_content()
        link = re.search(rf'https?://\S+/{kind}/\S+', text).group(0)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(link, timeout=DEADLINE) as answer:
            page = answer.read().decode()
        key = html.unescape(re.search(r'name="key" value="([^"]*)"', page).group(1))
        form = urllib.parse.urlencode({'key': key, **fields}).encode()
        with opener.open(link, form, timeout=DEADLINE) as answer:
            if answer.status != 200:
                raise Failure(f'the form answers with {answer.status}')


# The desktop around.

def bus_has(name):
    """Whether a name is owned, without having the bus start what would own it."""
    return 'boolean true' in subprocess.run(
        ['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.DBus',
         '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner', 'string:' + name],
        capture_output=True, text=True, check=False).stdout


def start_keyring():
    """The real keyring, unlocked, as after a log-in."""
    with open(os.path.join(ROOT, 'log', 'keyring'), 'wb') as log:
        daemon = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--unlock',
                                   '--components=secrets'], stdin=subprocess.PIPE, stdout=log,
                                  stderr=log)
    daemon.stdin.write(b'e2e')
    daemon.stdin.close()
    RUNNING.append(daemon)

    wait('the keyring', lambda: bus_has('org.freedesktop.secrets'))


def refuse_keyring():
    """A bus on which the keyring's name leads to nothing, as where there is none."""
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                         'RequestName', GLib.Variant('(su)', ('org.freedesktop.secrets', 4)), None,
                         Gio.DBusCallFlags.NONE, -1, None)
    REFUSED.append(connection)


def keyring_has(secret):
    """Whether the secret is what the keyring holds for the application.  In a sandbox the keyring
    only holds the key of an encrypted file: then whether that file is there."""
    if LAUNCHER:
        return os.path.exists(os.path.join(SHARED, 'data', 'keyrings', 'default.keyring'))
    found = subprocess.run(['secret-tool', 'search', '--all', 'xdg:schema', APPLICATION_ID],
                           capture_output=True, text=True, check=False).stdout
    return f'secret = {secret}' in found


def start_accessibility():
    with open(os.path.join(ROOT, 'log', 'accessibility'), 'wb') as log:
        RUNNING.append(subprocess.Popen(['/usr/libexec/at-spi-bus-launcher',
                                         '--launch-immediately'], stdout=log, stderr=log))
    wait('the accessibility bus', lambda: bus_has('org.a11y.Bus'))
    Atspi.init()


# What is left behind.

def files_below(*folders):
    for folder in folders:
        for where, _, names in os.walk(folder):
            for name in names:
                yield os.path.join(where, name)


def files_with(needle, *folders):
    """The regular files that hold a text, in UTF-8 or UTF-16."""
    forms = [needle.encode('utf-8'), needle.encode('utf-16-le')]
    found = []
    for path in files_below(*folders):
        if not stat.S_ISREG(os.lstat(path).st_mode):
            continue
        with open(path, 'rb') as file:
            content = file.read()
        if any(form in content for form in forms):
            found.append(os.path.relpath(path, ROOT))
    return found


def check_private(*folders):
    """S7: nobody else can read or enter anything, whatever the mask was."""
    seen = 0
    for folder in folders:
        for where, names, files in os.walk(folder):
            for path in [where] + [os.path.join(where, name) for name in files]:
                mode = stat.S_IMODE(os.lstat(path).st_mode)
                if mode & 0o077:
                    raise Failure(f'{os.path.relpath(path, ROOT)} has mode {mode:o}')
                seen += 1
    if seen == 0:
        raise Failure(f'nothing was written below {folders}')


def data_folder():
    """Where the application keeps its cache, inside the sandbox or outside."""
    if LAUNCHER:
        return os.path.join(SHARED, 'data', 'useradmin')
    return os.path.join(HOME, '.local', 'share', 'useradmin')


def command_lines():
    """The arguments of every process of this story, which all have its folder as their home."""
    lines = []
    for pid in os.listdir('/proc'):
        if not pid.isdigit():
            continue
        try:
            with open(f'/proc/{pid}/environ', 'rb') as file:
                if f'HOME={HOME}\0'.encode() not in file.read():
                    continue
            with open(f'/proc/{pid}/cmdline', 'rb') as file:
                lines.append(file.read().decode('utf-8', 'replace').rstrip('\0').split('\0'))
        except OSError:
            continue
    return lines


def in_arguments(needle):
    return any(needle in argument for line in command_lines() for argument in line)


RUNNING = []
REFUSED = []


def keep_evidence():
    os.makedirs(RESULTS, exist_ok=True)
    subprocess.run(['import', '-window', 'root', os.path.join(RESULTS, 'screen.png')], check=False)
    shutil.copytree(os.path.join(ROOT, 'log'), os.path.join(RESULTS, 'log'), dirs_exist_ok=True)
    with open(os.path.join(RESULTS, 'tree'), 'w', encoding='utf-8') as file:
        try:
            for node in children(Atspi.get_desktop(0)):
                write_tree(file, node, 0)
        except GLib.Error as error:
            file.write(str(error))


def write_tree(file, node, depth):
    file.write(f'{"  " * depth}{role_of(node)} “{name_of(node)}” {sorted(actions_of(node))}\n')
    if depth < 40:
        for number, child in enumerate(children(node)):
            if role_of(child) == 'table row' and number > 5:
                break
            write_tree(file, child, depth + 1)


def run(story):
    """Runs a story, and says in the form of the Test Anything Protocol how it ended."""
    status = 1
    print('1..1', flush=True)
    try:
        start_accessibility()
        story()
        print('ok 1 ' + os.environ['E2E_STORY'])
        status = 0
    except Exception:  # pylint: disable=broad-except
        traceback.print_exc()
        keep_evidence()
        print('not ok 1 ' + os.environ['E2E_STORY'])
        print(f'# see {RESULTS}')
    finally:
        for process in reversed(RUNNING):
            if process.poll() is None:
                process.kill()
                process.wait()
    sys.stdout.flush()
    sys.exit(status)
