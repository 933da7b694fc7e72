/**
 * What domain and use cases throw when they refuse: matched by shape, so that they need no import.
 * The table below is the one place where kinds become HTTP statuses.
 */
export interface Failure {
  readonly kind: FailureKind;
  /** Stable, kebab-case: callers decide by it. */
  readonly code: string;
  /** For a person; no personal data. */
  readonly message: string;
  /** For a conflict: the present state of the thing. For `invalid`: may hold `errors: [{ path, message }]`. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export type FailureKind = 'not-found' | 'conflict' | 'invalid' | 'forbidden';

const statusOf: Readonly<Record<FailureKind, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
};

/** Stable codes of the problems that an operation may answer, by status. */
export type Refusals = Readonly<Record<number, readonly string[]>>;

/** One thing wrong with a request's input; for example at `items[0].quantity`. */
export interface InputError {
  readonly path: string;
  readonly message: string;
}

/** RFC 9457 problem details. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** Stable, kebab-case. */
  readonly code: string;
  readonly errors?: readonly InputError[];
  /** On a conflict: how things are now. */
  readonly state?: Readonly<Record<string, unknown>>;
  /** On an unexpected error: the id under which it was logged. */
  readonly errorId?: string;
}

/** A refusal that the HTTP edge itself makes. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly extras: {
      readonly errors?: readonly InputError[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(detail);
  }

  get problem(): Problem {
    const { errors } = this.extras;
    return problem(this.status, this.code, { detail: this.message, ...(errors ? { errors } : {}) });
  }
}

export const problem = (
  status: number,
  code: string,
  rest: Pick<Problem, 'detail' | 'errors' | 'state' | 'errorId'> = {},
): Problem => ({ type: 'about:blank', title: titles[status] ?? 'Error', status, code, ...rest });

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export const isFailure = (error: unknown): error is Failure => {
  if (typeof error !== 'object' || error === null) return false;
  const { kind, code, message } = error as Partial<Failure>;
  return typeof kind === 'string' && kind in statusOf && typeof code === 'string' && typeof message === 'string';
};

/** The problem that a refusal of the domain is answered with. */
export const problemOfFailure = ({ kind, code, message, details }: Failure): Problem => {
  const { errors, ...state } = details ?? {};
  return problem(statusOf[kind], code, {
    detail: message,
    ...(isErrorList(errors) ? { errors } : {}),
    ...(Object.keys(state).length > 0 ? { state } : {}),
  });
};

const isErrorList = (value: unknown): value is readonly InputError[] =>
  Array.isArray(value) &&
  value.every((entry: unknown) => typeof entry === 'object' && entry !== null && 'path' in entry && 'message' in entry);
