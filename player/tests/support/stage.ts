import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, firefox, type Browser, type BrowserContextOptions, type Frame, type Page } from 'playwright-core';
import type { Player } from '../../src/player.ts';
import { Media } from './media.ts';
import { Site } from './site.ts';

declare global {
  interface Window {
    onairPlayer: Player;
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** A browser, a site, and something to play. */
export class Stage {
  readonly media = new Media();
  readonly site = new Site(this.media.folder);
  /** What pages reported as an error, also against the content security policy. */
  readonly errors: string[] = [];
  private browser!: Browser;

  async open(launch = inChromium): Promise<this> {
    [this.browser] = await Promise.all([launch(), this.site.start()]);
    return this;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.site.stop();
    this.media.remove();
  }

  /** Opens a page. What the browser reports is collected, except that something did not load: tests want that, too. */
  async visit(url = this.site.page, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-US', viewport: { width: 960, height: 540 }, ...options });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.errors.push(message.text());
    });
    await page.goto(url);
    return page;
  }
}

function inChromium(): Promise<Browser> {
  const options = { args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'] };
  return chromium.launch({ ...options, ...(executable && { executablePath: executable }) });
}

/** Debian's Firefox, which Playwright drives by WebDriver BiDi. */
export function inFirefox(): Promise<Browser> {
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath: '/usr/bin/firefox-esr',
    firefoxUserPrefs: { 'media.autoplay.default': 0, 'media.autoplay.blocking_policy': 0 },
  });
}

/** What axe-core has against a page as it is. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

/** Where the video of a page is. */
export async function at(
  page: Page | Frame,
): Promise<{ phase: string; atEdge: boolean; time: number; behind: number; frames: number; speed: number }> {
  return await page.evaluate(() => {
    const { state, video, edge } = window.onairPlayer;
    const { currentTime, playbackRate } = video;
    const frames = video.getVideoPlaybackQuality().totalVideoFrames;
    return {
      phase: state.phase,
      atEdge: state.atEdge,
      time: currentTime,
      behind: (edge ?? currentTime) - currentTime,
      frames,
      speed: playbackRate,
    };
  });
}

/** Waits until the picture moves: ten more frames are shown. */
export async function moves(page: Page | Frame): Promise<void> {
  const { frames } = await at(page);
  await eventually(async () => {
    const now = await at(page);
    return now.phase === 'playing' && now.frames >= frames + 10;
  }, 'the picture moves');
}

/** Waits for a condition. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string, ms = 20_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `timed out: ${what}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}
