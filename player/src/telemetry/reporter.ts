import type { PageTelemetry } from '../page/data.ts';
import type { PlaybackState } from '../playback/machine.ts';
import { afterAnswer } from './answers.ts';
import { BeaconQueue, type BeaconEvent } from './beaconQueue.ts';
import { Figures } from './figures.ts';
import type { PlayerEvents } from './playerEvents.ts';

/** What is reported: the part of the player that this needs. */
export interface Reported {
  readonly state: PlaybackState;
  readonly events: PlayerEvents;
  readonly video: { readonly currentTime: number };
  /** Seconds behind the end of the live playlist; null for a video, and for viewers who went back. */
  readonly latency: number | null;
  onChange(listener: () => void): void;
}

/** What of the browser is needed. */
export interface Browser {
  now(): number;
  post(url: string, body: string): Promise<{ status: number; retryAfter: string | null }>;
  /** Sends while the page goes away; false if the browser does not. */
  beacon(url: string, body: string): boolean;
  after(ms: number, act: () => void): unknown;
}

/** Events of a moment share a beacon. */
const gather = 1_000;
const figuresPeriod = 30_000;
const maxPerLeave = 5;

/** Reports to the gateway what the viewer does. Nothing waits for it: what cannot be sent now is sent later, or when the page goes away. */
export class Reporter {
  private readonly queue = new BeaconQueue();
  private readonly figures = new Figures();
  private timer: unknown;
  private failures = 0;
  private sending = false;
  private stopped = false;
  private hasFigures = false;

  constructor(
    private readonly page: PageTelemetry,
    private readonly player: Reported,
    private readonly browser: Browser,
  ) {}

  start(): void {
    const { player, browser } = this;
    player.onChange(() => this.figures.look(player.state.phase, browser.now()));
    player.events.listen((event) => {
      this.figures.hear(event, browser.now());
      this.queue.add(event);
      this.hasFigures = false;
      if (event.type === 'end' || event.type === 'error') this.measure();
      this.schedule(gather);
    });
    this.tick();
    // Also of a page that never plays the gateway learns that it was looked at.
    void this.send(true);
  }

  /** The page goes away, or is hidden and may never be seen again. What is sent now is repeated if the page comes back: the gateway has it once. */
  leave(): void {
    if (this.stopped) return;
    this.measure();
    let after = 0;
    for (let sent = 0; sent < maxPerLeave; sent++) {
      const events = this.queue.next(after);
      if (events.length === 0) return;
      const body = this.bodyOf(events);
      if (!this.browser.beacon(this.page.url, body)) void this.browser.post(this.page.url, body).catch(() => undefined);
      after = events.at(-1)!.id;
    }
  }

  /** Sends what waits. */
  async send(even = false): Promise<void> {
    if (this.sending || this.stopped) return;
    const events = this.queue.next();
    if (events.length === 0 && !even) return;
    this.sending = true;
    const answer = await this.browser.post(this.page.url, this.bodyOf(events)).catch(() => ({ status: 0, retryAfter: null }));
    this.sending = false;
    const next = afterAnswer(answer.status, answer.retryAfter, this.failures);
    this.failures = next.do === 'wait' ? this.failures + 1 : 0;
    if (next.do === 'stop') {
      this.stopped = true;
      return this.queue.clear();
    }
    if (next.do === 'remove') this.queue.remove(events);
    if (next.do === 'wait' || this.queue.length > 0) this.schedule(next.do === 'wait' ? next.ms : 0);
  }

  private tick(): void {
    this.browser.after(figuresPeriod, () => {
      const { phase } = this.player.state;
      if (phase === 'playing' || phase === 'buffering') {
        this.hasFigures = false;
        this.measure();
        this.schedule(0);
      }
      if (!this.stopped) this.tick();
    });
  }

  private measure(): void {
    if (this.hasFigures) return;
    const now = this.browser.now();
    const figures = this.figures.report(now, this.player.latency);
    if (figures === null) return;
    this.queue.addFigures(figures, now, this.player.video.currentTime);
    // A viewer who still watches has more to report later.
    this.hasFigures = this.player.state.phase !== 'playing';
  }

  private schedule(ms: number): void {
    if (this.timer !== undefined || this.sending) return;
    this.timer = this.browser.after(this.failures > 0 ? Math.max(ms, gather) : ms, () => {
      this.timer = undefined;
      void this.send();
    });
  }

  private bodyOf(events: readonly BeaconEvent[]): string {
    return JSON.stringify({ session: this.page.session, sent: this.browser.now(), events });
  }
}
