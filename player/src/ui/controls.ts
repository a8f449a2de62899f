import { isOpen } from '../playback/machine.ts';
import type { Player } from '../player.ts';
import type { Language } from '../text/texts.ts';
import { attribute, h, iconButton, relabel } from './dom.ts';
import type { FullScreen } from './fullScreen.ts';
import * as icons from './icons.ts';
import { Menus } from './menus.ts';
import { SeekBar } from './seekBar.ts';

/** The bar with the controls. Its order is the order of the focus. */
export class Controls {
  readonly element: HTMLElement;
  readonly menus: Menus;
  private readonly seek: SeekBar;
  private readonly play: HTMLButtonElement;
  private readonly live: HTMLButtonElement;
  private readonly mute: HTMLButtonElement;
  private readonly volume: HTMLInputElement;
  private readonly small: HTMLButtonElement;
  private readonly large: HTMLButtonElement;

  constructor(
    private readonly player: Player,
    private readonly language: Language,
    private readonly fullScreen: FullScreen,
    help: () => void,
  ) {
    const { texts } = language;
    const { video } = player;
    this.seek = new SeekBar(player, language);
    this.menus = new Menus(player, texts);
    this.play = iconButton(icons.play, texts.play, () => player.toggle());
    this.live = h('button', { type: 'button', className: 'live', onclick: () => player.seekToLive() });
    this.mute = iconButton(icons.sound, texts.mute, () => this.toggleSound());
    this.volume = h('input', { type: 'range', className: 'volume', min: '0', max: '1', step: '0.05', 'aria-label': texts.volume });
    this.volume.addEventListener('input', () => this.setVolume(Number(this.volume.value)));
    this.small = iconButton(icons.pictureInPicture, texts.pictureInPicture, () => void this.pictureInPicture());
    this.small.hidden = !document.pictureInPictureEnabled || video.disablePictureInPicture;
    this.large = iconButton(icons.large, texts.fullScreen, () => fullScreen.toggle());
    this.large.hidden = !fullScreen.isPossible;
    const keys = iconButton(icons.keyboard, texts.help, help);
    keys.classList.add('keys');
    this.element = h(
      'div',
      { className: 'bar' },
      this.seek.slider,
      h(
        'div',
        { className: 'row' },
        ...[this.play, this.seek.time, this.live, this.mute, this.volume, h('span', { className: 'gap' })],
        ...this.menus.all.map((menu) => menu.element),
        ...[this.small, keys, this.large],
      ),
    );
  }

  render(): void {
    const { player, language, live } = this;
    const { texts } = language;
    const { phase, atEdge } = player.state;
    const on = phase === 'playing' || phase === 'buffering';
    relabel(this.play, on ? icons.pause : icons.play, on ? texts.pause : texts.play);
    this.play.disabled = !(isOpen(phase) || phase === 'ended');
    live.hidden = player.edge === null;
    live.disabled = atEdge;
    attribute(live, 'class', atEdge ? 'live on' : 'live');
    if (live.textContent !== (atEdge ? texts.live : texts.backToLive)) live.textContent = atEdge ? texts.live : texts.backToLive;
    const silent = player.video.muted || player.video.volume === 0;
    relabel(this.mute, silent ? icons.soundOff : icons.sound, silent ? texts.unmute : texts.mute);
    this.volume.value = String(player.video.muted ? 0 : player.video.volume);
    relabel(this.large, this.fullScreen.isOn ? icons.small : icons.large, this.fullScreen.isOn ? texts.leaveFullScreen : texts.fullScreen);
    this.seek.render();
    this.menus.render();
  }

  toggleSound(): void {
    const { video } = this.player;
    if (video.muted || video.volume === 0) this.setVolume(video.volume || 0.5);
    else video.muted = true;
  }

  /** Sets the volume, from 0 to 1. */
  setVolume(volume: number): void {
    const { video } = this.player;
    video.volume = Math.min(1, Math.max(0, volume));
    video.muted = video.volume === 0;
  }

  private async pictureInPicture(): Promise<void> {
    try {
      if (document.pictureInPictureElement) await document.exitPictureInPicture();
      else await this.player.video.requestPictureInPicture();
    } catch {
      // The browser or the page refuses it, or nothing has loaded yet: the picture stays where it is.
    }
  }
}
