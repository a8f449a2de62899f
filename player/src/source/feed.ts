import type { PageState } from '../page/data.ts';
import { isAtEdge } from '../playback/liveEdge.ts';
import type { Failure } from '../playback/machine.ts';
import { remedy, type SourceError } from '../playback/recovery.ts';
import { abilities, chooseSource } from './choose.ts';
import { HlsSource } from './hlsSource.ts';
import { NativeSource } from './nativeSource.ts';
import type { Level, Source, SourceEvents } from './source.ts';

/** After the picture has moved for so long, in ms, former errors count no more. */
const calm = 20_000;

/** What the feed reports. */
export interface FeedEvents {
  loaded(live: boolean): void;
  levels(): void;
  /** The live stream has no playlist yet. */
  missing(): void;
  /** The source is gone; the next state of the page is to be opened. */
  restart(): void;
  failed(failure: Failure): void;
}

/** Feeds the video element from one source after the other, and puts errors right. */
export class Feed {
  /** What was opened last. */
  opened: PageState | null = null;
  private source: Source | null = null;
  private begun = false;
  /** Where to go on after a restart: seconds behind live, or a position. */
  private resumeAt: { behind: number } | { position: number } | null = null;
  private errors = { network: 0, media: 0, other: 0 };
  private calmSince = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly workerUrl: string,
    private readonly events: FeedEvents,
    /** Names the session in requests for media; absent where it stays unknown. */
    private readonly session?: string,
  ) {}

  get isOpen(): boolean {
    return this.source !== null;
  }

  /** Position at which playback is live; null for a video. */
  get edge(): number | null {
    return this.source?.edge ?? null;
  }

  /** How far the picture is behind the end of a live playlist, in seconds; null for a video, and if unknown. */
  get latency(): number | null {
    return this.source?.latency ?? null;
  }

  get levels(): readonly Level[] {
    return this.source?.levels ?? [];
  }

  get level(): { chosen: number; playing: number } {
    return { chosen: this.source?.chosen ?? -1, playing: this.source?.playing ?? -1 };
  }

  chooseLevel(index: number): void {
    if (this.source && index >= -1 && index < this.levels.length) this.source.chosen = index;
  }

  /** Whether a position counts as live. */
  isLive(position: number): boolean {
    return this.edge !== null && isAtEdge(position, this.edge, this.source?.segmentSeconds);
  }

  /** Loads what a page plays. Another run begins at its own beginning, or live. */
  open(page: PageState): void {
    const { video } = this;
    const kind = chooseSource(page.format ?? 'hls', abilities(window, video));
    if (kind === null) return this.events.failed('unsupported');
    if (page.session !== this.opened?.session) this.forget();
    this.opened = page;
    const events: SourceEvents = {
      loaded: (live) => {
        this.begun = true;
        this.events.loaded(live);
      },
      levels: () => this.events.levels(),
      failed: (error) => this.mend(error),
    };
    this.source =
      kind === 'hls.js' ? new HlsSource(window.Hls!, video, this.workerUrl, events, this.session) : new NativeSource(video, events);
    this.source.load(page.url!);
  }

  close(): void {
    clearTimeout(this.timer);
    this.source?.destroy();
    this.source = null;
  }

  /** Forgets what was played: what is opened next has not begun. */
  forget(): void {
    this.begun = false;
    this.resumeAt = null;
  }

  /** Closes the source. What is opened next goes on where the viewer was: a live stream at the same distance from live, as its playlist may begin elsewhere. */
  restart(): void {
    const { edge } = this;
    if (this.begun) this.resumeAt = edge === null ? { position: this.video.currentTime } : { behind: edge - this.video.currentTime };
    this.close();
    this.events.restart();
  }

  /** Goes on where the viewer was, once there is a picture. */
  goOn(): void {
    const at = this.resumeAt;
    this.resumeAt = null;
    if (at === null) return;
    if ('position' in at) this.video.currentTime = at.position;
    else if (this.edge !== null && !this.isLive(this.edge - at.behind))
      this.video.currentTime = Math.max(this.earliest, this.edge - at.behind);
  }

  /** The picture moves. */
  moves(): void {
    this.calmSince ||= performance.now();
    if (performance.now() - this.calmSince > calm) this.forgive();
  }

  /** Counts errors anew. */
  forgive(): void {
    this.errors = { network: 0, media: 0, other: 0 };
  }

  private get earliest(): number {
    return this.video.seekable.length ? this.video.seekable.start(0) : 0;
  }

  private mend(error: SourceError): void {
    const step = remedy(error, this.opened?.availability === 'live', this.begun, this.errors[error.kind]++);
    this.calmSince = 0;
    switch (step.do) {
      case 'recover-media':
        return this.source?.recover();
      case 'resume-load':
        return this.later(step.ms, () => this.source?.resume());
      case 'wait':
        this.events.missing();
        return this.later(step.ms, () => this.restart());
      case 'restart':
        return this.later(step.ms, () => this.restart());
      case 'fail':
        this.close();
        return this.events.failed(step.failure);
    }
  }

  private later(ms: number, act: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, ms);
  }
}
