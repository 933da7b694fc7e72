import { parsePhoneNumberFromString, isSupportedCountry, type CountryCode } from 'libphonenumber-js';
import type { Phones } from '../use-cases/ports';

/** ISO 3166 code of a country whose phone numbers are known. */
export const isPhoneCountry = (country: string): country is CountryCode => isSupportedCountry(country);

/**
 * Reads numbers as dialled in `country`, or international ones. Judges by length only: number ranges open faster
 * than libraries learn of them, and a wrong number costs less than a refused customer.
 */
export const phonesOf = (country: CountryCode): Phones => ({
  normalise: (phone) => {
    const parsed = parsePhoneNumberFromString(phone, { defaultCountry: country, extract: false });
    return parsed?.isPossible() ? parsed.number : undefined;
  },
});
