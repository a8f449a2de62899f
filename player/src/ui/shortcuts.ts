import type { Player } from '../player.ts';
import { toggleCaptions } from './captions.ts';
import type { Controls } from './controls.ts';
import type { FullScreen } from './fullScreen.ts';
import { keyAction, type KeyAction, type PressedKey } from './keys.ts';
import { nextSpeed } from './speeds.ts';

/** What keys act on. */
interface Hands {
  player: Player;
  controls: Controls;
  fullScreen: FullScreen;
  language: string;
  help(): void;
}

/** Does what a key asks for. */
export function pressed(event: KeyboardEvent, hands: Hands): void {
  const { key, code, shiftKey, ctrlKey, altKey, metaKey } = event;
  if (event.defaultPrevented) return;
  const action = keyAction({ key, code, shift: shiftKey, modified: ctrlKey || altKey || metaKey, focus: focusOf(event.target) });
  if (action === null) return;
  event.preventDefault();
  act(action, hands);
}

function focusOf(target: EventTarget | null): PressedKey['focus'] {
  if (!(target instanceof Element)) return 'player';
  if (target.closest('[role=menu], dialog')) return 'elsewhere';
  if (target.closest('button')) return 'button';
  if (target.matches('input.volume')) return 'volume';
  return target.matches('textarea, select, input:not(.seek), [contenteditable]') ? 'elsewhere' : 'player';
}

function act(action: KeyAction, { player, controls, fullScreen, language, help }: Hands): void {
  const { video, range, edge } = player;
  switch (action.do) {
    case 'toggle':
      return player.toggle();
    case 'skip':
      return player.seek(video.currentTime + action.seconds);
    case 'start':
      return player.seek(range.start);
    case 'end':
      return edge === null ? player.seek(range.end) : player.seekToLive();
    case 'tenth':
      return player.seek(range.start + ((range.end - range.start) * action.tenth) / 10);
    case 'volume':
      return controls.setVolume((video.muted ? 0 : video.volume) + action.by);
    case 'mute':
      return controls.toggleSound();
    case 'speed':
      video.playbackRate = nextSpeed(video.playbackRate, action.by);
      return;
    case 'captions':
      return toggleCaptions(video, language);
    case 'full-screen':
      return fullScreen.toggle();
    case 'help':
      return help();
  }
}
