/** The captions and subtitles among the tracks of a video. */
export function captionTracks(video: HTMLVideoElement): TextTrack[] {
  return [...video.textTracks].filter((track) => track.kind === 'captions' || track.kind === 'subtitles');
}

/** Shows one of them; null for none. hls.js loads the captions that are shown. */
export function showCaptions(video: HTMLVideoElement, shown: TextTrack | null): void {
  for (const track of captionTracks(video)) track.mode = track === shown ? 'showing' : 'disabled';
}

/** Turns captions on or off. They come on in the language of the viewer, if there are any. */
export function toggleCaptions(video: HTMLVideoElement, language: string): void {
  const tracks = captionTracks(video);
  const isOn = tracks.some((track) => track.mode === 'showing');
  showCaptions(video, isOn ? null : (tracks.find((track) => track.language.startsWith(language)) ?? tracks[0] ?? null));
}
