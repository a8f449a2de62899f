import { h, iconButton } from './dom.ts';

/** An item of a menu, of which one is chosen. */
export interface MenuItem {
  label: string;
  /** A shorter text at the end of the line, e.g. a time. */
  note?: string;
  chosen: boolean;
  choose(): void;
}

let menus = 0;

/** A button that opens a menu above it. Keys as in the ARIA Authoring Practices: arrows, Home, End, Escape and Tab. */
export class Menu {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  private readonly list: HTMLElement;

  constructor(
    icon: string,
    label: string,
    private readonly items: () => readonly MenuItem[],
  ) {
    const id = `menu-${++menus}`;
    this.button = iconButton(icon, label, () => (this.isOpen ? this.close() : this.open()));
    this.button.setAttribute('aria-haspopup', 'menu');
    this.button.setAttribute('aria-expanded', 'false');
    this.button.setAttribute('aria-controls', id);
    this.list = h('div', { id, role: 'menu', className: 'menu', hidden: true, 'aria-label': label });
    this.list.addEventListener('keydown', (event) => this.key(event));
    this.element = h('div', { className: 'holder' }, this.button, this.list);
    this.element.addEventListener('focusout', (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.close(false);
    });
  }

  get isOpen(): boolean {
    return !this.list.hidden;
  }

  /** Shows the menu where there is something to choose. */
  show(useful: boolean): void {
    this.element.hidden = !useful;
    if (!useful) this.close(false);
  }

  private open(): void {
    this.list.replaceChildren(...this.items().map((item) => this.line(item)));
    this.list.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    (this.list.querySelector<HTMLElement>('[aria-checked=true]') ?? this.lines[0])?.focus();
  }

  close(focus = true): void {
    if (!this.isOpen) return;
    if (focus) this.button.focus();
    this.list.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
  }

  private line(item: MenuItem): HTMLElement {
    const choose = (): void => {
      item.choose();
      this.close();
    };
    const properties = { type: 'button', role: 'menuitemradio', tabIndex: -1, 'aria-checked': item.chosen, onclick: choose };
    return h('button', properties, h('span', {}, item.label), item.note !== undefined && h('span', { className: 'note' }, item.note));
  }

  private get lines(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('button')];
  }

  private key(event: KeyboardEvent): void {
    const lines = this.lines;
    const at = lines.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + lines.length, Home: 0, End: lines.length - 1 }[event.key];
    if (to !== undefined) lines[to % lines.length]?.focus();
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Tab') return this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
