/** Steps of workflows: what their person and their author are told. */
export const workflowSteps = {
  'A workflow asks you to look up a customer': 'Ein Workflow bittet Dich, einen Kunden zu suchen',
  'A workflow asks you to request a voucher for a customer':
    'Ein Workflow bittet Dich, einen Gutschein für einen Kunden anzufragen',
  'You choose the customer, and the workflow gets initials and id, nothing else.':
    'Du wählst den Kunden aus. Der Workflow bekommt Initialen und Id, sonst nichts.',
  'The form is filled in with what the workflow says. Check it: what you send is your own request.':
    'Das Formular ist mit dem ausgefüllt, was der Workflow angibt. Prüfe es: Was Du abschickst, ist Deine eigene Anfrage.',
  'If you don’t do it within 24 hours, the workflow’s step fails.':
    'Wenn Du es nicht innerhalb von 24 Stunden tust, schlägt der Schritt des Workflows fehl.',
  'A workflow asked you to look up a customer. Its step has failed: too late, or no longer possible.':
    'Ein Workflow hat Dich gebeten, einen Kunden zu suchen. Sein Schritt ist fehlgeschlagen: zu spät oder nicht mehr möglich.',
  'A workflow asked you to request a voucher. Its step has failed: too late, or no longer possible.':
    'Ein Workflow hat Dich gebeten, einen Gutschein anzufragen. Sein Schritt ist fehlgeschlagen: zu spät oder nicht mehr möglich.',
  'You gave a workflow the initials and id of customer {id}.': 'Du hast einem Workflow Initialen und Id von Kunde {id} gegeben.',
  'A workflow asked you to request a voucher. Request {request}: {state}.':
    'Ein Workflow hat Dich gebeten, einen Gutschein anzufragen. Anfrage {request}: {state}.',
  'Give to workflow': 'An Workflow geben',
  'The workflow gets initials and id of the customer that you choose, and nothing else.':
    'Der Workflow bekommt Initialen und Id des Kunden, den Du auswählst, und sonst nichts.',
  'The workflow has initials and id of customer {id}.': 'Der Workflow hat Initialen und Id von Kunde {id}.',
  'This step of a workflow doesn’t wait for you any more.': 'Dieser Schritt eines Workflows wartet nicht mehr auf Dich.',
  'Wheelhouse did not take the request. Its requester has been told why.':
    'Wheelhouse hat die Anfrage nicht angenommen. Wer angefragt hat, weiß warum.',
  'Slack could not deliver the message to the person of this step within 24 hours.':
    'Slack konnte der Person dieses Schritts innerhalb von 24 Stunden keine Nachricht zustellen.',
  'Wheelhouse can’t write to the person of this step.': 'Wheelhouse kann der Person dieses Schritts nicht schreiben.',
  'This workflow belongs to another workspace than Wheelhouse.':
    'Dieser Workflow gehört zu einem anderen Workspace als Wheelhouse.',
  'The step’s Person must be one person of this workspace.': 'Person muss genau eine Person aus diesem Workspace sein.',
  'The step’s Person can’t use Wheelhouse. Choose a colleague who is a full member of this workspace.':
    'Die angegebene Person kann Wheelhouse nicht benutzen. Wähle jemanden, der volles Mitglied dieses Workspace ist.',
  'The step’s Person isn’t allowed to look up customers.': 'Die angegebene Person darf keine Kunden suchen.',
  'The step’s Person isn’t allowed to request vouchers.': 'Die angegebene Person darf keine Gutscheine anfragen.',
  '{mostWaiting} steps of workflows already wait for the step’s Person.':
    'Auf die angegebene Person warten schon {mostWaiting} Schritte von Workflows.',
  'Nobody looked the customer up within 24 hours.': 'Niemand hat den Kunden innerhalb von 24 Stunden gesucht.',
  'Nobody requested the voucher within 24 hours.': 'Niemand hat den Gutschein innerhalb von 24 Stunden angefragt.',
} as const;
