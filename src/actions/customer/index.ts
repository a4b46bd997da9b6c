import { acceptTerms } from './accept-terms.ts';
import { createCustomer } from './create.ts';
import { deleteCustomer } from './delete.ts';
import { tagCustomer } from './tag.ts';
import { updateCustomer } from './update.ts';

export const customerActions = [createCustomer, updateCustomer, deleteCustomer, tagCustomer, acceptTerms] as const;
