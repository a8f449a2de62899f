import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Media } from '../support/media.ts';
import { at, eventually, inFirefox, moves, Stage } from '../support/stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open(inFirefox);
});
afterEach(() => assert.deepEqual(stage.errors.splice(0), []));
after(() => stage.close());

test('a live stream plays, is sought back in, and goes back to live', async () => {
  const began = Date.now() - 45_000;
  stage.site.playlists.set('live.m3u8', () => Media.live((Date.now() - began) / 1000, 20));
  stage.site.state = { availability: 'live', title: 'Keynote', url: stage.site.cdnUrl('live.m3u8'), session: 'one' };
  const page = await stage.visit(`${stage.site.page}?autoplay=1`);
  await moves(page);

  await page.keyboard.press('Home');
  await eventually(async () => (await at(page)).behind > 15, 'the start of the window');
  await moves(page);

  await page.getByRole('button', { name: 'Back to live' }).click();
  await eventually(async () => (await at(page)).atEdge, 'live');
  await moves(page);
});

for (const [file, format] of [
  ['master.m3u8', 'hls'],
  ['talk.mp4', 'mp4'],
] as const)
  test(`${file} plays and is sought in`, async () => {
    stage.site.state = { availability: 'video', title: 'Talk', url: stage.site.cdnUrl(file), format };
    const page = await stage.visit(`${stage.site.page}?autoplay=1`);
    await moves(page);

    await page.keyboard.press('9');
    await eventually(async () => (await at(page)).time > 100, 'nine tenths');
    await moves(page);
  });
