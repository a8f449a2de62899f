import type { Reason } from './core.ts';
import type { Closed } from './net/connection.ts';
import type { EndReason, RefusalReason, StopReason } from './net/messages.ts';

const refusals: Record<RefusalReason, Reason> = {
  offline: 'goneOffline',
  busy: 'busy',
  'not-allowed': 'mayNotWatch',
  own: 'own',
  'rate-limited': 'tooMany',
  unavailable: 'unavailable',
  declined: 'refused',
  timeout: 'timeout',
  ended: 'goneOffline',
};

const ends: Record<EndReason, Reason | null> = {
  stopped: 'goneOffline',
  duration: 'tooLong',
  'ended-by-site': 'byOperator',
  lost: 'goneOffline',
  removed: 'removed',
  left: null,
  failed: 'noRoute',
};

const stops: Record<StopReason, Reason> = {
  stopped: 'ended',
  'taken-over': 'takenOver',
  duration: 'tooLong',
  'ended-by-site': 'byOperator',
  lost: 'ended',
};

const errors: Record<string, Reason> = {
  'not-allowed': 'mayNotBroadcast',
  'already-broadcasting': 'elsewhere',
  busy: 'siteFull',
  'rate-limited': 'tooMany',
  unavailable: 'unavailable',
  unauthenticated: 'signIn',
  lost: 'unavailable',
  'no-site': 'noSite',
};

const closes: Record<Closed, Reason | null> = { unauthenticated: 'signIn', 'wrong-origin': 'wrongOrigin', refused: 'failed', left: null };

/** Why a request to watch was refused, as a sentence. A newer service may know more reasons. */
export const refusalReason = (reason: RefusalReason): Reason => refusals[reason] ?? 'failed';

/** Why a viewing ended; null if the viewer left. */
export const endReason = (reason: EndReason): Reason | null => (reason in ends ? ends[reason] : 'goneOffline');

/** Why a broadcast ended. */
export const stopReason = (reason: StopReason): Reason => stops[reason] ?? 'ended';

/** Why a broadcast did not start. */
export const errorReason = (code: string): Reason => errors[code] ?? 'failed';

/** Why the service is no longer reachable. */
export const closeReason = (closed: Closed): Reason | null => closes[closed];
