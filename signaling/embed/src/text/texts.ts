import { english } from './english.ts';
import { russian } from './russian.ts';

/** Every sentence and label that a person reads or hears. A function takes the name of the other person, or a number. */
export type Texts = { [K in keyof typeof english]: (typeof english)[K] extends string ? string : (name: string) => string };

/** The texts of the first language that is known; English if none is. `ru-RU` is Russian. */
export function textsFor(...languages: (string | null | undefined)[]): { language: string; texts: Texts } {
  for (const language of languages) {
    const primary = language?.toLowerCase().split('-')[0];
    if (primary === 'ru') return { language: 'ru', texts: russian };
    if (primary === 'en') return { language: 'en', texts: english };
  }
  return { language: 'en', texts: english };
}
