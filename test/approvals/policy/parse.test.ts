import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/approvals/policy/parse.ts';
import { formatProblem } from '../../../src/lib/yaml-problems.ts';
import { policyOf } from '../../support/policy.ts';
import { dayMs, hourMs, policyText, problemsIn } from './support.ts';

describe('a policy file', () => {
  it('the example in the repository is valid and warns of nothing', () => {
    const parsed = parsePolicy(readFileSync(new URL('../../../policy.example.yml', import.meta.url), 'utf8'));
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
  });

  it('the desk has its hours by its own clock, and a rule counts them only if there are some', () => {
    const clocked = policyText(`
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead }
    clock: desk
`);
    const problems = (more: string) =>
      problemsIn(`${more}\n${clocked}`)
        .map(({ say }) => say)
        .join('\n');
    expect(problems('')).toContain('There is no "desk" to count its hours.');
    expect(policyOf(`timezone: Asia/Kolkata\ndesk: { days: [mon, sat], from: "09:30", to: "24:00" }\n${clocked}`).desk).toEqual({
      days: ['mon', 'sat'],
      fromMinute: 570,
      toMinute: 1_440,
      timeZone: 'Asia/Kolkata',
    });
    expect(problems('desk: { from: "20:00", to: "08:00" }')).toContain('closes before it opens');
    expect(problems('desk: { from: "25:00", to: "26:00" }')).toContain('Write a time such as 08:00');
    expect(problems('desk: { from: 8:00, to: "20:00" }')).toContain('Write a time such as 08:00');
    expect(problems('desk: { days: [monday], from: "08:00", to: "20:00" }')).toContain('Write days such as mon');
    expect(problems('timezone: Vienna\ndesk: { from: "08:00", to: "20:00" }')).toContain('This is no time zone');
  });

  it('absences name roles that there are, and have owners who hear of them', () => {
    const rule = '\n  - name: goodwill\n    match: { action: voucher.apply }\n    require: { role: lead }\n';
    const text = (away: string, owners = 'owners: [U0OWNER]') => `${owners}\naway: ${away}\n${policyText(rule)}`;
    expect(policyOf(text('{ roles: [lead] }')).away).toEqual({ roles: ['lead'], standIn: null, longestMs: 21 * dayMs });
    expect(policyOf(text('{ roles: [lead], standIn: [lead, agent], longest: 3d }')).away).toEqual({
      roles: ['lead'],
      standIn: ['lead', 'agent'],
      longestMs: 3 * dayMs,
    });
    const problems = (away: string, owners?: string) => problemsIn(text(away, owners)).map(({ line, say }) => `${line}: ${say}`);
    expect(problems('{ roles: [lead] }', '# none')).toEqual(['2: There are no owners who would hear of it. Write owners: [U…].']);
    expect(problems('{ roles: [leed] }')).toEqual(['2: There is no role "leed". Did you mean "lead"?']);
    expect(problems('{ roles: [lead], standIn: [nobody] }').join()).toContain('2: There is no role "nobody".');
    expect(problems('{ roles: [] }')).toEqual(['2: Write at least one role.']);
    expect(problems('{ roles: [lead], longest: long }').join()).toContain('2: Write a duration such as 30m, 4h or 2d.');
    expect(problems('{ roles: [lead], until: 3d }').join()).toContain('2: ');
  });

  it('typed answers are heard only if the file says so', () => {
    const rule = '\n  - name: goodwill\n    match: { action: voucher.apply }\n    require: { role: lead }\n';
    expect(policyOf(policyText(rule)).typedAnswers).toBe(false);
    expect(policyOf(`typedAnswers: true\n${policyText(rule)}`).typedAnswers).toBe(true);
    const problems = (text: string) => problemsIn(`${text}\n${policyText(rule)}`).map(({ line, say }) => `${line}: ${say}`);
    expect(problems('typedAnswers: yes please')).toEqual(['1: Write true or false.']);
    expect(problems('typedAnswer: true').join()).toContain('Did you mean "typedAnswers"?');
  });

  it('durations, defaults and lists come out in one form', () => {
    const policy = policyOf(
      policyText(`
  - name: small
    match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 40, within: 30d }, branch: 7, risk: costly }
    require: none
  - name: rest
    match: { action: [voucher.apply, card.*] }
    require: { role: lead, escalate: { role: chief, after: 90m } }
    channel: C0APPROVALS
    decideWithin: 4h
`),
    );
    expect(policy.approvals).toEqual([
      {
        name: 'small',
        match: {
          actions: ['voucher.apply'],
          risks: ['costly'],
          amount: { max: 20 },
          branches: [7],
          sameCustomer: { max: 40, withinMs: 30 * dayMs },
        },
        ping: 'role',
        several: false,
        require: 'none',
        decideWithinMs: 24 * hourMs,
        executeWithinMs: hourMs,
      },
      {
        name: 'rest',
        match: { actions: ['voucher.apply', 'card.*'] },
        ping: 'role',
        several: false,
        require: { role: 'lead', count: 1, escalate: { role: 'chief', afterMs: 1.5 * hourMs } },
        channel: 'C0APPROVALS',
        decideWithinMs: 4 * hourMs,
        executeWithinMs: hourMs,
      },
    ]);
    expect(policy).toMatchObject({
      branch: null,
      privacy: { mask: true, media: 'never', forgetAfterMs: null },
      owners: { usergroups: [], users: [] },
    });
  });

  it('owners may be one list of people and groups', () => {
    expect(policyOf(`${policyText('')}\nowners: [U0A, S0B, W0C]\n`).owners).toEqual({
      usergroups: ['S0B'],
      users: ['U0A', 'W0C'],
    });
  });

  it('an unknown key is an error at its place, with the key that was probably meant', () => {
    expect(problemsIn(policyText('\n  - name: a\n    mach: { action: card.assign }\n    require: none\n'))).toEqual([
      expect.objectContaining({
        line: 13,
        column: 5,
        path: 'approvals[0].mach',
        say: expect.stringContaining('Did you mean "match"?'),
      }),
    ]);
    expect(problemsIn(`${policyText('')}\napproval: []\n`)[0]).toMatchObject({
      path: 'approval',
      say: expect.stringContaining('"approvals"'),
    });
  });

  it('a key that appears twice is an error', () => {
    expect(problemsIn('version: 1\ncurrency: EUR\ncurrency: USD\nroles: { lead: {} }\n')).toEqual([
      { line: 3, column: 1, path: '', say: 'This key appears twice here.' },
    ]);
  });

  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefg'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[index]}`)}]`).join('\n')}\n`;
  it.each([
    ['multiply', bomb, { line: 5, column: 8, say: /^\*d repeats what holds repetitions itself/ }],
    ['lead to nothing', 'version: 1\nbranch: *nobody', { line: 2, column: 9, say: /^Nothing before this is named &nobody/ }],
    [
      'lead to themselves',
      'version: 1\nroles: &all { agent: *all }',
      { line: 2, column: 22, say: /^\*all repeats what it is a part of/ },
    ],
  ])('repetitions that %s are one error in our words, at their place', (_what, text, { say, ...place }) => {
    expect(problemsIn(text)).toEqual([{ ...place, path: '', say: expect.stringMatching(say) }]);
  });

  it('what is written once and repeated may be repeated often', () => {
    const rule = (name: number) =>
      `\n  - name: "${name}"\n    match: { action: card.edit${name} }\n    require: ${name === 1 ? '&lead { role: lead }' : '*lead'}`;
    const text = policyText(Array.from({ length: 30 }, (_, index) => rule(index + 1)).join(''));
    expect(problemsIn(text).filter(({ say }) => say.includes('repeat'))).toEqual([]);
  });

  it('a key of tens of thousands is told apart from each other one at once', { timeout: 20_000 }, () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `  U${index}: [1]`).join('\n');
    expect(problemsIn(`staff:\n${keys}\n  U7: [1]\n`)).toEqual([
      { line: 30_002, column: 3, path: '', say: 'This key appears twice here.' },
    ]);
  });

  it('every problem is told, in the order of the file', () => {
    const problems = problemsIn(
      'version: 2\ncurrency: euro\nroles: { lead: { users: [jane] } }\nnotifications: [{ on: [finished], channel: ops }]\n',
    );
    expect(problems.map(({ path }) => path)).toEqual([
      'version',
      'currency',
      'roles.lead.users[0]',
      'notifications[0].on[0]',
      'notifications[0].channel',
    ]);
    expect(problems.every(({ say }) => /[.)]$/.test(say) && !say.includes('Invalid'))).toBe(true);
  });

  it('what is missing is called missing, where it should be', () => {
    expect(problemsIn('version: 1\nroles: { lead: {} }\n')).toEqual([
      expect.objectContaining({ path: 'currency', say: '"currency" is missing.' }),
    ]);
    expect(problemsIn(policyText('\n  - name: a\n    match: { action: card.assign }\n'))[0]).toMatchObject({
      line: 12,
      path: 'approvals[0].require',
    });
  });

  it.each(['', '# nothing\n', '[]', '- 1', 'version', 'version: 1\n\tcurrency: EUR', 'a: *nobody', '"'])(
    '%j is refused and does not throw',
    (text) => {
      const problems = problemsIn(text);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.every(({ line, column }) => line >= 1 && column >= 1)).toBe(true);
    },
  );

  it.each(['5', '5 m', '1.5h', '-2d', '0h', '2w', 'soon'])('the duration %j is refused', (duration) => {
    const text = policyText(`\n  - { name: a, match: { action: card.assign }, require: none, decideWithin: "${duration}" }\n`);
    expect(problemsIn(text)[0]).toMatchObject({
      path: 'approvals[0].decideWithin',
      say: expect.stringContaining('30m, 4h or 2d'),
    });
  });

  it.each([
    ['grants of an unknown role', 'grants: { leed: ["*"] }', 'grants.leed', 'Did you mean "lead"?'],
    ['a misspelt action', 'grants: { lead: [card.asign] }', 'grants.lead[0]', 'Did you mean "card.assign"?'],
    ['a pattern that means nothing', 'grants: { lead: [vehicle.*] }', 'grants.lead[0]', 'begins like "vehicle.*"'],
    ['a star in the middle', 'grants: { lead: ["*.assign"] }', 'grants.lead[0]', 'only be at the end'],
    [
      'a notification of an unknown action',
      'notifications: [{ on: done, actions: [read.customer], channel: C0A }]',
      'notifications[0].actions',
      'no action',
    ],
    ['a permission of an unknown action', 'permissions: { card.asign: X }', 'permissions.card.asign', 'Did you mean'],
    ['a channel by name', 'notifications: [{ on: done, channel: "#ops" }]', 'notifications[0].channel', 'channel id'],
    ['a budget of nothing', 'dailyBudget: 0', 'dailyBudget', 'at least 1'],
  ])('%s is an error', (_, line, path, say) => {
    const problem = problemsIn(`version: 1\ncurrency: EUR\nroles: { lead: {} }\n${line}\n`)[0];
    expect(problem).toMatchObject({ line: 4, path, say: expect.stringContaining(say) });
  });

  it.each([
    ['a role that does not exist', '{ role: leed }', 'require.role', 'Did you mean "lead"?'],
    ['a count of nobody', '{ role: lead, count: 0 }', 'require.count', 'at least 1'],
    [
      'an escalation to a role that does not exist',
      '{ role: lead, escalate: { role: boss, after: 1h } }',
      'require.escalate.role',
      'no role "boss"',
    ],
    [
      'an escalation after the end',
      '{ role: lead, escalate: { role: chief, after: 24h } }',
      'require.escalate.after',
      'too late',
    ],
    ['another word than none', 'nobody', 'require', 'none, or a role and a count'],
  ])('a rule that requires %s is an error', (_, require, path, say) => {
    const problem = problemsIn(policyText(`\n  - name: a\n    match: { action: card.assign }\n    require: ${require}\n`))[0];
    expect(problem).toMatchObject({ path: `approvals[0].${path}`, say: expect.stringContaining(say) });
  });

  it('two rules of one name, and bounds the wrong way round, are errors', () => {
    const twice = policyText(
      '\n  - { name: a, match: { action: card.assign }, require: none }\n  - { name: a, match: { action: card.create, count: { min: 3, max: 2 } }, require: none }\n',
    );
    expect(problemsIn(twice).map(({ path }) => path)).toEqual(['approvals[1].name', 'approvals[1].match.count']);
  });

  it('a role nobody holds, a count that cannot be reached and a missing lead are warnings', () => {
    const parsed = parsePolicy(`version: 1
currency: EUR
roles:
  empty: {}
  pair: { users: [U0A, U0B, U0A] }
approvals:
  - { name: three of two, match: { action: card.assign }, require: { role: pair, count: 3 } }
  - { name: two of two, match: { action: card.create }, require: { role: pair, count: 2 } }
`);
    expect(parsed.ok && parsed.warnings.map(({ line, path }) => [line, path])).toEqual([
      [3, 'roles'],
      [4, 'roles.empty'],
      [7, 'approvals[0].require.count'],
    ]);
  });

  it('a problem reads like a compiler wrote it, so that editors can jump to it', () => {
    expect(
      formatProblem('policy.yml', { line: 12, column: 5, path: 'approvals[0].channel', say: 'This is not a channel id.' }),
    ).toBe('policy.yml:12:5 approvals[0].channel: This is not a channel id.');
  });
});
