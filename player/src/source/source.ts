import type { SourceError } from '../playback/recovery.ts';

/** A quality of a video. */
export interface Level {
  /** Pixels; 0 if unknown. */
  height: number;
  /** Bits per second; 0 if unknown. */
  bitrate: number;
}

/** What a source reports. */
export interface SourceEvents {
  /** It can play; whether it is live. */
  loaded(live: boolean): void;
  /** Its qualities, or the one that plays, changed. */
  levels(): void;
  /** It stopped on an error. */
  failed(error: SourceError): void;
}

/** What feeds the video element. It plays one URL; for another one there is another source. */
export interface Source {
  /** Its qualities; empty where the browser alone chooses. */
  readonly levels: readonly Level[];
  /** Index of the quality that the viewer chose; -1 for automatic. */
  chosen: number;
  /** Index of the quality that plays; -1 if unknown. */
  readonly playing: number;
  /** Position at which playback is live; null for a video. */
  readonly edge: number | null;
  /** How far the picture is behind the end of a live playlist, in seconds; null for a video, and if unknown. */
  readonly latency: number | null;
  /** Length of the longest segment in seconds; 0 if unknown. */
  readonly segmentSeconds: number;
  load(url: string): void;
  /** Loads on after a network error. */
  resume(): void;
  /** Puts the decoder in order after a media error. */
  recover(): void;
  destroy(): void;
}
