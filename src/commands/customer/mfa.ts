import { oneCustomerForm } from './one-customer-form.ts';

/** `/customer mfa <customer>` */
export const resetMfaForm = oneCustomerForm({
  action: 'access.reset-mfa',
  title: 'Reset second factor',
  submit: 'Reset',
});
