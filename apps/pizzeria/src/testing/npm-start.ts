import { startApp, type AppProcess } from './service-process';

/** The pizzeria as a process of its own, run as `npm start` runs it. */
export interface StartedPizzeria extends AppProcess {
  /** Resolves with the address when it says that it is open; throws when it ends before. */
  opened(): Promise<string>;
  /** The token it printed for this role. */
  token(role: string): string;
}

export const npmStart = (environment: Readonly<Record<string, string>>): StartedPizzeria => {
  const app = startApp('pizzeria', environment);
  return {
    ...app,
    token: (role) => new RegExp(`^ {2}${role} +(\\S+)$`, 'm').exec(app.output())?.[1] ?? '',
    opened: async () => (await app.says(/is open: (\S+)[\s\S]*Ctrl-C/))[1] ?? '',
  };
};
