/** What a key does. */
export type KeyAction =
  | { do: 'toggle' | 'mute' | 'full-screen' | 'captions' | 'help' | 'start' | 'end' }
  | { do: 'skip'; seconds: number }
  | { do: 'volume'; by: number }
  | { do: 'speed'; by: 1 | -1 }
  | { do: 'tenth'; tenth: number };

/** A key as it was pressed, and where the focus was. */
export interface PressedKey {
  key: string;
  /** The place on the keyboard: letters of a Cyrillic layout mean the letter of their place. */
  code: string;
  modified: boolean;
  shift: boolean;
  focus: 'player' | 'button' | 'volume' | 'elsewhere';
}

const letters: Record<string, KeyAction> = {
  k: { do: 'toggle' },
  j: { do: 'skip', seconds: -10 },
  l: { do: 'skip', seconds: 10 },
  m: { do: 'mute' },
  f: { do: 'full-screen' },
  c: { do: 'captions' },
};

const named: Record<string, KeyAction> = {
  ' ': { do: 'toggle' },
  ArrowLeft: { do: 'skip', seconds: -5 },
  ArrowRight: { do: 'skip', seconds: 5 },
  ArrowUp: { do: 'volume', by: 0.05 },
  ArrowDown: { do: 'volume', by: -0.05 },
  Home: { do: 'start' },
  End: { do: 'end' },
  '<': { do: 'speed', by: -1 },
  '>': { do: 'speed', by: 1 },
  '?': { do: 'help' },
};

/** What a key does in the player; null if it is not for the player. */
export function keyAction({ key, code, modified, shift, focus }: PressedKey): KeyAction | null {
  if (modified || focus === 'elsewhere') return null;
  // A button is pressed with the space bar, and a slider moves with the arrows.
  if (focus === 'button' && key === ' ') return null;
  if (focus === 'volume' && /^(Arrow|Home|End|Page)/.test(key)) return null;
  if (/^[0-9]$/.test(key)) return { do: 'tenth', tenth: Number(key) };
  if (named[key]) return named[key];
  if (letters[key.toLowerCase()]) return letters[key.toLowerCase()]!;
  if (key.charCodeAt(0) < 128) return null;
  if (shift && code === 'Comma') return { do: 'speed', by: -1 };
  if (shift && code === 'Period') return { do: 'speed', by: 1 };
  return letters[code.replace(/^Key/, '').toLowerCase()] ?? null;
}
