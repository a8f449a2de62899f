import type { PageData, PageState } from './page/data.ts';
import { permits } from './page/origins.ts';
import { look, Watcher, type Look } from './page/watcher.ts';
import { isAtEdge, seekRange, within, type SeekRange } from './playback/liveEdge.ts';
import { initial, isOpen, next, type PlaybackEvent, type PlaybackState } from './playback/machine.ts';
import { remedy, type SourceError } from './playback/recovery.ts';
import { abilities, chooseSource } from './source/choose.ts';
import { HlsSource } from './source/hlsSource.ts';
import { NativeSource } from './source/nativeSource.ts';
import type { Level, Source, SourceEvents } from './source/source.ts';
import { PlayerEvents } from './telemetry/playerEvents.ts';

/** After the picture has moved for so long, in ms, former errors count no more. */
const calm = 20_000;

/** So often in a row the gateway may not answer before the viewer hears of it. */
const patience = 4;

/** Plays the video of a page: the video element, its source, and the state that the controls show. */
export class Player {
  state: PlaybackState = initial;
  page: PageState;
  readonly events = new PlayerEvents();
  /** Whether the sound is off because the browser allowed playback only without it. */
  mutedByBrowser = false;
  private source: Source | null = null;
  private loaded: PageState | null = null;
  private begun = false;
  private reloading = false;
  private wanted: boolean;
  /** Where to go on after a restart: seconds behind live, or a position. */
  private resumeAt: { behind: number } | { position: number } | null = null;
  private errors = { network: 0, media: 0, other: 0 };
  private calmSince = 0;
  private unreachable = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly watcher: Watcher;
  private readonly changes = new Set<() => void>();

  constructor(
    readonly video: HTMLVideoElement,
    private readonly data: PageData,
    autoplay: boolean,
  ) {
    this.page = data.state;
    this.wanted = autoplay || data.state.availability === 'waiting';
    this.watcher = new Watcher(
      data.state,
      () => look(data.stateUrl),
      (found) => this.found(found),
    );
    this.follow();
  }

  /** Begins: shows the state that came with the page, and watches it. */
  start(): void {
    this.take(this.page);
    this.watcher.start();
  }

  /** Calls a function after each change of the state, of the position and of the qualities. */
  onChange(listener: () => void): void {
    this.changes.add(listener);
  }

  get range(): SeekRange {
    const { seekable, duration } = this.video;
    const whole = seekable.length ? { start: seekable.start(0), end: seekable.end(seekable.length - 1) } : null;
    return seekRange(whole, duration, this.edge, this.page.dvrSeconds);
  }

  /** Position at which playback is live; null for a video. */
  get edge(): number | null {
    return this.state.live ? (this.source?.edge ?? null) : null;
  }

  get levels(): readonly Level[] {
    return this.source?.levels ?? [];
  }

  get level(): { chosen: number; playing: number } {
    return { chosen: this.source?.chosen ?? -1, playing: this.source?.playing ?? -1 };
  }

  chooseLevel(index: number): void {
    if (this.source && index >= -1 && index < this.levels.length) this.source.chosen = index;
    this.changed();
  }

  play(): void {
    this.wanted = true;
    if (this.state.phase === 'error' || (this.state.phase === 'ended' && this.source === null)) return this.retry();
    if (this.state.phase === 'ended' && this.page.availability === 'video') this.video.currentTime = 0;
    this.dispatch({ type: 'play' });
    void this.video.play().catch((error: unknown) => this.refused(error));
  }

  pause(): void {
    this.wanted = false;
    this.video.pause();
    this.dispatch({ type: 'pause' });
  }

  toggle(): void {
    if (this.state.phase === 'playing' || this.state.phase === 'buffering') this.pause();
    else this.play();
  }

  seek(position: number): void {
    const from = this.video.currentTime;
    const to = within(this.range, position);
    if (!isOpen(this.state.phase) && this.state.phase !== 'ended') return;
    this.events.sought(from, to);
    this.video.currentTime = to;
    this.changed();
  }

  seekToLive(): void {
    if (this.edge === null) return;
    this.seek(this.edge);
    this.play();
  }

  /** Tries again after an error, from the state that the gateway has now. */
  retry(): void {
    this.wanted = true;
    this.errors = { network: 0, media: 0, other: 0 };
    this.dispatch({ type: 'retry' });
    this.restart();
  }

  private dispatch(event: PlaybackEvent): void {
    const before = this.state;
    this.state = next(before, event);
    if (this.state === before) return;
    this.events.changed(before, this.state, this.video.currentTime);
    this.changed();
  }

  private changed(): void {
    for (const listener of this.changes) listener();
  }

  private found(found: Look): void {
    if ('state' in found) {
      this.unreachable = 0;
      this.take(found.state);
    } else if ('refused' in found) {
      // What plays goes on: a link that has expired is missed only when the video is loaded again.
      if (!isOpen(this.state.phase)) this.dispatch({ type: 'fail', failure: found.refused });
    } else if (this.state.phase === 'loading' && this.source === null && ++this.unreachable > patience) {
      this.dispatch({ type: 'fail', failure: 'network' });
    }
  }

