import { until } from '@pizzeria/bus/testing';
import { deadLetters, type Database, type DeadLetter } from '@pizzeria/postgres';

/** What the subjects' databases hold, read past every network that a test breaks. */
export class Books {
  constructor(
    private readonly shop: Database,
    private readonly desk: Database,
  ) {}

  /** How often the shop's transaction that took this job was committed. */
  ordered(job: string): Promise<number> {
    return count(this.shop, 'orders', { job });
  }

  /** How often the desk's transaction of this job was committed. */
  effects(job: string): Promise<number> {
    return count(this.desk, 'effects', { job });
  }

  /** How often the shop heard that a job is done. */
  finished(job: string): Promise<number> {
    return count(this.shop, 'finished', { job });
  }

  /** The `sequence` of the latest state of a job that the desk has seen. */
  async state(job: string): Promise<number | undefined> {
    const row = await this.desk.sql<{ job: string; sequence: number }>('states').where({ job }).first();
    return row?.sequence;
  }

  /** Where the call about a job stands; undefined when it was never claimed. */
  async posted(job: string): Promise<string | undefined> {
    const row = await this.desk.sql<{ job: string; state: string }>('posts').where({ job }).first();
    return row?.state;
  }

  /** Inbox rows of a job in the desk's database. */
  inbox(job: string, queue = 'desk.work'): Promise<number> {
    return count(this.desk, 'inbox', { subject: `job/${job}`, consumer: queue });
  }

  /** Events about a job that wait in a service's outbox. */
  waiting(service: 'shop' | 'desk', job: string): Promise<number> {
    return count(this[service], 'outbox', { subject: `job/${job}` });
  }

  /** Events about a job that a service's relay was given a confirm for, in the order of their confirms. */
  published(service: 'shop' | 'desk', job: string): Promise<{ event_id: string; sequence: number }[]> {
    return this[service]
      .sql('published')
      .where({ subject: `job/${job}` })
      .orderBy('confirmed_at');
  }

  /** As `published`, when nothing about the job waits any more: a confirm may come after what it confirms was handled. */
  async left(service: 'shop' | 'desk', job: string): Promise<{ event_id: string; sequence: number }[]> {
    await until(`all about ${job} has left the ${service}`, async () => (await this.waiting(service, job)) === 0);
    return this.published(service, job);
  }

  /** What was given up of a job. */
  async deadLetters(job: string): Promise<readonly DeadLetter[]> {
    const all = await deadLetters(this.desk).list({ limit: 500 });
    return all.filter(({ subject }) => subject === `job/${job}`);
  }

  /** The dead letter of a message, once it is kept. */
  async deadLetterOf(message: string): Promise<DeadLetter> {
    const find = async () =>
      (await deadLetters(this.desk).list({ limit: 500 })).find((one) => one.messageId === message);
    await until(`the dead letter of ${message}`, async () => (await find()) !== undefined);
    return (await find()) as DeadLetter;
  }

  /** Waits until a job went all the way: worked, heard of by the shop, posted or, after a kill, perhaps posted. */
  async done(job: string): Promise<void> {
    const posted = async () => ['sent', 'uncertain'].includes((await this.posted(job)) ?? '');
    await until(`${job} is done`, async () => (await this.finished(job)) > 0 && (await posted()));
  }
}

const count = async (database: Database, table: string, where: object): Promise<number> =>
  (await database.sql(table).where(where)).length;
