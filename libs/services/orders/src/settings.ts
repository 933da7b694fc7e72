import { flag, type Settings } from '@pizzeria/service';
import { z } from 'zod';
import { isTaxPercent } from './domain/tax';
import { isPhoneCountry } from './phone/phones';

const minutes = (byDefault: number) => z.coerce.number().int().min(0).max(1_440).default(byDefault);

export const settings = {
  PICKUP_LEAD_MINUTES: {
    description: 'minutes from an order to its hand-over at the counter, for example 20',
    schema: minutes(20),
  },
  DELIVERY_LEAD_MINUTES: {
    description: 'minutes from an order to its delivery at the door, for example 45',
    schema: minutes(45),
  },
  PHONE_COUNTRY: {
    description: 'the country whose phone numbers customers may give without prefix, ISO 3166, for example US',
    schema: z.string().refine(isPhoneCountry, 'it is no country code with known phone numbers').default('US'),
  },
  TAX_PERCENT: {
    description: 'tax on what is sold, percent with at most four decimals, for example 8.875',
    schema: z
      .string()
      .refine(isTaxPercent, 'it is no percentage from 0 to 100 with at most four decimals')
      .default('0'),
  },
  TAX_INCLUDED: {
    description: 'whether the prices on the menu have the tax in them (true), or it comes on top of an order (false)',
    schema: flag().default(true),
  },
} satisfies Settings;
