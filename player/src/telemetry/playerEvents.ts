import type { PlaybackState } from '../playback/machine.ts';

/** What a viewer, or the network, did. Times are seconds of the video; the clock's time is in ms since 1970. */
export type PlayerEvent = { at: number; position: number } & (
  | { type: 'pause' | 'resume' | 'buffering' | 'end' }
  // Seconds that the viewer waited for the first picture.
  | { type: 'start'; waited?: number }
  | { type: 'seek'; from: number }
  | { type: 'quality'; height: number; bitrate: number }
  | { type: 'error'; failure: string }
);

export type PlayerListener = (event: PlayerEvent) => void;

/** Says what happened to playback, from its states. It knows no receiver: a listener sends, counts, or does nothing. */
export class PlayerEvents {
  private started = false;
  private seeking = false;
  private quality = '';
  private awaitedAt: number | null = null;
  private readonly listeners = new Set<PlayerListener>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Adds a listener; the result removes it. A listener that throws disturbs nobody. */
  listen(listener: PlayerListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Playback went from one state to another. */
  changed(before: PlaybackState, after: PlaybackState, position: number): void {
    if (before.phase === after.phase) return;
    const at = { at: this.now(), position };
    switch (after.phase) {
      case 'playing':
        if (!this.started)
          this.emit({ ...at, type: 'start', ...(this.awaitedAt !== null && { waited: (at.at - this.awaitedAt) / 1_000 }) });
        this.started = true;
        break;
      case 'buffering':
        if (this.started && (before.phase === 'paused' || before.phase === 'ended')) this.emit({ ...at, type: 'resume' });
        // The wait after a seek is no fault of the network.
        else if (this.started && !this.seeking && before.phase === 'playing') this.emit({ ...at, type: 'buffering' });
        break;
      case 'loading':
        // The source is loaded again.
        if (this.started && before.phase === 'playing') this.emit({ ...at, type: 'buffering' });
        break;
      case 'paused':
        if (this.started) this.emit({ ...at, type: 'pause' });
        else this.awaitedAt = null;
        break;
      case 'ended':
        if (this.started) this.emit({ ...at, type: 'end' });
        break;
      case 'error':
        this.emit({ ...at, type: 'error', failure: after.failure ?? 'failed' });
        break;
    }
  }

  /** There is something to play, and the viewer wants to see it. */
  awaited(): void {
    if (!this.started) this.awaitedAt ??= this.now();
  }

  sought(from: number, to: number): void {
    this.seeking = true;
    if (this.started) this.emit({ at: this.now(), position: to, type: 'seek', from });
  }

  /** The picture moves where the viewer went. */
  settled(): void {
    this.seeking = false;
  }

  /** A quality plays. The first one is no change. */
  played(height: number, bitrate: number, position: number): void {
    const quality = `${height}/${bitrate}`;
    if (quality === this.quality) return;
    const first = this.quality === '';
    this.quality = quality;
    if (!first) this.emit({ at: this.now(), position, type: 'quality', height, bitrate });
  }

  /** Another video begins: its start is a start again. */
  reset(): void {
    this.started = this.seeking = false;
    this.awaitedAt = null;
    this.quality = '';
  }

  private emit(event: PlayerEvent): void {
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        console.error('A listener of player events failed', error);
      }
    }
  }
}
