import { attribute, h, host, setText } from './dom.ts';
import { OwnButton } from './ownButton.ts';
import { sheet } from './styles.ts';

/** What a control shows. */
export interface ControlView {
  /** The state for the page's own styles, in `data-onair-state`. */
  state: string;
  /** The label of the button, or null if there is nothing to press. */
  label: string | null;
  stop: boolean;
  busy: boolean;
  status: string;
  /** The status is a number of seconds that changes; nobody wants to hear each. */
  counts?: boolean;
}

// A shadow root inside of these would not be shown, or a button within a button would not be pressed.
const noContainer =
  /^(A|BUTTON|INPUT|TEXTAREA|SELECT|IMG|VIDEO|AUDIO|CANVAS|IFRAME|OBJECT|SVG|BR|HR|TR|TBODY|THEAD|TABLE|UL|OL|DL|SELECT)$/i;

/**
 * The button and the status of one element. A `button` or `a` of the page is the button itself and keeps the page's look; in any other
 * element the button is added.
 */
export class Control {
  /** Where a player is added. */
  readonly root: ShadowRoot;
  private readonly host: HTMLElement;
  private readonly button: HTMLElement;
  private readonly own: OwnButton | null;
  private readonly status: HTMLElement;
  private view: ControlView | null = null;
  private readonly click = (event: Event) => {
    event.preventDefault();
    if (this.view?.label && !this.view.busy) this.press();
  };

  constructor(
    private readonly element: HTMLElement,
    language: string,
    private readonly press: () => void,
  ) {
    const { element: added, root } = host('onair-control', language, sheet());
    this.host = added;
    this.root = root;
    this.own = /^(A|BUTTON)$/.test(element.tagName) ? new OwnButton(element) : null;
    this.button = this.own ? element : h('button', { type: 'button', className: 'main', part: 'button', hidden: true });
    this.status = h('p', { className: 'status', part: 'status', role: 'status' });
    root.append(...(this.own ? [] : [this.button]), this.status);
    this.button.addEventListener('click', this.click);
    this.repair();
  }

  draw(view: ControlView): void {
    this.view = view;
    attribute(this.element, 'data-onair-state', view.state);
    if (this.own) this.own.draw(view.label);
    else {
      if (view.label) setText(this.button, view.label);
      this.button.hidden = view.label === null;
      this.button.classList.toggle('stop', view.stop);
    }
    attribute(this.button, 'aria-disabled', view.busy ? 'true' : null);
    attribute(this.status, 'aria-live', view.counts ? 'off' : null);
    setText(this.status, view.status);
  }

  /** Puts our element back where a framework removed it. */
  repair(): void {
    const inside = !noContainer.test(this.element.tagName);
    const there = inside ? this.host.parentNode === this.element : this.host.previousSibling === this.element;
    if (there || !this.element.isConnected) return;
    if (inside) this.element.append(this.host);
    else this.element.after(this.host);
  }

  detach(): void {
    this.button.removeEventListener('click', this.click);
    this.host.remove();
    attribute(this.element, 'data-onair-state', null);
    this.own?.restore();
  }
}
