import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { createLog, interactionLog, scrub } from '../../src/lib/log.ts';
import { Secret } from '../../src/lib/secret.ts';

function capture(options: { level?: string; pretty?: boolean } = {}) {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', ...options, destination: { write: (line: string) => void lines.push(line) } });
  return { log, lines, text: () => lines.join('') };
}

describe('the log', () => {
  it('is one JSON object a line, with a readable time and level', () => {
    const { log, lines } = capture();
    log.info({ call: 'cards.assign', elapsedMs: 12 }, 'called');
    expect(lines).toHaveLength(1);
    const line: unknown = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({
      level: 'info',
      msg: 'called',
      call: 'cards.assign',
      elapsedMs: 12,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  it('hides personal data and secrets by name at any depth, in lists, and in what a child is bound to', () => {
    const { log, text } = capture();
    const jane = {
      firstName: 'Jane-Secret',
      last_name: 'Doe-Secret',
      birthdate: '1990-01-02',
      email: 'x',
      nested: [{ deep: { Authorization: 'abc-secret' } }],
    };
    log.info(
      {
        customer: jane,
        state: { values: { block: { action: { value: 'typed-secret' } } } },
        text: 'lookup secret',
        state2: 'approved',
      },
      'looked up',
    );
    log.child({ phone: '0176-secret', ref: 'R1' }).warn('child');
    expect(text()).not.toMatch(/secret/i);
    expect(text()).not.toContain('1990');
    expect(text()).toContain('"state2":"approved"');
    expect(text()).toContain('"ref":"R1"');
  });

  it('hides what has the shape of a credential or a contact, wherever it is', () => {
    const { log, text } = capture();
    log.error(
      new Error('GET /customers?email=jane.doe%40example.com for jane@example.com, +49 176 1234567 with Bearer abcdef.123456'),
      'no +491761234567',
    );
    log.info({ url: 'postgres://wheelhouse:hunter2@db/app', note: `token ${['xoxb', '1234', 'abcd'].join('-')}` });
    expect(text()).not.toMatch(/jane|example\.com|1234567|abcdef|hunter2|xoxb/);
  });

  it('says of a fault what is needed to find it, and never the words for the person', () => {
    const { log, lines, text } = capture();
    const cause = new Error('socket hang up', { cause: new Error('ECONNRESET') });
    const fault = new Fault('outcome_unknown', 'Jane Doe may have the card', {
      message: 'no answer',
      cause,
      context: { call: 'cards.assign', traceId: 't-1' },
    });
    log.error({ err: fault }, 'lost');
    log.error({ attempts: [{ fault }] }, 'nested');
    expect(text()).not.toContain('Jane');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      err: {
        type: 'Fault',
        code: 'outcome_unknown',
        message: 'no answer',
        ref: fault.ref,
        context: { call: 'cards.assign', traceId: 't-1' },
        cause: { message: 'socket hang up', cause: { message: 'ECONNRESET' } },
      },
    });
  });

  it('prints dots for a wrapped secret', () => {
    const { log, text } = capture();
    log.info({ config: { key: new Secret('abc') } }, String(new Secret('abc')));
    expect(text()).not.toContain('abc');
  });

  it('survives cycles', () => {
    const { log, lines } = capture();
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    log.info({ loop }, 'round');
    expect(lines[0]).toContain('"msg":"round"');
  });

  it('an interaction’s child carries its reference on every line', () => {
    const { log, lines } = capture();
    const child = interactionLog(log, { ref: 'ABC123', team: 'T1', user: 'U1', command: '/card assign' });
    child.info('one');
    child.child({ call: 'cards.get' }).info('two');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ ref: 'ABC123', user: 'U1', command: '/card assign', msg: 'one' }),
      expect.objectContaining({ ref: 'ABC123', call: 'cards.get', msg: 'two' }),
    ]);
  });

  it('is silent below its level, and readable on a terminal', () => {
    const quiet = capture({ level: 'warn' });
    quiet.log.info('no');
    expect(quiet.lines).toEqual([]);
    const pretty = capture({ pretty: true });
    pretty.log.info({ ref: 'R1' }, 'hello');
    expect(pretty.text()).toContain('hello');
    expect(pretty.text().startsWith('{')).toBe(false);
  });

  it('leaves alone what only looks similar', () => {
    for (const text of [
      'node_modules/@slack/bolt',
      'bolt@5.1.0',
      '2026-11-21T18:00:00.000Z',
      'customer:4200000017',
      'policy.yml:12:5',
    ])
      expect(scrub(text)).toBe(text);
  });
});
