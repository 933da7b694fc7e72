import { quickRows } from './rows';
import { runRows } from './run-rows';
import { memoryPlace } from './world/memory-place';

jest.setTimeout(120_000);

describe('in memory with its journal', () => {
  runRows('in memory with its journal', quickRows, memoryPlace);
});
