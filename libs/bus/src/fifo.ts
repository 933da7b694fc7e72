/** First in, first out, with a way back to the front. What a step costs does not grow with the line. */
export class Fifo<T> {
  private front: T[] = [];
  private back: (T | undefined)[] = [];
  private head = 0;

  get size(): number {
    return this.front.length + this.back.length - this.head;
  }

  /** The next to be shifted. */
  get first(): T | undefined {
    return this.front.length > 0 ? this.front.at(-1) : this.back[this.head];
  }

  push(item: T): void {
    this.back.push(item);
  }

  /** Before all others, in their order: the first of them is the next to be shifted. */
  putBack(items: readonly T[]): void {
    for (const item of items.toReversed()) this.front.push(item);
  }

  shift(): T | undefined {
    if (this.front.length > 0) return this.front.pop();
    const item = this.back[this.head];
    if (this.head === this.back.length) return undefined;
    this.back[this.head] = undefined; // what has left must not be kept in memory
    this.head += 1;
    if (this.head * 2 > this.back.length && this.head > 1_000) this.compact();
    return item;
  }

  toArray(): readonly T[] {
    return [...this.front.toReversed(), ...(this.back.slice(this.head) as T[])];
  }

  private compact(): void {
    this.back = this.back.slice(this.head);
    this.head = 0;
  }
}
