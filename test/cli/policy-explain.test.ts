import { afterEach, describe, expect, it } from 'vitest';
import { type ExplainArguments, explainPolicy } from '../../src/cli/policy-explain.ts';
import { fileWith, serverThat, wheelhouse } from './run.ts';

const text = `version: 1
currency: EUR
roles:
  agent: { usergroups: [S0AGENTS] }
  lead: { usergroups: [S0LEADS] }
grants:
  agent: [voucher.*, customer.update]
  lead: [voucher.apply]
approvals:
  - { name: small, match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 40, within: 30d } }, require: none }
  - name: large
    match: { action: voucher.apply, amount: { min: 200 } }
    require: { role: lead, count: 2, escalate: { role: agent, after: 1h } }
    decideWithin: 4h
  - { name: goodwill, match: { action: voucher.apply }, require: { role: lead }, channel: C0APPROVALS }
  - { name: branches, match: { branch: 7, count: { min: 2 } }, require: { role: lead } }
`;
const file = fileWith(text);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const groups: Readonly<Record<string, string[]>> = {
  S0AGENTS: ['U0ANA', 'U0LEA', 'U0GUEST'],
  S0LEADS: ['U0LEA', 'U0MILAN', 'U0GUEST'],
};
const names: Readonly<Record<string, object>> = {
  U0ANA: { real_name: 'Ana' },
  U0LEA: { real_name: 'Lea' },
  U0MILAN: { real_name: 'Milan' },
  U0NEW: { real_name: 'Nia' },
  U0GUEST: { real_name: 'Gio', is_restricted: true },
};

async function slack() {
  const server = await serverThat((path, { body }) => {
    const asked = new URLSearchParams(body);
    if (path === '/auth.test') return { body: { ok: true, team_id: 'T0', user_id: 'U0BOT' } };
    if (path === '/usergroups.users.list') return { body: { ok: true, users: groups[asked.get('usergroup') ?? ''] ?? [] } };
    const id = asked.get('user') ?? '';
    return { body: names[id] ? { ok: true, user: { id, team_id: 'T0', ...names[id] } } : { ok: false, error: 'user_not_found' } };
  });
  closers.push(server.close);
  return { SLACK_BOT_TOKEN: 'token-of-tests', SLACK_API_URL: server.url };
}

const explain = (action: string, options: ExplainArguments, environment: Readonly<Record<string, string>> = {}) =>
  explainPolicy({ environment }, action, { file, ...options });

