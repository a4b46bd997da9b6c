import { describe, expect, it } from 'vitest';
import { guideMinutes } from '../../../sandbox/guide.ts';
import { stepsFollowed } from '../../../sandbox/page/guide-steps.ts';
import type { Act } from '../../../sandbox/page/state.ts';

const sent = (text: string): Act => ({ act: 'send', channel: 'C0SUPPORT', text });
const pressed = (id: string): Act => ({
  ...{ act: 'message-action', channel: 'C0APPROVALS', ts: '1.0', values: {} },
  action: { action_id: id },
});

describe('a minute of the guide', () => {
  it.each(guideMinutes.map(({ title, steps }) => [title, steps] as const))('%s: each line ticks its own step off', (_, steps) => {
    steps.forEach(({ buttons }, index) => {
      const lines = buttons.flatMap((button) => ('compose' in button ? [button.compose] : []));
      const last = lines.at(-1);
      if (last !== undefined) expect([last, stepsFollowed(steps, index, sent(last))]).toEqual([last, index + 1]);
    });
  });

  it('is followed further by Approve, and by no other button of a card', () => {
    for (const { steps } of guideMinutes) {
      const at = steps.findIndex(({ followedBy }) => 'act' in followedBy && followedBy.act === 'message-action');
      expect(stepsFollowed(steps, at, pressed('request.details:7F3KQ2M9XA'))).toBe(at);
      expect(stepsFollowed(steps, at, pressed('request.reject:7F3KQ2M9XA'))).toBe(at);
      expect(stepsFollowed(steps, at, pressed('request.approve:7F3KQ2M9XA'))).toBe(at + 1);
    }
  });

  it('the first has five steps, and two follow it', () => {
    expect(guideMinutes.map(({ title, steps }) => [title, steps.length])).toEqual([
      ['Five things to try', 5],
      ['Go on leave', 5],
      ['A tram strike', 5],
    ]);
  });
});
