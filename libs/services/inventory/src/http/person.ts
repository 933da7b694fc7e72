import type { Caller } from '@pizzeria/service';

/** Who a change is entered as. */
export const personOf = (caller: Caller): string => (caller.kind === 'staff' ? caller.id : caller.kind);
