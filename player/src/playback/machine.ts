import type { PageState } from '../page/data.ts';

/** What keeps a video from playing. Each has a text that says what the viewer can do. */
export type Failure = 'network' | 'media' | 'unsupported' | 'denied' | 'gone' | 'failed';

/** Where playback is. */
export type Phase = 'loading' | 'waiting' | 'ready' | 'playing' | 'buffering' | 'paused' | 'ended' | 'error';

/** All that the controls show of playback. */
export interface PlaybackState {
  phase: Phase;
  /** Whether a live stream plays. */
  live: boolean;
  /** Whether a live stream plays at its end; false for a video. */
  atEdge: boolean;
  /** When a stream that has not begun will begin, RFC 3339; null if no schedule says. */
  startsAt: string | null;
  failure: Failure | null;
}

export type PlaybackEvent =
  | { type: 'page'; state: PageState }
  | { type: 'loaded'; live?: boolean }
  | { type: 'missing' }
  | { type: 'play' }
  | { type: 'pause' }
  | { type: 'stall' }
  | { type: 'move'; moving: boolean; atEdge: boolean }
  | { type: 'end' }
  | { type: 'fail'; failure: Failure }
  | { type: 'restart' }
  | { type: 'retry' };

export const initial: PlaybackState = { phase: 'loading', live: false, atEdge: false, startsAt: null, failure: null };

/** Whether there is a picture that can play, pause and be sought in. */
export function isOpen(phase: Phase): boolean {
  return phase === 'ready' || phase === 'playing' || phase === 'buffering' || phase === 'paused';
}

/** The state after an event. What does not apply changes nothing, so that late events of a former source are harmless. */
export function next(state: PlaybackState, event: PlaybackEvent): PlaybackState {
  switch (event.type) {
    case 'page':
      return ofPage(state, event.state);
    case 'loaded':
      // Of a URL from elsewhere only its playlist says whether it is live.
      return state.phase === 'loading' || state.phase === 'waiting'
        ? { ...state, phase: 'ready', live: state.live || event.live === true, failure: null }
        : state;
    case 'missing':
      return state.live && !isOpen(state.phase) ? { ...state, phase: 'waiting' } : state;
    case 'play':
      return state.phase === 'ready' || state.phase === 'paused' || state.phase === 'ended' ? { ...state, phase: 'buffering' } : state;
    case 'pause':
      return state.phase === 'playing' || state.phase === 'buffering' ? { ...state, phase: 'paused' } : state;
    case 'stall':
      return state.phase === 'playing' ? { ...state, phase: 'buffering' } : state;
    case 'move':
      return moved(state, event.moving, state.live && event.atEdge);
    case 'end':
      return isOpen(state.phase) ? { ...state, phase: 'ended', atEdge: false } : state;
    case 'fail':
      return { ...state, phase: 'error', failure: event.failure, atEdge: false };
    case 'restart':
      return isOpen(state.phase) ? { ...state, phase: 'loading', atEdge: false } : state;
    case 'retry':
      return state.phase === 'error' || state.phase === 'ended' ? { ...state, phase: 'loading', failure: null } : state;
  }
}

// The first picture that moves ends a wait for data; while paused, only the distance to the live edge changes.
function moved(state: PlaybackState, moving: boolean, atEdge: boolean): PlaybackState {
  const phase = moving && state.phase === 'buffering' ? 'playing' : state.phase;
  return phase === state.phase && atEdge === state.atEdge ? state : { ...state, phase, atEdge };
}

// What plays is not interrupted: a stream that the gateway calls ended may still have minutes to show.
function ofPage(state: PlaybackState, page: PageState): PlaybackState {
  const live = page.availability === 'live';
  const startsAt = page.startsAt ?? null;
  if (isOpen(state.phase)) return { ...state, startsAt };
  switch (page.availability) {
    case 'failed':
      return { ...state, phase: 'error', failure: 'failed', live, startsAt };
    case 'ended':
      return { ...state, phase: 'ended', failure: null, live: false, startsAt };
    case 'waiting':
    case 'preparing':
    case 'starting':
      return { ...state, phase: state.phase === 'ended' && !startsAt ? 'ended' : 'waiting', failure: null, live: false, startsAt };
    default:
      // Of an error the viewer decides, unless it was that there was nothing to play.
      if (state.phase === 'error' && state.failure !== 'failed') return { ...state, live, startsAt };
      return { ...state, phase: state.live && state.phase === 'waiting' ? 'waiting' : 'loading', failure: null, live, startsAt };
  }
}
