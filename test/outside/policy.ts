export const approvalsChannel = 'C0APPROVALS';
export const opsChannel = 'C0OPS';

/** The policy of the contract's page: small goodwill at once, more asks one lead, destructive asks too. */
export const policy = (rules = goodwill) => `version: 1
currency: EUR
branch: 1
roles:
  agent: { usergroups: [S0AGENTS], users: [] }
  lead:  { usergroups: [S0LEADS] }
grants:
  agent: [read.*, read.reveal, customer.*, access.*, card.*, voucher.apply, account.*]
  lead:  ["*"]
approvals:
${rules}
notifications:
  - on: [done, failed, unknown, rejected, expired]
    actions: ["*"]
    channel: ${opsChannel}
privacy: { mask: true }
`;

const goodwill = `  - name: small goodwill
    match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 40, within: 30d } }
    require: none
  - name: large goodwill
    match: { action: voucher.apply, amount: { min: 200 } }
    require: { role: lead, count: 2 }
    channel: ${approvalsChannel}
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    channel: ${approvalsChannel}
    decideWithin: 4h
    executeWithin: 1h
  - name: cards taken out of use
    match: { action: card.unassign, risk: destructive }
    require: { role: lead, count: 1 }
  - name: anything that cannot be undone
    match: { risk: [destructive, bulk, costly] }
    require: { role: lead, count: 1 }
    channel: ${approvalsChannel}`;
