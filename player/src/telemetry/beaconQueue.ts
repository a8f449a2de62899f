import type { ViewFigures } from './figures.ts';
import type { PlayerEvent } from './playerEvents.ts';

/** Something that happened, as the gateway takes it. The id is its number in the session: a repeat has the same one. */
export interface BeaconEvent {
  id: number;
  type: string;
  /** ms since 1970, of the clock of this computer. */
  at: number;
  position: number;
  from?: number;
  height?: number;
  bitrate?: number;
  error?: string;
  figures?: ViewFigures;
}

/** The most events of a beacon; the gateway takes 100. */
const mostAtOnce = 50;
/** The most events that wait. A page that cannot send for hours loses the figures of the middle first: later ones contain them. */
const mostWaiting = 500;
const mostSeconds = 315_576_000;

const types: Record<PlayerEvent['type'], string> = {
  start: 'stream_start',
  pause: 'stream_pause',
  resume: 'stream_resume',
  seek: 'stream_seek',
  buffering: 'stream_buffering',
  quality: 'stream_quality_change',
  error: 'stream_error',
  end: 'stream_end',
};

const seconds = (value: number): number =>
  Number.isFinite(value) ? Math.min(mostSeconds, Math.max(0, Math.round(value * 1_000) / 1_000)) : 0;

/** What the gateway has not taken yet, in order. */
export class BeaconQueue {
  private last = 0;
  private waiting: BeaconEvent[] = [];

  get length(): number {
    return this.waiting.length;
  }

  add(event: PlayerEvent): void {
    this.push({
      type: types[event.type],
      at: event.at,
      position: seconds(event.position),
      ...(event.type === 'seek' && { from: seconds(event.from) }),
      ...(event.type === 'quality' && { height: Math.round(event.height) || 0, bitrate: Math.round(event.bitrate) || 0 }),
      ...(event.type === 'error' && { error: event.failure }),
    });
  }

  addFigures(figures: ViewFigures, at: number, position: number): void {
    this.push({ type: 'stream_performance', at, position: seconds(position), figures });
  }

  /** The next events to send, and those after an event. */
  next(after = 0): BeaconEvent[] {
    return this.waiting.filter((event) => event.id > after).slice(0, mostAtOnce);
  }

  /** The gateway has them, or will never take them. */
  remove(events: readonly BeaconEvent[]): void {
    const ids = new Set(events.map((event) => event.id));
    this.waiting = this.waiting.filter((event) => !ids.has(event.id));
  }

  clear(): void {
    this.waiting = [];
  }

  private push(event: Omit<BeaconEvent, 'id'>): void {
    this.waiting.push({ id: ++this.last, ...event });
    if (this.waiting.length <= mostWaiting) return;
    const figures = this.waiting.findIndex((waiting) => waiting.figures);
    this.waiting.splice(Math.max(0, figures), 1);
  }
}
