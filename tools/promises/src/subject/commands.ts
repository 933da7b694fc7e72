import type { Bus } from '@pizzeria/bus';
import { JobOrdered } from './contracts';
import type { FaultyJournal } from './faulty-journal';
import type { HoldingBus } from './holding-bus';
import type { Command } from './messages';
import type { Probe } from './probe';
import type { ShopParts } from './shop';

/** What commands work on. */
export interface Handles {
  readonly probe: Probe;
  readonly bus: HoldingBus;
  readonly journal?: FaultyJournal;
  shop(): ShopParts | undefined;
}

/** Answers a test's commands; throws what they throw. */
export const commands =
  ({ probe, bus, journal, shop }: Handles) =>
  async (command: Command): Promise<unknown> => {
    switch (command.do) {
      case 'open':
        return probe.open(command.gate);
      case 'publish':
        return publish(bus, command);
      case 'hold-answers':
        return bus.holdAnswers(command.hold);
      case 'journal':
        return journal?.refuse(command.refuse);
      case 'publish-invalid':
        return publishInvalid(shop());
    }
  };

const publish = async (bus: Bus, { message, queue, marks }: Command & { readonly do: 'publish' }): Promise<unknown> => {
  const outgoing = { ...message, body: Buffer.from(message.body, 'base64') };
  if (queue === undefined) return bus.publish(outgoing);
  return bus.send(queue, outgoing, marks);
};

/** The name of the error that a payload outside of its contract is met with. */
const publishInvalid = (shop: ShopParts | undefined): string => {
  try {
    shop?.publish([{ event: JobOrdered, data: { job: '', does: 'work', post: 'work' } }], { sequence: 1 });
    return 'nothing was thrown';
  } catch (error) {
    return (error as Error).name;
  }
};
