import { oneCustomerForm } from './one-customer-form.ts';

/** `/customer delete <customer>` */
export const deleteCustomerForm = oneCustomerForm({
  action: 'customer.delete',
  title: 'Delete a customer',
  submit: 'Delete',
});
