import type { Availability } from './data.ts';

const shortest = 2_000;
const longest = 30_000;
/** A stream that is due is looked for often, up to this long after its time. */
const soon = 60_000;

/**
 * The pause before the next look at the state, in ms; null when nothing can change. Pauses grow from 2 s by half each, up to 30 s, with
 * jitter so that viewers do not come together. Before a time of the schedule they are long, and no pause crosses it.
 */
export function pauseBeforeLook(
  availability: Availability,
  looks: number,
  msToStart: number | null,
  random: () => number = Math.random,
): number | null {
  if (availability === 'video') return null;
  const jitter = 0.75 + random() / 2;
  // A relay starts within seconds, and its viewers keep it running.
  if (availability === 'starting') return Math.min(10_000, shortest * 1.2 ** looks) * jitter;
  if (availability === 'live') return longest * jitter;
  if (msToStart !== null && msToStart > longest) return Math.min(longest * jitter, msToStart);
  if (msToStart !== null && msToStart > -soon) return shortest * jitter;
  return Math.min(longest, shortest * 1.5 ** looks) * jitter;
}
