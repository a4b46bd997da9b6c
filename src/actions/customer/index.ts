import { acceptTerms } from './accept-terms.ts';
import { updateCustomer } from './update.ts';

export const customerActions = [updateCustomer, acceptTerms] as const;
