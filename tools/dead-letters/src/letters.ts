/** A dead letter as the HTTP API lists it. */
export interface Letter {
  readonly id: string;
  readonly queue: string;
  readonly type?: string;
  readonly subject?: string;
  readonly state: string;
  readonly stateSince: string;
  readonly reason: string;
  readonly error?: string;
  readonly attempts: number;
  readonly receivedAt: string;
  readonly replays: number;
  readonly already?: boolean;
}

export interface Details extends Letter {
  readonly messageId: string;
  readonly routingKey: string;
  readonly firstFailedAt?: string;
  readonly lastFailedAt?: string;
  readonly stack?: string;
  readonly arrivals: number;
  readonly body: {
    readonly bytes: number;
    readonly kind: string;
    readonly json?: unknown;
    readonly text?: string;
    readonly cut: boolean;
  };
  readonly history: readonly {
    readonly action: string;
    readonly at: string;
    readonly by?: string;
    readonly note?: string;
  }[];
}

export interface Group {
  readonly queue: string;
  readonly reason: string;
  readonly type?: string;
  readonly error?: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

export interface Report {
  readonly left: number;
  readonly replayed: number;
  readonly refused: readonly { readonly id: string; readonly error: string }[];
  readonly startedAt: string;
  readonly groups?: readonly Group[];
}
