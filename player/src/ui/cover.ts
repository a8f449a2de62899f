import type { Player } from '../player.ts';
import type { Language } from '../text/texts.ts';
import { h, icon, setText } from './dom.ts';
import * as icons from './icons.ts';
import { messageFor } from './message.ts';

/** What lies over the picture: a message, and a button for what the viewer can do. Screen readers hear the message once. */
export class Cover {
  readonly element: HTMLElement;
  readonly status: HTMLElement;
  private readonly text = h('p', {});
  private readonly wheel = h('span', { className: 'wheel', 'aria-hidden': 'true' });
  private readonly big: HTMLButtonElement;
  private readonly again: HTMLButtonElement;
  private readonly sound: HTMLButtonElement;

  constructor(
    private readonly player: Player,
    private readonly language: Language,
    private readonly unmute: () => void,
  ) {
    const { texts } = language;
    this.big = h('button', { type: 'button', className: 'big', 'aria-label': texts.play, onclick: () => player.play() }, icon(icons.play));
    this.again = h('button', { type: 'button', className: 'text', onclick: () => player.play() });
    this.sound = h('button', { type: 'button', className: 'text sound', hidden: true, onclick: () => this.unmute() }, texts.unmute);
    this.status = h('p', { className: 'hide', role: 'status' });
    this.element = h('div', { className: 'cover' }, this.wheel, this.text, this.again, this.big, this.sound);
  }

  render(): void {
    const { player, language } = this;
    const { texts } = language;
    const { phase } = player.state;
    const message = messageFor(player.state, player.page, language, new Date());
    this.element.classList.toggle('clear', message === null || message.overPicture);
    const busy = phase === 'loading' || phase === 'buffering';
    this.wheel.hidden = !busy;
    this.text.hidden = busy || !message?.text;
    setText(this.text, message?.text ?? '');
    this.big.hidden = message?.action !== 'play';
    this.again.hidden = message?.action !== 'retry' && message?.action !== 'replay';
    setText(this.again, message?.action === 'replay' ? texts.replay : texts.retry);
    this.sound.hidden = !(player.mutedByBrowser && player.video.muted && phase === 'playing');
    this.say(message?.text || (phase === 'paused' ? texts.paused : phase === 'playing' ? texts.playing : ''));
  }

  // A wait of a moment is not worth a sentence.
  private say(text: string): void {
    if (this.player.state.phase !== 'buffering') setText(this.status, text);
  }
}
