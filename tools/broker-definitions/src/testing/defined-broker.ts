import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrokerUser, UserRights } from '@pizzeria/bus-rabbitmq';
import { Operator, startBroker, urlOfUser, type RunningBroker } from '@pizzeria/bus-rabbitmq/testing';
import { runBrokerDefinitions } from '../run-broker-definitions';
import { adminName, shopUsers, type Secrets } from '../shop';

/** Delays short enough to be waited for. */
export const ladder: readonly number[] = [100, 200];
export const prefix = 'pizzeria';
export const vhost = 'pizzeria';

const definitionsIn = (folder: string): string => join(folder, 'definitions.json');

/** A broker of its own that holds what the command wrote, and nothing else. */
export class DefinedBroker {
  readonly #operators: Operator[] = [];

  private constructor(
    readonly broker: RunningBroker,
    private readonly folder: string,
    private readonly secrets: Secrets,
  ) {}

  static async start(): Promise<DefinedBroker> {
    const folder = mkdtempSync(join(tmpdir(), 'definitions-'));
    const [secrets, out] = [join(folder, 'secrets.json'), definitionsIn(folder)];
    const environment = { RETRY_LADDER_MS: ladder.join(',') };
    runBrokerDefinitions({ args: ['--secrets', secrets, '--out', out, '--vhost', vhost], environment, say: () => {} });
    const broker = await startBroker();
    const place = new DefinedBroker(broker, folder, JSON.parse(readFileSync(secrets, 'utf8')) as Secrets);
    try {
      await place.importDefinitions();
      return place;
    } catch (error) {
      await place.stop();
      throw error;
    }
  }

  /** Has the broker read the definitions, as an operator does; what is there already stays. */
  async importDefinitions(): Promise<void> {
    await this.broker.ctl('import_definitions', definitionsIn(this.folder));
  }

  /** The broker's address for a service's user. */
  urlOf(service: string): string {
    return urlOfUser(this.#url(), this.#userOf(service));
  }

  /** What a service's user may do. */
  rightsOf(service: string): UserRights {
    return this.#userOf(service).rights;
  }

  get adminUrl(): string {
    return Object.assign(new URL(this.#url()), { username: adminName, password: this.secrets[adminName] }).href;
  }

  /** A connection of that service's user, closed with the broker. */
  async operator(service: string): Promise<Operator> {
    const operator = await Operator.at(this.urlOf(service));
    this.#operators.push(operator);
    return operator;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#operators.map((operator) => operator.close()));
    await this.broker.stop();
    rmSync(this.folder, { recursive: true });
  }

  #userOf(service: string): BrokerUser {
    const user = shopUsers({ prefix, ladder }, this.secrets).find(({ rights }) => rights.user === service);
    if (!user) throw new Error(`no user ${service}`);
    return user;
  }

  #url(): string {
    return Object.assign(new URL(this.broker.url), { pathname: `/${vhost}` }).href;
  }
}
