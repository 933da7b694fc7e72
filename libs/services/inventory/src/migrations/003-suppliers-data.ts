import type { Supplier } from '@pizzeria/contracts';

/** Who the shop bought from when it opened. */
export const suppliers = {
  mill: { id: 'mill', name: 'Old Bridge Mill', email: 'orders@mill.example.com' },
  dairy: { id: 'dairy', name: 'Alpine Dairy', email: 'orders@dairy.example.com' },
  butcher: { id: 'butcher', name: 'Corner Butchers', email: 'orders@butcher.example.com' },
  greengrocer: { id: 'greengrocer', name: 'Market Hall Greens', email: 'orders@greengrocer.example.com' },
  drinks: { id: 'drinks', name: 'Cool Cellar Drinks', email: 'orders@drinks.example.com' },
} as const satisfies Readonly<Record<string, Supplier>>;
