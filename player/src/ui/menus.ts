import { chapterAt } from '../playback/chapters.ts';
import { clock } from '../playback/time.ts';
import type { Player } from '../player.ts';
import type { Level } from '../source/source.ts';
import type { Texts } from '../text/texts.ts';
import { captionTracks, showCaptions } from './captions.ts';
import * as icons from './icons.ts';
import { Menu, type MenuItem } from './menu.ts';
import { speeds } from './speeds.ts';

/** A quality in words: its height, or its bit rate. */
export function levelName({ height, bitrate }: Level): string {
  return height ? `${height}p` : `${(bitrate / 1_000_000).toFixed(1)} Mb/s`;
}

/** The page of another section, which begins by itself. */
export function sectionUrl(page: string, section: number): string {
  const url = new URL(page);
  url.searchParams.set('section', String(section));
  url.searchParams.set('autoplay', '1');
  return url.href;
}

/** The menus of the player, in their order. */
export class Menus {
  readonly sections: Menu;
  readonly chapters: Menu;
  readonly captions: Menu;
  readonly speed: Menu;
  readonly quality: Menu;

  constructor(
    private readonly player: Player,
    private readonly texts: Texts,
  ) {
    this.sections = new Menu(icons.sections, texts.sections, () => this.sectionItems());
    this.chapters = new Menu(icons.chapters, texts.chapters, () => this.chapterItems());
    this.captions = new Menu(icons.captions, texts.captions, () => this.captionItems());
    this.speed = new Menu(icons.speed, texts.speed, () => this.speedItems());
    this.quality = new Menu(icons.gear, texts.quality, () => this.levelItems());
  }

  get all(): Menu[] {
    return [this.sections, this.chapters, this.captions, this.speed, this.quality];
  }

  /** Shows the menus that have something to choose. */
  render(): void {
    this.sections.show((this.player.page.sections?.length ?? 0) > 1);
    this.chapters.show((this.player.page.chapters?.length ?? 0) > 0);
    this.captions.show(captionTracks(this.player.video).length > 0);
    this.quality.show(this.player.levels.length > 1);
  }

  private sectionItems(): MenuItem[] {
    const { page } = this.player;
    return (page.sections ?? []).map((section, i) => ({
      label: section.title ?? this.texts.section(String(i + 1)),
      chosen: i === page.section,
      choose: () => location.assign(sectionUrl(location.href, i)),
    }));
  }

  private chapterItems(): MenuItem[] {
    const { player } = this;
    const chapters = player.page.chapters ?? [];
    const current = chapterAt(chapters, player.video.currentTime);
    return chapters.map((chapter) => ({
      label: chapter.title,
      note: clock(chapter.start),
      chosen: chapter === current,
      choose: () => player.seek(chapter.start),
    }));
  }

  private captionItems(): MenuItem[] {
    const { video } = this.player;
    const tracks = captionTracks(video);
    const off = { label: this.texts.off, chosen: !tracks.some((t) => t.mode === 'showing'), choose: () => showCaptions(video, null) };
    const names = tracks.map((track, i) => ({
      label: track.label || track.language || this.texts.track(String(i + 1)),
      chosen: track.mode === 'showing',
      choose: () => showCaptions(video, track),
    }));
    return [off, ...names];
  }

  private speedItems(): MenuItem[] {
    const { video } = this.player;
    return speeds.map((speed) => ({
      label: speed === 1 ? this.texts.normal : `${speed}×`,
      chosen: video.playbackRate === speed,
      choose: () => {
        video.playbackRate = speed;
      },
    }));
  }

  private levelItems(): MenuItem[] {
    const { player, texts } = this;
    const { chosen, playing } = player.level;
    const now = player.levels[playing];
    const auto = {
      label: chosen === -1 && now ? texts.autoNow(levelName(now)) : texts.auto,
      chosen: chosen === -1,
      choose: () => player.chooseLevel(-1),
    };
    const levels = player.levels.map((level, i) => ({
      label: levelName(level),
      chosen: chosen === i,
      choose: () => player.chooseLevel(i),
    }));
    return [auto, ...levels.reverse()];
  }
}
