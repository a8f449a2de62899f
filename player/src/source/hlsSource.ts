import type HlsJs from 'hls.js';
import type { ErrorData } from 'hls.js';
import type { SourceError } from '../playback/recovery.ts';
import type { Level, Source, SourceEvents } from './source.ts';

/** Plays HLS with hls.js. */
export class HlsSource implements Source {
  private readonly hls: HlsJs;
  private live = false;

  constructor(
    Hls: typeof HlsJs,
    private readonly video: HTMLVideoElement,
    workerPath: string,
    events: SourceEvents,
    session?: string,
  ) {
    this.hls = new Hls({
      workerPath,
      // What was just seen is there without a request, and a day of watching does not fill the memory.
      backBufferLength: 60,
      capLevelToPlayerSize: true,
      liveDurationInfinity: true,
      // Requests name the session in their query: https://cta-wave.github.io/Resources/common-media-client-data--cta-5004.html.
      ...(session !== undefined && { cmcd: { sessionId: session, useHeaders: false } }),
    });
    this.hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => {
      this.live = details.live;
    });
    this.hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
      this.live = details.live;
    });
    this.hls.once(Hls.Events.LEVEL_LOADED, (_, { details }) => events.loaded(details.live));
    this.hls.on(Hls.Events.MANIFEST_PARSED, () => events.levels());
    this.hls.on(Hls.Events.LEVEL_SWITCHED, () => events.levels());
    this.hls.on(Hls.Events.ERROR, (_, data) => {
      if (data.fatal) events.failed(errorOf(data));
    });
  }

  get levels(): readonly Level[] {
    return this.hls.levels.map(({ height, bitrate }) => ({ height, bitrate }));
  }

  get chosen(): number {
    return this.hls.autoLevelEnabled ? -1 : this.hls.nextLevel;
  }

  set chosen(level: number) {
    this.hls.nextLevel = level;
  }

  get playing(): number {
    return this.hls.currentLevel;
  }

  get edge(): number | null {
    return this.live ? this.hls.liveSyncPosition : null;
  }

  get latency(): number | null {
    return this.live ? this.hls.latency : null;
  }

  get segmentSeconds(): number {
    return this.hls.latestLevelDetails?.targetduration ?? 0;
  }

  load(url: string): void {
    this.hls.loadSource(url);
    this.hls.attachMedia(this.video);
  }

  resume(): void {
    this.hls.startLoad();
  }

  recover(): void {
    this.hls.recoverMediaError();
  }

  destroy(): void {
    this.hls.destroy();
  }
}

/** A fatal error in our terms. Codecs that the browser does not have are media errors to hls.js, but nothing recovers from them. */
export function errorOf(data: Pick<ErrorData, 'type' | 'details' | 'response'>): SourceError {
  const details: string = data.details;
  const kind =
    data.type === 'networkError' ? 'network' : data.type === 'mediaError' && !/codec|AddCodec/i.test(details) ? 'media' : 'other';
  return { kind, status: data.response?.code ?? 0, playlist: /^(manifest|level)/.test(details) };
}
