import type { Confirm } from '@slack/types';
import { useId } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { plainText, Text } from '../texts/text.tsx';

/** The question that Slack asks before an element with `confirm` does what it does. */
export function ConfirmDialog({ confirm, answer }: { confirm: Confirm; answer(yes: boolean): void }) {
  const id = useId();
  return (
    <Dialog className="confirm" labelledBy={id} role="alertdialog" onClose={() => answer(false)}>
      <h2 id={id} className="confirm-title" dir="auto">
        {confirm.title ? plainText(confirm.title) : 'Are you sure?'}
      </h2>
      <div className="confirm-text">
        <Text text={confirm.text} />
      </div>
      <div className="confirm-buttons">
        <button type="button" className="button" onClick={() => answer(false)}>
          {confirm.deny ? plainText(confirm.deny) : 'Cancel'}
        </button>
        <button
          type="button"
          className={`button ${confirm.style === 'danger' ? 'button-danger' : 'button-primary'}`}
          onClick={() => answer(true)}
        >
          {confirm.confirm ? plainText(confirm.confirm) : 'Yes'}
        </button>
      </div>
    </Dialog>
  );
}
