import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { FakeService } from './service.ts';
import { Site } from './site.ts';

const script = readFileSync(process.env['ONAIR_EMBED']!, 'utf8');
const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Chromium with fake cameras, and an answer to its question about them. */
export async function launch(cameras = '', permission = ''): Promise<Browser> {
  return await chromium.launch({
    ...(executable && { executablePath: executable }),
    args: [
      '--no-sandbox',
      `--use-fake-device-for-media-stream${cameras}`,
      `--use-fake-ui-for-media-stream${permission}`,
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  });
}

/** A browser with fake cameras, a service, and a site: what a test of two people needs. */
export class Stage {
  readonly service = new FakeService(() => script);
  readonly site = new Site(() => this.service.origin);
  /** What pages reported as an error. */
  readonly errors: string[] = [];
  private browser!: Browser;

  async open(cameras = '', permission = ''): Promise<this> {
    [this.browser] = await Promise.all([launch(cameras, permission), this.service.start(), this.site.start()]);
    return this;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await Promise.all([this.service.stop(), this.site.stop()]);
  }

  /** Closes all profiles, and waits until no broadcast is left. */
  async clear(): Promise<void> {
    const { options } = this.service;
    const { graceSeconds } = options;
    options.graceSeconds = 0.1;
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    await eventually(() => !this.service.anyLive, 'all broadcasts are over');
    Object.assign(options, { graceSeconds, consentSeconds: 30, refuse: null, broadcastError: null, away: false, tokens: {} });
    Object.assign(options, { declinedSeconds: 30, site: 'default/demo', foreign: false });
  }

  /** A browser profile of a person. */
  async person(): Promise<BrowserContext> {
    const context = await this.browser.newContext({ locale: 'en-US', viewport: { width: 1024, height: 720 } });
    context.setDefaultTimeout(20_000);
    return context;
  }

  /** Serves a page with the script and opens it. */
  async visit(context: BrowserContext, path: string, body: string, attributes = ''): Promise<Page> {
    this.site.pages.set(path, this.page(body, attributes));
    const page = await context.newPage();
    page.on('pageerror', (error) => this.errors.push(String(error)));
    await page.goto(this.site.origin + path);
    return page;
  }

  page(body: string, attributes = ''): string {
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>
      <script src="${this.service.origin}/embed/1.0.0/embed.js" integrity="${integrity}" crossorigin="anonymous"
        data-site="default/demo" ${attributes} defer></script></head><body><main><h1>Test</h1>${body}</main></body></html>`;
  }

  /** A broadcaster that is live, and a viewer whose page shows the button. */
  async pair(): Promise<{ alice: Page; bob: Page }> {
    const [aliceProfile, bobProfile] = await Promise.all([this.person(), this.person()]);
    const bob = await this.visit(bobProfile, '/bob', '<div data-onair-watch="alice"></div>', 'data-user="bob" data-name="Bob"');
    const alice = await this.visit(aliceProfile, '/alice', '<div data-onair-broadcast="alice"></div>', 'data-name="Alice"');
    await alice.getByRole('button', { name: 'Start broadcast' }).click();
    await bob.getByRole('button', { name: 'Watch Alice' }).waitFor();
    return { alice, bob };
  }

  /** As `pair`, with the viewer watching. */
  async watching(): Promise<{ alice: Page; bob: Page }> {
    const both = await this.pair();
    await both.bob.getByRole('button', { name: 'Watch Alice' }).click();
    await both.alice.getByRole('button', { name: 'Accept' }).click();
    await moves(both.bob, 'alice');
    return both;
  }
}

/** Frames that were decoded from a person's broadcast. */
export async function frames(page: Page, user: string): Promise<number> {
  return await page.evaluate(async (name) => {
    const [report] = await window.Onair!.statistics('watch', name);
    let decoded = 0;
    report?.forEach((entry: { type: string; kind?: string; framesDecoded?: number }) => {
      if (entry.type === 'inbound-rtp' && entry.kind === 'video') decoded += entry.framesDecoded ?? 0;
    });
    return decoded;
  }, user);
}

/** Waits until the picture moves: five more frames are decoded. */
export async function moves(page: Page, user: string): Promise<void> {
  await page.waitForFunction((name) => window.Onair!.state('watch', name) === 'watching', user);
  let before = await frames(page, user);
  await eventually(async () => {
    const now = await frames(page, user);
    // A new connection counts from zero.
    before = Math.min(before, now);
    return now >= before + 5;
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
