import { speak } from '../../lib/language/speak.ts';
import { noteMessage } from '../../views/common/note.ts';
import { actionIds } from '../../views/ids.ts';
import { afresh, type Button } from '../context.ts';

/** **Go on** from a restored database: on the disk before Slack gets its ack, and an owner's alone. */
export const goOnButton: Button = {
  id: actionIds.goOn,
  needs: afresh,
  ackAfter: true,
  async run({ app, who, reply }) {
    const outcome = await app.approvals.goOn({ person: who.id });
    return async () => {
      if (outcome.kind === 'not-counted') await reply(noteMessage(outcome.why));
      else if (outcome.kind === 'nothing') await reply(noteMessage(speak('Somebody has gone on already.')), { replace: true });
      else await reply(noteMessage(speak('Wheelhouse goes on from the restored database.')), { replace: true });
    };
  },
};
