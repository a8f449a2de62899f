import type { Texts } from '../text/texts.ts';
import type { Watch } from '../watch/watch.ts';
import { attribute, h, icon, setText } from './dom.ts';
import * as icons from './icons.ts';

/** The picture of another person's broadcast, with sound, full screen and an end. */
export class Player {
  private readonly video = h('video', { autoplay: true, playsInline: true });
  private readonly cover = h('div', { className: 'cover', hidden: true });
  private readonly sound = h('button', { type: 'button', className: 'round', onclick: () => this.toggleSound() });
  private readonly element: HTMLElement;

  constructor(
    root: ShadowRoot,
    private readonly texts: Texts,
    private readonly watch: Watch,
  ) {
    const round = (label: string, path: string, onclick: () => void) =>
      h('button', { type: 'button', className: 'round', title: label, 'aria-label': label, onclick }, icon(path));
    const label = texts.video(watch.name);
    this.element = h(
      'div',
      { className: 'player', part: 'player', role: 'group', 'aria-label': label },
      this.video,
      this.cover,
      h(
        'div',
        { className: 'row' },
        this.sound,
        round(texts.fullScreen, icons.large, () => void this.element.requestFullscreen?.().catch(() => {})),
        round(texts.stopWatching(watch.name), icons.close, () => watch.leave()),
      ),
    );
    this.video.setAttribute('aria-label', label);
    this.video.onplaying = () => watch.tick();
    root.append(this.element);
    this.drawSound();
  }

  /** Whether a frame, or at least sound, is presented. */
  get shows(): boolean {
    return this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !this.video.paused;
  }

  draw(): void {
    const stream = this.watch.stream;
    if (this.video.srcObject !== stream) {
      this.video.srcObject = stream;
      if (stream) void this.play();
    } else if (stream && this.video.paused) void this.play();
    const { state, name, flags } = this.watch;
    const text =
      state === 'away'
        ? this.texts.away(name)
        : state !== 'watching'
          ? this.texts.connecting
          : !flags.video
            ? this.texts.noPicture(name)
            : '';
    setText(this.cover, text);
    this.cover.hidden = !text;
  }

  remove(): void {
    this.video.srcObject = null;
    this.element.remove();
  }

  // A page that was reloaded may not play sound before a click.
  private async play(): Promise<void> {
    try {
      await this.video.play();
    } catch (error) {
      if ((error as DOMException).name !== 'NotAllowedError') return;
      this.video.muted = true;
      this.drawSound();
      await this.video.play().catch(() => {});
    }
  }

  private toggleSound(): void {
    this.video.muted = !this.video.muted;
    this.drawSound();
  }

  private drawSound(): void {
    const label = this.video.muted ? this.texts.unmute : this.texts.muteSound;
    attribute(this.sound, 'aria-label', label);
    this.sound.title = label;
    this.sound.replaceChildren(icon(this.video.muted ? icons.soundOff : icons.sound));
  }
}
