/** People, as tests see them: they type, click, fill in forms, and look at what is there. */
import { type Acted, refusedByClient } from './acts/acted.ts';
import { act, blocksOf, homePlace, messagePlace, modalPlace, type Place, suggest, valuesAt } from './acts/clicking.ts';
import { close, submit } from './acts/forms.ts';
import { lookAt, openHome, shortcut } from './acts/looking.ts';
import { react, reply } from './acts/threads.ts';
import { type as typeText } from './acts/typing.ts';
import { startStep } from './acts/workflows.ts';
import { interactive, type Placed } from './blocks.ts';
import { channelId, type Entry, fill, labelOf, offered } from './filling.ts';
import type { PageMessage, PageModal, PageNotice, PageOptionsAnswer, ViewValues } from './page-protocol.ts';
import { asPageMessage, asPageModal } from './page-state.ts';
import { personOf } from './payloads.ts';
import type { Site } from './site.ts';
import { seenBy, stackOf } from './state.ts';
import { type Thing, textOf } from './thing.ts';
import { dmOf } from './world.ts';

/** Where to act: the Home, the modal on top, a message, or a modal of the stack. */
export type Target = 'home' | 'modal' | { channel: string; ts: string } | { id: string };

/** Which element: by the text on it, its action_id, its block_id, its value, or the label (or placeholder) of an input or menu. */
export type Which = { text?: string; actionId?: string; blockId?: string; value?: string; label?: string };

export type PersonDriver = {
  id: string;
  /** Types into a channel (an id, a name, or `dm` for the direct message with the app); `/…` runs a command. */
  command(channel: string, text: string): Promise<Acted>;
  send(channel: string, text: string): Promise<Acted>;
  /** Presses a button, or an option of an overflow menu by its text. @throws Error when it is not there; says what is */
  click(target: Target, which: Which): Promise<Acted>;
  /** Chooses in a menu, boxes or a picker, by option text or value. */
  choose(target: Target, which: Which, entry: Entry): Promise<Acted>;
  /** Fills in by label and submits; `undefined` takes the modal on top. What is not named keeps what it holds. */
  submit(view: string | undefined, entries: Readonly<Record<string, Entry>>): Promise<Acted>;
  close(view?: string, options?: { all?: boolean }): Promise<Acted>;
  /** Types into an external menu. */
  options(target: Target, which: Which, query: string): Promise<PageOptionsAnswer>;
  /** Writes below a message. */
  reply(message: { channel: string; ts: string }, text: string): Acted;
  /** Puts a reaction on a message, or takes it back. */
  react(message: { channel: string; ts: string }, name: string): Acted;
  shortcut(callbackId: string, message?: { channel: string; ts: string }): Promise<Acted>;
  /** Starts a workflow that is this one step; what it gave is in the workspace's `executions`. */
  startStep(step: string, inputs: Readonly<Record<string, string>>): Acted;
  messages(channel: string): PageMessage[];
  /** The modal on top. */
  modal(): PageModal | undefined;
  modals(): PageModal[];
  home(): Thing | undefined;
  openHome(): Promise<Acted>;
  notices(): PageNotice[];
};

/** @throws Error (Refused user_not_found) for somebody who is not in the workspace */
export function personDriver(site: Site, person: string): PersonDriver {
  personOf(site, person);
  const channelOfName = (name: string) => (name === 'dm' ? dmOf(person) : channelId(site.state, name));

  function place(target: Target): Place | undefined {
    if (target === 'home') return homePlace(site, person);
    if (target !== 'modal' && 'ts' in target) return messagePlace(site, person, target.channel, target.ts);
    const id = target === 'modal' ? (stackOf(site.state, person).at(-1)?.id ?? '') : target.id;
    return modalPlace(site, person, id);
  }

  function found(target: Target, which: Which): { at: Place; placed: Placed } {
    const at = place(target);
    if (at === undefined) throw new Error(`There is nothing to act on: ${JSON.stringify(target)}`);
    const all = interactive(blocksOf(at));
    const placed = all.find((candidate) => fits(candidate, which));
    if (placed !== undefined) return { at, placed };
    const there = all.map((item) => `${item.actionId} "${labelOf(item.block, item.element).at(-1) ?? ''}"`);
    throw new Error(`There is no ${JSON.stringify(which)}. There are: ${there.join(', ') || 'no elements'}`);
  }

  async function value({ at, placed }: { at: Place; placed: Placed }, entry: Entry): Promise<ViewValues[string][string]> {
    const asked = (query: string) => suggest(site, person, at, { blockId: placed.blockId, actionId: placed.actionId, query });
    return fill({ state: site.state, options: asked }, placed.element, entry);
  }

  const ids = ({ placed }: { placed: Placed }) => ({ action_id: placed.actionId, block_id: placed.blockId });

  return {
    id: person,
    command: (channel, text) => typeText(site, person, channelOfName(channel), text),
    send: (channel, text) => typeText(site, person, channelOfName(channel), text),
    click: async (target, which) => {
      const there = found(target, which);
      const { element } = there.placed;
      const option = element.type === 'overflow' ? offered(element).find((item) => textOf(item.text) === which.text) : undefined;
      return act(site, person, there.at, { ...ids(there), selected_option: option }, {});
    },
    choose: async (target, which, entry) => {
      const there = found(target, which);
      return act(site, person, there.at, { ...(await value(there, entry)), ...ids(there) }, {});
    },
    submit: async (view, entries) => {
      const target = view === undefined ? 'modal' : { id: view };
      const at = place(target);
      if (at === undefined || !('view' in at)) return refusedByClient('This form is no longer open.');
      const values = structuredClone(valuesAt(site, person, at));
      for (const [label, entry] of Object.entries(entries)) {
        const there = found(target, { label });
        values[there.placed.blockId] = { ...values[there.placed.blockId], [there.placed.actionId]: await value(there, entry) };
      }
      return submit(site, person, at.view.id, values);
    },
    close: async (view, options = {}) =>
      close(site, person, view ?? stackOf(site.state, person).at(-1)?.id ?? '', options.all === true),
    options: async (target, which, query) => {
      const { at, placed } = found(target, which);
      return suggest(site, person, at, { blockId: placed.blockId, actionId: placed.actionId, query });
    },
    reply: (message, text) => reply(site, person, message, text),
    react: (message, name) => react(site, person, message, name),
    shortcut: (callbackId, message) => shortcut(site, person, callbackId, message),
    startStep: (step, inputs) => startStep(site, person, step, { ...inputs }),
    messages: (channel) => {
      const id = channelOfName(channel);
      lookAt(site, person, id);
      return seenBy(site.state, person, id).map(asPageMessage);
    },
    modal: () => stackOf(site.state, person).map(asPageModal).at(-1),
    modals: () => stackOf(site.state, person).map(asPageModal),
    home: () => site.state.homes.get(person)?.view,
    openHome: () => openHome(site, person),
    notices: () => site.state.notices.get(person) ?? [],
  };
}

function fits({ element, block, actionId, blockId }: Placed, which: Which): boolean {
  if (which.actionId !== undefined && which.actionId !== actionId) return false;
  if (which.blockId !== undefined && which.blockId !== blockId) return false;
  if (which.value !== undefined && which.value !== element.value) return false;
  if (which.label !== undefined && !labelOf(block, element).includes(which.label)) return false;
  if (which.text === undefined) return true;
  if (textOf(element.text) === which.text) return true;
  return element.type === 'overflow' && offered(element).some((option) => textOf(option.text) === which.text);
}
