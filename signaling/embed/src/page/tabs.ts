/**
 * One tab of a browser broadcasts. The right to is a Web Lock, which the browser frees when its tab closes, reloads or crashes.
 * See https://developer.mozilla.org/en-US/docs/Web/API/Web_Locks_API
 */
export class TabLock {
  private free: (() => void) | null = null;
  private waiting: AbortController | null = null;

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

  /** Takes the lock. Waits up to the given time for another tab, since a page that reloads frees its lock only when it is gone. */
  async take(ms: number): Promise<boolean> {
    if (this.held || !this.locks) return true;
    this.stopWaiting();
    return await this.request({ signal: AbortSignal.timeout(ms) });
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
    const state = await this.locks.query();
    return (state.held ?? []).some((lock) => lock.name === this.name);
  }

  release(): void {
    this.free?.();
    this.free = null;
  }

  stopWaiting(): void {
    this.waiting?.abort();
    this.waiting = null;
  }

  /** Called when another tab took the lock. */
  lost: () => void = () => {};

  private request(options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const locks = this.locks!;
      locks
        .request(this.name, options, () => {
          resolve(true);
          return new Promise<void>((free) => (this.free = free));
        })
        .catch(() => {
          // The lock was not free in time, or another tab stole it.
          if (this.free) {
            this.free = null;
            this.lost();
          }
          resolve(false);
        });
    });
  }
}
