import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  HomeView,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  SectionBlockAccessory,
} from '@slack/types';
import { speak, spokenWord } from '../../lib/language/speak.ts';
import { cut, passage, short } from '../../lib/text.ts';

/**
 * The blocks that the app uses, each built so that no data can make Slack refuse it. Limits: docs.slack.dev/reference/block-kit, as
 * gathered for November 2026 (message 50 blocks, modal and Home 100; section 3000, button 75, option 75, value 2000, title 24). Titles and
 * buttons that were declared in English are spoken here, in the reader's language.
 */
export type Message = { text: string; blocks: KnownBlock[] };

/** Plain text on one line: nothing in it is read as mrkdwn, and it needs no escaping. */
export function words(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: short(text, max) || '–', emoji: false };
}

/** Plain text that may have several lines. */
export function paragraph(text: string, max = 3000): PlainTextElement {
  return { type: 'plain_text', text: passage(text, max) || '–', emoji: false };
}

/** Mrkdwn of our own making, in which foreign parts went through `escapeMrkdwn`; `verbatim` keeps Slack from linking what looks like an address. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text: text || '–', verbatim: true };
}

export function section(text: PlainTextElement | MrkdwnElement, accessory?: SectionBlockAccessory): SectionBlock {
  return { type: 'section', text, accessory };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: words(spokenWord(text), 150) };
}

/** Small grey facts on one line; ten at most, Slack takes no more. */
export function context(...facts: readonly string[]): ContextBlock {
  return { type: 'context', elements: facts.slice(0, 10).map((fact) => paragraph(fact, 2000)) };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

export type ButtonProps = {
  text: string;
  actionId: string;
  value: string;
  style?: 'primary' | 'danger';
  confirm?: ConfirmationDialog;
  /** Read out instead of the text, if many buttons of a view say the same. */
  label?: string;
};

export function button({ text, actionId, value, style, confirm, label }: ButtonProps): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: words(spokenWord(text), 75),
    // A value is a pointer that we made: too long means a bug, and half a pointer would point elsewhere.
    value: value === '' || value.length > 2000 ? '-' : value,
    style,
    confirm,
    accessibility_label: label === undefined ? undefined : short(spokenWord(label), 75),
  };
}

export function linkButton(text: string, url: string, discriminator: string): Button {
  return { type: 'button', action_id: `link:${discriminator}`, text: words(spokenWord(text), 75), url };
}

/** Opens the thing's own page in the operator's dashboard, if the policy says where that is and it can be opened safely. */
export function dashboardButton(url: string | undefined, discriminator = 'dashboard'): Button[] {
  return url === undefined || !isWebAddress(url) ? [] : [linkButton(speak('Open in back office'), url, discriminator)];
}

/** Only addresses that can be opened safely become links. */
export function isWebAddress(url: string): boolean {
  return url.length <= 3000 && /^https?:\/\/[^\s<>|]+$/.test(url);
}

export type Choice = { text: string; value: string; description?: string };

export function option({ text, value, description }: Choice): PlainTextOption {
  return {
    text: words(text, 75),
    value: cut(value, 150) || '-',
    description: description === undefined || description === '' ? undefined : words(description, 75),
  };
}

/** One to five choices behind three dots. */
export function overflow(actionId: string, choices: readonly Choice[]): Overflow {
  return { type: 'overflow', action_id: actionId, options: choices.slice(0, 5).map(option) };
}

export function confirmDialog(props: {
  title: string;
  text: string;
  yes: string;
  no?: string;
  danger?: boolean;
}): ConfirmationDialog {
  return {
    title: words(spokenWord(props.title), 100),
    text: paragraph(spokenWord(props.text), 300),
    confirm: words(spokenWord(props.yes), 30),
    deny: words(spokenWord(props.no ?? 'Back'), 30),
    style: props.danger === true ? ('danger' as const) : undefined,
  };
}

/** A row of buttons; none is no block at all, which Slack would refuse. */
export function actions(elements: readonly ActionsBlockElement[]): ActionsBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements: elements.slice(0, 25) }];
}

export type ModalProps = {
  title: string;
  callbackId: string;
  blocks: readonly KnownBlock[];
  submit?: string;
  close?: string;
  metadata?: string;
};

export function modal({ title, callbackId, blocks, submit, close = speak('Close'), metadata }: ModalProps): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId.slice(0, 255),
    title: words(spokenWord(title), 24),
    close: words(spokenWord(close), 24),
    submit: submit === undefined ? undefined : words(spokenWord(submit), 24),
    private_metadata: metadata,
    blocks: blocks.slice(0, 100),
  };
}

export function homeView(blocks: readonly KnownBlock[]): HomeView {
  return { type: 'home', blocks: blocks.slice(0, 100) };
}
