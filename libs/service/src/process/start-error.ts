/** The process cannot start, for a reason outside of the program. The message is for the operator: print it whole. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What a part says that could not be reached or opened, as a `StartError` with the same message. */
export const orStartError = async <T>(starting: Promise<T>): Promise<T> => {
  try {
    return await starting;
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error), { cause: error });
  }
};
