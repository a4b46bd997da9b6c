import { describe, expect, it } from 'vitest';
import type { ViewValues } from '../../../src/commands/context.ts';
import { readQuestion, writeQuestion } from '../../../src/commands/eligibility/question.ts';
import { eligibilityRead } from '../../../src/commands/eligibility/read.ts';
import { instantOf } from '../../../src/commands/eligibility/time.ts';
import { actionIds, callbackIds } from '../../../src/views/ids.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const { command: eligibilityCommand, submission: eligibilitySubmission, button: checkEligibilityButton } = eligibilityRead;
const changeEligibilityButton = eligibilityRead.buttons.find(({ id }) => id === actionIds.changeEligibility);
const chosen = (value: string, text = value) => ({
  element: { type: 'static_select', selected_option: { value, text: { text } } },
});
const values = (more: ViewValues = {}): ViewValues => ({
  customer: chosen('1010'),
  branch: chosen('1'),
  category: chosen('11'),
  ...more,
});
const requirementCall = (calls: readonly string[]) => calls.find((call) => call.includes('/rental-requirements/start'));

describe('complete words', () => {
  it.each([
    [['1010', '1', '11']],
    [['1010', 'VIE', 'Compact']],
    [['Lena', 'Novak', 'Vienna', 'Compact', 'car']],
    [['1010', 'vienna', 'compact car']],
  ])('%j are answered at once, as the back office says', async (words) => {
    const harness = await openCommandHarness();
    const interaction = await harness.command();
    await eligibilityCommand.run(interaction, words);
    expect(harness.drawn.opened).toEqual([]);
    const text = readBlocks(lastOf(interaction).blocks);
    expect(text).toContain('Lena Novak (customer 1010) can’t rent in Vienna');
    expect(text).toContain('Terms not accepted');
    expect(text).toContain('Compact car');
    expect(requirementCall(harness.calls())).toBe('GET /rental-requirements/start?userId=1010&branchId=1&vehicleCategoryId=11');
  });

  it('offer the fix, filled in, to who may carry it out, and to nobody else', async () => {
    const harness = await openCommandHarness();
    const fixesFor = async (person: string) => {
      const interaction = await harness.command(person);
      await eligibilityCommand.run(interaction, ['1010', '1', '11']);
      return buttonObjects(lastOf(interaction).blocks).filter(({ actionId }) => actionId.startsWith(`${actionIds.start}:`));
    };
    expect(await fixesFor(staff.agent)).toMatchObject([
      { text: 'Accept terms', value: 'action:customer.accept-terms customer:1010 branch:1 category:11 from:eligibility' },
    ]);
    expect(await fixesFor(staff.reader)).toEqual([]);
  });

  it('show a requirement that nobody knows as it came', async () => {
    const harness = await openCommandHarness();
    const interaction = await harness.command();
    await eligibilityCommand.run(interaction, ['1001', 'Linz', 'E-scooter']);
    const text = readBlocks(lastOf(interaction).blocks);
    expect(text).toContain('HELMET_TRAINING');
    expect(text).toContain('The rider has not taken the helmet training.');
  });

  it('about a hostile customer ping nobody', async () => {
    const harness = await openCommandHarness();
    const interaction = await harness.command();
    await eligibilityCommand.run(interaction, ['1007', '1', '11']);
    expect(readBlocks(lastOf(interaction).blocks)).toContain('customer 1007');
  });

  it('the verdict is shown when a name cannot be read', async () => {
    const harness = await openCommandHarness();
    const { operations } = harness.app.readers;
    const customers = { ...operations.customers, get: () => Promise.reject(new Error('not now')) };
    const app = { ...harness.app, readers: { ...harness.app.readers, operations: { ...operations, customers } } };
    const press = { ...(await harness.press('customer:1010 branch:1 category:11')), app };
    await checkEligibilityButton.run(press);
    const { blocks } = lastOf(press);
    expect(readBlocks(blocks)).toContain('customer 1010 can’t rent in Vienna');
  });

  it('a back office that fails is reported, and offers to try again', async () => {
    const harness = await openCommandHarness();
    harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
    const interaction = await harness.command();
    await eligibilityCommand.run(interaction, ['1010', 'Vienna', 'Compact car']);
    expect(buttonObjects(lastOf(interaction).blocks)).toMatchObject([
      { text: 'Try again', value: 'eligibility 1010 Vienna "Compact car"' },
    ]);
  });
});

