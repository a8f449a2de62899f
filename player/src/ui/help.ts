import type { Texts } from '../text/texts.ts';
import { h } from './dom.ts';

/** The keys of the player, in words. */
function shortcuts(texts: Texts): [string, string][] {
  return [
    ['k, ␣', texts.keyPlay],
    ['j', texts.keyBack],
    ['l', texts.keyForward],
    ['← →', texts.keyStep],
    ['↑ ↓', texts.keyVolume],
    ['m', texts.keyMute],
    ['f', texts.keyFullScreen],
    ['c', texts.keyCaptions],
    ['< >', texts.keySpeed],
    ['Home, End', texts.keyEnds],
    ['0–9', texts.keyTenths],
    ['?', texts.keyHelp],
  ];
}

/** A dialog with the keys. */
export function helpDialog(texts: Texts): HTMLDialogElement {
  const list = h('dl', {});
  for (const [keys, text] of shortcuts(texts)) list.append(h('dt', {}, h('kbd', {}, keys)), h('dd', {}, text));
  const dialog = h('dialog', { 'aria-labelledby': 'help-title' });
  const close = h('button', { type: 'button', className: 'text', onclick: () => dialog.close() }, texts.close);
  dialog.append(h('h2', { id: 'help-title' }, texts.help), list, close);
  return dialog;
}
