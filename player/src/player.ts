import type { PageData, PageState } from './page/data.ts';
import { permits } from './page/origins.ts';
import { look, Watcher, type Look } from './page/watcher.ts';
import { seekRange, within, type SeekRange } from './playback/liveEdge.ts';
import { initial, isOpen, next, type PlaybackEvent, type PlaybackState } from './playback/machine.ts';
import { Feed, type FeedEvents } from './source/feed.ts';
import type { Level } from './source/source.ts';
import { PlayerEvents } from './telemetry/playerEvents.ts';

/** So often in a row the gateway may not answer before the viewer hears of it. */
const patience = 4;

/** Plays the video of a page: its state, what feeds the video element, and what the viewer wants. */
export class Player {
  state: PlaybackState = initial;
  page: PageState;
  readonly events = new PlayerEvents();
  /** Whether the sound is off because the browser allowed playback only without it. */
  mutedByBrowser = false;
  private wanted: boolean;
  private reloading = false;
  private unreachable = 0;
  private readonly feed: Feed;
  private readonly watcher: Watcher;
  private readonly changes = new Set<() => void>();

  constructor(
    readonly video: HTMLVideoElement,
    private readonly data: PageData,
    autoplay: boolean,
  ) {
    this.page = data.state;
    this.wanted = autoplay || data.state.availability === 'waiting' || data.state.availability === 'starting';
    this.watcher = new Watcher(
      data.state,
      () => look(data.stateUrl),
      (found) => this.found(found),
    );
    const feedEvents: FeedEvents = {
      loaded: (live) => {
        this.dispatch({ type: 'loaded', live });
        if (this.wanted) this.play();
      },
      levels: () => this.levelsChanged(),
      missing: () => this.dispatch({ type: 'missing' }),
      restart: () => {
        this.dispatch({ type: 'restart' });
        void this.watcher.check();
      },
      failed: (failure) => this.dispatch({ type: 'fail', failure }),
    };
    this.feed = new Feed(video, data.workerUrl, feedEvents, data.telemetry?.cmcd ? data.telemetry.session : undefined);
    this.follow();
  }

  /** Begins: shows the state that came with the page, and watches it. */
  start(): void {
    this.take(this.page);
    this.watcher.start();
    // The page alone starts nothing: it may have been opened by a preview of the link.
    if (this.page.availability === 'starting') void this.watcher.check();
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
    return this.state.live ? this.feed.edge : null;
  }

  /** How far a viewer who watches live is behind the end of the playlist, in seconds; null for everybody else. */
  get latency(): number | null {
    return this.state.live && this.state.atEdge ? this.feed.latency : null;
  }

  get levels(): readonly Level[] {
    return this.feed.levels;
  }

  get level(): { chosen: number; playing: number } {
    return this.feed.level;
  }

  chooseLevel(index: number): void {
    this.feed.chooseLevel(index);
    this.changed();
  }

  play(): void {
    this.wanted = true;
    const { phase } = this.state;
    if (phase === 'error' || (phase === 'ended' && !this.feed.isOpen)) return this.retry();
    if (phase === 'ended' && this.page.availability === 'video') this.video.currentTime = 0;
    if (this.feed.isOpen) this.events.awaited();
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
    if (!isOpen(this.state.phase) && this.state.phase !== 'ended') return;
    const to = within(this.range, position);
    this.events.sought(this.video.currentTime, to);
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
    this.feed.forgive();
    this.dispatch({ type: 'retry' });
    this.feed.restart();
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
    } else if (this.state.phase === 'loading' && !this.feed.isOpen && ++this.unreachable > patience) {
      this.dispatch({ type: 'fail', failure: 'network' });
    }
  }

  private take(page: PageState): void {
    this.page = page;
    const { opened } = this.feed;
    // The same run does not begin again by itself, also not as a recording.
    const over = this.state.phase === 'ended' && opened !== null && page.session === opened.session && page.url !== undefined;
    if (!over) this.dispatch({ type: 'page', state: page });
    const { phase } = this.state;
    if (page.url && !this.feed.isOpen && (phase === 'loading' || phase === 'waiting')) {
      if (!this.mayLoad(page.url)) return this.reload();
      if (page.session !== opened?.session) this.events.reset();
      if (this.wanted) this.events.awaited();
      this.feed.open(page);
    }
    this.changed();
  }

  private mayLoad(url: string): boolean {
    return permits(new URL(url, location.href).origin, location.origin, this.data.mediaOrigins);
  }

  // The policy of a page is as old as the page. A new one may load what plays now, unless this page is new already.
  private reload(): void {
    const { url } = this.data.state;
    if (url && !this.mayLoad(url)) return this.dispatch({ type: 'fail', failure: 'failed' });
    if (this.reloading) return;
    this.reloading = true;
    const again = new URL(location.href);
    if (this.wanted) again.searchParams.set('autoplay', '1');
    location.replace(again);
  }

  private levelsChanged(): void {
    const playing = this.levels[this.level.playing];
    if (playing) this.events.played(playing.height, playing.bitrate, this.video.currentTime);
    this.changed();
  }

  private follow(): void {
    const { video } = this;
    const on = (name: keyof HTMLMediaElementEventMap, act: () => void): void => video.addEventListener(name, act);
    on('timeupdate', () => this.moved());
    on('playing', () => this.moved());
    on('waiting', () => this.dispatch({ type: 'stall' }));
    on('loadeddata', () => this.feed.goOn());
    on('ended', () => this.finished());
    // Also from the system's own controls: picture in picture, a headset, an iPhone's full screen.
    on('play', () => this.dispatch({ type: 'play' }));
    on('pause', () => !video.ended && this.dispatch({ type: 'pause' }));
    for (const name of ['volumechange', 'ratechange', 'durationchange', 'progress', 'seeking', 'seeked'] as const)
      on(name, () => this.changed());
    for (const name of ['change', 'addtrack', 'removetrack'] as const) video.textTracks.addEventListener(name, () => this.changed());
  }

  private moved(): void {
    const { video } = this;
    const moving = !video.paused && !video.seeking && video.readyState >= 3;
    if (moving) {
      this.events.settled();
      this.feed.moves();
    }
    if (!video.seeking) this.dispatch({ type: 'move', moving, atEdge: this.feed.isLive(video.currentTime) });
    this.changed();
  }

  private finished(): void {
    this.dispatch({ type: 'end' });
    if (this.feed.opened?.availability !== 'live') return;
    // Another run of the stream is another video: its first playlist may be missing for a while.
    this.feed.close();
    this.feed.forget();
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
