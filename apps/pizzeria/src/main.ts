import { runMain } from '@pizzeria/service';
import { startPizzeria } from './start-pizzeria';
import { welcome } from './welcome';

/** The whole pizzeria in one process: `npm start`. */
runMain(process.env, async (context) => {
  process.stdout.write(await welcome(await startPizzeria(context)));
});
