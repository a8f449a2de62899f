import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { at, eventually, moves, Stage } from '../support/stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
  stage.site.state = { availability: 'video', title: 'Talk', url: stage.site.cdnUrl('master.m3u8') };
});
afterEach(() => assert.deepEqual(stage.errors.splice(0), []));
after(() => stage.close());

/** A site with the player in a frame: it keeps what the player says, and can send commands. */
async function embed(): Promise<{
  page: Page;
  frame: Frame;
  send(message: object): Promise<void>;
  said(event: string): Promise<Record<string, unknown>[]>;
}> {
  stage.site.embedding = `<iframe title="Player" src="${stage.site.page}" width="640" height="360" allow="autoplay; fullscreen; picture-in-picture"></iframe>
    <script>window.said = []; addEventListener('message', (e) => said.push(e.data));</script>`;
  const page = await stage.visit(stage.site.site);
  await eventually(() => page.frames().length === 2, 'the frame');
  const said = (event: string) =>
    page.evaluate((name) => (window as unknown as { said: Record<string, unknown>[] }).said.filter((one) => one['event'] === name), event);
  await eventually(async () => (await said('ready')).length === 1, 'ready');
  const send = (message: object) =>
    page.evaluate(
      (data) => document.querySelector('iframe')!.contentWindow!.postMessage({ onair: 'onair-player/1', ...data }, '*'),
      message,
    );
  return { page, frame: page.frames()[1]!, send, said };
}

test('a site that may embeds the player, commands it and hears from it', async () => {
  stage.site.origins = [stage.site.site];
  const { frame, send, said } = await embed();
  await eventually(async () => (await at(frame)).phase === 'ready', 'loaded');
  await send({ command: 'play' });
  await moves(frame);
  await send({ command: 'seek', seconds: 90 });
  await eventually(async () => (await said('time')).some((one) => (one['seconds'] as number) >= 90), 'the position');
  await send({ command: 'mute', muted: true });
  await send({ command: 'setVolume', volume: 0.25 });
  await send({ command: 'quality', height: 90 });
  await eventually(() => frame.evaluate(() => document.querySelector('video')!.videoHeight === 90), 'the quality');
  assert.deepEqual(await frame.evaluate(() => [document.querySelector('video')!.muted, document.querySelector('video')!.volume]), [
    true,
    0.25,
  ]);
  await send({ command: 'pause' });
  await eventually(async () => (await said('state')).at(-1)?.['state'] === 'paused', 'paused');
  await send({ command: 'seek', seconds: 119 });
  await send({ command: 'play' });
  await eventually(async () => (await said('ended')).length === 1, 'ended');
});

test('a site that may not command is ignored, and hears no more than that the player is there', async () => {
  stage.site.origins = ['self'];
  const { page, frame, send } = await embed();
  await send({ command: 'play' });
  await new Promise((later) => setTimeout(later, 1_000));
  assert.equal((await at(frame)).time, 0);
  assert.equal(await page.evaluate(() => (window as unknown as { said: unknown[] }).said.length), 1);
});
