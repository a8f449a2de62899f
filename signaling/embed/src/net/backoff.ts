/**
 * The pause before the given attempt to connect, in ms: 0 to 250 ms, then 0.5 s, 1 s, 2 s, up to 10 s, with jitter so that clients do not
 * return together.
 */
export function pauseBefore(attempt: number, random: () => number = Math.random): number {
  if (attempt <= 0) return Math.round(random() * 250);
  const most = Math.min(10_000, 500 * 2 ** (attempt - 1));
  return Math.round(most * (0.75 + random() / 4));
}

/** What to do after a socket closed. */
export type AfterClose = 'reconnect' | 'new-token' | 'forget' | 'wait' | 'give-up';

/** What the close codes of docs/signaling-protocol.md ask of a client. */
export function afterClose(code: number): AfterClose {
  switch (code) {
    case 1000:
    case 4403:
    case 4410:
      return 'give-up';
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
