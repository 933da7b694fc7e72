import { createHash, randomBytes } from 'node:crypto';
import type { TrackingTokens } from '../use-cases/ports';

/** 192 random bits, base64url; the hash is SHA-256 in hex. */
export const randomTrackingTokens: TrackingTokens = {
  make: () => randomBytes(24).toString('base64url'),
  hash: (token) => createHash('sha256').update(token).digest('hex'),
};
