import type { Ledger } from './ledger.ts';

const stalledMs = 2_500;
const noticedMs = 1_200;

/** Measures the time that a viewer really watches: from the first frame, without stalls. */
export class WatchClock {
  private interval: string | null = null;
  private lastProgress = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly viewing: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get running(): boolean {
    return this.interval !== null;
  }

  /** Media arrived and is shown. */
  progress(): void {
    this.lastProgress = this.now();
    this.interval ??= this.ledger.begin({ viewing: this.viewing });
  }

  /** Ends the interval where media stopped, once it is certain that it did. */
  check(): void {
    if (this.now() - this.lastProgress > stalledMs) this.stop();
  }

  /** Ends the interval now, or at the last media that was shown if that is longer ago than it takes to notice media. */
  stop(): void {
    const now = this.now();
    if (this.interval) this.ledger.end(this.interval, now - this.lastProgress > noticedMs ? this.lastProgress : now);
    this.interval = null;
  }
}
