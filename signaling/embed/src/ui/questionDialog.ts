import { h } from './dom.ts';
import type { Question } from './question.ts';

let count = 0;

/**
 * A dialog that does not block the page. It takes the focus, unless the person is typing, and never onto a button: a key that was meant for
 * the page must not answer.
 */
export function showQuestion(root: ShadowRoot, list: HTMLElement, question: Question): { close(): void } {
  const id = `q${++count}`;
  const before = document.activeElement;
  const always = h('input', { type: 'checkbox' });
  const answer = (agreed: boolean) => {
    close();
    question.answer(agreed, agreed && always.checked);
  };
  const dialog = h(
    'div',
    { className: 'window question', role: 'dialog', part: 'dialog', tabIndex: -1, 'aria-labelledby': id, 'aria-describedby': `${id}t` },
    h('h2', { id, textContent: question.title }),
    h('p', { id: `${id}t`, textContent: question.text }),
    h('label', {}, always, question.always),
    h(
      'div',
      { className: 'row' },
      h('button', { type: 'button', className: 'main', part: 'button', textContent: question.yes, onclick: () => answer(true) }),
      h('button', { type: 'button', part: 'button', textContent: question.no, onclick: () => answer(false) }),
    ),
  );
  dialog.onkeydown = (event) => {
    if (event.key === 'Escape') answer(false);
  };
  const timer = question.seconds === null ? undefined : setTimeout(() => answer(false), question.seconds * 1000);
  list.append(dialog);
  if (!isTyping(before)) dialog.focus({ preventScroll: true });

  function close(): void {
    clearTimeout(timer);
    if (!dialog.isConnected) return;
    const focused = root.activeElement !== null && dialog.contains(root.activeElement);
    dialog.remove();
    if (focused && before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
  return { close };
}

function isTyping(element: Element | null): boolean {
  return element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT|IFRAME)$/.test(element.tagName));
}
