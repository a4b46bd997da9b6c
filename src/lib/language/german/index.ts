import { actionsAccess } from './actions-access.ts';
import { actionsAccount } from './actions-account.ts';
import { actionsBusinessUnit } from './actions-business-unit.ts';
import { actionsCard } from './actions-card.ts';
import { actionsCustomer } from './actions-customer.ts';
import { actionsRating } from './actions-rating.ts';
import { actionsShared } from './actions-shared.ts';
import { actionsSmartmove } from './actions-smartmove.ts';
import { actionsTerms } from './actions-terms.ts';
import { actionsVoucher } from './actions-voucher.ts';
import { api } from './api.ts';
import { approvals } from './approvals.ts';
import { away } from './away.ts';
import { commandsAccount } from './commands-account.ts';
import { commandsCard } from './commands-card.ts';
import { commandsCustomer } from './commands-customer.ts';
import { commandsEngine } from './commands-engine.ts';
import { commandsLists } from './commands-lists.ts';
import { commandsRating } from './commands-rating.ts';
import { commandsSmartmove } from './commands-smartmove.ts';
import { commandsSubjects } from './commands-subjects.ts';
import { commandsTerms } from './commands-terms.ts';
import { commandsWheelhouse } from './commands-wheelhouse.ts';
import { day } from './day.ts';
import { envelopes } from './envelopes.ts';
import { facts } from './facts.ts';
import { offers } from './offers.ts';
import { policyWords } from './policy-words.ts';
import { questions } from './questions.ts';
import { several } from './several.ts';
import { states } from './states.ts';
import { time } from './time.ts';
import { typedAnswers } from './typed-answers.ts';
import { upstreamWords } from './upstream-words.ts';
import { viewsAccount } from './views-account.ts';
import { viewsApp } from './views-app.ts';
import { viewsCommon } from './views-common.ts';
import { viewsCustomer } from './views-customer.ts';
import { viewsEligibility } from './views-eligibility.ts';
import { viewsForm } from './views-form.ts';
import { viewsLists } from './views-lists.ts';
import { viewsRequest } from './views-request.ts';
import { workflowSteps } from './workflow-steps.ts';

/** Every message of the app in German, by its English; a file for each room and what it is about. */
export const german = {
  ...actionsAccess,
  ...actionsAccount,
  ...actionsBusinessUnit,
  ...actionsCard,
  ...actionsCustomer,
  ...actionsRating,
  ...actionsShared,
  ...actionsSmartmove,
  ...actionsTerms,
  ...actionsVoucher,
  ...api,
  ...approvals,
  ...away,
  ...commandsAccount,
  ...commandsCard,
  ...commandsCustomer,
  ...commandsEngine,
  ...commandsLists,
  ...commandsRating,
  ...commandsSmartmove,
  ...commandsSubjects,
  ...commandsTerms,
  ...commandsWheelhouse,
  ...day,
  ...offers,
  ...envelopes,
  ...policyWords,
  ...questions,
  ...several,
  ...facts,
  ...states,
  ...time,
  ...typedAnswers,
  ...upstreamWords,
  ...viewsAccount,
  ...viewsApp,
  ...viewsCommon,
  ...viewsCustomer,
  ...viewsEligibility,
  ...viewsForm,
  ...viewsLists,
  ...viewsRequest,
  ...workflowSteps,
};

/** What the app can say: the English of each message. */
export type Sentence = keyof typeof german;
