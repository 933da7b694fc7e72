import type { Caller } from '@pizzeria/service';

/** Who a change is entered as. */
export const personOf = (caller: Caller): string => (caller.kind === 'staff' ? caller.id : caller.kind);

export const isManager = (caller: Caller): boolean => caller.kind === 'staff' && caller.roles.includes('manager');
