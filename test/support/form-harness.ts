import type { ModalView } from '@slack/types';
import { actions } from '../../src/actions/registry.ts';
import { precheckAt } from '../../src/approvals/assess.ts';
import type { ViewValues } from '../../src/commands/context.ts';
import { createActionForm, createFormChange } from '../../src/commands/engine/form.ts';
import { createStartButtons, formCommand } from '../../src/commands/engine/start.ts';
import type { FormVerb } from '../../src/commands/feature.ts';
import { asFault } from '../../src/errors.ts';
import { redactorForOne } from '../../src/lib/mask.ts';
import { readBlocks } from '../views/read.ts';
import { type CommandHarness, nobodyElse, openCommandHarness, staff } from './command-harness.ts';

type Asked = { action: string; input: unknown; reason: string; ticket?: string | undefined };

export type FormHarness = CommandHarness & {
  /** What was asked for, as it would reach the gate. */
  asked: Asked[];
  /** `/card create HM-1`, without the command: what the form shows then. */
  type(words: readonly string[], person?: string): Promise<Shown>;
  /** The button that starts it. */
  start(pointer: string, person?: string): Promise<Shown>;
  /** Sends the form that is open, with these fields typed (a text) or chosen (`{ choose }`, `{ chooseAll }`); answers the errors by field. */
  send(values: Typed): Promise<Readonly<Record<string, string>>>;
  /** The same with the errors as Slack gets them: by block. */
  sendRaw(values: Typed): Promise<Readonly<Record<string, string>>>;
  /** A field changes in the form that is open: what it shows then. */
  /** `pressed`: not a field but a button of the form. */
  change(values: Typed, pressed?: { actionId: string; value: string }): Promise<Shown>;
};

export type Typed = Readonly<Record<string, string | { choose: string } | { chooseAll: readonly string[] }>>;
export type Shown = { view: ModalView; text: string; fields: Readonly<Record<string, string | undefined>> };

/** A harness in which one form is opened and sent; the action's own check and preview answer in the gate's place. */
export async function openFormHarness(
  verb: FormVerb,
  options: Parameters<typeof openCommandHarness>[0] & { asks?: boolean; needsTicket?: boolean } = {},
): Promise<FormHarness> {
  const atOnce = { kind: 'at-once', rule: null } as const;
  const asks = { kind: 'asks', rule: 'everything else', role: 'lead', count: 1, approvers: [staff.lead] } as const;
  const harness = await openCommandHarness(options);
  const asked: Asked[] = [];
  const forms = { [verb.form.action]: verb.form };
  const { app, drawn } = harness;
  app.approvals = {
    ...app.approvals,
    async preview({ action: name, input }) {
      const action = Object.values(actions).find((one) => one.name === name);
      if (action === undefined) throw new Error(`no action ${name}`);
      try {
        const read = action.input.parse(input);
        const snapshot = await action.precheck(app.readers, read, precheckAt(app));
        return {
          kind: 'ready',
          about: action.subjects(read),
          lately: nobodyElse,
          plain: action.preview(snapshot, read, redactorForOne()),
          needsTicket: options.needsTicket ?? false,
          gate: options.asks ? { ...asks, approvers: [...asks.approvers] } : atOnce,
        };
      } catch (error) {
        return { kind: 'refused', fault: asFault(error) };
      }
    },
    async ask({ action, input, reason, ticket }) {
      asked.push({ action, input, reason, ticket });
      return { id: 'ASKED00001', isNew: true };
    },
  };
  const shown = (): Shown => {
    const view = drawn.now();
    return { view, text: readBlocks(view.blocks), fields: fieldsOf(view) };
  };
  const openView = () => drawn.opened.at(-1)?.viewId ?? '';
  async function sendRaw(values: Typed): Promise<Readonly<Record<string, string>>> {
    const before = asked.length;
    const { answer, after } = await sendOnce(values);
    if (answer.kind !== 'update') return answer.kind === 'errors' ? answer.errors : {};
    if (asked.length > before) return {};
    await harness.app.screen.update(openView(), answer.view);
    await after?.();
    // It shows what it does before it does it; that is then sent as a person would send it: by pressing again.
    const isBack = asked.length === before && drawn.now().callback_id?.startsWith('action:') === true;
    const again = isBack ? await sendOnce(values) : undefined;
    return again?.answer.kind === 'errors' ? again.answer.errors : {};
  }
  async function sendOnce(values: Typed) {
    const sent = harness.submission(valuesOf(values, drawn.now()), drawn.now().private_metadata, staff.lead);
    return createActionForm(forms).run({ ...sent, viewId: openView(), callbackId: drawn.now().callback_id ?? '' });
  }
  return {
    ...harness,
    asked,
    async type(words, person = staff.lead) {
      await formCommand(verb).run(await harness.command(person), words);
      return shown();
    },
    async start(pointer, person = staff.lead) {
      await createStartButtons(forms, {})[0]?.run(await harness.press(pointer, undefined, person));
      return shown();
    },
    async change(values, pressed) {
      const viewId = drawn.opened.at(-1)?.viewId ?? '';
      const { private_metadata: metadata = '', callback_id: callbackId = '' } = drawn.now();
      const press = await harness.press('', { kind: 'modal', viewId, hash: '', metadata, callbackId }, staff.lead);
      await createFormChange(forms).changed({ ...press, ...pressed }, valuesOf(values, drawn.now()));
      return shown();
    },
    async send(values) {
      const errors = Object.entries(await sendRaw(values));
      return Object.fromEntries(errors.map(([id, say]) => [fieldName(id), say]));
    },
    sendRaw,
  };
}

