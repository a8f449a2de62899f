const attempts = 20;

/**
 * One tab of a browser broadcasts. The right to is a Web Lock, which the browser frees when its tab closes, reloads or crashes.
 * See https://developer.mozilla.org/en-US/docs/Web/API/Web_Locks_API
 */
export class TabLock {
  private free: (() => void) | null = null;
  private waiting: AbortController | null = null;
  private asked: object | null = null;

  constructor(
    private readonly named: () => string,
    private readonly locks: LockManager | undefined = navigator.locks,
  ) {}

  private get name(): string {
    return this.named();
  }

  get held(): boolean {
    return this.free !== null;
  }

  /**
   * Takes the lock. Waits up to the given time for another tab, since a page that reloads frees its lock only when it is gone. A browser that
   * is slow to answer while no tab has the lock is asked again.
   */
  async take(ms: number): Promise<boolean> {
    if (this.held || !this.locks) return true;
    this.stopWaiting();
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (await this.request({ signal: AbortSignal.timeout(ms) })) return true;
      if (!this.asked || (await this.taken())) return false;
    }
    return false;
  }

  /** Takes the lock from the tab that has it. That tab is informed by `lost`. */
  async steal(): Promise<boolean> {
    if (this.held || !this.locks) return true;
    this.stopWaiting();
    return await this.request({ steal: true });
  }

  /** Calls back once when no other tab has the lock. */
  whenFree(callback: () => void): void {
    if (this.held || this.waiting || !this.locks) return;
    const waiting = (this.waiting = new AbortController());
    this.locks
      .request(this.name, { signal: waiting.signal }, () => {})
      .then(
        () => {
          if (this.waiting !== waiting) return;
          this.waiting = null;
          callback();
        },
        () => {},
      );
  }

  /** Whether another tab has the lock now. */
  async taken(): Promise<boolean> {
    if (this.held || !this.locks) return false;
    try {
      const state = await this.locks.query();
      return (state.held ?? []).some((lock) => lock.name === this.name);
    } catch {
      return false;
    }
  }

  /** Frees the lock, and takes back what was asked for. */
  release(): void {
    this.stopWaiting();
    this.asked = null;
    this.free?.();
    this.free = null;
  }

  /** Called when another tab took the lock. */
  lost: () => void = () => {};

  private stopWaiting(): void {
    this.waiting?.abort();
    this.waiting = null;
  }

  private request(options: LockOptions): Promise<boolean> {
    const asked = (this.asked = {});
    let mine: (() => void) | null = null;
    return new Promise((resolve) => {
      const locks = this.locks!;
      locks
        .request(this.name, options, () => {
          resolve(this.asked === asked);
          if (this.asked !== asked) return;
          return new Promise<void>((free) => (this.free = mine = free));
        })
        .catch((error: unknown) => {
          // The lock was not free in time, or another tab stole it.
          if (mine && this.free === mine) {
            this.free = null;
            this.lost();
          }
          // A browser that blocks storage of a page has no locks for it either, and that page has no other tabs to respect.
          resolve((error as DOMException).name === 'SecurityError');
        });
    });
  }
}
