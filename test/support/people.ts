/** Who asks and decides in the tests of approvals, and the policy that they work under. */
export const people = { agent: 'U0AGENT1', other: 'U0AGENT2', lead: 'U0LEAD1', second: 'U0LEAD2', guest: 'U0GUEST1' } as const;

export const testPolicy = `
version: 1
currency: EUR
branch: 1
roles:
  agent: { users: [U0AGENT1, U0AGENT2, U0LEAD1] }
  lead: { users: [U0LEAD1, U0LEAD2] }
  board: { users: [U0LEAD1, U0LEAD2, U0AGENT1] }
grants:
  agent: [read.*, voucher.apply, card.*]
approvals:
  - name: small goodwill
    match: { action: voucher.apply, amount: { max: 20 }, sameCustomer: { max: 40, within: 30d } }
    require: none
  - name: large goodwill
    match: { action: voucher.apply, amount: { min: 200 } }
    require: { role: board, count: 2 }
    channel: C0APPROVALS
    decideWithin: 4h
    executeWithin: 1h
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    channel: C0APPROVALS
    decideWithin: 4h
    executeWithin: 1h
`;
