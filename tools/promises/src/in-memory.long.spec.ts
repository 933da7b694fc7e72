import { slowRows } from './rows';
import { runRows } from './run-rows';
import { memoryPlace } from './world/memory-place';

jest.setTimeout(300_000);

describe('in memory with its journal', () => {
  runRows('in memory with its journal', slowRows, memoryPlace);
});
