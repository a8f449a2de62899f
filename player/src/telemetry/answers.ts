/** What to do after an answer of the gateway. */
export type Next = { do: 'remove' } | { do: 'stop' } | { do: 'wait'; ms: number };

const first = 2_000;
const longest = 60_000;
/** The link, the page or the session is over: no later beacon is taken. */
const over = new Set([401, 403, 404, 410]);
/** The beacon is fine, but not now. */
const later = new Set([408, 425, 429]);

/**
 * Decides what becomes of a beacon.
 * @param status The HTTP status; 0 without an answer.
 * @param retryAfter The header Retry-After; null without one.
 * @param failures How many beacons failed in a row before this one.
 */
export function afterAnswer(status: number, retryAfter: string | null, failures: number, random: () => number = Math.random): Next {
  if (status >= 200 && status < 300) return { do: 'remove' };
  if (over.has(status)) return { do: 'stop' };
  // A beacon that the gateway does not understand would block those after it.
  if (status >= 400 && status < 500 && !later.has(status)) return { do: 'remove' };
  const asked = Number(retryAfter ?? 0) * 1_000 || 0;
  return { do: 'wait', ms: Math.round(Math.min(longest, Math.max(asked, first * 2 ** failures)) * (0.75 + random() / 2)) };
}
