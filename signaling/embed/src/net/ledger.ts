import { newId } from './newId.ts';
import type { Store } from '../page/storage.ts';

/** A time during which media played without a gap, as the service accounts it. */
export interface Beacon {
  viewing?: string;
  broadcast?: string;
  interval: string;
  seconds: number;
  playing: boolean;
}

const kept = 'beacons';

/**
 * The accounted intervals of this tab. An interval that ended is kept, also over a reload, until the service has recorded it: the service
 * takes the largest value of each, so that repeating is harmless.
 */
export class Ledger {
  private readonly open = new Map<string, Beacon & { began: number }>();
  private ended: Beacon[];

  constructor(
    private readonly store: Store,
    private readonly send: (beacon: Beacon) => boolean,
    private readonly now: () => number = () => performance.now(),
    private readonly id: () => string = newId,
  ) {
    this.ended = store.get<Beacon[]>(kept) ?? [];
  }

  /** Starts an interval and returns its id. */
  begin(of: { viewing: string } | { broadcast: string }): string {
    const interval = this.id();
    const entry = { ...of, interval, seconds: 0, playing: true, began: this.now() };
    this.open.set(interval, entry);
    this.send(beaconOf(entry));
    return interval;
  }

  /** Ends an interval, at an earlier time if media stopped before that was noticed. */
  end(interval: string, at: number = this.now()): void {
    const entry = this.open.get(interval);
    if (!entry) return;
    this.open.delete(interval);
    const beacon = { ...beaconOf(entry), seconds: secondsBetween(entry.began, at), playing: false };
    this.ended = [...this.ended, beacon].slice(-20);
    this.store.set(kept, this.ended);
    this.send(beacon);
  }

  /** Sends how long each open interval lasted so far. */
  report(): void {
    for (const entry of this.open.values()) this.send({ ...beaconOf(entry), seconds: secondsBetween(entry.began, this.now()) });
  }

  /** Sends again what the service may not have. */
  repeat(): void {
    for (const beacon of this.ended) this.send(beacon);
    this.report();
  }

  /** The service has recorded an interval up to the given time. */
  recorded(interval: string, seconds: number): void {
    const left = this.ended.filter((beacon) => beacon.interval !== interval || seconds + 0.01 < beacon.seconds);
    if (left.length === this.ended.length) return;
    this.ended = left;
    if (left.length) this.store.set(kept, left);
    else this.store.remove(kept);
  }

  /** Ends all intervals, because the page goes, and returns what the service may not have. */
  close(): Beacon[] {
    for (const interval of [...this.open.keys()]) this.end(interval);
    return this.ended;
  }
}

function beaconOf({ viewing, broadcast, interval, seconds, playing }: Beacon): Beacon {
  return { ...(viewing && { viewing }), ...(broadcast && { broadcast }), interval, seconds, playing };
}

function secondsBetween(began: number, at: number): number {
  return Math.max(0, Math.round(at - began) / 1000);
}
