/**
 * - `lost`: something that must exist does not
 * - `doubled`: something that must exist once exists more often
 * - `stuck`: something has not come to its end
 */
export type FindingKind = 'lost' | 'doubled' | 'stuck';

export interface Finding {
  readonly kind: FindingKind;
  /** Whose order. */
  readonly mark: string;
  readonly orderId?: string;
  readonly what: string;
}

/** Finds something about one order. */
export type Say = (kind: FindingKind, what: string) => Finding;
