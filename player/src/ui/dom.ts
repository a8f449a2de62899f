type Child = Node | string | null | false;

/** Creates an element with properties, `on…` handlers, `aria-…` attributes and children. No text is ever read as HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role') element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** Sets an attribute. An unchanged one is not set again: screen readers would repeat it. */
export function attribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Sets the text of an element if it is another one. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A picture of 24 × 24 from the data of a path. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', 'aria-hidden': 'true', class: 'icon' })) svg.setAttribute(name, value);
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

/** A round button with an icon and a name. */
export function iconButton(path: string, label: string, click: () => void): HTMLButtonElement {
  const button = h('button', { type: 'button', className: 'round', onclick: click }, icon(path));
  relabel(button, path, label);
  return button;
}

/** Changes the icon and the name of a button. */
export function relabel(button: HTMLButtonElement, path: string, label: string): void {
  attribute(button.querySelector('path')!, 'd', path);
  attribute(button, 'aria-label', label);
  if (button.title !== label) button.title = label;
}
