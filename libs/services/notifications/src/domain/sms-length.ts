/** How a text travels as SMS. */
export interface SmsLength {
  /** `ucs-2`: it holds a character that the GSM alphabet has not, and fits less than half as much. */
  readonly encoding: 'gsm-7' | 'ucs-2';
  /** Messages it is billed as. */
  readonly parts: number;
}

/** The GSM 7-bit alphabet (3GPP TS 23.038); those behind the escape take two places. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const escaped = '\f^{}\\[~]|€';

/** Longest texts of one and of each of several parts. */
const limits = { 'gsm-7': [160, 153], 'ucs-2': [70, 67] } as const;

/** Texts above this many parts cost more than they are worth: two, 306 characters. */
export const longestSms = 2;

/** How many parts a text takes: one up to 160 characters, two up to 306; with any other character 70 and 134. */
export const smsLength = (text: string): SmsLength => {
  const inGsm = [...text].every((character) => basic.includes(character) || escaped.includes(character));
  const encoding = inGsm ? 'gsm-7' : 'ucs-2';
  const places = inGsm
    ? [...text].reduce((sum, character) => sum + (escaped.includes(character) ? 2 : 1), 0)
    : text.length;
  const [whole, part] = limits[encoding];
  return { encoding, parts: places <= whole ? 1 : Math.ceil(places / part) };
};
