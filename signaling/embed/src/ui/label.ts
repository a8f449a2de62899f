// What nobody reads as the text of a button.
const noText = /^(STYLE|SCRIPT|TEMPLATE)$/;

// An icon may be a character, such as ● or ▶.
const word = /[\p{L}\p{N}]/u;

/**
 * The label on an element of the page. It writes into the page's own text nodes and replaces none: a framework that rendered them holds on
 * to them, and fails when they are gone. Icons stay.
 */
export class Label {
  private readonly written = new Map<Text, { own: string; ours: string }>();
  private main: Text | null = null;
  private added: Text | null = null;

  constructor(private readonly element: Element) {}

  /** Shows a text in place of the page's. */
  write(text: string): void {
    const nodes = this.texts();
    if (!this.main || !nodes.includes(this.main)) this.main = nodes.find((node) => word.test(node.data)) ?? this.add();
    for (const node of nodes) {
      if (node !== this.main && word.test(node.data)) this.put(node, '');
    }
    // The page's spaces keep an icon apart.
    const own = this.written.get(this.main)?.own ?? this.main.data;
    this.put(
      this.main,
      own.replace(/^(\s*)[^]*?(\s*)$/, (_, before: string, after: string) => before + text + after),
    );
  }

  /** Shows the page's text again. */
  restore(): void {
    this.added?.remove();
    for (const [node, { own, ours }] of this.written) {
      if (node.data === ours) node.data = own;
    }
    this.written.clear();
    this.main = this.added = null;
  }

  private put(node: Text, text: string): void {
    const known = this.written.get(node);
    // Another text than ours was written by the page since.
    if (known && known.ours === node.data) known.ours = text;
    else this.written.set(node, { own: node.data, ours: text });
    if (node.data !== text) node.data = text;
  }

  private add(): Text {
    this.added?.remove();
    this.added = document.createTextNode('');
    this.element.append(this.added);
    return this.added;
  }

  private texts(): Text[] {
    const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
      return node instanceof SVGElement || noText.test(node.tagName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    const found: Text[] = [];
    while (walker.nextNode()) found.push(walker.currentNode as Text);
    return found;
  }
}
