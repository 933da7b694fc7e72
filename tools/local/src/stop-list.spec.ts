import { stopList, stoppingAll, type StopList } from './stop-list';

/** Starts something by this name, which notes when it is stopped. */
const start = (stops: StopList, name: string, stopped: string[]) =>
  stops.started(Promise.resolve(name), (started) => void stopped.push(started));

const failing = (why: string) => () => Promise.reject(new Error(why));

describe('what was started', () => {
  it('is stopped once, the last first', async () => {
    const stops = stopList();
    const stopped: string[] = [];
    expect(await start(stops, 'broker', stopped)).toBe('broker');
    await start(stops, 'fleet', stopped);
    await stops.stop();
    await stops.stop();
    expect(stopped).toEqual(['fleet', 'broker']);
  });

  it('is stopped although something else could not be, and that is told', async () => {
    const stops = stopList();
    const stopped: string[] = [];
    await start(stops, 'broker', stopped);
    await stops.started(Promise.resolve('fleet'), failing('a process stayed'));
    await expect(stops.stop()).rejects.toThrow('a process stayed');
    expect(stopped).toEqual(['broker']);
  });

  it('is nothing where it could not be started', async () => {
    const stops = stopList();
    const stopped: string[] = [];
    const starting = stops.started(failing('no broker')(), () => void stopped.push('broker'));
    await expect(starting).rejects.toThrow('no broker');
    await stops.stop();
    expect(stopped).toEqual([]);
  });

  it('is waited for when it is still starting, and stopped even when it was begun meanwhile', async () => {
    const stops = stopList();
    const stopped: string[] = [];
    let ready = (_: string) => {};
    void stops.started(new Promise<string>((resolve) => (ready = resolve)), (name) => {
      stopped.push(name);
      void start(stops, 'fleet', stopped);
    });
    const stopping = stops.stop();
    ready('database');
    await stopping;
    expect(stopped).toEqual(['database', 'fleet']);
  });
});

describe('work that starts something', () => {
  it('answers when all of it is stopped', async () => {
    const stopped: string[] = [];
    const work = stoppingAll(async (stops) => `${await start(stops, 'broker', stopped)} is up`);
    expect(await work).toBe('broker is up');
    expect(stopped).toEqual(['broker']);
  });

  it('fails with its own failure when all of it is stopped, as far as that can be', async () => {
    const stopped: string[] = [];
    const work = stoppingAll(async (stops) => {
      await start(stops, 'database', stopped);
      await stops.started(Promise.resolve('broker'), failing('it stayed'));
      throw new Error('not ready');
    });
    await expect(work).rejects.toThrow('not ready');
    expect(stopped).toEqual(['database']);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops all of it when the process gets %s, and ends it then',
    async (signal) => {
      const stopped: string[] = [];
      const ended = new Promise<number>((resolve) => {
        jest.spyOn(process, 'exit').mockImplementation((code) => {
          resolve(Number(code));
          return undefined as never;
        });
      });
      let end = () => {};
      const work = stoppingAll(async (stops) => {
        await start(stops, 'broker', stopped);
        await new Promise<void>((resolve) => (end = resolve));
      });
      await new Promise(setImmediate);
      process.emit(signal);
      expect(await ended).toBe(130);
      expect(stopped).toEqual(['broker']);
      end();
      await work;
      jest.restoreAllMocks();
    },
  );
});
