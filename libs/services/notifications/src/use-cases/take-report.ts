import { raise } from '@pizzeria/bus';
import { NotificationSent } from '@pizzeria/contracts';
import { isLost, isPermanent } from '../domain/provider-status';
import type { Report } from './messages';
import type { Parts } from './ports';
import { identityOf, publishFailure } from './publish-failure';

/**
 * Notes how far the provider has brought a message. A report on one of which nobody knew whether it was sent clears
 * that up; one that says it will not arrive gives the message up, so that an e-mail may follow. Repeated, overtaken
 * and unknown reports change nothing.
 */
export const takeReport = async (messageId: string, report: Report, parts: Parts): Promise<void> => {
  const { messages, clock, publish } = parts;
  const now = clock.now();
  const reported = await messages.report(messageId, report, now);
  if (!reported) return;
  const sequence = reported.attempt + 1;
  if (reported.clearedUp) {
    const { provider } = report;
    publish([raise(NotificationSent, { ...identityOf(reported), provider, sentAt: now.toISOString() })], { sequence });
  }
  if (!isLost(report.status)) return;
  const code = report.code ?? report.status;
  publishFailure({ ...reported, attempt: sequence + 1 }, { code, permanent: isPermanent(code) }, parts);
};
