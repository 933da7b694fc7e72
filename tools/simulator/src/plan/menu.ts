import { z } from 'zod';

export const menu = z.object({
  items: z.array(
    z.object({
      sku: z.string(),
      kind: z.enum(['pizza', 'drink', 'side']),
      prices: z.array(z.object({ size: z.string().optional() })).min(1),
      available: z.boolean(),
    }),
  ),
  extras: z.array(z.object({ sku: z.string(), available: z.boolean() })),
});
export type Menu = z.infer<typeof menu>;
export type MenuItem = Menu['items'][number];

/** What of a menu can be had: all that it shows as available, but for what somebody was told is sold out. */
export const toBeHad = ({ items, extras }: Menu, soldOut: readonly string[] = []): Menu => {
  const offered = ({ sku, available }: { readonly sku: string; readonly available: boolean }) =>
    available && !soldOut.includes(sku);
  return { items: items.filter(offered), extras: extras.filter(offered) };
};
