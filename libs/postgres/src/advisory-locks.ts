/**
 * The advisory locks of all services, tools and tests: what two processes must not do at once on one server. The
 * numbers mean nothing, but no two are the same. What reads no TypeScript names its own number once more.
 */
export const advisoryLocks = {
  /** Migrators of one database. */
  migration: 7_216_001,
  /** Makers of the tests' template databases. */
  testTemplate: 7_216_002,
  /** The relay that sends a database's outbox. */
  leadingRelay: 7_216_003,
  /** The process that carries out a journal. */
  journal: 7_216_004,
  /** Who changes roles; also `deploy/postgres/roles.sql`. */
  roles: 7_216_005,
  /** Makers of partitions. */
  partitions: 7_216_006,
  /** A rebuild of metrics. */
  rebuild: 7_216_007,
  /** The process that an embedded server belongs to. */
  embeddedServer: 7_216_008,
  /** With a process's number as its second key: that process lives. */
  lifeSign: 7_216_009,
  /** Who removes what killed test runs left behind: `jest.services.cjs`. */
  testLeftovers: 7_216_010,
} as const;
