import type { z } from 'zod';
import type { openEnvelope } from '../../actions/voucher/envelope.ts';
import { isFor } from '../../actions/voucher/shared.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { formatInstant } from '../../lib/when.ts';
import { labels } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { momentOf, notATime } from '../approvals/away-time.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { branchChoice, branchField } from '../engine/branch-field.ts';
import { names } from '../engine/common-fields.ts';
import { templateChoice } from '../subjects/in-lists.ts';
import { fill, homeBranch } from '../subjects/understand.ts';
import { understandTemplate } from './apply.ts';

const own = { count: 'count', until: 'until' } as const;

/** `/voucher envelope <voucher> <how many> <until> [reason]` */
export const envelopeForm = defineForm<z.output<(typeof openEnvelope)['input']>>({
  action: 'voucher.envelope',
  title: 'Open an envelope',
  submit: 'Open envelope',
  names: [names.voucher, own.count, names.branch, own.until],
  readsTime: true,
  reasonHint: () => speak('It is also what the envelope is called, on the form and the card of each voucher.'),
  intro(filled) {
    const until = untilOf(filled);
    const said = speak('Until its end anyone who may apply vouchers gives these at once, one to a customer.');
    if (until === undefined) return said;
    return `${said} ${speak('It is open until {until}.', { until: formatInstant(until, filled.at?.timeZone) })}`;
  },
  async fromWords(app, who, words) {
    const branch = homeBranch(app);
    const typed = await splitWords(app, words, branch, { now: app.clock.now(), timeZone: who.timeZone });
    const voucher = typed.voucher === undefined ? undefined : await understandTemplate(app, typed.voucher, branch, 'customer');
    return {
      ...fill(branch, {
        voucher,
        branch: { value: await branchChoice(app, branch) },
        [own.count]: { ...textValue(typed.count), problem: tooMany(app, typed.count) },
        [own.until]: { ...textValue(typed.until), problem: typed.noTime === undefined ? undefined : withoutTime(typed.noTime) },
      }),
      reason: typed.reason,
    };
  },
  async fromPointer(app, _who, { template, branch = homeBranch(app) }) {
    const voucher = template === undefined ? undefined : { value: { value: String(template), text: String(template) } };
    return fill(branch, { voucher, branch: { value: await branchChoice(app, branch) } });
  },
  async fromInput(app, who, { templateId, branchId, count, until }) {
    return fill(branchId, {
      voucher: { value: { value: String(templateId), text: String(templateId) } },
      branch: { value: await branchChoice(app, branchId) },
      [own.count]: textValue(String(count)),
      [own.until]: textValue(writtenTime(new Date(until), who.timeZone, app.clock.now())),
    });
  },
  // What can be chosen follows the branch.
  complete: async (_app, _who, filled) => ({ ...filled, branch: filledId(filled, names.branch) ?? filled.branch }),
  async fields(app, _who, filled) {
    const branch = filledId(filled, names.branch) ?? filled.branch;
    const templates = await app.catalogue.templates(branch).catch(() => undefined);
    return [
      {
        kind: 'select',
        source: 'template',
        placeholder: speak('Choose what to give'),
        name: names.voucher,
        label: labels.voucher,
        choices: (templates ?? []).filter((template) => isFor(template, 'customer')).map(templateChoice),
        none:
          templates === undefined
            ? speak('the vouchers could not be loaded. Close this and try again.')
            : speak('this branch has no customer-care voucher.'),
        initial: filled.values[names.voucher]?.value,
      },
      { kind: 'number', name: own.count, label: speak('How many'), min: 1, initial: filled.values[own.count]?.value },
      await branchField(app, filled, speak('Whose customers: those of the branches below it, too.')),
      {
        kind: 'text',
        name: own.until,
        label: speak('Until'),
        maxLength: 60,
        placeholder: speak('17:00, 3h or tomorrow 12:00'),
        initial: filled.values[own.until]?.value,
      },
    ];
  },
  read(filled) {
    const templateId = filledId(filled, names.voucher);
    const branchId = filledId(filled, names.branch);
    const count = filledId(filled, own.count) ?? 0;
    const written = filled.values[own.count]?.value;
    const typed = filled.values[own.until]?.value;
    const until = untilOf(filled);
    const untilWrong = whatIsWrong(filled, until);
    if (templateId === undefined || branchId === undefined || count < 1 || until === undefined || untilWrong !== undefined)
      return {
        ok: false,
        errors: {
          [names.voucher]: templateId === undefined ? speak('Choose the voucher.') : undefined,
          [own.count]:
            count >= 1
              ? undefined
              : written === undefined
                ? speak('Write how many, as a whole number.')
                : speak('“{text}” is no number of vouchers. Write how many, as a whole number.', { text: oneLine(written) }),
          [names.branch]: branchId === undefined ? speak('Choose the branch whose customers it is for.') : undefined,
          [own.until]: untilWrong,
        },
      };
    return {
      ok: true,
      input: { templateId, branchId, count, until: until.toISOString() },
      typed: { templateId, branchId, count, until: typed },
    };
  },
});

