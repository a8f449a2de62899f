import type { Phase } from '../playback/machine.ts';
import type { PlayerEvent } from './playerEvents.ts';

/** How a view went up to now. Times are in seconds. The gateway knows these names. */
export interface ViewFigures {
  view_duration: number;
  elapsed_seconds: number;
  buffering_events: number;
  rebuffer_seconds: number;
  quality_changes: number;
  startup_seconds?: number;
  latency_seconds?: number;
}

/** Between two looks at a picture that moves there is less time than this, in ms. More of it is a computer that slept. */
const longestGap = 10_000;

const round = (ms: number): number => Math.round(ms) / 1_000;

/** Counts what a viewer saw. Times are in ms of any clock. */
export class Figures {
  private phase: Phase = 'loading';
  private at = 0;
  private startedAt: number | null = null;
  private startup: number | undefined;
  private played = 0;
  private waited = 0;
  private waits = 0;
  private changes = 0;
  private waiting = false;

  /** The phase now. The time since the last look counts for the phase of then. */
  look(phase: Phase, now: number): void {
    const passed = Math.min(Math.max(0, now - this.at), longestGap);
    if (this.phase === 'playing') this.played += passed;
    else if (this.waiting) this.waited += passed;
    if (phase === 'playing' || phase === 'paused' || phase === 'ended' || phase === 'error') this.waiting = false;
    this.phase = phase;
    this.at = now;
  }

  hear(event: PlayerEvent, now: number): void {
    switch (event.type) {
      case 'start':
        this.startedAt ??= now;
        this.startup ??= event.waited;
        break;
      case 'buffering':
        this.waits++;
        this.waiting = true;
        break;
      case 'quality':
        this.changes++;
        break;
    }
  }

  /** The figures now; null before the first picture. */
  report(now: number, latency: number | null): ViewFigures | null {
    if (this.startedAt === null) return null;
    this.look(this.phase, now);
    return {
      view_duration: round(this.played),
      elapsed_seconds: round(now - this.startedAt),
      buffering_events: this.waits,
      rebuffer_seconds: round(this.waited),
      quality_changes: this.changes,
      ...(this.startup !== undefined && { startup_seconds: this.startup }),
      ...(latency !== null && { latency_seconds: round(Math.max(0, latency) * 1_000) }),
    };
  }
}
