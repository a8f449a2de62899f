/** What a browser can. */
export interface Abilities {
  /** Whether hls.js runs: Media Source Extensions with H.264. */
  hlsJs: boolean;
  /** Whether the whole of Media Source Extensions is there, and not only its managed part, as on an iPhone. */
  mediaSource: boolean;
  /** Whether the video element plays HLS. */
  nativeHls: boolean;
}

/**
 * What plays a format; null if nothing does. An iPhone plays HLS itself: its full screen, captions and AirPlay need that. Elsewhere hls.js
 * plays it, also where the browser could: it has qualities to choose, and says what is wrong.
 */
export function chooseSource(format: 'hls' | 'mp4', abilities: Abilities): 'hls.js' | 'native' | null {
  if (format === 'mp4') return 'native';
  if (abilities.nativeHls && !abilities.mediaSource) return 'native';
  if (abilities.hlsJs) return 'hls.js';
  return abilities.nativeHls ? 'native' : null;
}

/** What this browser can. */
export function abilities(window: Window & typeof globalThis, video: HTMLVideoElement): Abilities {
  return {
    hlsJs: window.Hls?.isSupported() ?? false,
    mediaSource: 'MediaSource' in window,
    nativeHls: video.canPlayType('application/vnd.apple.mpegurl') !== '',
  };
}
