import { silentLogger } from '@pizzeria/service';
import { rebuildMetrics } from '../rebuild/rebuild';

/** Rebuilds the metrics of the database it is given, and says how many events those took and how much memory. */
const run = async (url: string): Promise<void> => {
  const events = await rebuildMetrics({ url, logger: silentLogger });
  // Kilobytes, on every system that Node.js runs on.
  const peakMib = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(`${JSON.stringify({ events, peakMib })}\n`);
};

if (require.main === module) void run(process.argv[2] ?? '');
