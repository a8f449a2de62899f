import { h, host } from './dom.ts';
import type { Question } from './question.ts';
import { showQuestion } from './questionDialog.ts';
import { sheet } from './styles.ts';

/** What floats above the page: questions, the self-view, and sentences for screen readers. */
export class Overlay {
  readonly root: ShadowRoot;
  private readonly element: HTMLElement;
  private readonly questions = h('div', { className: 'questions' });
  private readonly polite = h('div', { className: 'hide', role: 'status' });
  private readonly urgent = h('div', { className: 'hide', role: 'alert' });

  constructor(language: string) {
    const { element, root } = host('onair-overlay', language, sheet());
    this.element = element;
    this.root = root;
    root.append(this.questions, this.polite, this.urgent);
    this.repair();
  }

  /** Puts the overlay back if the page replaced its body. Returns whether that was necessary. */
  repair(): boolean {
    if (this.element.isConnected) return false;
    document.body?.append(this.element);
    return true;
  }

  ask(question: Question): { close(): void } {
    this.repair();
    say(this.urgent, question.title);
    return showQuestion(this.root, this.questions, question);
  }

  announce(sentence: string): void {
    say(this.polite, sentence);
  }

  remove(): void {
    this.element.remove();
  }
}

// A new element each time, so that the same sentence is read again.
function say(region: HTMLElement, sentence: string): void {
  region.replaceChildren(h('p', { textContent: sentence }));
}