describe('wheelhouse policy explain', () => {
  it('says who may stand in for those who decide and are away', async () => {
    const away = fileWith(`${text}owners: [U0OWNER]\naway: { roles: [lead], standIn: [agent] }\n`);
    const { lines } = await explain('voucher.apply', { amount: '50', file: away });
    expect(lines.join('\n')).toContain('While somebody of the role lead is away, one who holds agent may stand in');
  });

  it('says which rule decides, why each rule before it does not, and which roles may start it', async () => {
    const outcome = await explain('voucher.apply', { amount: '50' });
    expect(outcome).toEqual({
      code: 0,
      lines: [
        `voucher.apply of €50, costly, by ${file}:`,
        '',
        '  1. small: no, it costs €50 (limit: at most €20).',
        '  2. large: no, it costs €50 (limit: at least €200).',
        '  3. goodwill: matches, since voucher.apply is voucher.apply.',
        '   1 rule below is not looked at: the first that matches decides.',
        '   Its branch is not known, so it is judged as if it were of each branch that the rules name and of none (2 ways). The strictest result counts: as of no branch.',
        '   Children of branches were not considered: set the OPERATIONS_… variables, or name a file with --branches.',
        '',
        'It asks 1 of the role lead, in C0APPROVALS. It must be decided within 1 day, then carried out within 1 hour.',
        'It may be started by: agent, lead.',
        'Who holds the roles is not known here: set SLACK_BOT_TOKEN to see names.',
      ],
    });
  });

  it('counts what the customer was given before, and knows other currencies', async () => {
    expect((await explain('voucher.apply', { amount: '15', given: '25' })).lines).toContain(
      'It runs when confirmed; nobody is asked. It must be carried out within 1 hour.',
    );
    expect((await explain('voucher.apply', { amount: '15', given: '30' })).lines[2]).toBe(
      '  1. small: no, this customer would be given €45 within 30 days (limit: €40).',
    );
    expect((await explain('voucher.apply', { amount: '15', currency: 'chf' })).lines[2]).toContain(
      'its amount is in CHF, not in EUR',
    );
  });

  it('says what happens if no rule matches, and that the risk may be higher', async () => {
    const { lines } = await explain('customer.update', {});
    expect(lines).toContain('   No rule matches: sensitive runs when confirmed.');
    expect(lines[1]).toContain('sensitive is the least that it can be');
    const risky = await explain('customer.update', { risk: 'destructive' });
    expect(risky.lines).toContain('   No rule matches: destructive asks one lead.');
    expect(risky.lines[1]).toBe('');
  });

  it('says if somebody is asked whatever the rules say, and judges it as such', async () => {
    const plain = await explain('voucher.apply', { amount: '15' });
    expect(plain.lines).toContain(
      'All the same it asks one lead where the asker created this customer in the last 24 hours (--always-asking).',
    );
    const always = await explain('voucher.apply', { amount: '15', alwaysAsking: true });
    expect(always.lines.join('\n')).toMatch(/It asks 1 of the role lead/);
    expect(await explain('card.assign', { alwaysAsking: true })).toMatchObject({ code: 2 });
  });

  it('says what an envelope has to do with it, and whether it would be drawn from one', async () => {
    const open = fileWith(text.replace('approvals:', 'envelopes: { most: 50, longest: 24h }\napprovals:'));
    const lines = async (action: string, more: ExplainArguments = {}) =>
      (await explain(action, { file: open, ...more })).lines.join('\n');
    expect(await lines('voucher.apply', { amount: '50' })).toContain('While an envelope of its voucher is open');
    expect(await lines('voucher.apply', { amount: '500', drawn: true })).toContain(
      'It is drawn from an open envelope, which replaces the rules.',
    );
    expect(await lines('voucher.apply', { amount: '50', drawn: true, alwaysAsking: true })).toContain(
      'It is not drawn from the envelope: the asker created',
    );
    expect(await lines('voucher.envelope', { amount: '1500' })).toMatch(
      /large: matches[\s\S]*can hold 50 and be open for 1 day at most/,
    );
    expect(await explain('card.assign', { file: open, drawn: true })).toMatchObject({ code: 2 });
    expect(await explain('voucher.apply', { drawn: true })).toMatchObject({ code: 2 });
    expect((await explain('voucher.envelope', { amount: '5' })).lines.join()).toContain('This policy has no envelopes');
  });

  it('takes branch and count', async () => {
    expect((await explain('card.assign', { branch: '7', count: '2' })).lines).toContain(
      '  4. branches: matches, since it belongs to branch 7; it touches 2 (limit: at least 2).',
    );
    expect((await explain('card.assign', { branch: '8', count: '2' })).lines[0]).toContain(
      'card.assign, routine, touching 2, in branch 8',
    );
  });

  it('a branch means its children, by the file that is named, and one that is not known is judged by the strictest', async () => {
    const branches = fileWith(
      JSON.stringify([{ id: 7 }, { id: 8, parent: { id: 7 } }, { id: 9, parent: null }]),
      'branches.json',
    );
    const two = fileWith(
      text.replace(
        'match: { branch: 7, count: { min: 2 } }, require: { role: lead }',
        'match: { branch: 7, count: { min: 2 } }, require: { role: lead, count: 2 }',
      ),
    );
    const rule = async (branch: string) =>
      (await explain('card.create-batch', { branch, count: '2', branches, file: two })).lines.find((line) =>
        line.startsWith('  4.'),
      );
    expect(await rule('8')).toContain('matches, since it belongs to branch 8, within branch 7');
    expect(await rule('9')).toContain('no, it belongs to branch 9, not 7');
    expect(await rule('10')).toContain('matches, since it belongs to branch 7');
    expect(await rule('unknown')).toContain('matches, since it belongs to branch 7');
    expect(await explain('card.create-batch', { branches: '/nowhere.json' })).toEqual({
      code: 2,
      lines: ['--branches /nowhere.json: it is not there.'],
    });
    expect((await explain('smartmove.update', { branch: '7' })).code).toBe(2);
  });

  it('names who could decide it now, without the asker and the guests, and says that the asker may start it', async () => {
    const { lines, code } = await explain('voucher.apply', { amount: '50', as: 'U0LEA' }, await slack());
    expect(code).toBe(0);
    expect(lines.slice(-2)).toEqual(['Could decide it now: Milan (U0MILAN).', 'Lea (U0LEA) may start it, as agent and lead.']);
    const unasked = await explain('voucher.apply', { amount: '50' }, await slack());
    expect(unasked.lines.slice(-2)).toEqual([
      'Could decide it now: Lea (U0LEA) and Milan (U0MILAN).',
      'It may be started by: agent, lead.',
    ]);
  });

  it('is exit code 1 if too few could decide, and says who escalation would add', async () => {
    const { lines, code } = await explain('voucher.apply', { amount: '200', as: 'U0LEA' }, await slack());
    expect(code).toBe(1);
    expect(lines.slice(-4)).toEqual([
      'It asks 2 of the role lead, each by direct message. It must be decided within 4 hours, then carried out within 1 hour.',
      'After 1 hour the role agent may decide it, too.',
      'Could decide it now: Milan (U0MILAN). That is fewer than the 2 it takes, so it would be refused before anybody is asked.',
      'Lea (U0LEA) may start it, as agent and lead.',
    ]);
  });

  it.each([
    ['U0NEW', 'Nia (U0NEW) may not start it: holds no role of this policy. It takes agent or lead.'],
    ['U0GUEST', 'Gio (U0GUEST) may not start it: Guests cannot use Wheelhouse.'],
    ['U0GONE', 'U0GONE may not start it: Slack does not know you'],
  ])('is exit code 1 for %s, who may not start it', async (as, say) => {
    const { lines, code } = await explain('voucher.apply', { amount: '5', as }, await slack());
    expect(code).toBe(1);
    expect(lines.at(-1)).toContain(say);
  });

  it('says so if a role may not, if no role may, and if Slack does not answer', async () => {
    const held = await explain('customer.update', { as: 'U0MILAN' }, await slack());
    expect([held.code, held.lines.at(-1)]).toEqual([
      1,
      'Milan (U0MILAN) may not start it: holds lead, which may not. It takes agent.',
    ]);
    const nobody = await explain('card.assign', {});
    expect([nobody.code, nobody.lines.at(-2)]).toEqual([1, 'No role may start it.']);
    const server = await serverThat(() => ({ body: { ok: false, error: 'invalid_auth' } }));
    closers.push(server.close);
    const mute = await explain('voucher.apply', {}, { SLACK_BOT_TOKEN: 'token-of-tests', SLACK_API_URL: server.url });
    expect([mute.code, mute.lines.at(-1)]).toEqual([1, 'Slack could not be asked who holds the roles: invalid_auth.']);
  });

  it.each<[string, string, ExplainArguments, string]>([
    ['an unknown action', 'voucher.aply', {}, 'Did you mean "voucher.apply"?'],
    ['a wrong number', 'voucher.apply', { amount: 'lots' }, '--amount lots: write a number'],
    ['a negative number', 'voucher.apply', { given: '-5' }, '--given -5: write a number'],
    ['an unknown risk', 'voucher.apply', { risk: 'wild' }, '--risk wild: write one of routine'],
    ['a name for an id', 'voucher.apply', { as: '@ana' }, '--as @ana: write a Slack user id'],
  ])('is exit code 2 for %s', async (_, action, options, say) => {
    const { lines, code } = await explain(action, options);
    expect([code, lines.join('\n')]).toEqual([2, expect.stringContaining(say)]);
  });

  it('is exit code 1 for a file that is wrong, with its lines', async () => {
    const wrong = await explain('voucher.apply', { file: fileWith(text.replace('currency', 'curency')) });
    expect([wrong.code, wrong.lines.join('\n')]).toEqual([1, expect.stringContaining(':2:1 curency')]);
  });

  it('is a command', async () => {
    const ended = await wheelhouse(['policy', 'explain', 'voucher.apply', '--amount', '50', '--given', '30', '--file', file]);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('3. goodwill: matches') });
    expect(await wheelhouse(['policy', 'explain', 'voucher.aply'], { POLICY_FILE: file })).toMatchObject({ code: 2 });
  });
});
