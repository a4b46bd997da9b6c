import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRead } from '../../../src/commands/wheelhouse/audit.ts';
import { filterOf, readAuditWords, writeAuditWords } from '../../../src/commands/wheelhouse/audit-words.ts';
import type { AuditEntry, AuditFilter, AuditPlace } from '../../../src/views/audit/list.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { ana, type Harness, lea, openHarness } from '../../support/harness.ts';
import { buttonObjects, buttonsOf, readBlocks } from '../../views/read.ts';

const actions = ['voucher.apply', 'card.assign'];

describe('the words of /wheelhouse audit', () => {
  it('are understood in any order, with and without their names, and survive being a button’s value', () => {
    const read = readAuditWords(['<@U0ANANOVAK|ana>', '1010', 'voucher.*', 'Done', '2026-11-01', '2026-11-21'], actions);
    expect(read).toEqual({
      ask: { person: 'U0ANANOVAK', customer: '1010', action: 'voucher.*', what: 'done', from: '2026-11-01', to: '2026-11-21' },
      place: {},
      problem: undefined,
    });
    const named = [
      'by:U0ANANOVAK',
      'customer:1010',
      'action:voucher.*',
      'state:outcome unknown',
      'request:7f3kq2m9xa',
      'since:2026-11-01',
    ];
    const { ask } = readAuditWords(named, actions);
    expect(ask).toMatchObject({ what: 'unknown', request: '7F3KQ2M9XA', from: '2026-11-01' });
    expect(readAuditWords(writeAuditWords(ask, { olderThan: 12 }).split(' '), actions)).toEqual({
      ask,
      place: { olderThan: 12 },
      problem: undefined,
    });
  });

  it('take a Smartmove user’s UUID for a customer', () => {
    const uuid = '0B0E3C1A-2B52-4D86-9D4C-3A1D3F5E9A77';
    const { ask, problem } = readAuditWords([uuid], actions);
    expect(problem).toBeUndefined();
    expect(filterOf(ask, 'UTC')).toEqual({ customer: uuid.toLowerCase() });
  });

  it.each(['hello there', 'action:vouchr.apply', 'customer:abc', '2026-02-30', '<!channel>', 'older:x'])(
    '“%s” is named, not guessed',
    (word) => {
      expect(readAuditWords([word], actions).problem).toContain('is not understood');
    },
  );

  it('days begin and end by the asker’s clock, both included', () => {
    expect(filterOf({ from: '2026-11-21', to: '2026-11-21' }, 'Europe/Vienna')).toEqual({
      from: new Date('2026-11-20T23:00:00Z'),
      before: new Date('2026-11-21T23:00:00Z'),
    });
  });
});

const entry = (seq: number): AuditEntry => ({
  seq,
  at: new Date('2026-11-21T10:00:00Z'),
  kind: seq % 2 === 0 ? 'reveal.customer' : 'request.done',
  actor: staff.agent,
  requestId: seq % 2 === 0 ? undefined : '7F3KQ2M9XA',
  action: 'voucher.apply',
  subjects: ['customer:1010'],
  facts: { customer: 1010 },
  reason: seq % 2 === 0 ? 'ticket <!channel>' : undefined,
});