function untilOf({ values, at }: Filled): Date | undefined {
  const typed = values[own.until]?.value;
  if (typed === undefined || at === undefined) return undefined;
  return momentOf(typed, { now: at.now, timeZone: at.timeZone ?? 'UTC', edge: 'end' });
}

function whatIsWrong({ values, at }: Filled, until: Date | undefined): string | undefined {
  const typed = values[own.until]?.value;
  if (typed === undefined) return speak('Write until when it is open.');
  if (until === undefined) return notATime(oneLine(typed));
  return at !== undefined && until <= at.now ? speak('This ends before it begins. Write a later time at Until.') : undefined;
}

/** The preview checks the policy's other limits: it needs the whole envelope for that. */
function tooMany({ policy: { envelopes } }: AppContext, count: string | undefined): string | undefined {
  return envelopes !== null && Number(count) > envelopes.most
    ? speak('An envelope can hold at most {most} vouchers. Write a smaller number at How many.', { most: envelopes.most })
    : undefined;
}

const withoutTime = (text: string) =>
  speak('“{text}” doesn’t begin with a time, so all of it is the reason. Write until when it is open.', { text: oneLine(text) });

const textValue = (text: string | undefined) => (text === undefined ? undefined : { value: { value: text, text } });

/** As it can be typed again: `2026-11-21 18:00`. Nothing if it is over. */
function writtenTime(until: Date, timeZone: string, now: Date): string | undefined {
  if (until <= now) return undefined;
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return parts.format(until);
}

/** `noTime`: what stands where the time is looked for, if it begins with none. */
type Typed = { voucher?: string; count?: string; until?: string; reason?: string; noTime?: string };

/** The voucher may be several words, and so may the time; what is left over says why. What is no number and no time is kept as it is. */
async function splitWords(
  app: AppContext,
  words: readonly string[],
  branch: number,
  at: { now: Date; timeZone: string },
): Promise<Typed> {
  if (words.length === 0) return {};
  let taken = 1;
  for (let end = Math.min(words.length, mostWords); end > 1; end -= 1) {
    const { value } = await understandTemplate(app, words.slice(0, end).join(' '), branch, 'customer');
    if (value === undefined) continue;
    taken = end;
    break;
  }
  const voucher = words.slice(0, taken).join(' ');
  const [next = '', ...behind] = words.slice(taken);
  const isCount = /^[-+−]?\d+(?:[.,]\d+)?[x×]?$/.test(next) || (timeIn(words.slice(taken), at) === 0 && timeIn(behind, at) > 0);
  const rest = isCount ? behind : words.slice(taken);
  // One word that is no time was meant as one, and so were digits; more words say why.
  const isMistyped = timeIn(rest, at) === 0 && (rest.length === 1 || /^\d/.test(rest[0] ?? ''));
  const length = isMistyped ? 1 : timeIn(rest, at);
  const reason = rest.slice(length).join(' ');
  return {
    voucher,
    count: isCount ? next.replace(/(?<=\d)[x×]$/, '') : undefined,
    until: length === 0 ? undefined : rest.slice(0, length).join(' '),
    reason: reason === '' ? undefined : reason,
    noTime: length === 0 && reason !== '' ? reason : undefined,
  };
}

/** With how many words a time begins; 0 if it begins with none. */
function timeIn(words: readonly string[], at: { now: Date; timeZone: string }): number {
  for (let end = Math.min(words.length, mostWords); end > 0; end -= 1)
    if (momentOf(words.slice(0, end).join(' '), { ...at, edge: 'end' }) !== undefined) return end;
  return 0;
}

/** More words than that name neither a voucher nor a time. */
const mostWords = 6;
