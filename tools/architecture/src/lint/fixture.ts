/** A file that does not exist, at a path inside a real project. */
export interface Fixture {
  readonly path: string;
  readonly code: string;
}

export interface Finding {
  readonly rule: string;
  readonly message: string;
}