describe('/wheelhouse audit', () => {
  const opened = async () => {
    const asked: { filter: AuditFilter; place: AuditPlace }[] = [];
    const harness = await openCommandHarness({
      app: {
        audit: {
          find: async (filter, place) => {
            asked.push({ filter, place });
            return { entries: [entry(12), entry(11)], hasOlder: true, hasNewer: place.olderThan !== undefined };
          },
        },
      },
    });
    return { harness, asked };
  };

  it('answers at once, newest first, with who, when, what and why; and turns its pages', async () => {
    const { harness, asked } = await opened();
    const lead = await harness.command(staff.lead);
    await auditRead.command.run(lead, ['1010']);
    expect(asked).toEqual([{ filter: { customer: 1010 }, place: {} }]);
    const { blocks } = lastOf(lead);
    expect(readBlocks(blocks)).toMatch(
      /Personal data shown · 21 Nov 2026, 11:00 · @U0AGENT1[\s\S]*customer 1010[\s\S]*ticket[\s\S]*Done/,
    );
    expect(buttonsOf(blocks)).toEqual(['Older', 'Filter']);
    const older = buttonObjects(blocks).find(({ text }) => text === 'Older');
    const press = await harness.press(older?.value ?? '', undefined, staff.lead);
    await auditRead.buttons.find(({ id }) => id === older?.actionId.split(':')[0])?.run(press);
    expect(asked.at(-1)).toEqual({ filter: { customer: 1010 }, place: { olderThan: 11 } });
    expect(press.said.at(-1)?.replace).toBe(true);
    expect(buttonsOf(lastOf(press).blocks)).toEqual(['Newer', 'Older', 'Filter']);
  });

  it('opens the form with what it understood when a word is strange, and answers the form in its place', async () => {
    const { harness, asked } = await opened();
    await auditRead.command.run(await harness.command(staff.lead), ['1010', 'yesterday']);
    const form = harness.drawn.now();
    expect(readBlocks(form.blocks)).toContain('“yesterday” is not understood');
    expect(JSON.stringify(form.blocks)).toContain('"initial_value":"1010"');
    const typed = (value: string) => ({ 'field:x': { type: 'plain_text_input', value } });
    const wrong = await auditRead.submission.run(
      harness.submission({ person: typed('ana'), customer: typed('1010') }, '', staff.lead),
    );
    expect(wrong.answer).toMatchObject({ kind: 'errors', errors: { person: expect.stringContaining('member ID') } });
    const sent = await auditRead.submission.run(harness.submission({ customer: typed('1010') }, '', staff.lead));
    expect(sent.answer.kind).toBe('update');
    await sent.after?.();
    expect(asked).toEqual([{ filter: { customer: 1010 }, place: {} }]);
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('Personal data shown');
  });

  it('is read to nobody whose grants do not allow it, also not by a form or a button in hand', async () => {
    const { harness, asked } = await opened();
    const sent = await auditRead.submission.run(harness.submission({}, '', staff.reader));
    await sent.after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('look at the journal');
    expect(asked).toEqual([]);
    expect([auditRead.command.needs, ...auditRead.buttons.map(({ needs }) => needs)]).toEqual(Array(4).fill('read.audit'));
  });
});

describe('a reveal, from the button to the journal', { timeout: 120_000 }, () => {
  let harness: Harness;
  beforeAll(async () => {
    const policy = readFileSync(new URL('../../../sandbox/policy.yml', import.meta.url), 'utf8');
    harness = await openHarness({
      policy: policy.replace('agent: [read.*,', 'agent: [read.customer, read.reveal, read.eligibility, read.voucher,'),
    });
  }, 120_000);
  afterAll(() => harness.close());
  const heard = (person: string, words: RegExp) =>
    harness.workspace.until(
      () =>
        harness.workspace
          .as(person)
          .messages('support')
          .map(({ blocks }) => readBlocks(blocks ?? []))
          .find((text) => words.test(text)),
      { say: String(words) },
    );

  it('is in /wheelhouse audit with its reason, and without what it showed', async () => {
    const me = harness.workspace.as(ana);
    await me.command('support', '/customer lookup 1010');
    await heard(ana, /Can’t rent/);
    const profile = me.messages('support').at(-1);
    await me.click({ channel: profile?.channel ?? '', ts: profile?.ts ?? '' }, { text: 'Reveal' });
    await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('Reason'), {
      timeoutMs: 60_000,
      say: 'the form',
    });
    await me.submit(undefined, { Reason: 'Caller asked, ticket 4711' });
    await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('lena.novak@'), {
      timeoutMs: 60_000,
      say: 'the e-mail',
    });
    await harness.workspace.as(lea).command('support', '/wheelhouse audit reveal');
    const text = await heard(lea, /Personal data shown/);
    expect(text).toMatch(/@U0ANANOVAK[\s\S]*customer 1010[\s\S]*Caller asked, ticket 4711/);
    expect(text).not.toMatch(/lena|novak@|Lena/);
    expect(harness.workspace.refusals).toEqual([]);
  });

  it('is told to nobody without the grant: a sentence instead', async () => {
    await harness.workspace.as(ana).command('support', '/wheelhouse audit reveal');
    expect(await heard(ana, /permission to look at the journal/)).not.toContain('Personal data shown');
  });
});
