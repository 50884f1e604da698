// SPDX-License-Identifier: GPL-3.0-or-later
//
// server.js TOKEN [MEMBERS]
//
// A SCIM 2.0 service of other people's making (scimmy) over members in memory, for the
// interoperability suite: so many made-up ones, or those in a JSON file, as a service sends them.
// When ready it prints one line, `listening on ADDRESS`, and ends when its
// standard input does, so that it cannot outlive the test that started it.
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { readFileSync } from 'node:fs';

const [token, wanted = '250'] = process.argv.slice(2);
const isFile = wanted.endsWith('.json');
if (!token || !(isFile || /^\d+$/.test(wanted))) {
  console.error('usage: server.js TOKEN [MEMBERS]');
  process.exit(2);
}

const given = ['Aïcha', 'Bjørn', 'Chiara', 'Dáithí', 'Ewa', 'Françoise', 'Günther', 'Hana'];
const family = ['Müller', 'Østergaard', 'Żak', 'Brontë', 'Ito', "O'Neil", 'van der Berg', 'Núñez'];
const titles = ['Designer', 'Engineer', 'Buyer'];
const departments = ['Forge', 'Yard', 'Office'];

const stores = { users: new Map(), groups: new Map() };

function pad(number) {
  return String(number).padStart(5, '0');
}

function touch(resource, created) {
  const now = new Date().toISOString();
  return { ...resource, meta: { created: created ?? now, lastModified: now } };
}

function fill(count) {
  for (let number = 1; number <= count; number++) {
    const first = given[number % given.length];
    const last = family[Math.floor(number / given.length) % family.length];
    const userName = `member${pad(number)}`;
    stores.users.set(`u${pad(number)}`, touch({
      id: `u${pad(number)}`,
      externalId: `e${number}`,
      userName,
      name: { givenName: first, familyName: last, formatted: `${first} ${last}` },
      displayName: `${first} ${last}`,
      title: titles[number % titles.length],
      emails: [{ value: `${userName}@brackwater.example`, type: 'work', primary: true }],
      active: number % 10 !== 0,
      enterprise: {
        employeeNumber: String(1000 + number),
        department: departments[number % departments.length],
        organization: 'Brackwater Works',
      },
      own: { badgeCode: `B${number}`, origin: 'gate', tools: ['saw', 'plane'], onSite: true },
    }));
  }
  departments.forEach((displayName, number) => {
    const members = [...stores.users.values()]
      .filter((user) => user.enterprise.department === displayName)
      .map((user) => ({ value: user.id, display: user.displayName }));
    stores.groups.set(`g${number}`, touch({ id: `g${number}`, displayName, members }));
  });
}

const ENTERPRISE = SCIMMY.Schemas.EnterpriseUser.definition.id;

// An extension that no client knows beforehand, with an attribute of every kind.
const { SchemaDefinition, Attribute, Schema } = SCIMMY.Types;
const OWN = 'urn:ietf:params:scim:schemas:extension:brackwater:2.0:User';
const ownDefinition = new SchemaDefinition('BrackwaterUser', OWN, 'What the works know of people', [
  new Attribute('string', 'badgeCode', { description: 'What the gate reads' }),
  new Attribute('string', 'overallSize', { canonicalValues: ['S', 'M', 'L'] }),
  new Attribute('string', 'tools', { multiValued: true }),
  new Attribute('boolean', 'onSite'),
  new Attribute('integer', 'deskNumber'),
  new Attribute('decimal', 'hoursFactor'),
  new Attribute('dateTime', 'trainedAt'),
  new Attribute('string', 'firstYard', { mutable: 'immutable' }),
  new Attribute('string', 'origin', { mutable: false }),
  new Attribute('string', 'lockerPin', { mutable: 'writeOnly', returned: false }),
  new Attribute('complex', 'payroll', {}, [
    new Attribute('string', 'code'),
    new Attribute('integer', 'grade'),
  ]),
]);

class OwnSchema extends Schema {
  static get id() { return OWN; }

  static get definition() { return ownDefinition; }

  constructor(resource, direction = 'both', basepath, filters) {
    super(resource, direction);
    Object.assign(this, ownDefinition.coerce(resource, direction, basepath, filters));
  }
}

// The library names an extension's attributes in one way on the way in and takes them so on the
// way out.
function outward({ enterprise, own, ...user }) {
  return {
    ...user,
    ...(enterprise ? { [ENTERPRISE]: enterprise } : {}),
    ...(own ? { [OWN]: own } : {}),
  };
}

function inward(data) {
  const plain = JSON.parse(JSON.stringify(data));
  const { schemas, meta, [ENTERPRISE]: enterprise, [OWN]: own, ...rest } = plain;
  return { ...rest, ...(enterprise ? { enterprise } : {}), ...(own ? { own } : {}) };
}

function serve(Resource, store, prefix, { config = {}, unique, out = (one) => one }) {
  let next = store.size;
  SCIMMY.Resources.declare(Resource, config);
  Resource
    .egress((resource) => {
      if (resource.id) {
        const one = store.get(resource.id);
        if (!one) throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
        return out(one);
      }
      const all = [...store.values()].map(out);
      return resource.filter ? resource.filter.match(all) : all;
    })
    .ingress((resource, data) => {
      const old = resource.id ? store.get(resource.id) : undefined;
      if (resource.id && !old) {
        throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
      }
      const fields = inward(data);
      const key = String(fields[unique]).toLowerCase();
      for (const [id, one] of store) {
        if (id !== resource.id && String(one[unique]).toLowerCase() === key) {
          throw new SCIMMY.Types.Error(409, 'uniqueness', `${unique} is taken`);
        }
      }
      const id = resource.id ?? `${prefix}${pad(++next)}`;
      store.set(id, touch({ ...fields, id }, old?.meta.created));
      return out(store.get(id));
    })
    .degress((resource) => {
      if (!store.delete(resource.id)) {
        throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
      }
    });
}

// What other extensions there are is nothing that this service knows.
function load(path) {
  for (const { id, meta, [ENTERPRISE]: enterprise, ...all } of JSON.parse(readFileSync(path))) {
    const known = ([name]) => !/^(urn:|schemas$|groups$)/.test(name);
    const user = Object.fromEntries(Object.entries(all).filter(known));
    stores.users.set(id, { ...user, id, meta, ...(enterprise ? { enterprise } : {}) });
  }
}

if (isFile) load(wanted);
else fill(Number(wanted));
serve(SCIMMY.Resources.User, stores.users, 'u', {
  config: {
    extensions: [
      { schema: SCIMMY.Schemas.EnterpriseUser, required: false },
      { schema: OwnSchema, required: false },
    ],
  },
  unique: 'userName',
  out: outward,
});
serve(SCIMMY.Resources.Group, stores.groups, 'g', { unique: 'displayName' });

const app = express();
app.disable('x-powered-by');
app.use('/scim/v2', new SCIMMYRouters({
  type: 'bearer',
  handler: (request) => {
    if (request.header('Authorization') !== `Bearer ${token}`) throw new Error('No valid token');
    return 'u00001';
  },
  baseUri: (request) => `http://${request.header('Host')}`,
}));

const server = app.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/scim/v2`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
