# SPDX-License-Identifier: GPL-3.0-or-later
"""Which layer sees what.  src/meson.build makes the compiler keep most of it; this says so in
words, and holds for headers that lie where every compiler looks (SQLite)."""

import os
import re

from lint import Finding, rule

# Each folder of src/, and the folders whose headers it may include besides its own.
LAYERS = {
    'config': [],
    'base': [],
    'model': ['base'],
    'scim': ['base', 'model'],
    'client': ['base', 'model', 'scim'],
    'store': ['base', 'model', 'scim'],
    'exchange': ['base', 'model', 'scim'],
    'sync': ['base', 'model', 'scim', 'client', 'store', 'exchange'],
    'ui': ['base', 'model', 'sync', 'exchange'],
    'directory': ['base', 'model', 'scim'],
}
SYSTEM = [
    (r'sqlite3\.h', ['store', 'directory']),
    (r'libsoup/', ['client', 'directory']),
    (r'json-glib/', ['scim', 'client', 'directory']),
    (r'libsecret/', ['sync']),
    (r'(gtk|gdk|gsk)/|adwaita\.h', ['ui']),
    (r'crypt\.h', ['directory']),
]


def layer_of(path):
    parts = path.split('/')
    return parts[1] if len(parts) > 2 else 'main'


@rule('layers', bad=[
    {'src/model/a.c': '#include <libsoup/soup.h>\n'},
    {'src/ui/a.c': '#include <sqlite3.h>\n'},
    {'src/store/a.c': '#include <gtk/gtk.h>\n'},
    {'src/client/a.c': '#include "ua-b.h"\n', 'src/store/ua-b.h': ''},
    {'src/ui/a.c': '#include "ua-b.h"\n', 'src/client/ua-b.h': ''},
    {'src/ui/a.h': '#include "ua-b.h"\n', 'src/scim/ua-b.h': ''},
    {'src/directory/a.c': '#include "ua-b.h"\n', 'src/sync/ua-b.h': ''},
    {'src/new/a.c': '#include "ua-b.h"\n'}],
      good=[{'src/sync/a.c': '#include "ua-b.h"\n#include "ua-c.h"\n'
                             '#include <libsecret/secret.h>\n', 'src/store/ua-b.h': '',
             'src/model/ua-c.h': ''},
            {'src/main.c': '#include "ua-b.h"\n', 'src/ui/ua-b.h': ''}])
def check_layers(tree):
    home = {os.path.basename(path): layer_of(path) for path in tree.paths(r'^src/.*\.h$')}
    for path in tree.paths(r'^src/.*\.[ch]$'):
        layer = layer_of(path)
        if layer != 'main' and layer not in LAYERS:
            yield Finding(path, 1, f'is in {layer}, which is no known layer')
            continue
        allowed = ['ui'] if layer == 'main' else LAYERS[layer] + [layer]
        for number, line in tree.lines(path):
            match = re.match(r'#include (["<])([^">]+)', line)
            if not match:
                continue
            name = match.group(2)
            if match.group(1) == '"':
                other = home.get(os.path.basename(name))
                if other and other != 'config' and other not in allowed:
                    yield Finding(path, number, f'{layer} must not see {name} of {other}')
                continue
            for pattern, layers in SYSTEM:
                if re.match(pattern, name) and layer not in layers:
                    yield Finding(path, number, f'{layer} must not see <{name}>')
