/** What a page that embeds the player may ask for. */
export type Command =
  | { command: 'listen' | 'play' | 'pause' }
  | { command: 'seek'; seconds: number }
  | { command: 'seek'; live: true }
  | { command: 'setVolume'; volume: number }
  | { command: 'mute'; muted: boolean }
  | { command: 'quality'; height: number | 'auto' };

/** What the player says to it. */
export type Report =
  | { event: 'ready' }
  | { event: 'state'; state: string; live: boolean; atEdge: boolean }
  | { event: 'time'; seconds: number; duration: number | null; behind: number | null }
  | { event: 'ended' }
  | { event: 'error'; error: string };

/** Marks the messages of this protocol; other scripts of a page use postMessage, too. */
export const version = 'onair-player/1';

/** Reads a message; null if it is no command, or one with values that it does not take. */
export function readCommand(data: unknown): Command | null {
  if (typeof data !== 'object' || data === null) return null;
  const message = data as Record<string, unknown>;
  if (message['onair'] !== version) return null;
  const { command, seconds, live, volume, muted, height } = message;
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  switch (command) {
    case 'listen':
    case 'play':
    case 'pause':
      return { command };
    case 'seek':
      return live === true ? { command, live } : isNumber(seconds) ? { command, seconds } : null;
    case 'setVolume':
      return isNumber(volume) && volume >= 0 && volume <= 1 ? { command, volume } : null;
    case 'mute':
      return typeof muted === 'boolean' ? { command, muted } : null;
    case 'quality':
      return height === 'auto' || isNumber(height) ? { command, height } : null;
    default:
      return null;
  }
}
