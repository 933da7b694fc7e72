import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAccess } from '@pizzeria/bus-rabbitmq';
import { describeOnOwnBroker, startBroker, TcpProxy, type RunningBroker } from '@pizzeria/bus-rabbitmq/testing';
import { pingServer, urlOfDatabase } from '@pizzeria/postgres';
import { startTemporaryPostgres } from '@pizzeria/postgres/testing';
import { prepare, type Places } from './prepare';
import { services } from './services';

/** Each of many calls of `rabbitmqctl` starts an Erlang of its own. */
const slowly = 300_000;

const userOf = (url: string) => new URL(url).username;

describeOnOwnBroker('what is prepared for the services', () => {
  let broker: RunningBroker;
  let database: Awaited<ReturnType<typeof startTemporaryPostgres>>;
  let keyFolder: string;
  const lines: string[] = [];
  const prepared = (places: Partial<Places> = {}) =>
    prepare({
      databaseServerUrl: database.url,
      ownDatabaseServer: true,
      rabbitmqUrl: broker.url,
      ctlCommand: broker.ctlCommand,
      keyFolder,
      say: (line) => lines.push(line),
      ...places,
    });

  beforeAll(async () => {
    keyFolder = mkdtempSync(join(tmpdir(), 'pizzeria-keys-'));
    [broker, database] = await Promise.all([startBroker(), startTemporaryPostgres()]);
  }, slowly);
  beforeEach(() => void lines.splice(0));
  afterAll(async () => {
    await Promise.all([broker.stop(), database.stop()]);
    rmSync(keyFolder, { recursive: true });
  });

  it(
    'is a user of the broker and a role of the database for each of them, the same when it is prepared again',
    async () => {
      const [once, again] = [await prepared(), await prepared()];
      for (const { name } of services) {
        expect(userOf(once.rabbitmqUrl(name))).toBe(name);
        expect(userOf(once.databaseUrl(name))).toBe(`pizzeria_${name}`);
        expect([again.rabbitmqUrl(name), again.databaseUrl(name)]).toEqual([
          once.rabbitmqUrl(name),
          once.databaseUrl(name),
        ]);
        await checkAccess(once.rabbitmqUrl(name));
        await pingServer(once.databaseUrl(name));
      }
      expect(lines).toEqual([]);
    },
    slowly,
  );

  it(
    'lets no service into the database of another or of the server',
    async () => {
      const { databaseUrl } = await prepared();
      for (const { name } of services)
        for (const other of ['postgres', ...services.filter((s) => s.name !== name).map((s) => `pizzeria_${s.name}`)])
          await expect(pingServer(urlOfDatabase(databaseUrl(name), other))).rejects.toThrow(/permission denied/);
    },
    slowly,
  );

  it(
    'is the given address of a broker that cannot be administered from here, and a line that says so',
    async () => {
      const proxy = await TcpProxy.before(broker.url);
      try {
        const { rabbitmqUrl } = await prepared({ rabbitmqUrl: proxy.url, ctlCommand: undefined });
        expect(services.map(({ name }) => rabbitmqUrl(name))).toEqual(services.map(() => proxy.url));
        expect(lines).toEqual([expect.stringMatching(/^All services use the broker's one given user, because /)]);
      } finally {
        await proxy.close();
      }
    },
    slowly,
  );
});
