import { eventFamily } from '@pizzeria/bus';

/** Every event of the pizzeria: `com.mariopizzeria.<name>` from `mario-pizzeria/<service>`. */
export const eventsOf = eventFamily({ type: 'com.mariopizzeria', source: 'mario-pizzeria' });