  private take(page: PageState): void {
    this.page = page;
    // The same run does not begin again by itself, also not as a recording.
    const over = this.state.phase === 'ended' && this.loaded !== null && page.session === this.loaded.session && page.url !== undefined;
    if (!over) this.dispatch({ type: 'page', state: page });
    if (page.url && !permits(new URL(page.url).origin, location.origin, this.data.mediaOrigins)) return this.reload();
    if (page.url && this.source === null && (this.state.phase === 'loading' || this.state.phase === 'waiting')) this.open(page);
    this.changed();
  }

  // The policy of a page is as old as the page. A new one may load what plays now.
  private reload(): void {
    if (this.reloading || isOpen(this.state.phase)) return;
    this.reloading = true;
    const url = new URL(location.href);
    if (this.wanted) url.searchParams.set('autoplay', '1');
    location.replace(url);
  }

  private open(page: PageState): void {
    const { video } = this;
    const kind = chooseSource(page.format ?? 'hls', abilities(window, video));
    if (kind === null) return this.dispatch({ type: 'fail', failure: 'unsupported' });
    if (page.session !== this.loaded?.session) {
      this.events.reset();
      this.begun = false;
      this.resumeAt = null;
    }
    this.loaded = page;
    const events: SourceEvents = {
      loaded: () => this.isLoaded(),
      levels: () => this.levelsChanged(),
      failed: (error) => this.failed(error),
    };
    this.source = kind === 'hls.js' ? new HlsSource(window.Hls!, video, this.data.workerUrl, events) : new NativeSource(video, events);
    this.source.load(page.url!);
  }

  private close(): void {
    clearTimeout(this.timer);
    this.source?.destroy();
    this.source = null;
  }

  private isLoaded(): void {
    this.begun = true;
    this.dispatch({ type: 'loaded' });
    if (this.wanted) this.play();
  }

  private levelsChanged(): void {
    const playing = this.levels[this.level.playing];
    if (playing) this.events.played(playing.height, playing.bitrate, this.video.currentTime);
    this.changed();
  }

  private failed(error: SourceError): void {
    const live = this.page.availability === 'live';
    const step = remedy(error, live, this.begun, this.errors[error.kind]++);
    this.calmSince = 0;
    switch (step.do) {
      case 'recover-media':
        return this.source?.recover();
      case 'resume-load':
        this.later(step.ms, () => this.source?.resume());
        return;
      case 'wait':
        this.dispatch({ type: 'missing' });
        return this.later(step.ms, () => this.restart());
      case 'restart':
        return this.later(step.ms, () => this.restart());
      case 'fail':
        this.close();
        return this.dispatch({ type: 'fail', failure: step.failure });
    }
  }

  private later(ms: number, act: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, ms);
  }

  // The viewer goes on where they were: a live stream at the same distance from live, for its new playlist may begin elsewhere.
  private restart(): void {
    if (this.begun)
      this.resumeAt = this.edge === null ? { position: this.video.currentTime } : { behind: this.edge - this.video.currentTime };
    this.close();
    this.dispatch({ type: 'restart' });
    void this.watcher.check();
  }

  private follow(): void {
    const { video } = this;
    const on = (name: keyof HTMLMediaElementEventMap, act: () => void): void => video.addEventListener(name, act);
    on('timeupdate', () => this.moved());
    on('waiting', () => this.dispatch({ type: 'stall' }));
    on('playing', () => this.moved());
    on('loadeddata', () => this.goOn());
    on('ended', () => this.finished());
    // Also from the system's own controls: picture in picture, a headset, an iPhone's full screen.
    on('play', () => this.dispatch({ type: 'play' }));
    on('pause', () => !video.ended && this.dispatch({ type: 'pause' }));
    for (const name of ['volumechange', 'ratechange', 'durationchange', 'progress', 'seeking', 'seeked'] as const)
      on(name, () => this.changed());
    for (const name of ['change', 'addtrack', 'removetrack'] as const) video.textTracks.addEventListener(name, () => this.changed());
  }

  private goOn(): void {
    const at = this.resumeAt;
    this.resumeAt = null;
    if (at === null) return;
    if ('position' in at) this.video.currentTime = at.position;
    else if (this.edge !== null && !isAtEdge(this.edge - at.behind, this.edge, this.source?.segmentSeconds))
      this.video.currentTime = within(this.range, this.edge - at.behind);
  }

  private moved(): void {
    const { video } = this;
    const moving = !video.paused && !video.seeking && video.readyState >= 3;
    if (moving) {
      this.events.settled();
      this.calmSince ||= performance.now();
      if (performance.now() - this.calmSince > calm) this.errors = { network: 0, media: 0, other: 0 };
    }
    const edge = this.edge;
    if (!video.seeking)
      this.dispatch({ type: 'move', moving, atEdge: edge !== null && isAtEdge(video.currentTime, edge, this.source?.segmentSeconds) });
    this.changed();
  }

  private finished(): void {
    this.dispatch({ type: 'end' });
    if (this.loaded?.availability !== 'live') return;
    // Another session of the stream is another video: its first playlist may be missing for a while.
    this.close();
    this.begun = false;
    void this.watcher.check();
  }

  // Browsers let a page play with sound only after a click on it.
  private refused(error: unknown): void {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
    if (!this.video.muted) {
      this.mutedByBrowser = this.video.muted = true;
      return this.play();
    }
    this.wanted = false;
    this.dispatch({ type: 'pause' });
  }
}
