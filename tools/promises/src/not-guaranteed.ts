/** What nobody may rely on, each with what to do about it. */
export const notGuaranteed: readonly { readonly what: string; readonly instead: string }[] = [
  {
    what: 'The outcome of a remote call when its process is killed between `send` and `settle`.',
    instead:
      'The call was made at most once. The claim is shown as uncertain and is not sent again unless the provider can be asked.',
  },
  {
    what: 'Whether a message to a customer was sent, when its process is killed after the provider took it and before that was noted, and the provider cannot be asked: always by SMTP, and by Twilio while its list cannot be read.',
    instead:
      'It is sent at most once. `GET /api/notifications?state=uncertain` shows it and why; a report of Twilio that comes later clears it up.',
  },
  {
    what: 'A message that no provider takes in time: “ready”, “late” and “on its way” are old news after an hour, a confirmation and an order that nobody starts after two, all else after a day; an SMS after half of that, so that an e-mail may follow.',
    instead:
      'It is given up as `too-old`, without a dead letter: the list of messages and `notification.failed` tell of it.',
  },
  {
    what: 'Order between events of different aggregates, and the order in which a consumer sees events.',
    instead:
      'Events of one aggregate leave in order and carry `sequence`; retries and replays reorder by nature, so a consumer compares `sequence`.',
  },
  {
    what: 'An event for which no queue is bound is kept for nobody: a subscription added later does not see it.',
    instead:
      'Queues and bindings are declared before the first service starts. The event stays in its publisher’s `published` log without its body.',
  },
  {
    what: 'Agreement between clocks. Times in events, `RetryAfter` and delays go by the clock of the process or broker that sets them.',
    instead: 'Nothing about correctness depends on them; keep hosts on NTP so that ages and lags mean something.',
  },
  {
    what: 'Survival of a lost PostgreSQL disk. Inbox, outbox, journal and dead letters are as durable as the database.',
    instead: 'Back up and replicate each service’s database. `synchronous_commit` must stay on.',
  },
  {
    what: 'Survival of the loss of a majority of a quorum queue’s members.',
    instead: 'Run three brokers or more on different hosts; with one, its disk is the only copy.',
  },
  {
    what: 'The bus in memory is not shared between processes; it belongs to the one that holds its journal.',
    instead: 'Several processes need RabbitMQ. A second process on the same journal refuses to start.',
  },
  {
    what: 'RabbitMQ 3.10 killed within about 2 s of a queue’s creation may be unable to lead that queue again.',
    instead: 'Declare the topology before traffic, and wait a moment before you end the broker by force.',
  },
  {
    what: 'A broker in which hundreds of quorum queues were made and deleted may refuse to make new ones for a while after it was started again (541).',
    instead: 'Queues that exist are not concerned, and the topology is never deleted. Run `npm run topology` again.',
  },
  {
    what: 'RabbitMQ 4.3 forgets the users’ rights in an exchange that is deleted. Declared again, it takes every key from whoever may write to it.',
    instead: 'Import the definitions again, which hold exchanges and rights, before the services come back.',
  },
  {
    what: 'Exactly-once effects outside of the service’s own database, for example in a file or another store.',
    instead: 'Use `deliver`, which claims before it calls, or make the effect idempotent by the event’s id.',
  },
  {
    what: 'A time by which an event is handled.',
    instead: 'The lag of each queue and the age of each outbox are metrics.',
  },
];
