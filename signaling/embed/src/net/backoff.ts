/**
 * The pause before the given attempt to connect, in ms: 0 to 250 ms, then 0.5 s, 1 s, 2 s, up to 10 s, with jitter so that clients do not
 * return together.
 */
export function pauseBefore(attempt: number, random: () => number = Math.random): number {
  if (attempt <= 0) return Math.round(random() * 250);
  const most = Math.min(10_000, 500 * 2 ** (attempt - 1));
  return Math.round(most * (0.75 + random() / 4));
}

/**
 * How long an attempt may take to open a socket, in ms, after so many that took too long: 2, 4, 8, then 15 s. On a slow network a socket
 * needs several seconds, and one that was cut short each time would never open.
 */
export function patience(slowAttempts: number): number {
  return Math.min(15_000, 2_000 * 2 ** Math.min(slowAttempts, 3));
}

/** How often in a row the service must say that it has no such site: one of its replicas may hear of a new site a moment late. */
export const surelyUnknown = 4;

/** The pause before the next look for a site that the service does not have, in ms: 15 s, 30 s, then every minute, with jitter. */
export function pauseUnknown(refusals: number, random: () => number = Math.random): number {
  return Math.round(Math.min(60_000, 15_000 * 2 ** (refusals - surelyUnknown)) * (0.75 + random() / 4));
}

/** What to do after a socket closed. */
export type AfterClose = 'reconnect' | 'new-token' | 'forget' | 'wait' | 'no-site' | 'wrong-origin' | 'give-up';

/** What the close codes of docs/signaling-protocol.md ask of a client. */
export function afterClose(code: number): AfterClose {
  switch (code) {
    case 1000:
    case 4410:
      return 'give-up';
    case 4403:
      return 'wrong-origin';
    case 4404:
      return 'no-site';
    case 4401:
      return 'new-token';
    case 4409:
      return 'forget';
    case 4429:
      return 'wait';
    default:
      return 'reconnect';
  }
}
