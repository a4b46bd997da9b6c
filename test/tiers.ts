/**
 * When each test file runs, by its path. docs/tiers.md has the budgets, and which guarantee is in which tier.
 * A file that no list names is a unit test: it starts no database and no process (test/architecture/tiers.test.ts).
 */

/** The page in Chromium: `npm run browser`. */
export const browser = ['test/**/*.browser.test.ts'];

/** What takes minutes, root or a Debian package: `npm run test:ci`. */
export const ci = [
  'test/torture/*.test.ts',
  'test/**/*.pgbouncer.test.ts',
  'test/**/*.promtool.test.ts',
  // The app as a process of its own, against fakes of its own. Three short files of it run with `npm test`.
  'test/outside/{actions,business-accounts,cards-and-ratings,crash,customers-and-access,floods,gate,in-time}.test.ts',
  'test/outside/{misread-and-changed,races-and-ends,reads-go-wrong,running,said-and-logged}.test.ts',
  'test/outside/{replicas-by-socket,second-tenant,terms-units-smartmove,traces,writes-go-wrong}.test.ts',
  'test/outside/findings/hanging-back-office.test.ts',
  'test/approvals/restored{,.postgres}.test.ts',
  'test/journey/slack-limits.test.ts',
  'test/journal/{killed,tamper}.test.ts',
  // They mount a small disk of their own, which takes root.
  'test/db/full-disk.test.ts',
  // It installs packages.
  'test/bin/image.test.ts',
  'test/cli/move.postgres.test.ts',
  // Each test of these starts the program, and some an app beside it.
  'test/cli/{audit,audit-looks,privacy,restored,start}.test.ts',
  'test/db/embedded.test.ts',
  // More statements than a database keeps prepared; and every form typed into while each read fails.
  'test/db/prepared.test.ts',
  'test/sandbox/failing-reads.test.ts',
  // The sandbox as a process, saved, killed and restored.
  'test/sandbox/restored.test.ts',
  // A journal cut at each place of a request's story; and a hundred requests, page by page.
  'test/approvals/{cut-story,told}.test.ts',
  // Every action and command once more, on tenants of another dialect.
  'test/{actions,commands}/{second,third}-tenant.test.ts',
  'test/outside/commands.test.ts',
  // It builds a feature in a copy of the repository.
  'test/example/example.test.ts',
];

/** Those of them that take longer than a minute, the longest first. */
export const longest = [
  'test/torture/torture.test.ts',
  'test/outside/second-tenant.test.ts',
  'test/bin/image.test.ts',
  'test/outside/writes-go-wrong.test.ts',
  'test/outside/reads-go-wrong.test.ts',
  'test/outside/customers-and-access.test.ts',
  'test/outside/crash.test.ts',
  'test/outside/cards-and-ratings.test.ts',
  'test/actions/third-tenant.test.ts',
  'test/outside/running.test.ts',
  'test/outside/business-accounts.test.ts',
  'test/torture/replicas.test.ts',
];

/** Real databases, the whole product in one process, programs that are started: the rest of `npm test`. */
export const whole = [
  'test/approvals/{,away/,offers/}*.test.ts',
  'test/approvals/envelopes/{closing,drawing}.test.ts',
  'test/{bin,cli,db,jobs,journal,journey,outside,sandbox,scripts}/*.test.ts',
  'test/outside/findings/*.test.ts',
  'test/approvals/policy/{agrees.property,because}.test.ts',
  'test/commands/{approvals/queue,listeners/typed-answers,subjects/budget,link/links,request/{copies,offers,questions},shortcut/shortcuts,wheelhouse/audit}.test.ts',
  'test/slack/{deliver,draw,identity,push}.test.ts',
  'test/slack/socket/{holding,supervisor,ways-to-fail}.test.ts',
  'test/{deliveries,licences}.test.ts',
];

/** Of those, what changes the process that it runs in: which database or tenant the tests of another file run on. */
export const apart = [
  'test/**/*.postgres.test.ts',
  'test/{actions,commands}/{second,third}-tenant.test.ts',
  'test/warnings.test.ts',
];
