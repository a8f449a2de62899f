import type { BroadcastState } from './broadcast/broadcaster.ts';
import { sentence, type Reason } from './core.ts';
import type { Texts } from './text/texts.ts';
import type { ControlView } from './ui/control.ts';
import type { WatchState } from './watch/watch.ts';

/** Reasons that pressing a button does not change. */
const final: readonly Reason[] = ['mayNotBroadcast', 'signIn', 'own'];

/** What the control of a broadcaster shows. */
export function broadcastView(texts: Texts, name: string, state: BroadcastState, reason: Reason | null): ControlView {
  const status = reason ? sentence(texts, reason, name) : '';
  const view = { state, label: null, stop: false, busy: false, status };
  switch (state) {
    case 'idle':
      return { ...view, label: reason && final.includes(reason) ? null : texts.start };
    case 'starting':
      return { ...view, label: texts.starting, busy: true };
    case 'live':
      return { ...view, label: texts.stop, stop: true, status: texts.live };
    case 'reconnecting':
      return { ...view, label: texts.stop, stop: true, status: texts.reconnecting };
    case 'resume':
      return { ...view, label: texts.resumeYes };
    case 'elsewhere':
      return { ...view, label: texts.useThisTab };
  }
}

/** What the control of a viewer shows. While a broadcaster may not be asked again, it counts the seconds. */
export function watchView(texts: Texts, name: string, state: WatchState, reason: Reason | null, waitSeconds = 0): ControlView {
  const waits = waitSeconds > 0;
  const status = reason ? sentence(texts, reason, reason === 'tooSoon' ? String(waitSeconds) : name) : '';
  const stopping = { state, label: texts.stopWatching(name), stop: true, busy: false };
  switch (state) {
    case 'offline':
      return { state, label: null, stop: false, busy: false, status };
    case 'online':
      return { state, label: reason && final.includes(reason) ? null : texts.watch(name), stop: false, busy: waits, counts: waits, status };
    case 'asking':
      return { ...stopping, status: texts.asking(name) };
    case 'connecting':
      return { ...stopping, status: texts.connecting };
    case 'watching':
      return { ...stopping, status: texts.watching(name) };
    case 'away':
      return { ...stopping, status: texts.away(name) };
  }
}
