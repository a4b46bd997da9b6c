import { expect, it } from 'vitest';
import { profileDigest } from '../../../src/api/profile/digest.ts';
import { readProfile } from '../../../src/api/profile/read.ts';
import { formatProblem } from '../../../src/lib/yaml-problems.ts';
import { contractProfile } from './support.ts';

const problemsIn = (text: string, upstream: 'operations' | 'smartmove' | 'any' = 'operations') => {
  const read = readProfile(text, upstream);
  return read.ok ? [] : read.problems.map((problem) => formatProblem('p.yml', problem));
};

it('the profile of the documentation is taken as it is', () => {
  expect(problemsIn(contractProfile)).toEqual([]);
});

it.each([
  [
    'an unknown call',
    'calls:\n  voucher.apply: { body: { comment: note } }',
    'p.yml:3:3 calls.voucher.apply: There is no call "voucher.apply".',
  ],
  [
    'an unknown key of a call',
    'calls:\n  cards.get: { verb: GET }',
    'p.yml:3:16 calls.cards.get.verb: "verb" is not known here.',
  ],
  [
    'an unknown field of a body',
    'calls:\n  cards.assign: { body: { user: x } }',
    'p.yml:3:27 calls.cards.assign.body.user: cards.assign has no field "user".',
  ],
  [
    'an unknown parameter',
    'calls:\n  requirements.start: { query: { customer: x } }',
    'requirements.start sends no parameter "customer"',
  ],
  [
    'an unknown object',
    'objects:\n  Custommer: { email: mail }',
    'p.yml:3:3 objects.Custommer: There is no object "Custommer". Did you mean "Customer"?',
  ],
  [
    'an unknown field of an object',
    'objects:\n  Customer: { birthday: born }',
    'Customer has no field "birthday". Did you mean "birthdate"?',
  ],
  [
    'a value that we do not have',
    'values: { Customer.creditStatus: { POSITIVE: GOOD } }',
    'GOOD is no value of Customer.creditStatus. There are: NONE, PENDING, APPROVED, REJECTED.',
  ],
  [
    'a field of values that does not exist',
    'values: { Customer.kreditStatus: { POSITIVE: APPROVED } }',
    'Did you mean "creditStatus"?',
  ],
  [
    'something that cannot be switched off',
    'off: [rating.que]',
    'p.yml:2:7 off[0]: There is no action or read "rating.que" that could be switched off. Did you mean "rating.queue"?',
  ],
  ['a key that is not known', 'field: {}', '"field" is not known here.'],
  ['a repetition of nothing', 'off: *nothing', 'p.yml:2:6 Nothing before this is named &nothing'],
  ['a key that is there twice', 'off: []\noff: []', 'p.yml:3:1 This key appears twice here.'],
  ['a list that is none', 'calls:\n  cards.get: { items: content }', 'The answer to cards.get is no list.'],
  [
    'a call of the other back office',
    'calls:\n  users.get: { path: "/users/{customerId}" }',
    'it belongs in SMARTMOVE_API_PROFILE',
  ],
  ['a host', 'calls:\n  cards.search: { path: "https://elsewhere.example/cards" }', 'without a host'],
  ['a host by two slashes', 'calls:\n  cards.search: { path: "//elsewhere.example/cards" }', 'without a host'],
  ['a way up', 'calls:\n  cards.search: { path: /customers/../cards }', 'no part that is . or ..'],
  ['an encoded way up', 'calls:\n  cards.search: { path: /customers/%2e%2e/cards }', 'holds no ?, # or %'],
  ['a query in the path', 'calls:\n  cards.search: { path: "/cards?all=1" }', 'holds no ?, # or %'],
  ['a path that lost its parameter', 'calls:\n  cards.get: { path: /cards }', 'The path must keep {cardId}.'],
  [
    'a path that lost one of two',
    'calls:\n  accounts.member: { path: "/members/{userId}/{id}" }',
    'The path must keep {userGroupId} and {userId}.',
  ],
  ['a read as DELETE', 'calls:\n  customers.get: { method: DELETE }', 'customers.get only reads: write GET or POST.'],
  ['a write as GET', 'calls:\n  customers.delete: { method: GET }', 'it cannot be a GET'],
  [
    'a read where something is written',
    'calls:\n  customers.search: { method: POST }',
    'customers.search only reads, and this is where customers.create writes.',
  ],
  [
    'a read where a moved write writes',
    'calls:\n  cards.createBatch: { method: POST, path: /cards/batch }\n  cards.search: { method: POST, path: /cards/batch }',
    'this is where cards.createBatch writes',
  ],
  [
    'a read whose parameter could be a write',
    'calls:\n  customers.get: { method: POST, path: "/groups/{id}/add-member" }',
    'this is where accounts.addMember writes',
  ],
  [
    'two fields written to one place',
    'calls:\n  vouchers.applyToCustomer: { body: { voucherableId: comment } }',
    'would write voucherableId and comment to the same place, comment',
  ],
  [
    'two fields of an object written to one place',
    'objects:\n  Customer: { firstName: name, lastName: name }',
    'to the same place, name',
  ],
  [
    'two values for one that is written',
    'values: { Card.state: { FREE: UNASSIGNED, OPEN: UNASSIGNED } }',
    'UNASSIGNED is the word for two values there',
  ],
])('says where and what is wrong: %s', (_what, text, words) => {
  const problems = problemsIn(`version: 1\n${text}`);
  expect(problems.join('\n')).toContain(words);
  expect(problems.every((line) => /^p\.yml:\d+:\d+ /.test(line))).toBe(true);
});

it('an empty file and another version are reported as such', () => {
  expect(problemsIn('')).toEqual(['p.yml:1:1 The file is empty. Begin it with version: 1.']);
  expect(problemsIn('version: 2')).toEqual(['p.yml:1:10 version: Write 1: this is the only version that there is.']);
});

it('two values for one that is only read are taken', () => {
  expect(problemsIn('version: 1\nvalues: { Customer.creditStatus: { POSITIVE: APPROVED, GOOD: APPROVED } }')).toEqual([]);
});

it('the digest follows the meaning and not the spelling, and there is none without a profile', () => {
  const digestOf = (text: string) => {
    const read = readProfile(text);
    return read.ok ? profileDigest({ operations: read.profile }) : null;
  };
  const one = digestOf('version: 1\noff: [rating.queue]\nobjects: { Customer: { email: mail, phone: tel } }');
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOf('# note\nobjects:\n  Customer:\n    phone: tel\n    email: mail\nversion: 1\noff:\n- rating.queue')).toBe(one);
  expect(digestOf('version: 1\nobjects: { Customer: { email: mail, phone: tel } }')).not.toBe(one);
  expect(profileDigest({})).toBeNull();
});