/** What somebody typed or chose, and with it what Slack keeps of an edit form: its fields as they are filled in. */
function valuesOf(values: Typed, view: ModalView): ViewValues {
  const ids = view.blocks.map(({ block_id: id }) => id ?? '');
  const idOf = (name: string) => ids.find((id) => fieldName(id) === name) ?? name;
  return {
    ...Object.fromEntries(view.blocks.flatMap((block) => untouched(block))),
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [idOf(name), { element: elementOf(value) }])),
  };
}

function untouched(block: ModalView['blocks'][number]): [string, ViewValues[string]][] {
  if (block.type !== 'input' || !('element' in block) || !/:.*:/.test(block.block_id ?? '')) return [];
  const { element } = block;
  const state = {
    type: element.type,
    ...('options' in element && element.type === 'checkboxes' ? { selected_options: element.initial_options ?? [] } : {}),
    ...('initial_options' in element ? { selected_options: element.initial_options } : {}),
    ...('initial_option' in element ? { selected_option: element.initial_option } : {}),
    ...('initial_value' in element && typeof element.initial_value === 'string' ? { value: element.initial_value } : {}),
    ...('initial_date' in element ? { selected_date: element.initial_date } : {}),
    ...('initial_time' in element ? { selected_time: element.initial_time } : {}),
  } as ViewValues[string][string]; // safe: Slack's own shape, of which every part is optional
  return [[block.block_id ?? '', { element: state }]];
}

/** A block's id without the marks that it may carry: `tags:1001:k3Rf` is the field `tags:1001`. */
export function fieldName(id: string): string {
  return id.includes(':waiting:') ? (id.split(':')[0] ?? id) : id.split(':').slice(0, 2).join(':');
}

function elementOf(value: Typed[string]): ViewValues[string][string] {
  if (typeof value === 'string') return { type: 'plain_text_input', value };
  if ('choose' in value) return { type: 'external_select', selected_option: { value: value.choose } };
  return { type: 'multi_external_select', selected_options: value.chooseAll.map((one) => ({ value: one })) };
}

/** By field, what a field is filled in with; undefined if it is empty. */
function fieldsOf(view: ModalView): Record<string, string | undefined> {
  return Object.fromEntries(
    view.blocks.flatMap((block): [string, string | undefined][] => {
      if (block.type !== 'input' || block.block_id === undefined || !('element' in block)) return [];
      const { element } = block;
      const chosen = 'initial_option' in element ? element.initial_option?.value : undefined;
      const typed = 'initial_value' in element && typeof element.initial_value === 'string' ? element.initial_value : undefined;
      const day = 'initial_date' in element ? element.initial_date : undefined;
      return [[fieldName(block.block_id), chosen ?? typed ?? day]];
    }),
  );
}

/** The verb of a feature by its name. */
export function verbOf(verbs: readonly FormVerb[] | undefined, name: string): FormVerb {
  const verb = verbs?.find((one) => one.verb === name);
  if (verb === undefined) throw new Error(`no verb ${name}`);
  return verb;
}
