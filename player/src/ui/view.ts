import { Player } from '../player.ts';
import type { Language } from '../text/texts.ts';
import { Controls } from './controls.ts';
import { Cover } from './cover.ts';
import { h, setText } from './dom.ts';
import { FullScreen } from './fullScreen.ts';
import { helpDialog } from './help.ts';
import { Idle } from './idle.ts';
import { pressed } from './shortcuts.ts';

/** Puts the player into the page: title, picture, cover, controls, help. */
export function show(main: HTMLElement, player: Player, language: Language): void {
  const { texts, code } = language;
  const { video } = player;
  const title = h('h1', {});
  const help = helpDialog(texts);
  const root = h('div', { className: 'player', role: 'group', 'aria-label': texts.player });
  const fullScreen = new FullScreen(root, video);
  const openHelp = (): void => help.showModal();
  const controls = new Controls(player, language, fullScreen, openHelp);
  const cover = new Cover(player, language, () => controls.toggleSound());
  root.append(video, cover.element, h('div', { className: 'top' }, title), controls.element, cover.status, help);
  main.replaceChildren(root);

  const idle = new Idle(root, () => player.state.phase === 'playing');
  const render = (): void => {
    setText(title, player.page.title);
    if (document.title !== player.page.title) document.title = player.page.title;
    if (player.page.poster && video.poster !== player.page.poster) video.poster = player.page.poster;
    if (player.state.phase !== 'playing') idle.wake();
    cover.render();
    controls.render();
  };
  player.onChange(render);
  document.addEventListener('fullscreenchange', render);
  document.addEventListener('keydown', (event) => pressed(event, { player, controls, fullScreen, language: code, help: openHelp }));
  // A tap on a touch screen shows the controls; a click elsewhere pauses.
  video.addEventListener('click', (event) => {
    if (event.detail === 1 && matchMedia('(hover: hover)').matches) player.toggle();
  });
  video.addEventListener('dblclick', () => fullScreen.toggle());
  render();
}
