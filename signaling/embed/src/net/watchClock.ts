import type { Ledger } from './ledger.ts';

const stalledMs = 2_500;

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
        if (this.interval && this.now() - this.lastProgress > stalledMs) this.stop();
    }

    /** Ends the interval at the last media that was shown. */
    stop(): void {
        if (this.interval) this.ledger.end(this.interval, this.lastProgress);
        this.interval = null;
    }
}
