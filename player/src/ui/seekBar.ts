import { behind } from '../playback/liveEdge.ts';
import { isOpen } from '../playback/machine.ts';
import { clock, spoken } from '../playback/time.ts';
import type { Player } from '../player.ts';
import type { Language } from '../text/texts.ts';
import { attribute, h, setText } from './dom.ts';

/** The slider of the position, with the time beside it. A live stream shows how far behind live it is. */
export class SeekBar {
  readonly slider: HTMLInputElement;
  readonly time: HTMLElement;

  constructor(
    private readonly player: Player,
    private readonly language: Language,
  ) {
    this.slider = h('input', { type: 'range', className: 'seek', step: 'any', 'aria-label': language.texts.seek });
    this.slider.addEventListener('input', () => player.seek(Number(this.slider.value)));
    this.time = h('span', { className: 'time' });
  }

  render(): void {
    const { player, slider, language } = this;
    const { start, end } = player.range;
    const position = player.video.currentTime;
    const { edge } = player;
    slider.disabled = !(isOpen(player.state.phase) || player.state.phase === 'ended') || end <= start;
    slider.min = String(start);
    slider.max = String(end);
    slider.value = String(position);
    this.fill(start, end, position);
    if (edge === null) {
      setText(this.time, end > 0 ? `${clock(position)} / ${clock(end)}` : '');
      attribute(slider, 'aria-valuetext', language.texts.positionOf(spoken(position, language.code), spoken(end, language.code)));
    } else {
      const late = player.state.atEdge ? 0 : behind(position, edge);
      setText(this.time, late >= 1 ? clock(-late) : '');
      attribute(slider, 'aria-valuetext', late >= 1 ? language.texts.behindLive(spoken(late, language.code)) : language.texts.live);
    }
  }

  // A style of an element would need 'unsafe-inline' as an attribute; as a property it does not.
  private fill(start: number, end: number, position: number): void {
    const share = (at: number): string => `${end > start ? Math.min(100, Math.max(0, ((at - start) / (end - start)) * 100)) : 0}%`;
    const { buffered } = this.player.video;
    let loaded = position;
    for (let i = 0; i < buffered.length; i++) if (buffered.start(i) <= position && position <= buffered.end(i)) loaded = buffered.end(i);
    this.slider.style.setProperty('--played', share(position));
    this.slider.style.setProperty('--loaded', share(loaded));
  }
}
