import { english } from './english.ts';
import { russian } from './russian.ts';

/** Every sentence and label that a viewer reads or hears. A function takes what the sentence is about. */
export type Texts = { [K in keyof typeof english]: (typeof english)[K] extends string ? string : (typeof english)[K] };

/** A language of the viewer, for texts and for times. */
export interface Language {
  code: 'en' | 'ru';
  texts: Texts;
}

/** The first language that is known; English if none is. `ru-RU` is Russian. */
export function languageFor(...wanted: (string | null | undefined)[]): Language {
  for (const language of wanted) {
    const primary = language?.toLowerCase().split('-')[0];
    if (primary === 'ru') return { code: 'ru', texts: russian };
    if (primary === 'en') return { code: 'en', texts: english };
  }
  return { code: 'en', texts: english };
}
