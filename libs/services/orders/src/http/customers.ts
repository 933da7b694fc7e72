import { timestamp } from '@pizzeria/contracts';
import { oneLine, route } from '@pizzeria/service';
import { z } from 'zod';
import { enterCustomer, listCustomers } from '../use-cases/customers';
import type { OrdersParts } from '../use-cases/ports';
import { customerCursor, customerCursorOf } from './cursor';
import { contact } from './order-body';

const customerView = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string().optional(),
  email: z.string().optional(),
  orders: z.int().min(0),
  lastOrderAt: timestamp.optional(),
});

const who = ['manager'] as const;

export const getCustomers = route({
  method: 'get',
  path: '/api/customers',
  summary:
    'Customers with their number of orders and the last, newest first, by pages; by a part of name, phone or e-mail',
  who,
  query: z.object({
    query: oneLine(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: customerCursor.optional(),
  }),
  answers: { 200: z.object({ items: z.array(customerView), nextCursor: z.string().optional() }) },
  handle: async ({ query: { query, limit, cursor: after } }, parts: OrdersParts) => {
    const { page, next } = await listCustomers({ query, limit, after }, parts);
    return { status: 200, body: { items: page, nextCursor: next && customerCursorOf(next) } };
  },
});

export const postCustomer = route({
  method: 'post',
  path: '/api/customers',
  summary: 'Enter a customer; one who has the phone number, else the e-mail address, already is answered as known',
  who,
  body: contact,
  answers: { 200: customerView, 201: customerView },
  refuses: { 422: ['contact-missing', 'phone-not-valid'] },
  handle: async ({ body }, parts: OrdersParts) => {
    const { customer, isNew } = await enterCustomer(body, parts);
    return { status: isNew ? 201 : 200, body: customer };
  },
});
