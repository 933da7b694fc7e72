import { theirFinders } from './servers';
import type { StopList } from './stop-list';

/** Where suites find the PostgreSQL and the RabbitMQ that they need. */
export interface TestEnvironment {
  readonly env: NodeJS.ProcessEnv;
  readonly hasBroker: boolean;
}

/**
 * Finds or starts a PostgreSQL and, where there can be one, a RabbitMQ, and says so to suites by their environment.
 * What was started is stopped with `stops`.
 */
export const testEnvironment = async (stops: StopList, find = theirFinders): Promise<TestEnvironment> => {
  const database = await stops.started(find.database(process.env['TEST_DATABASE_URL']), ({ stop }) => stop());
  const broker = await stops.started(find.broker(process.env), (found) => found?.stop());
  return {
    hasBroker: broker !== undefined,
    env: {
      ...process.env,
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      TEST_DATABASE_URL: database.url,
      ...(broker ? { TEST_RABBITMQ_URL: broker.url } : { TEST_WITHOUT_BROKER: '1' }),
      ...(broker?.ctlCommand ? { TEST_RABBITMQ_CTL: JSON.stringify(broker.ctlCommand) } : {}),
    },
  };
};
