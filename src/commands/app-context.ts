import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { AnyAction, Readers } from '../actions/define.ts';
import type { OperationsClient } from '../api/operations/index.ts';
import type { Figures, Span } from '../approvals/figures/figures.ts';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory } from '../approvals/ports.ts';
import type { Approvals } from '../approvals/service.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Catalogue } from '../reference/catalogue.ts';
import type { Permissions } from '../reference/permissions.ts';
import type { AuditFilter, AuditPage, AuditPlace } from '../views/audit/list.ts';
import type { Message } from '../views/common/blocks.ts';
import type { WorkflowSteps } from '../workflow-steps/workflow-steps.ts';

/** What an action says about itself; nothing that could run it. */
export type ActionFacts = Pick<AnyAction, 'name' | 'label' | 'risk' | 'input'>;

/** The few things that commands do with Slack besides answering. Each throws Fault('slack_unavailable'). */
export type SlackScreen = {
  /** Opens a modal, or puts it on top of the one that is open when the trigger came from a modal. Returns the view's id. */
  open(triggerId: string, view: ModalView, on?: 'message' | 'modal'): Promise<string>;
  /** Draws an open view again; false when it is not open any more. */
  update(viewId: string, view: ModalView, hash?: string): Promise<boolean>;
  publishHome(person: string, view: HomeView): Promise<void>;
  /** True when another company reads this channel, too; undefined when Slack does not say. */
  isShared(channel: string): Promise<boolean | undefined>;
  /** Puts blocks below addresses of a message, for everybody who reads it. */
  unfurl(channel: string, ts: string, unfurls: Readonly<Record<string, KnownBlock[]>>): Promise<void>;
  /** A message that only this person sees, if there is no response_url to answer to. */
  whisper(channel: string, person: string, message: Message): Promise<void>;
  /** Answers at a response_url; when Slack doesn't take it there, to the person alone by another way. */
  respond(
    place: { responseUrl: string; person: string; channel: string | undefined },
    response: { message: Message; replace: boolean; inChannel: boolean },
  ): Promise<void>;
};

/** The state of what the app depends on, for `/wheelhouse status` and /readyz. */
export type Health = {
  slack(): { accepted: boolean; trouble: string | undefined };
  /** Of Socket Mode; undefined if Slack comes to our own port. */
  socket():
    | {
        isConnected: boolean;
        state: 'opening' | 'open' | 'replacing' | 'lost' | 'switched-off' | 'stopped';
        since: Date;
        reconnects: number;
        lastTrouble?: { at: Date; say: string };
      }
    | undefined;
  database(): Promise<boolean>;
  upstream(name: 'operations' | 'smartmove'): {
    state: 'never-tried' | 'ok' | 'failing' | 'not-configured';
    lastFault?: string | undefined;
  };
};

export type Secrets = {
  refreshTokens: OperationsClient['customers']['refreshTokens'];
  media: OperationsClient['verifications']['media'];
};

/**
 * What commands work with: they read and they ask. No writer is here, and none can be reached from here.
 */
export type AppContext = {
  readers: Readers;
  /** Reads that hand out something secret, and are on no reader. Anyone who calls one puts into the journal before that they do. */
  secrets: Secrets;
  catalogue: Catalogue;
  permissions: Permissions;
  approvals: Pick<
    Approvals,
    | 'preview'
    | 'lately'
    | 'history'
    | 'ask'
    | 'decide'
    | 'envelopes'
    | 'cancel'
    | 'settle'
    | 'askBack'
    | 'offers'
    | 'answer'
    | 'goOn'
    | 'lookAgain'
    | 'inFull'
    | 'postedMessages'
    | 'away'
    | 'typedAnswers'
    | 'firstDelivery'
    | 'homeOpened'
    | 'record'
  >;
  /** Draws an answer again when the request that was asked for from it, with this origin, is done. */
  afterChange: { draw(origin: string, how: (app: AppContext) => Promise<void>): void };
  /** The journal, newest first. */
  audit: { find(filter: AuditFilter, place: AuditPlace, limit: number): Promise<AuditPage> };
  /** What was asked, decided and given in a time, from the journal. */
  figures(span: Span): Promise<Figures>;
  /** Notes for the journal that somebody was shown something of a customer. */
  looks: { note(look: { who: string; customer: number | string; saw: string }): void };
  /** Whom somebody has looked up lately; a note never fails. */
  recent: {
    note(person: string, customer: { id: number; name: string }): Promise<void>;
    of(person: string): Promise<{ id: number; name: string }[]>;
  };
  actions: Readonly<Record<string, ActionFacts>>;
  policy: Policy;
  policyWarnings(): readonly string[];
  /** Where the back offices differ from what is assumed, in words. */
  profile: { say: string; fine: readonly string[] };
  directory: Directory;
  /** Slack says that something about this user group or person has changed. */
  slackChanged(subject: string): Promise<void>;
  screen: SlackScreen;
  /** Slack has said that a channel came to be shared with another company, or isn't any more. */
  channelChanged(channel: string): Promise<void>;
  /** Steps of workflows that people are asked for. */
  workflowSteps: WorkflowSteps;
  /** Puts a file into somebody's own direct message for ten minutes; answers until when. Throws Fault('slack_unavailable'). */
  sendPrivately(person: string, file: { name: string; bytes: Uint8Array }): Promise<Date>;
  health: Health;
  /** The workspace that the app is installed in; undefined until Slack has accepted the token. */
  home(): { teamId: string; enterpriseId: string | undefined; botUserId?: string | undefined } | undefined;
  clock: Clock;
  ids: Ids;
  log: Log;
  version: string;
};
