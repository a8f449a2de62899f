import type { Broadcaster } from '../broadcast/broadcaster.ts';
import type { DeviceKind } from '../media/localMedia.ts';
import { problemOf } from '../media/problem.ts';
import type { Store } from '../page/storage.ts';
import type { Texts } from '../text/texts.ts';
import { attribute, h, icon, setText } from './dom.ts';
import * as icons from './icons.ts';
import { makeMovable } from './movable.ts';

const shownViewers = 5;

/** The small window in which broadcasters see themselves, and all that they control. */
export class SelfView {
  private readonly video = h('video', { autoplay: true, playsInline: true, muted: true, 'aria-hidden': 'true' });
  private readonly badge = h('span', { className: 'badge' });
  private readonly audience = h('p');
  private readonly list = h('ul');
  private readonly mute: HTMLButtonElement;
  private readonly camera: HTMLButtonElement;
  private readonly share: HTMLButtonElement;
  private readonly gear: HTMLButtonElement;
  private readonly settings = h('div', { hidden: true });
  private readonly problem = h('p', { role: 'alert', hidden: true });
  private readonly element: HTMLElement;
  private readonly stopMoving: () => void;

  constructor(
    root: ShadowRoot,
    private readonly texts: Texts,
    store: Store,
    private readonly broadcaster: Broadcaster,
  ) {
    const { media } = broadcaster;
    this.mute = this.toggle(texts.mute, () => media.mute(media.flags.audio));
    this.camera = this.toggle(texts.cameraOff, () => media.turnCamera(!media.cameraOn));
    this.share = this.toggle(texts.share, () => media.share(!media.flags.screen));
    this.gear = this.toggle(texts.settings, () => this.showSettings());
    this.gear.append(icon(icons.gear));
    this.share.append(icon(icons.screen));
    this.share.hidden = !('getDisplayMedia' in navigator.mediaDevices);
    attribute(this.gear, 'aria-pressed', null);
    attribute(this.gear, 'aria-expanded', 'false');
    const handle = h('button', { type: 'button', className: 'round', title: texts.move, 'aria-label': texts.move }, icon(icons.move));
    const bar = h('div', { className: 'bar' }, this.badge, handle);
    this.element = h(
      'section',
      { className: 'window self', part: 'self-view', 'aria-label': texts.selfView },
      bar,
      this.video,
      h(
        'div',
        { className: 'body' },
        h('div', { className: 'row' }, this.mute, this.camera, this.share, this.gear),
        this.audience,
        this.list,
        this.problem,
        this.settings,
        h('button', {
          type: 'button',
          className: 'stop',
          part: 'button',
          textContent: texts.stop,
          onclick: () => broadcaster.stop(),
        }),
      ),
    );
    root.append(this.element);
    this.stopMoving = makeMovable(this.element, bar, handle, store);
    this.draw();
  }

  draw(): void {
    const { media, state, viewers } = this.broadcaster;
    const { flags } = media;
    this.showPicture(media.video);
    this.video.classList.toggle('mirror', !flags.screen);
    setText(this.badge, state === 'live' ? this.texts.badge : '…');
    this.badge.classList.toggle('away', state !== 'live');
    press(this.mute, !flags.audio, icons.microphone, icons.microphoneOff);
    this.mute.disabled = !media.hasMicrophone;
    press(this.camera, !media.cameraOn, icons.camera, icons.cameraOff);
    attribute(this.share, 'aria-pressed', String(flags.screen));
    this.drawViewers(viewers.all);
    const count = viewers.all.length;
    const { texts } = this;
    setText(
      this.audience,
      state === 'reconnecting'
        ? texts.reconnecting
        : count === 0
          ? texts.noViewers
          : count > shownViewers
            ? texts.viewers(String(count))
            : '',
    );
  }

  remove(): void {
    this.stopMoving();
    this.video.srcObject = null;
    this.element.remove();
  }

  private drawViewers(viewers: { viewing: string; name: string }[]): void {
    const shown = viewers.slice(0, shownViewers);
    const key = shown.map((viewer) => viewer.viewing).join();
    if (this.list.dataset['key'] === key) return;
    this.list.dataset['key'] = key;
    this.list.replaceChildren(
      ...shown.map(({ viewing, name }) => {
        const label = this.texts.remove(name);
        const onclick = () => this.broadcaster.viewers.remove(viewing);
        const end = h('button', { type: 'button', className: 'round', title: label, 'aria-label': label, onclick }, icon(icons.close));
        return h('li', {}, h('span', { textContent: this.texts.oneViewer(name) }), end);
      }),
    );
    this.list.hidden = shown.length === 0;
  }

  private showPicture(track: MediaStreamTrack | null): void {
    const current = (this.video.srcObject as MediaStream | null)?.getTracks()[0] ?? null;
    if (current !== track) this.video.srcObject = track && new MediaStream([track]);
    // A browser pauses a video whose element was out of the page.
    else if (track && this.video.paused) this.video.play().catch(() => {});
  }

  private toggle(label: string, action: () => void | Promise<void>): HTMLButtonElement {
    // Closing the browser's own choice of a screen is no problem.
    const onclick = () => this.attempt(action, label === this.texts.share);
    return h('button', { type: 'button', className: 'round', title: label, 'aria-label': label, 'aria-pressed': 'false', onclick });
  }

  private async attempt(action: () => unknown, silent = false): Promise<boolean> {
    this.problem.hidden = true;
    try {
      await action();
      return true;
    } catch (error) {
      setText(this.problem, this.texts[problemOf(error)]);
      this.problem.hidden = silent;
      return false;
    }
  }

  private async showSettings(): Promise<void> {
    const open = this.settings.hidden;
    if (open) await this.fillSettings();
    this.settings.hidden = !open;
    attribute(this.gear, 'aria-expanded', String(open));
  }

  private async fillSettings(): Promise<void> {
    const choices = [await this.choice('videoinput', this.texts.camera), await this.choice('audioinput', this.texts.microphone)];
    this.settings.replaceChildren(...choices, ...this.habits());
  }

  // What the person agreed to for always, and may undo.
  private habits(): HTMLElement[] {
    const { broadcaster, texts } = this;
    const resume = h('input', { type: 'checkbox', checked: broadcaster.resumesAlways });
    resume.onchange = () => (broadcaster.resumesAlways = resume.checked);
    const forget = h('button', { type: 'button', textContent: texts.forgetAll });
    forget.onclick = () => {
      broadcaster.forget();
      forget.disabled = true;
    };
    return [h('label', { className: 'box' }, resume, texts.resumeAlways), forget];
  }

  private async choice(kind: DeviceKind, label: string): Promise<HTMLElement> {
    const { media } = this.broadcaster;
    const devices = await media.devices(kind);
    const select = h(
      'select',
      {},
      ...devices.map(({ id, label: name, current }, index) =>
        h('option', { value: id, selected: current, textContent: name || this.texts.device(String(index + 1)) }),
      ),
    );
    // What did not open is not in use: the list shows what is.
    select.onchange = async () => {
      if (!(await this.attempt(() => media.choose(kind, select.value)))) await this.fillSettings();
    };
    select.disabled = devices.length === 0;
    return h('label', {}, label, select);
  }
}

function press(button: HTMLButtonElement, off: boolean, on: string, without: string): void {
  const pressed = String(off);
  if (button.firstChild && button.getAttribute('aria-pressed') === pressed) return;
  attribute(button, 'aria-pressed', pressed);
  button.replaceChildren(icon(off ? without : on));
}
