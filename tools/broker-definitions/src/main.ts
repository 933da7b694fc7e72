import { runMain } from '@pizzeria/service';
import { runBrokerDefinitions } from './run-broker-definitions';

/** `npm run broker-definitions -- --secrets FILE --out FILE`: writes what a broker needs to serve the shop. */
runMain(process.env, async ({ environment }) =>
  runBrokerDefinitions({
    args: process.argv.slice(2),
    environment,
    say: (line) => void process.stdout.write(`${line}\n`),
  }),
);
