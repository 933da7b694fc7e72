import { route } from '@pizzeria/service';
import { notificationId } from '@pizzeria/contracts';
import { z } from 'zod';
import { providerStatuses, type ProviderStatus } from '../domain/provider-status';
import type { Parts } from '../use-cases/ports';
import { takeReport } from '../use-cases/take-report';
import { form, nothingToSay, signedByTwilio } from './twiml';

/** Twilio's words that say no more than another one of ours. */
const meaning: Readonly<Record<string, ProviderStatus>> = {
  accepted: 'queued',
  scheduled: 'queued',
  read: 'delivered',
  ...Object.fromEntries(providerStatuses.map((status) => [status, status])),
};

/** Twilio reports what became of a message. */
export const takeStatus = route({
  method: 'post',
  path: '/api/notifications/twilio/status',
  summary: 'What Twilio reports of an SMS, signed by it',
  who: 'anyone',
  query: z.object({ notificationId }),
  body: form,
  form: signedByTwilio,
  speaks: 'text/xml',
  answers: { 200: z.string() },
  async handle({ query, body }, parts: Parts) {
    const { MessageSid: providerId, MessageStatus, ErrorCode: code } = body;
    const status = meaning[MessageStatus ?? ''];
    if (providerId !== undefined && status !== undefined)
      await takeReport(query.notificationId, { provider: 'twilio', providerId, status, code }, parts);
    return nothingToSay;
  },
});
