/** What an element is for. */
export type Role = 'broadcast' | 'watch';

/** The attributes that name a participant on an element. */
export const attributes: Record<Role, string> = { broadcast: 'data-onair-broadcast', watch: 'data-onair-watch' };

/** What an element asks for, or null if it asks for nothing. An empty name is no participant. */
export function wantedBy(element: { getAttribute(name: string): string | null }): { role: Role; user: string } | null {
  for (const role of ['broadcast', 'watch'] as const) {
    const user = element.getAttribute(attributes[role])?.trim();
    if (user) return { role, user };
  }
  return null;
}

/** What is attached to an element while it asks for something. */
export interface Attached {
  readonly role: Role;
  readonly user: string;
  /** Puts back what a framework removed from inside the element. */
  repair(): void;
  detach(): void;
}

const selector = `[${attributes.broadcast}],[${attributes.watch}]`;

/** Follows all elements that name a participant: those that are there, those added later, and changes of their attributes. */
export class Elements {
  private readonly attached = new Map<Element, Attached>();
  private readonly observer = new MutationObserver(() => this.scan());

  constructor(
    private readonly root: Document,
    private readonly attach: (element: HTMLElement, role: Role, user: string) => Attached,
    private readonly scanned: () => void,
  ) {}

  start(): void {
    this.observer.observe(this.root, { subtree: true, childList: true, attributes: true, attributeFilter: Object.values(attributes) });
    this.scan();
  }

  /** Detaches everything and stops following the page. */
  stop(): void {
    this.observer.disconnect();
    for (const element of [...this.attached.keys()]) this.drop(element);
  }

  // Mutations come in batches after a script ran, so an element that was only moved is still connected here.
  private scan(): void {
    for (const [element, attached] of this.attached) {
      const wanted = element.isConnected ? wantedBy(element) : null;
      if (wanted?.role === attached.role && wanted.user === attached.user) attached.repair();
      else this.drop(element);
    }
    for (const element of this.root.querySelectorAll<HTMLElement>(selector)) {
      const wanted = wantedBy(element);
      if (wanted && !this.attached.has(element)) this.attached.set(element, this.attach(element, wanted.role, wanted.user));
    }
    this.scanned();
  }

  private drop(element: Element): void {
    this.attached.get(element)?.detach();
    this.attached.delete(element);
  }
}
