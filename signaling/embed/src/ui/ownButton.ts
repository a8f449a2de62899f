import { attribute } from './dom.ts';
import { Label } from './label.ts';

/** A `button` or `a` of the page that is used as it is, and given back as it was. */
export class OwnButton {
  private readonly label: Label;
  private shown: string | null = null;
  // The page's scripts write into their button at any time.
  private readonly observer = new MutationObserver(() => this.shown && this.label.write(this.shown));
  private display: { value: string; priority: string } | null = null;

  constructor(private readonly element: HTMLElement) {
    this.label = new Label(element.querySelector('[data-onair-label]') ?? element);
    this.observer.observe(element, { subtree: true, childList: true, characterData: true });
  }

  /** Shows a label, or hides the button when there is none. */
  draw(label: string | null): void {
    this.shown = label;
    if (label) this.label.write(label);
    if (label === null) this.hide();
    else this.show();
  }

  restore(): void {
    this.observer.disconnect();
    this.label.restore();
    this.show();
    attribute(this.element, 'aria-disabled', null);
  }

  // A class such as Tailwind's `flex` beats the attribute `hidden`, and nothing of the page beats this.
  private hide(): void {
    const { style } = this.element;
    this.display ??= { value: style.getPropertyValue('display'), priority: style.getPropertyPriority('display') };
    style.setProperty('display', 'none', 'important');
    this.element.hidden = true;
  }

  private show(): void {
    this.element.hidden = false;
    if (this.display) this.element.style.setProperty('display', this.display.value, this.display.priority);
    if (!this.element.getAttribute('style')) this.element.removeAttribute('style');
    this.display = null;
  }
}
