/** Since when somebody is known to hold a deciding role; the epoch where they held it before anybody looked (approvals/oversight.ts). */
export const deciderTable = [
  `CREATE TABLE deciders (
    role text NOT NULL,
    person text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (role, person)
  )`,
];
