import type { ModalView } from '@slack/types';
import { actions } from '../../src/actions/registry.ts';
import type { ViewValues } from '../../src/commands/context.ts';
import type { FormVerb } from '../../src/commands/feature.ts';
import { createActionForm, createFormChange } from '../../src/commands/form/engine.ts';
import { createStartButtons, formCommand } from '../../src/commands/form/start.ts';
import { asFault } from '../../src/errors.ts';
import { showToOne } from '../../src/lib/mask.ts';
import { readBlocks } from '../views/read.ts';
import { type Desk, deskPeople, openDesk } from './kit.ts';

type Asked = { action: string; input: unknown; reason: string };

export type FormDesk = Desk & {
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
  change(values: Typed): Promise<Shown>;
};

export type Typed = Readonly<Record<string, string | { choose: string } | { chooseAll: readonly string[] }>>;
export type Shown = { view: ModalView; text: string; fields: Readonly<Record<string, string | undefined>> };

/** A desk at which one form is opened and sent; the action's own check and preview answer in the gate's place. */
export async function openFormDesk(verb: FormVerb, options: Parameters<typeof openDesk>[0] = {}): Promise<FormDesk> {
  const desk = await openDesk(options);
  const asked: Asked[] = [];
  const forms = { [verb.form.action]: verb.form };
  const { kit, drawn } = desk;
  kit.approvals = {
    ...kit.approvals,
    async foresee({ action: name, input }) {
      const action = Object.values(actions).find((one) => one.name === name);
      if (action === undefined) throw new Error(`no action ${name}`);
      try {
        const read = action.input.parse(input);
        const seen = await action.precheck(kit.readers, read, { now: kit.clock.now() });
        return { kind: 'ready', plain: action.preview(seen, read, showToOne()), gate: { kind: 'at-once', rule: null } };
      } catch (error) {
        return { kind: 'refused', fault: asFault(error) };
      }
    },
    async ask({ action, input, reason }) {
      asked.push({ action, input, reason });
      return { id: 'ASKED00001', isNew: true };
    },
  };
  const shown = (): Shown => {
    const view = drawn.now();
    return { view, text: readBlocks(view.blocks), fields: fieldsOf(view) };
  };
  async function sendRaw(values: Typed): Promise<Readonly<Record<string, string>>> {
    const sent = desk.submission(valuesOf(values, drawn.now()), drawn.now().private_metadata);
    const { answer } = await createActionForm(forms).run({ ...sent, callbackId: drawn.now().callback_id ?? '' });
    return answer.kind === 'errors' ? answer.errors : {};
  }
  return {
    ...desk,
    asked,
    async type(words, person = deskPeople.lead) {
      await formCommand(verb).run(await desk.command(person), words);
      return shown();
    },
    async start(pointer, person = deskPeople.lead) {
      await createStartButtons(forms, {})[0]?.run(await desk.press(pointer, undefined, person));
      return shown();
    },
    async change(values) {
      const viewId = drawn.opened.at(-1)?.viewId ?? '';
      const { private_metadata: metadata = '', callback_id: callbackId = '' } = drawn.now();
      const press = await desk.press('', { kind: 'modal', viewId, hash: '', metadata, callbackId }, deskPeople.lead);
      await createFormChange(forms).changed(press, valuesOf(values, drawn.now()));
      return shown();
    },
    async send(values) {
      const errors = Object.entries(await sendRaw(values));
      return Object.fromEntries(errors.map(([id, say]) => [fieldName(id), say]));
    },
    sendRaw,
  };
}

function valuesOf(values: Typed, view: ModalView): ViewValues {
  const ids = view.blocks.map(({ block_id: id }) => id ?? '');
  const idOf = (name: string) => ids.find((id) => fieldName(id) === name) ?? name;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [idOf(name), { element: elementOf(value) }]));
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

/** By field, what a field is filled in with; undefined where it is empty. */
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
