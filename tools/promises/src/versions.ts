import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A broker on which every promise passed. */
const version = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Major version of Erlang/OTP. */
  erlang: z.string().regex(/^\d+$/),
  ranOn: z.iso.date(),
});

export type BrokerVersion = z.infer<typeof version>;

/** Reads `broker-versions.json`, which is written by hand after a run on that broker. Throws where it is malformed. */
export const brokerVersions = (): readonly BrokerVersion[] =>
  z.array(version).parse(JSON.parse(readFileSync(join(__dirname, '../broker-versions.json'), 'utf8')));
