import type { Connection } from './net/connection.ts';
import type { Ledger } from './net/ledger.ts';
import type { Limits, MediaFlags, Outgoing } from './net/messages.ts';
import type { Role } from './page/elements.ts';
import type { Store } from './page/storage.ts';
import type { Texts } from './text/texts.ts';
import type { Question } from './ui/question.ts';

/** A reason that has a sentence. */
export type Reason = keyof Texts;

/** What the broadcasts and views of a page share. */
export interface Core {
  readonly texts: Texts;
  readonly connection: Connection;
  readonly ledger: Ledger;
  /** Survives the browser's end. */
  readonly lasting: Store;
  /** Survives a reload of this tab. */
  readonly passing: Store;
  /** `{namespace}/{name}`. */
  readonly site: string;
  readonly limits: Limits;
  /** Servers whose credentials have not expired. */
  ice(): Promise<RTCIceServer[]>;
  /** Resolves when the service can be asked; rejects with `unavailable` if it does not answer in time. */
  ready(): Promise<void>;
  /** Sends a message, if necessary after a reconnect. */
  send(message: Outgoing): void;
  /** Shows a question above the page. */
  ask(question: Question): { close(): void };
  /** Reads a sentence to people who do not see it. */
  announce(sentence: string): void;
  /** Draws everything that shows this role of this user, and informs the page if the state is a new one. */
  changed(role: Role, user: string): void;
  /** Sends an event to the page. Returns false if the page prevents what would follow. */
  emit(type: string, role: Role, user: string, detail: Record<string, unknown>): boolean;
}

/** What is on when a message does not say. */
export const allOn: MediaFlags = { video: true, audio: true, screen: false };

/** A sentence about a person. */
export function sentence(texts: Texts, reason: Reason, name: string): string {
  const text = texts[reason];
  return typeof text === 'string' ? text : text(name);
}