describe('words that leave something open', () => {
  it('open the form with what was understood, before anything is looked up', async () => {
    const harness = await openCommandHarness();
    const hold = harness.backOffice.hold(() => true, 'before');
    const interaction = await harness.command();
    const running = eligibilityCommand.run(interaction, ['1010', 'Graz']);
    await hold.arrived(1);
    expect(harness.drawn.opened).toHaveLength(1);
    hold.release();
    await running;
    expect(interaction.said).toEqual([]);
    const view = JSON.stringify(harness.drawn.now());
    expect(view).toContain('"initial_option":{"text":{"type":"plain_text","text":"Lena Novak · l…@example.com · 1010"');
    expect(view).toMatch(/"initial_option":\{"text":\{"type":"plain_text","text":"Graz"/);
    expect(view).toContain('Cargo bike');
  });

  it('without any, the form is empty but for the usual branch', async () => {
    const harness = await openCommandHarness();
    await eligibilityCommand.run(await harness.command(), []);
    expect(harness.drawn.now().callback_id).toBe(callbackIds.eligibility);
    expect(readBlocks(harness.drawn.now().blocks)).toMatch(
      /Customer[\s\S]*Branch[\s\S]*Category[\s\S]*Date[\s\S]*Time[\s\S]*Business account/,
    );
  });

  it('that fit several customers let one be chosen', async () => {
    const harness = await openCommandHarness();
    await eligibilityCommand.run(await harness.command(), ['Anna Gruber']);
    const view = JSON.stringify(harness.drawn.now());
    expect(view).toContain('Several customers match');
    expect(view).toContain('"value":"1008"');
    expect(view).toContain('"value":"1009"');
  });

  it.each(['HM-10001', 'card HM-10001', 'hm 10001', 'Karte hm 10001 Graz', 'card HM-10001 Compact'])(
    'and are a card’s number fill in who has it, and say so: %s',
    async (typed) => {
      const harness = await openCommandHarness();
      await eligibilityCommand.run(await harness.command(), typed.split(' '));
      const view = JSON.stringify(harness.drawn.now());
      expect(view).toContain('“HM-10001” is a card number. Its holder is filled in.');
      expect(view).toContain('· 1001"');
    },
  );

  it('that were misread keep the customer and say what was not understood', async () => {
    const harness = await openCommandHarness();
    const interaction = await harness.command();
    await eligibilityCommand.run(interaction, ['1010', 'Vienna', 'Spaceship']);
    const view = JSON.stringify(harness.drawn.now());
    expect(view).toContain('Spaceship');
    expect(view).toContain('Lena Novak');
    expect(interaction.said).toEqual([]);
  });

  it('that were understood too late for a form say so, with a button that opens it', async () => {
    const harness = await openCommandHarness();
    harness.drawn.triggersAreOver = true;
    const interaction = await harness.command();
    await eligibilityCommand.run(interaction, ['1010', 'Vienna', 'Spaceship']);
    expect(buttonObjects(lastOf(interaction).blocks)).toMatchObject([{ value: 'eligibility 1010 Vienna Spaceship' }]);
  });

  it('are answered in the form’s place if the branch has one category alone', async () => {
    const harness = await openCommandHarness();
    await eligibilityCommand.run(await harness.command(), ['1001', 'LNZ-HRB']);
    expect(harness.drawn.now().callback_id).toBe(callbackIds.information);
    expect(requirementCall(harness.calls())).toContain('branchId=5&vehicleCategoryId=11');
  });

  it('a phone number with blanks is no branch', async () => {
    const harness = await openCommandHarness();
    const customer = harness.backOffice.world.customers.get(1010);
    if (customer === undefined) throw new Error('no customer');
    harness.backOffice.world.customers.set(1010, { ...customer, phone: '+4316667777' });
    const interaction = await harness.command();
    await eligibilityCommand.run(interaction, ['+43', '1', '6667777', 'Vienna', 'Van']);
    expect(readBlocks(lastOf(interaction).blocks)).toContain('customer 1010');
  });
});

describe('the sent form', () => {
  it('asks for that time in the person’s zone and that business account, and answers in its own place', async () => {
    const harness = await openCommandHarness();
    const sent = harness.submission(
      values({
        date: { element: { type: 'datepicker', selected_date: '2026-12-01' } },
        time: { element: { type: 'timepicker', selected_time: '14:30' } },
        account: chosen('7001', 'Alpenblick'),
      }),
    );
    const { answer, after } = await eligibilitySubmission.run(sent);
    expect(answer.kind).toBe('update');
    expect(harness.calls()).toEqual([]);
    await after?.();
    expect(decodeURIComponent(requirementCall(harness.calls()) ?? '')).toContain(
      'startTime=2026-12-01T13:30:00.000Z&userGroupId=7001',
    );
    const text = readBlocks(harness.drawn.now('V-sent').blocks);
    expect(text).toContain('1 Dec 2026, 14:30');
    expect(text).toContain('Alpenblick');
  });

  it('a day without a time, and no customer, are reported at the field', async () => {
    const harness = await openCommandHarness();
    const sent = harness.submission({
      branch: chosen('1'),
      date: { element: { type: 'datepicker', selected_date: '2026-12-01' } },
    });
    expect((await eligibilitySubmission.run(sent)).answer).toMatchObject({
      kind: 'errors',
      errors: { customer: expect.any(String), time: expect.any(String) },
    });
  });

  it('is refused in words to who may not ask', async () => {
    const harness = await openCommandHarness();
    const { after } = await eligibilitySubmission.run(harness.submission(values(), '', staff.guest));
    await after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('Guests cannot use Wheelhouse');
    expect(harness.calls()).toEqual([]);
  });
});

it('another branch brings its own categories and leaves the rest as it is', async () => {
  const harness = await openCommandHarness();
  const place = { kind: 'modal' as const, viewId: 'V7', hash: '', metadata: '{"branch":1}', callbackId: callbackIds.eligibility };
  const press = await harness.press('2', place);
  await eligibilityRead.fieldChange?.changed(
    press,
    values({
      customer: chosen('1010', 'Lena Novak · 1010'),
      branch: chosen('2', 'Graz'),
      time: { element: { type: 'timepicker', selected_time: '09:15' } },
    }),
  );
  const view = harness.drawn.now('V7');
  const text = JSON.stringify(view);
  expect(text).toContain('Cargo bike');
  expect(text).not.toContain('E-scooter');
  expect(text).toContain('Lena Novak · 1010');
  expect(text).toContain('"initial_time":"09:15"');
  expect(JSON.parse(view.private_metadata ?? '')).toEqual({ branch: 2 });
});

describe('buttons', () => {
  it('Eligibility on a profile answers at once for the category that the profile judged, and offers to change it', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press('customer:1010 branch:2 category:15');
    await checkEligibilityButton.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('Cargo bike');
    expect(buttonObjects(lastOf(press).blocks)).toContainEqual(
      expect.objectContaining({ text: 'Check another branch or vehicle', value: expect.stringContaining('category:15') }),
    );
    expect(requirementCall(harness.calls())).toContain('vehicleCategoryId=15');
  });

  it('Eligibility without a category asks for the first of the branch', async () => {
    const harness = await openCommandHarness();
    await checkEligibilityButton.run(await harness.press('customer:1010 branch:2'));
    expect(requirementCall(harness.calls())).toMatch(/vehicleCategoryId=\d+/);
  });

  it('Eligibility answers at once if the branch has one category alone', async () => {
    const harness = await openCommandHarness();
    await checkEligibilityButton.run(await harness.press('customer:1001 branch:5'));
    expect(requirementCall(harness.calls())).toContain('vehicleCategoryId=11');
  });

  it('Change opens the form with all that was asked', async () => {
    const harness = await openCommandHarness();
    const value = writeQuestion({ customer: 1010, branch: 2, category: 15, at: '2026-12-01T13:30:00.000Z', account: 7001 });
    await changeEligibilityButton?.run(await harness.press(value));
    const view = JSON.stringify(harness.drawn.now());
    expect(view).toContain('"initial_date":"2026-12-01"');
    expect(view).toContain('"initial_time":"14:30"');
    expect(view).toMatch(/"initial_option":\{"text":\{"type":"plain_text","text":"Cargo bike"/);
    expect(view).toContain('Alpenblick Facility Services GmbH · 7001');
  });

  it('a value that this app did not write is refused in words', async () => {
    const harness = await openCommandHarness();
    for (const value of ['', 'branch:1', 'customer:x', '<!channel>']) {
      await changeEligibilityButton?.run(await harness.press(value));
      expect(readBlocks(harness.drawn.now().blocks)).toContain('Look the customer up again');
    }
    expect(harness.calls()).toEqual([]);
  });
});

it('a question survives being a button’s value, and nothing else in the value is read', () => {
  const question = { customer: 1, branch: 2, category: 3, at: '2026-12-01T13:30:00.000Z', account: 4 };
  expect(readQuestion(writeQuestion(question))).toEqual(question);
  expect(readQuestion('customer:1 at:never evil:1')).toEqual({ customer: 1 });
  expect(readQuestion('customer:1 at:2026-99-99T99:99:99Z')).toEqual({ customer: 1 });
});

it('a wall time is the instant it is in that zone, on both sides of the change of clocks', () => {
  expect(instantOf('2026-07-01', '08:00', 'Europe/Vienna')).toBe('2026-07-01T06:00:00.000Z');
  expect(instantOf('2026-12-01', '08:00', 'Europe/Vienna')).toBe('2026-12-01T07:00:00.000Z');
  expect(instantOf('2026-12-01', '08:00', 'No/Where')).toBe('2026-12-01T08:00:00.000Z');
  expect(instantOf('tomorrow', '08:00', 'UTC')).toBeUndefined();
});
