import { randomBytes } from 'node:crypto';
import { until } from '@pizzeria/bus/testing';
import { createEvent, raise, uuidv7Ids, type DeliveryMarks } from '@pizzeria/bus';
import { JobOrdered, type Deed } from '../subject/contracts';
import type { Release } from '../subject/messages';
import { Books } from './books';
import { ownDatabase, type OwnDatabase } from './databases';
import { ladder } from './ladder';
import { Notes } from './notes';
import type { Place, ServiceName } from './place';
import { EndedAtStart, SubjectProcess } from './subject-process';

export interface JobOptions {
  /** What the transactional handler does; default `work`. */
  readonly does?: Deed;
  /** What the calling handler does; default `work`. */
  readonly post?: Deed;
  /** Default 1. */
  readonly sequence?: number;
}

/** How long a process may take to finish what runs when it is told to stop, ms. */
const drainMs = 20_000;

/** The subjects of one kind of bus, running, and what a test can do to them. */
export class World {
  #processes: { readonly services: readonly ServiceName[]; process: SubjectProcess }[] = [];
  #release: Release = 'today';
  /** What the subjects report, of all processes there were. */
  readonly notes = new Notes();
  /** Jobs that the shop took, and whose events it published, before any other service ever ran. */
  readonly early: readonly string[] = Array.from({ length: 10 }, () => this.newJob());
  /** What their databases hold. */
  readonly books: Books;

  private constructor(
    readonly place: Place,
    readonly databases: Readonly<Record<ServiceName, OwnDatabase>>,
  ) {
    this.books = new Books(databases.shop.direct, databases.desk.direct);
  }

  /** Starts every process of the place, each service with a database of its own. */
  static async open(place: Place): Promise<World> {
    const [shop, desk] = await Promise.all([ownDatabase('shop'), ownDatabase('desk')]);
    const world = new World(place, { shop, desk });
    await world.#orderEarly();
    await world.startAll();
    for (const job of world.early) await world.books.done(job);
    return world;
  }

  /** Between all subjects and their broker. */
  get brokerNetwork(): Place['network'] {
    return this.place.network;
  }

  process(service: ServiceName): SubjectProcess {
    const found = this.#processes.find(({ services }) => services.includes(service));
    if (!found) throw new Error(`no process runs ${service}`);
    return found.process;
  }

  /** Starts what does not run. */
  async startAll(): Promise<void> {
    for (const services of this.place.processes) {
      const there = this.#processes.find((one) => one.services === services);
      if (there?.process.alive) continue;
      const process = await this.#start(services);
      if (there) there.process = process;
      else this.#processes.push({ services, process });
    }
  }

  /** Starts what does not run; false when a message killed a process before it served. */
  async startUnlessKilled(): Promise<boolean> {
    try {
      await this.startAll();
      return true;
    } catch (error) {
      if (error instanceof EndedAtStart) return false;
      throw error;
    }
  }

  /** A further process of these services beside the others, which the caller ends. */
  startAnother(services: readonly ServiceName[]): Promise<SubjectProcess> {
    return this.#start(services);
  }

  /** Stops the process that runs the desk in good order and starts another release of it. */
  async deploy(release: Release): Promise<void> {
    const old = this.process('desk');
    old.terminate();
    await old.ended;
    this.#release = release;
    await this.startAll();
  }

  /** `kill -9` of the process that runs this service. */
  kill(service: ServiceName): Promise<void> {
    return this.process(service).kill();
  }

  /** Orders a job at the shop, as its customers do; answers the status. */
  order(job: string, { does = 'work', post = 'work', sequence = 1 }: JobOptions = {}): Promise<number> {
    return this.process('shop').post('/api/jobs', { job, does, post, sequence });
  }

  /** A name that no other test uses. */
  newJob(): string {
    return `j-${randomBytes(6).toString('hex')}`;
  }

  /** Publishes `job.ordered` past the outbox, with this id: for what a shop never does itself. */
  async publishOrder(job: string, options: JobOptions & { readonly id?: string } = {}): Promise<string> {
    const { does = 'work', post = 'work', sequence = 1, id = uuidv7Ids.next() } = options;
    const stamp = { id, time: new Date(), sequence };
    const { message } = createEvent(raise(JobOrdered, { job, does, post }), stamp);
    await this.process('shop').command({
      do: 'publish',
      message: { ...message, body: message.body.toString('base64') },
    });
    return id;
  }

  /** Puts bytes into one of the desk's queues, as the desk's own user. */
  async sendToDesk(queue: string, id: string, body: string | Buffer, marks?: DeliveryMarks): Promise<void> {
    const message = { id, routingKey: 'job.ordered.v1', body: Buffer.from(body).toString('base64') };
    await this.process('desk').command({ do: 'publish', message, queue, marks });
  }

  /** Lets a held handler of this job go on, wherever it runs. */
  async openGate(job: string): Promise<void> {
    await this.process('desk').command({ do: 'open', gate: job });
  }

  async holdAnswers(hold: boolean): Promise<void> {
    await this.process('desk').command({ do: 'hold-answers', hold });
  }

  refuseMoves(refuse: boolean): Promise<void> {
    return this.place.refuseMoves(refuse, this.#commandJournal);
  }

  starve(starving: boolean): Promise<void> {
    return this.place.starve(starving, this.#commandJournal);
  }

  /** Ends the broker and starts it again: its own process, or the one that holds the bus in memory. */
  async restartBroker(): Promise<void> {
    if (this.place.bus === 'RabbitMQ') {
      if (!this.place.restart) throw new Error('this broker is not ours to restart');
      return this.place.restart();
    }
    await this.kill('desk');
    await this.startAll();
  }

  /** After a test, however it went: everything reachable, running and let go. */
  async heal(): Promise<void> {
    const { shop, desk } = this.databases;
    for (const network of [this.place.network, shop.network, desk.network]) network.pass();
    while (!(await this.startUnlessKilled()));
    await this.holdAnswers(false);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#processes.map(async ({ process }) => {
        process.terminate();
        const late = setTimeout(() => void process.kill(), 10_000);
        await process.ended;
        clearTimeout(late);
      }),
    );
    await Promise.all(Object.values(this.databases).map((database) => database.drop()));
    await this.place.close();
  }

  readonly #commandJournal = async (refuse: readonly ('append' | 'move')[]): Promise<void> => {
    await this.process('desk').command({ do: 'journal', refuse });
  };

  async #orderEarly(): Promise<void> {
    const shop = await this.#start(['shop']);
    for (const job of this.early) await shop.post('/api/jobs', { job, does: 'work', post: 'work', sequence: 1 });
    for (const job of this.early)
      await until(`${job} has left`, async () => (await this.books.published('shop', job)).length === 1);
    shop.terminate();
    await shop.ended;
  }

  #start(services: readonly ServiceName[]): Promise<SubjectProcess> {
    const named = services.map((name) => ({ name, databaseUrl: this.databases[name].url }));
    const config = { services: named, bus: this.place.busOf(services), ladder, drainMs, release: this.#release };
    return SubjectProcess.start(config, (report) => this.notes.add(report));
  }
}
