import type { PageState } from '../page/data.ts';
import type { PlaybackState } from '../playback/machine.ts';
import { moment } from '../playback/time.ts';
import type { Language } from '../text/texts.ts';

/** What covers the picture: a text, and what the viewer can do about it. */
export interface Message {
  text: string;
  action: 'retry' | 'replay' | 'play' | null;
  /** Whether the picture stays in sight. */
  overPicture: boolean;
}

/** The message for a state; null while the picture needs none. */
export function messageFor(state: PlaybackState, page: PageState, { code, texts }: Language, now: Date): Message | null {
  const at = state.startsAt ? moment(state.startsAt, code, now) : null;
  const say = (text: string, action: Message['action'] = null, overPicture = false): Message => ({ text, action, overPicture });
  switch (state.phase) {
    case 'loading':
      return say(texts.loading);
    case 'waiting':
      if (page.availability === 'preparing') return say(texts.preparing);
      if (page.availability === 'starting') return say(page.problem ? texts[page.problem] : texts.starting);
      return say(at && Date.parse(state.startsAt!) > now.getTime() ? texts.waitingUntil(at) : texts.waiting);
    case 'ready':
      return say('', 'play', true);
    case 'buffering':
      return say(texts.buffering, null, true);
    case 'ended':
      if (page.availability === 'video') return say(texts.ended, 'replay', true);
      return say(at ? texts.streamEndedUntil(at) : texts.streamEnded);
    case 'error':
      // A new link or browser is what helps; the same request would end the same.
      return say(texts[state.failure!], state.failure === 'network' || state.failure === 'media' ? 'retry' : null);
    default:
      return null;
  }
}
