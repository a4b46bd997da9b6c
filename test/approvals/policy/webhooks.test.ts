import { expect, it } from 'vitest';
import { parsePolicy } from '../../../src/approvals/policy/parse.ts';
import { addressProblem, receiversOf, secretProblems } from '../../../src/approvals/policy/webhooks.ts';
import { policyOf } from '../../support/policy.ts';
import { policyText, problemsIn } from './support.ts';

const withHooks = (hooks: string) => `webhooks: ${hooks}\n${policyText('')}`;

it('takes https, and http on this machine alone', () => {
  for (const fine of [
    'https://desk.example.com/hooks?of=1',
    'https://10.0.0.1:8443/',
    'http://localhost:4000/h',
    'http://127.0.0.1/',
    'http://[::1]:4000/',
  ])
    expect(addressProblem(fine), fine).toBeUndefined();
  for (const wrong of [
    'http://desk.example.com/',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'ftp://localhost/',
    'desk.example.com',
    'https://',
    'https://a b/',
    'https://name:word@desk.example.com/',
    'file:///etc/passwd',
  ])
    expect(addressProblem(wrong), wrong).toBeDefined();
});

it('says on its line what is wrong with a webhook', () => {
  const say = (hook: string) =>
    problemsIn(withHooks(`[${hook}]`)).map((problem) => `${problem.line} ${problem.path}: ${problem.say}`);
  expect(say('{ url: "http://desk.example.com/", on: done, secret: HOOK }')).toEqual([
    '1 webhooks[0].url: Write an address that begins with https://; http:// is for this machine alone (localhost, 127.0.0.1).',
  ]);
  expect(say('{ url: "https://desk.example.com/", on: finished, secret: HOOK }')).toEqual([
    expect.stringContaining('Write one of asked, offered, approved'),
  ]);
  expect(say('{ url: "https://desk.example.com/", on: done, secret: "s3cret-words" }')).toEqual([
    expect.stringContaining('the secret itself does not belong here'),
  ]);
  expect(say('{ url: "https://desk.example.com/", on: done }')).toEqual([expect.stringContaining('"secret" is missing')]);
  expect(say('{ url: "https://desk.example.com/", on: done, actions: [vouchr.*], secret: HOOK }')).toEqual([
    expect.stringContaining('No action begins like "vouchr.*"'),
  ]);
});

it('names the variable that is not set, where the file names it', () => {
  const parsed = parsePolicy(withHooks('[{ url: "https://desk.example.com/", on: done, secret: HOOK }]'));
  if (!parsed.ok) throw new Error('not valid');
  expect(secretProblems(parsed.policy, { HOOK: 'x' }, parsed.locate)).toEqual([]);
  for (const environment of [{}, { HOOK: ' ' }])
    expect(secretProblems(parsed.policy, environment, parsed.locate)).toEqual([
      expect.objectContaining({
        line: 1,
        path: 'webhooks[0].secret',
        say: expect.stringContaining('The variable HOOK is not set.'),
      }),
    ]);
});

it('has a receiver for what its row names, and for the ask when a request is taken in', () => {
  const policy = policyOf(
    withHooks(
      '[{ url: "https://a.example/", on: asked, actions: [voucher.*], secret: HOOK }, { url: "https://b.example/", on: [done, rejected], secret: HOOK }]',
    ),
  );
  const count = (state: 'pending' | 'approved' | 'done', action = 'voucher.apply') => receiversOf(policy, state, action).length;
  expect([
    count('pending'),
    count('approved'),
    count('done'),
    count('pending', 'card.assign'),
    count('done', 'card.assign'),
  ]).toEqual([1, 1, 1, 0, 1]);
});
