/** What a viewer does without media: nothing yet, restart ICE, ask for a new connection, or give up. */
export type Step = 'wait' | 'restart' | 'fresh' | 'give-up';

// A restart keeps the connection and takes a second. Where it does not help, the other side may have lost its connection altogether.
const plan: readonly [ms: number, step: Step][] = [
  [1_500, 'restart'],
  [7_000, 'fresh'],
  [16_000, 'fresh'],
  [28_000, 'fresh'],
  [45_000, 'give-up'],
];

/**
 * The next step for a viewer that has been without a way to the broadcaster for some time, after the given number of steps. Only time in
 * which both sides were reachable through the service counts.
 */
export function nextStep(lostMs: number, taken: number): Step {
  const next = plan[taken];
  return next && lostMs >= next[0] ? next[1] : 'wait';
}

/** The number of steps that a first connection skips: it is new already, and has until the second one. */
export const firstConnection = 1;
