/** How one field of a message is read. */
type Reader = (value: bigint | Buffer) => unknown;

interface Field {
  readonly name: string;
  readonly read: Reader;
  readonly many: boolean;
}

/** A message's fields by their number. */
export type Schema = Readonly<Record<number, Field>>;

const field =
  (read: Reader) =>
  (name: string): Field => ({ name, read, many: false });

/** Kinds of fields, by name. `many` reads each of them. */
export const kinds = {
  text: field((value) => (value as Buffer).toString('utf8')),
  hex: field((value) => (value as Buffer).toString('hex')),
  whole: field((value) => Number(value)),
  /** Nanoseconds since 1970. */
  nanoseconds: field((value) => value),
  truth: field((value) => value === 1n),
  fraction: field((value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value as bigint);
    return bytes.readDoubleLE();
  }),
  message: (name: string, schema: () => Schema) => field((value) => readMessage(value as Buffer, schema()))(name),
  many: (name: string, schema: () => Schema): Field => ({ ...kinds.message(name, schema), many: true }),
};

/**
 * Reads protobuf's wire format by hand: a check of what leaves a process should not share its encoder. Fields that the
 * schema does not name are passed over.
 */
export const readMessage = (bytes: Buffer, schema: Schema): Record<string, unknown> => {
  const message: Record<string, unknown> = Object.fromEntries(
    Object.values(schema)
      .filter(({ many }) => many)
      .map(({ name }) => [name, []]),
  );
  for (let at = 0; at < bytes.length;) {
    const [tag, afterTag] = varint(bytes, at);
    const [value, next] = valueAt(bytes, afterTag, Number(tag & 7n));
    at = next;
    const known = schema[Number(tag >> 3n)];
    if (!known) continue;
    if (known.many) (message[known.name] as unknown[]).push(known.read(value));
    else message[known.name] = known.read(value);
  }
  return message;
};

const valueAt = (bytes: Buffer, at: number, wireType: number): [bigint | Buffer, number] => {
  switch (wireType) {
    case 0:
      return varint(bytes, at);
    case 1:
      return [bytes.readBigUInt64LE(at), at + 8];
    case 2: {
      const [length, start] = varint(bytes, at);
      const end = start + Number(length);
      if (end > bytes.length) throw new Error('a field is longer than its message');
      return [bytes.subarray(start, end), end];
    }
    case 5:
      return [BigInt(bytes.readUInt32LE(at)), at + 4];
    default:
      throw new Error(`no such wire type: ${wireType}`);
  }
};

const varint = (bytes: Buffer, start: number): [bigint, number] => {
  let value = 0n;
  for (let at = start, shift = 0n; ; at += 1, shift += 7n) {
    const byte = bytes.readUInt8(at);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at + 1];
  }
};
