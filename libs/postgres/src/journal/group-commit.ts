/**
 * Work of many callers in one commit: while one is under way, what comes gathers for the next. A caller's promise
 * ends as the commit that held its work did.
 */
export class GroupCommit<Item> {
  #gathering: { readonly item: Item; resolve(): void; reject(error: unknown): void }[] = [];
  #busy = false;

  constructor(
    private readonly commit: (items: readonly Item[]) => Promise<void>,
    private readonly most = 1_000,
  ) {}

  add(item: Item): Promise<void> {
    const added = new Promise<void>((resolve, reject) => this.#gathering.push({ item, resolve, reject }));
    if (!this.#busy) void this.#run();
    return added;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#gathering.length > 0) {
      const group = this.#gathering.splice(0, this.most);
      try {
        await this.commit(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#busy = false;
  }
}
