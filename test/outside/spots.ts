/** The places where a button can stand, and what Slack says of each when it is pressed. */
import type { Thing } from './fakes/json.ts';
import { stateOf } from './fakes/slack/view-state.ts';
import { type Ephemeral, type Message, team, type View } from './fakes/slack/words.ts';
import type { FakeSlack } from './fakes/slack.ts';

export type Spot =
  | { kind: 'ephemeral'; at: Ephemeral }
  | { kind: 'message'; at: Message }
  | { kind: 'view'; at: View }
  | { kind: 'home'; at: Thing };

export const inEphemeral = (at: Ephemeral): Spot => ({ kind: 'ephemeral', at });
export const inMessage = (at: Message): Spot => ({ kind: 'message', at });
export const inView = (at: View): Spot => ({ kind: 'view', at });
export const inHome = (at: Thing): Spot => ({ kind: 'home', at });

export const blocksOf = (spot: Spot): unknown => (spot.kind === 'view' ? spot.at.view.blocks : spot.at.blocks);

export function place(slack: FakeSlack, user: string, spot: Spot): Thing {
  if (spot.kind === 'view')
    return {
      container: { type: 'view', view_id: spot.at.id },
      view: slack.shown(spot.at),
      state: { values: stateOf(spot.at) },
    };
  if (spot.kind === 'home')
    return {
      container: { type: 'view', view_id: `VH${user}` },
      view: { ...spot.at, id: `VH${user}`, team_id: team, state: { values: {} }, hash: 'h' },
    };
  if (spot.kind === 'ephemeral')
    return {
      container: { type: 'message', message_ts: String(spot.at.id), channel_id: 'C0SUPPORT', is_ephemeral: true },
      channel: { id: 'C0SUPPORT', name: 'support' },
      response_url: slack.newResponseUrl(user, 'C0SUPPORT', spot.at),
      state: { values: {} },
    };
  return {
    container: { type: 'message', message_ts: spot.at.ts, channel_id: spot.at.channel, is_ephemeral: false },
    channel: { id: spot.at.channel, name: 'x' },
    message: { ts: spot.at.ts, text: spot.at.text, blocks: spot.at.blocks, bot_id: 'B0OUT', type: 'message' },
    response_url: slack.newResponseUrl(user, spot.at.channel, spot.at),
    state: { values: {} },
  };
}
