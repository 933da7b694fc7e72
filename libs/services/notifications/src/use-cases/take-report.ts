import { isLost, isPermanent } from '../domain/provider-status';
import type { Report } from './messages';
import type { Parts } from './ports';
import { publishFailure, publishSent } from './publish-ending';

/**
 * Notes how far the provider has brought a message. A report on one of which nobody knew whether it was sent clears
 * that up; one that says it will not arrive gives the message up, so that an e-mail may follow. Repeated, overtaken
 * and unknown reports change nothing.
 */
export const takeReport = async (messageId: string, report: Report, parts: Parts): Promise<void> => {
  const reported = await parts.messages.report(messageId, report, parts.clock.now());
  if (!reported) return;
  const sequence = reported.attempt + 1;
  if (reported.clearedUp) publishSent({ ...reported, attempt: sequence }, report.provider, parts);
  if (!isLost(report.status)) return;
  const code = report.code ?? report.status;
  publishFailure({ ...reported, attempt: sequence + 1 }, { code, permanent: isPermanent(code) }, parts);
};
