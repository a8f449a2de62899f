import type { SourceError } from '../playback/recovery.ts';
import type { Level, Source, SourceEvents } from './source.ts';

/** How far behind the end of its playlist a browser plays a live stream, in seconds: three segments of usual length. */
const liveDelay = 12;

/** Plays what the video element itself can: MP4, and HLS on an iPhone. */
export class NativeSource implements Source {
  readonly levels: readonly Level[] = [];
  readonly playing = -1;
  readonly segmentSeconds = 0;
  chosen = -1;
  private url = '';
  private readonly stop = new AbortController();

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly events: SourceEvents,
    private readonly fetcher: typeof fetch = fetch,
  ) {
    const { signal } = this.stop;
    video.addEventListener('loadedmetadata', () => events.loaded(this.isLive), { signal });
    video.addEventListener('error', () => void this.fail(video.error?.code ?? 0), { signal });
  }

  get edge(): number | null {
    const { seekable } = this.video;
    return this.isLive && seekable.length ? Math.max(seekable.start(0), seekable.end(seekable.length - 1) - liveDelay) : null;
  }

  get latency(): number | null {
    const { seekable, currentTime } = this.video;
    return this.isLive && seekable.length ? Math.max(0, seekable.end(seekable.length - 1) - currentTime) : null;
  }

  load(url: string): void {
    this.url = url;
    this.video.src = url;
  }

  resume(): void {
    const { currentTime } = this.video;
    const live = this.isLive;
    this.video.load();
    if (!live) this.video.currentTime = currentTime;
  }

  recover(): void {
    this.resume();
  }

  destroy(): void {
    this.stop.abort();
    this.video.removeAttribute('src');
    this.video.load();
  }

  private get isLive(): boolean {
    return this.video.duration === Infinity;
  }

  // The element does not say what the server answered.
  private async fail(code: number): Promise<void> {
    const status = await this.fetcher(this.url, { signal: this.stop.signal, headers: { Range: 'bytes=0-0' } }).then(
      (response) => response.status,
      () => 0,
    );
    if (!this.stop.signal.aborted) this.events.failed(nativeError(code, status));
  }
}

/** An error of a media element in our terms. Code 4 also means that the server refused. */
export function nativeError(code: number, status: number): SourceError {
  const answered = status >= 200 && status < 300;
  if (code === 3) return { kind: 'media', status, playlist: false };
  if (code === 4 && answered) return { kind: 'other', status, playlist: false };
  return { kind: 'network', status, playlist: !answered };
}
