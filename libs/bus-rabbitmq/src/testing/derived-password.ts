import { createHmac } from 'node:crypto';

/**
 * A user's password on a server of which `adminUrl` is the administrator's address: always the same, so that several
 * who prepare one server agree, and known only to those who know the administrator's.
 */
export const derivedPassword = (adminUrl: string, user: string): string =>
  createHmac('sha256', decodeURIComponent(new URL(adminUrl).password))
    .update(user)
    .digest('hex');
