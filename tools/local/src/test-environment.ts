import { findBroker } from './broker';
import { findDatabaseServer } from './database-server';

/** Where suites find the PostgreSQL and the RabbitMQ that they need. */
export interface TestEnvironment {
  readonly env: NodeJS.ProcessEnv;
  readonly hasBroker: boolean;
  /** Ends what was started for it. */
  stop(): Promise<void>;
}

/** Finds or starts a PostgreSQL and, where there can be one, a RabbitMQ, and says so to suites by their environment. */
export const testEnvironment = async (): Promise<TestEnvironment> => {
  const database = await findDatabaseServer(process.env['TEST_DATABASE_URL']);
  const broker = await findBroker(process.env);
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
    stop: async () => {
      await broker?.stop();
      await database.stop();
    },
  };
};
