#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A SCIM 2.0 service over members in memory that is odd in the ways that are asked for.

    odd-server.py [--members N] [--base /scim/v2] [--token T] --quirk cap=10 --quirk no-patch=405

It prints its address, and ends with its standard input (unless --stay).  Below /truth it tells,
without any quirk and without a token, what it really holds: /truth/ids (who is there),
/truth/Users/ID and /truth/log (the requests so far).  Every quirk is described in QUIRKS.
"""
import argparse
import email.utils
import gzip
import http.server
import json
import re
import sys
import threading
import time
import urllib.parse

CORE = 'urn:ietf:params:scim:schemas:core:2.0:'
API = 'urn:ietf:params:scim:api:messages:2.0:'
ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

QUIRKS = {
    # What discovery says.
    'config': '/ServiceProviderConfig answers STATUS, html, lies (all supported), strings, empty',
    'types': '/ResourceTypes answers STATUS, html, absolute, based, elsewhere, renamed, bare',
    'schemas': '/Schemas answers STATUS, html',
    'me': '/Me answers STATUS (404 is the default), html, user, list',
    # What the service can do.
    'no-sort': 'sortBy is answered 400, or ignored (=ignored)',
    'no-etag': 'there are no versions, or in the header only (=header)',
    'if-match': 'a write without If-Match is answered 428',
    'no-patch': 'PATCH is answered STATUS',
    'patch': 'PATCH understands replace with a path only (=paths), no paths (=objects), '
             'answers 204 (=204) or an empty 200 (=empty) or something else (=text)',
    'no-put': 'PUT is answered STATUS',
    'filter': 'a filter is answered 400, 500, empty, ignored',
    'only-json': 'bodies that are not application/json are answered 415',
    'ignores': 'a PATCH of that attribute is answered as if it were done: =displayName',
    'disable': 'DELETE disables instead',
    'get': 'one member comes in a list (=list) or not at all (=STATUS)',
    # Pages.
    'cap': 'at most N rows a page; more are refused with =N,400',
    'total': 'totalResults is missing, string, zero, less, more, negative, page',
    'start': 'startIndex is ignored, refused, or from zero (=zero)',
    'cursor': 'paging by cursor only: =announced or =silent',
    'duplicates': 'each page begins with the last row of the one before',
    'vanish': 'a member is erased after the first page (404 then)',
    'hidden': 'every seventh member is left out of lists from the third walk on, but is there',
    'slow': 'each list takes that many seconds',
    'refuse-after': 'N lists of members, then STATUS (=N,STATUS) to all but the token T-renewed',
    # Values.
    'booleans': 'booleans are strings',
    'lower': 'the names in a list are in lower case, or all names (=all)',
    'single': 'emails or resources are one object instead of a list',
    'emails': 'are texts instead of objects',
    'numbers': 'ids are numbers',
    'bare': 'members have a user name only, or no name, emails, display name (=names)',
    'nulls': 'what is missing is null',
    'no-meta': 'there is no meta',
    'no-schemas': 'there is no schemas',
    'strange': 'there are extensions and attributes that nobody knows',
    'location': 'addresses in meta and $ref name another host',
    # Groups.
    'groups': '/Groups answers STATUS, html, empty, bare (display only), nested, huge, '
              'in-users (members tell them), in-users,STATUS',
    # HTTP.
    'errors': 'the status in errors is a number, or errors are html or empty',
    'busy': 'some requests are answered 429 with Retry-After in seconds, a date, garbage, none',
    'type': 'the content type is json, text, none',
    'coding': 'bodies are chunked, gzip, both',
    'http': 'close (after each response) or 1.0',
    'slash': 'paths without a slash at the end are answered 404 or redirected (=redirect)',
}

GIVEN = ['Anna', 'Bram', 'Chloé', 'Dáithí', 'Eva', 'Filip', 'Greta', 'Hugo', 'Ines', 'Jón']
FAMILY = ['Aalto', 'Berg', 'Castel', 'Dvořák', 'Müller', 'Falk', 'Grünwald', 'Holm']


def make_member(n):
    given, family = GIVEN[n % len(GIVEN)], FAMILY[n % len(FAMILY)]
    return {
        'schemas': [CORE + 'User', ENTERPRISE], 'id': '%05d' % (10000 + n),
        'userName': 'member%05d' % n, 'displayName': '%s %s %d' % (given, family, n),
        'name': {'givenName': given, 'familyName': family},
        'emails': [{'value': 'member%05d@brackwater.example' % n, 'type': 'work',
                    'primary': True}],
        'active': n % 10 != 0, 'title': ['Smith', 'Weaver', 'Clerk'][n % 3],
        ENTERPRISE: {'department': ['Forge', 'Loom', 'Office'][n % 3],
                     'employeeNumber': str(1000 + n)},
    }


class Failure(Exception):
    def __init__(self, status, scim_type=None, **headers):
        super().__init__(status)
        self.status, self.scim_type, self.headers = status, scim_type, headers


class Directory:
    def __init__(self, options):
        self.quirks = dict((q.split('=', 1) + ['yes'])[:2] for q in options.quirk)
        for name in self.quirks:
            if name not in QUIRKS:
                sys.exit('no such quirk: ' + name)
        self.base, self.token = options.base.rstrip('/'), options.token
        self.lock = threading.Lock()
        self.users = {}
        for n in range(1, options.members + 1):
            member = make_member(n)
            self.users[member['id']] = member
            lacks = {'yes': [name for name in member if name not in ('id', 'userName', 'schemas')],
                     'names': ['name', 'emails', 'displayName']}.get(self.quirk('bare'), [])
            for name in lacks:
                del member[name]
        self.versions = dict.fromkeys(self.users, 1)
        self.log, self.n_lists, self.n_walks, self.n_requests = [], 0, 0, 0
        self.origin = ''

    def quirk(self, name, value=None):
        found = self.quirks.get(name)
        return found if value is None else found == value

    def endpoint(self, name):
        if not self.quirk('types', 'renamed'):
            return '/' + name
        return {'Users': '/People', 'Groups': '/Circles'}[name]

    # How a member looks from outside.

    def show(self, member):
        shown = json.loads(json.dumps(member))
        host = 'http://elsewhere.example' if self.quirk('location') else self.origin
        if not self.quirk('no-meta'):
            shown['meta'] = {'resourceType': 'User', 'created': '2024-03-01T09:00:00Z',
                             'lastModified': '2024-03-01T09:00:00Z',
                             'location': '%s%s%s/%s' % (host, self.base, self.endpoint('Users'),
                                                        member['id'])}
            if not self.quirk('no-etag'):
                shown['meta']['version'] = 'W/"%d"' % self.versions[member['id']]
        if (self.quirk('groups') or '').startswith('in-users'):
            shown['groups'] = [{'value': 'g1', 'display': 'Harbour'}]
        self.distort(shown)
        return self.rename(shown) if self.quirk('lower', 'all') else shown

    def distort(self, shown):
        if self.quirk('booleans'):
            shown['active'] = str(shown['active'])
            for one in shown['emails']:
                one['primary'] = 'True'
        if self.quirk('single', 'emails'):
            shown['emails'] = shown['emails'][0]
        if self.quirk('emails'):
            shown['emails'] = [one['value'] for one in shown['emails']]
        if self.quirk('numbers'):
            shown['id'] = int(shown['id'])
        if self.quirk('nulls'):
            shown.update({'nickName': None, 'locale': None, 'name': None, 'phoneNumbers': None,
                          'addresses': [None], 'title': None, ENTERPRISE: None, 'groups': None})
        if self.quirk('no-schemas'):
            shown.pop('schemas', None)
        if self.quirk('strange'):
            urn = 'urn:vendor.example:params:scim:schemas:odd:2.0:User'
            shown['schemas'].append(urn)
            shown[urn] = {'shoeSize': 43, 'nested': {'deep': [1, {'er': None}]}}
            shown['ims'] = [{'value': 'x', 'type': 'y'}]
            shown['x509Certificates'] = [{'value': 'AAAA'}]
            shown['vendorThing'] = [[1, 2], 'three', True]

    def rename(self, value):
        if isinstance(value, dict):
            return {name.lower(): self.rename(one) for name, one in value.items()}
        return [self.rename(one) for one in value] if isinstance(value, list) else value

    def make_group(self, n, member_ids):
        return {'schemas': [CORE + 'Group'], 'id': 'g%d' % n,
                'displayName': ['Harbour', 'Quay', 'Lighthouse'][n % 3],
                'members': [{'value': one, 'type': 'User',
                             'display': self.users[one].get('displayName')}
                            for one in member_ids]}

    def groups(self):
        kind = self.quirk('groups')
        if kind == 'empty':
            return []
        ids = list(self.users)
        groups = [self.make_group(n, ids[n::3]) for n in range(3)]
        if kind == 'huge':
            groups = [self.make_group(0, ids)]
        if kind == 'nested':
            groups[0]['members'].append({'value': 'g1', 'type': 'Group', 'display': 'Quay'})
            groups[1]['members'].append({'value': 'g0', 'type': 'Group', 'display': 'Harbour'})
        for group in groups:
            if kind in ('bare', 'in-users'):
                del group['members']
            if kind == 'bare':
                group.pop('schemas')
        return groups

    # Lists.

    def find(self, rows, text):
        how = self.quirk('filter')
        if how in ('400', '500'):
            raise Failure(int(how), 'invalidFilter')
        if how == 'ignored':
            return rows
        if how == 'empty':
            return []
        match = re.fullmatch(r'(\w+) (eq|gt) "([^"]*)"', text)
        if match is None:
            raise Failure(400, 'invalidFilter')
        name, op, value = match.groups()
        if op == 'gt':
            return [row for row in rows if str(row.get(name, '')) > value]
        return [row for row in rows if str(row.get(name, '')).lower() == value.lower()]

    def list_rows(self, rows, query, prefix, show=lambda row: row):
        cap, _, refusal = (self.quirk('cap') or '1000').partition(',')
        count = int(query.get('count', cap))
        if refusal and count > int(cap):
            raise Failure(int(refusal), 'tooMany' if refusal == '400' else None)
        count = max(0, min(count, int(cap)))
        if 'filter' in query:
            rows = self.find(rows, query['filter'])
        if 'sortBy' in query:
            if self.quirk('no-sort', 'yes'):
                raise Failure(400, 'invalidPath')
            if not self.quirk('no-sort'):
                rows = sorted(rows, key=lambda row: str(row.get(query['sortBy'], '')))
        total = len(rows)
        begin = self.find_begin(query)
        end = begin + count
        if self.quirk('duplicates') and begin > 0:
            begin -= 1
        page = [show(row) for row in rows[begin:end]]
        body = {'schemas': [API + 'ListResponse'], 'totalResults': total,
                'itemsPerPage': len(page), 'startIndex': begin + 1, 'Resources': page}
        if self.quirk('cursor') and prefix == 'Users' and end < total:
            body['nextCursor'] = 'c%d' % end
        return self.distort_list(body)

    def find_begin(self, query):
        if self.quirk('cursor'):
            if 'startIndex' in query:
                raise Failure(400, 'invalidValue')
            cursor = query.get('cursor') or 'c0'
            return int(cursor[1:])
        if 'startIndex' not in query or self.quirk('start', 'ignored'):
            return 0
        if self.quirk('start', 'refused'):
            raise Failure(400, 'invalidValue')
        return max(0, int(query['startIndex']) - 1)

    def distort_list(self, body):
        total = self.quirk('total')
        if total == 'missing':
            del body['totalResults']
        elif total is not None:
            true = body['totalResults']
            body['totalResults'] = {'string': str(true), 'zero': 0, 'less': true // 2,
                                    'more': true + 13, 'negative': -1,
                                    'page': len(body['Resources'])}[total]
        if self.quirk('single', 'resources') and len(body['Resources']) == 1:
            body['Resources'] = body['Resources'][0]
        if self.quirk('no-schemas'):
            del body['schemas']
        if self.quirk('lower'):
            body = {name.lower(): value for name, value in body.items()}
        return body

    def list_users(self, query, renewed):
        self.n_lists += 1
        refuse = self.quirk('refuse-after')
        if refuse and not renewed and self.n_lists > int(refuse.split(',')[0]):
            raise Failure(int(refuse.split(',')[1]))
        if self.quirk('slow'):
            threading.Event().wait(float(self.quirk('slow')))
        if 'filter' not in query and query.get('startIndex', '1') == '1':
            self.n_walks += 1
        rows = list(self.users.values())
        if self.quirk('hidden') and self.n_walks > 2:
            rows = [row for n, row in enumerate(rows) if n % 7 != 3]
        shown = self.list_rows(rows, query, 'Users', self.show)
        if self.quirk('vanish') and self.n_lists == 2:
            self.users.pop(sorted(self.users)[4])
        return shown

    # Writing.

    def set_value(self, member, path, value):
        if path == self.quirk('ignores'):
            return
        target, names = member, path.split('.')
        if path.startswith(ENTERPRISE + ':'):
            target, names = member.setdefault(ENTERPRISE, {}), [path[len(ENTERPRISE) + 1:]]
        for name in names[:-1]:
            target = target.setdefault(name, {})
        target[names[-1]] = value

    def patch(self, member, body):
        how = self.quirk('patch')
        for one in body.get('Operations', []):
            if one['op'] not in ('add', 'replace', 'remove'):
                raise Failure(400, 'invalidSyntax')
            if how == 'paths' and (one['op'] != 'replace' or 'path' not in one):
                raise Failure(400, 'invalidSyntax')
            if how == 'objects' and ('path' in one or not isinstance(one.get('value'), dict)):
                raise Failure(400, 'invalidPath')
            if 'path' not in one:
                for path, value in one['value'].items():
                    self.set_value(member, path, value)
            else:
                self.set_value(member, one['path'], one.get('value'))

    def put(self, member, body):
        names = {name.lower(): name for name in make_member(1)}
        for name in list(member):
            if name != 'id':
                del member[name]
        for name, value in body.items():
            if name.lower() not in ('id', 'meta', 'groups'):
                member[names.get(name.lower(), name)] = value
        emails = member.get('emails') or []
        member['emails'] = [{'value': one} if isinstance(one, str) else one
                            for one in (emails if isinstance(emails, list) else [emails])]

    # Discovery.

    def config(self):
        how = self.quirk('config')
        yes = {'strings': 'True'}.get(how, True)
        lies = how == 'lies'
        if how == 'empty':
            return {}
        body = {'schemas': [CORE + 'ServiceProviderConfig'],
                'patch': {'supported': yes if lies or not self.quirk('no-patch') else False},
                'bulk': {'supported': False}, 'changePassword': {'supported': False},
                'filter': {'supported': yes, 'maxResults': 200},
                'sort': {'supported': yes if lies or not self.quirk('no-sort') else False},
                'etag': {'supported': yes if lies or not self.quirk('no-etag', 'yes') else False},
                'authenticationSchemes': [{'type': 'oauthbearertoken', 'name': 'Token'}]}
        if self.quirk('cursor', 'announced'):
            body['pagination'] = {'cursor': True, 'index': False}
        return body

    def resource_types(self):
        how = self.quirk('types')
        types = []
        for name, plural, extension in (('User', 'Users', True), ('Group', 'Groups', False)):
            endpoint = self.endpoint(plural)
            if how in ('absolute', 'elsewhere', 'based'):
                before = {'absolute': self.origin + self.base, 'based': self.base,
                          'elsewhere': 'https://elsewhere.example/tenant/v2'}[how]
                endpoint = before + endpoint
            one = {'schemas': [CORE + 'ResourceType'], 'id': name, 'name': name,
                   'endpoint': endpoint, 'schema': CORE + name}
            if extension:
                one['schemaExtensions'] = [{'schema': ENTERPRISE, 'required': False}]
            types.append(one)
        if how == 'bare':
            return types
        return {'schemas': [API + 'ListResponse'], 'totalResults': 2, 'Resources': types}


class Handler(http.server.BaseHTTPRequestHandler):
    server_version, sys_version = 'Odd', ''

    def log_message(self, *args):
        pass

    def do_GET(self):
        self.handle_one(self.get)

    def do_PATCH(self):
        self.handle_one(self.patch)

    def do_PUT(self):
        self.handle_one(self.put)

    def do_DELETE(self):
        self.handle_one(self.delete)

    def do_POST(self):
        self.handle_one(self.refuse)

    def handle_one(self, act):
        directory = self.server.directory
        url = urllib.parse.urlsplit(self.path)
        self.body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        try:
            if url.path.startswith('/truth/'):
                self.answer(200, self.tell(url.path.split('/')[2:]), plain=True)
                return
            with directory.lock:
                directory.log.append('%s %s' % (self.command, self.path))
                self.check()
                path = self.strip(url.path)
                query = dict(urllib.parse.parse_qsl(url.query))
                status, body = act(directory, path, query)
            self.answer(status, body)
        except Failure as failure:
            self.fail(failure)

    def tell(self, path):
        directory = self.server.directory
        if path == ['ids']:
            return sorted(directory.users)
        if path == ['log']:
            return directory.log
        return directory.users.get(path[1], {})

    def check(self):
        directory = self.server.directory
        known = 'Bearer ' + directory.token
        self.renewed = self.headers.get('Authorization') == known + '-renewed'
        if self.headers.get('Authorization') != known and not self.renewed:
            raise Failure(401)
        directory.n_requests += 1
        busy = directory.quirk('busy')
        if busy and directory.n_requests == 7:
            seconds = 1
            after = {'seconds': str(seconds), 'garbage': 'soon',
                     'date': email.utils.formatdate(time.time() + seconds, usegmt=True)}
            raise Failure(429, **({'Retry-After': after[busy]} if busy in after else {}))
        if directory.quirk('only-json') and self.command != 'GET' and \
                self.headers.get_content_type() != 'application/json':
            raise Failure(415)

    def strip(self, path):
        """The parts below the base address."""
        directory = self.server.directory
        if not path.startswith(directory.base + '/'):
            raise Failure(404)
        slash = directory.quirk('slash')
        if slash and not path.endswith('/'):
            raise Failure(307, Location=path + '/') if slash == 'redirect' else Failure(404)
        parts = path[len(directory.base):].strip('/').split('/')
        for name in ('Users', 'Groups'):
            if '/' + parts[0] == directory.endpoint(name):
                return [name] + [urllib.parse.unquote(part) for part in parts[1:]]
        return parts

    def get(self, directory, path, query):
        name = {'ServiceProviderConfig': 'config', 'ResourceTypes': 'types',
                'Schemas': 'schemas', 'Me': 'me', 'Groups': 'groups'}.get(path[0])
        how = directory.quirk(name) if name else None
        if how == 'html':
            return 200, '<!DOCTYPE html><title>Welcome</title><p>Please sign in.'
        if how and how.split(',')[-1].isdigit():
            raise Failure(int(how.split(',')[-1]))
        if path[0] == 'Users':
            if len(path) == 1:
                return 200, directory.list_users(query, self.renewed)
            return 200, self.get_user(directory, path[1])
        if path[0] == 'Groups' and len(path) == 1:
            return 200, directory.list_rows(directory.groups(), query, 'Groups')
        if path == ['Me'] and how == 'user':
            return 200, directory.show(next(iter(directory.users.values())))
        if path == ['Me'] and how == 'list':
            return 200, directory.list_rows([], {}, 'Me')
        documents = {'config': directory.config, 'types': directory.resource_types,
                     'schemas': lambda: {'Resources': [], 'totalResults': 0}}
        if name in documents:
            return 200, documents[name]()
        raise Failure(404)

    def get_user(self, directory, one):
        how = directory.quirk('get')
        if how and how.isdigit():
            raise Failure(int(how))
        shown = directory.show(self.find(directory, one))
        return directory.list_rows([shown], {}, 'Users') if how == 'list' else shown

    def find(self, directory, one):
        if one not in directory.users:
            raise Failure(404)
        return directory.users[one]

    def prepare(self, directory, path):
        if len(path) != 2 or path[0] != 'Users':
            raise Failure(404)
        member = self.find(directory, path[1])
        match = self.headers.get('If-Match')
        if directory.quirk('if-match') and match is None:
            raise Failure(428)
        if match is not None and not directory.quirk('no-etag', 'yes') and \
                match.replace('W/', '') != '"%d"' % directory.versions[path[1]]:
            raise Failure(412)
        return member

    def write(self, directory, member, change):
        try:
            body = json.loads(self.body)
        except ValueError:
            raise Failure(400, 'invalidSyntax')
        change(member, body)
        directory.versions[member['id']] += 1

    def patch(self, directory, path, query):
        refusal = directory.quirk('no-patch')
        if refusal:
            raise Failure(int(refusal))
        member = self.prepare(directory, path)
        self.write(directory, member, directory.patch)
        how = directory.quirk('patch')
        if how == '204':
            return 204, None
        if how in ('empty', 'text'):
            return 200, {'empty': '', 'text': 'OK'}[how]
        return 200, directory.show(member)

    def put(self, directory, path, query):
        refusal = directory.quirk('no-put')
        if refusal:
            raise Failure(int(refusal))
        member = self.prepare(directory, path)
        self.write(directory, member, directory.put)
        return 200, directory.show(member)

    def delete(self, directory, path, query):
        member = self.prepare(directory, path)
        if directory.quirk('disable'):
            member['active'] = False
        else:
            del directory.users[member['id']]
        return 204, None

    def refuse(self, directory, path, query):
        raise Failure(403)

    # Responses.

    def fail(self, failure):
        directory = self.server.directory
        how = directory.quirk('errors')
        body = {'schemas': [API + 'Error'], 'status': str(failure.status), 'detail': 'No.'}
        if failure.scim_type:
            body['scimType'] = failure.scim_type
        if how == 'number':
            body['status'] = failure.status
        if how == 'html':
            body = '<html><body><h1>%d</h1></body></html>' % failure.status
        if how == 'empty':
            body = ''
        self.answer(failure.status, body, failure.headers)

    def answer(self, status, body, headers=None, plain=False):
        directory = self.server.directory
        text = isinstance(body, str)
        data = b'' if body is None else (body if text else json.dumps(body)).encode()
        kind = None if plain else directory.quirk('type')
        coding = '' if plain else directory.quirk('coding') or ''
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if body is not None and kind != 'none':
            self.send_header('Content-Type', {'json': 'application/json; charset=utf-8',
                                              'text': 'text/plain'}.get(
                kind, 'text/html' if text else 'application/scim+json'))
        if directory.quirk('no-etag', 'header') and isinstance(body, dict) and 'id' in body:
            self.send_header('ETag', 'W/"%d"' % directory.versions[str(body['id'])])
        if coding in ('gzip', 'both') and body is not None:
            data = gzip.compress(data)
            self.send_header('Content-Encoding', 'gzip')
        if directory.quirk('http', 'close'):
            self.send_header('Connection', 'close')
        if coding in ('chunked', 'both') and body is not None:
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            for begin in range(0, len(data), 1000):
                piece = data[begin:begin + 1000]
                self.wfile.write(b'%x\r\n%s\r\n' % (len(piece), piece))
            self.wfile.write(b'0\r\n\r\n')
            return
        if status != 204 and not directory.quirk('http', '1.0'):
            self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        # A client that goes away in the middle is no news.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--members', type=int, default=57)
    parser.add_argument('--base', default='/scim/v2')
    parser.add_argument('--token', default='odd-token')
    parser.add_argument('--port', type=int, default=0)
    parser.add_argument('--stay', action='store_true')
    parser.add_argument('--quirk', action='append', default=[])
    options = parser.parse_args()
    directory = Directory(options)
    Handler.protocol_version = 'HTTP/1.0' if directory.quirk('http', '1.0') else 'HTTP/1.1'
    Handler.wbufsize = 65536
    server = Server(('127.0.0.1', options.port), Handler)
    server.directory = directory
    directory.origin = 'http://127.0.0.1:%d' % server.server_address[1]
    print(directory.origin + directory.base, flush=True)
    serving = threading.Thread(target=server.serve_forever, daemon=not options.stay)
    serving.start()
    if not options.stay:
        sys.stdin.buffer.read()


main()
