import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Seconds of a segment. */
export const segmentSeconds = 2;

/** Two minutes of a moving test picture with a tone, made once for a test run: HLS in two qualities with captions, and MP4. */
export class Media {
  static readonly seconds = 120;
  readonly folder = mkdtempSync(join(tmpdir(), 'onair-player-'));

  constructor() {
    const input = ['-f', 'lavfi', '-i', `testsrc2=s=320x180:r=15:d=${Media.seconds}`, '-f', 'lavfi', '-i', `sine=440:d=${Media.seconds}`];
    const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '30', '-c:a', 'aac', '-b:a', '32k', '-ac', '1'];
    const hls = ['-f', 'hls', '-hls_time', String(segmentSeconds), '-hls_playlist_type', 'vod'];
    const ffmpeg = (...args: string[]): void =>
      void execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...codec, ...args], { cwd: this.folder });
    ffmpeg(...hls, '-hls_segment_filename', 'high%d.ts', 'high.m3u8');
    ffmpeg('-vf', 'scale=160:90', ...hls, '-hls_segment_filename', 'low%d.ts', 'low.m3u8');
    ffmpeg('-movflags', '+faststart', 'talk.mp4');
    const master = [
      '#EXTM3U',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="English",LANGUAGE="en",AUTOSELECT=YES,URI="captions.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=400000,RESOLUTION=320x180,CODECS="avc1.42c00d,mp4a.40.2",SUBTITLES="subs"',
      'high.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=160x90,CODECS="avc1.42c00d,mp4a.40.2",SUBTITLES="subs"',
      'low.m3u8',
    ];
    this.write('master.m3u8', master);
    const captions = ['#EXTM3U', '#EXT-X-TARGETDURATION:120', '#EXT-X-PLAYLIST-TYPE:VOD', '#EXTINF:120,', 'captions.vtt', '#EXT-X-ENDLIST'];
    this.write('captions.m3u8', captions);
    this.write('captions.vtt', ['WEBVTT', '', '00:00.000 --> 02:00.000', 'Words that are spoken']);
  }

  /** The playlist of a live stream that began so long ago: the last `window` segments that are whole by now. */
  static live(elapsedSeconds: number, window: number, ended = false): string {
    const whole = Math.min(Media.seconds / segmentSeconds, Math.floor(elapsedSeconds / segmentSeconds));
    const first = Math.max(0, whole - window);
    const began = Date.now() - elapsedSeconds * 1000;
    const lines = ['#EXTM3U', '#EXT-X-VERSION:3', `#EXT-X-TARGETDURATION:${segmentSeconds}`, `#EXT-X-MEDIA-SEQUENCE:${first}`];
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(began + first * segmentSeconds * 1000).toISOString()}`);
    for (let i = first; i < whole; i++) lines.push(`#EXTINF:${segmentSeconds},`, `high${i}.ts`);
    return [...lines, ...(ended ? ['#EXT-X-ENDLIST'] : []), ''].join('\n');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private write(file: string, lines: string[]): void {
    writeFileSync(join(this.folder, file), `${lines.join('\n')}\n`);
  }
}
