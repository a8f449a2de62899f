/** What of a video can be sought in, in seconds of the media element. */
export interface SeekRange {
  start: number;
  end: number;
}

/** Within this distance the viewer sees what is live, in seconds: players stay three segments behind the end of a playlist. */
const tolerance = 4;

/**
 * The range of a seek bar. A video has its whole length; a live stream has what its playlist lists, at most the DVR window, and ends where
 * playback can be live (`edge`).
 */
export function seekRange(seekable: SeekRange | null, duration: number, edge: number | null, dvrSeconds?: number): SeekRange {
  if (edge === null) return { start: 0, end: Number.isFinite(duration) && duration > 0 ? duration : (seekable?.end ?? 0) };
  const end = Math.max(edge, seekable?.start ?? 0);
  const start = Math.max(seekable?.start ?? 0, dvrSeconds ? end - dvrSeconds : 0);
  return { start: Math.min(start, end), end };
}

/** How far behind live a position is, in seconds; at least 0. */
export function behind(position: number, edge: number): number {
  return Math.max(0, edge - position);
}

/** Whether a position counts as live. */
export function isAtEdge(position: number, edge: number, targetDuration = 0): boolean {
  return behind(position, edge) <= Math.max(tolerance, targetDuration * 1.5);
}

/** A position within a range. */
export function within(range: SeekRange, position: number): number {
  return Math.min(range.end, Math.max(range.start, position));
}
