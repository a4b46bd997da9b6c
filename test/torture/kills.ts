import type { UpstreamCall } from '../../sandbox/workspace/page-protocol.ts';
import type { Kill, Plan } from './plan.ts';
import type { Series } from './series.ts';

/** A kill that the rig does by itself, since the app has no name for its moment. */
export type RigKill = {
  /** When the process is dead. */
  afterDeath(): void;
  /** When the next one runs. */
  afterStart(): void;
  /** Lets held writes go, if any still are. */
  letGo(): void;
};

const isVoucher = (call: UpstreamCall) => call.method === 'POST' && call.path.includes('apply-vouchers');

/** Prepares it; nothing for moments that the app has a name for. `before` is what may still hold a write of the process before. */
export function setUpKill(series: Series, kill: Kill | undefined, lateWrite: Plan['lateWrite'], before?: RigKill): RigKill {
  const { outside } = series;
  let left = kill?.nth ?? 0;
  const nth = () => {
    left -= 1;
    return left === 0;
  };
  const die = () => series.app().kill();
  const none: RigKill = {
    afterDeath: () => before?.letGo(),
    afterStart: () => (lateWrite === 'before-restart' ? before?.letGo() : undefined),
    letGo: () => before?.letGo(),
  };
  outside.door.onAck(undefined);
  switch (kill?.at) {
    case 'rig:after-ack':
      outside.door.onAck(() => {
        if (nth()) die();
      });
      return none;
    case 'rig:back-office-has-it':
    case 'rig:back-office-has-done-it': {
      const at = kill.at === 'rig:back-office-has-it' ? 'before' : 'after';
      const hold = outside.backOffice.hold(isVoucher, at);
      void hold.arrived(1).then(() => {
        if (left > 0) die();
      });
      const letGo = () => {
        left = 0;
        hold.release();
        before?.letGo();
      };
      return {
        afterDeath: () => (lateWrite === 'before-restart' ? letGo() : undefined),
        afterStart: () => undefined,
        letGo,
      };
    }
    case 'rig:card-arrives':
    case 'rig:card-is-posted':
    case 'rig:redraw-arrives':
    case 'rig:redraw-is-done': {
      const method = kill.at.startsWith('rig:card') ? 'chat.postMessage' : 'chat.update';
      const after = kill.at === 'rig:card-is-posted' || kill.at === 'rig:redraw-is-done';
      outside.workspace.fail(method, {
        times: 1,
        hang: true,
        after,
        when: () => {
          if (!nth()) return false;
          die();
          return true;
        },
      });
      return none;
    }
    default:
      return none;
  }
}
