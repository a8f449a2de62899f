import type { Failure } from './machine.ts';

/** A fatal error of the source. */
export interface SourceError {
  kind: 'network' | 'media' | 'other';
  /** The status of the response; 0 without one. */
  status: number;
  /** Whether the playlist itself is missing, so that nothing has loaded. */
  playlist: boolean;
}

/** What to do about it. `wait`: the live stream has not begun. `restart`: asks the gateway for the URL, and loads it again. */
export type Remedy =
  | { do: 'wait'; ms: number }
  | { do: 'restart'; ms: number }
  | { do: 'resume-load'; ms: number }
  | { do: 'recover-media' }
  | { do: 'fail'; failure: Failure };

const attempts = 6;
const mediaAttempts = 2;
const missing = new Set([401, 403, 404, 410]);

/** The pause before an attempt, in ms: from 1 s doubling up to 20 s, with jitter so that viewers do not return together. */
export function pauseBefore(attempt: number, random: () => number = Math.random): number {
  return Math.round(Math.min(20_000, 1_000 * 2 ** attempt) * (0.75 + random() / 2));
}

/**
 * Decides what to do about a fatal error.
 * @param error What happened.
 * @param live Whether a live stream plays, or is to.
 * @param begun Whether anything of it has loaded.
 * @param earlier How many errors of this kind there were since the picture last moved for a while.
 */
export function remedy(error: SourceError, live: boolean, begun: boolean, earlier: number, random: () => number = Math.random): Remedy {
  if (error.kind === 'media') return earlier < mediaAttempts ? { do: 'recover-media' } : { do: 'fail', failure: 'media' };
  if (error.kind === 'other') return { do: 'fail', failure: 'unsupported' };
  // An origin has no playlist before the first segment, and CloudFront says 403 of what a bucket does not have.
  if (live && !begun && missing.has(error.status)) return { do: 'wait', ms: pauseBefore(earlier + 1, random) };
  if (earlier >= attempts) return { do: 'fail', failure: 'network' };
  // A DVR playlist vanishes when its start leaves the window, and signed URLs expire: the gateway knows the next one.
  if (error.playlist || missing.has(error.status)) return { do: 'restart', ms: pauseBefore(earlier, random) };
  return { do: 'resume-load', ms: pauseBefore(earlier, random) };
}
