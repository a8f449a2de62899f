import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Media } from '../support/media.ts';
import { at, eventually, moves, Stage, violations } from '../support/stage.ts';

/** Segments of a live playlist. */
const listed = 20;

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
afterEach(() => assert.deepEqual(stage.errors.splice(0), []));
after(() => stage.close());

/** A stream that began so long ago, and goes on. */
function goOn(secondsAgo: number): { end(): void } {
  const began = Date.now() - secondsAgo * 1000;
  let ended: number | null = null;
  stage.site.playlists.set('live.m3u8', () => Media.live(((ended ?? Date.now()) - began) / 1000, listed, ended !== null));
  return {
    end: () => {
      ended = Date.now();
    },
  };
}

const live = (session = 'one') => ({ availability: 'live' as const, title: 'Keynote', url: stage.site.cdnUrl('live.m3u8'), session });

test('a live stream plays at its end, is sought back in, and goes back to live', async () => {
  goOn(45);
  stage.site.state = live();
  const page = await stage.visit(`${stage.site.page}?autoplay=1`);
  await moves(page);
  assert.equal((await at(page)).atEdge, true);
  assert.equal(await page.getByRole('button', { name: 'Live', exact: true }).isDisabled(), true);
  assert.deepEqual(await violations(page), []);

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.getByRole('button', { name: 'Back to live' }).waitFor();
  await moves(page);
  const { behind, atEdge } = await at(page);
  assert.ok(behind > 12 && !atEdge, `${behind} s behind`);
  assert.match((await page.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuetext'))!, /seconds behind live/);
  assert.deepEqual(await violations(page), []);

  await page.getByRole('button', { name: 'Back to live' }).click();
  await moves(page);
  assert.equal((await at(page)).atEdge, true);
  await page.keyboard.press('Home');
  await eventually(async () => (await at(page)).behind > 20, 'the start of the window');
  await moves(page);
  await page.keyboard.press('End');
  await eventually(async () => (await at(page)).atEdge, 'live');
});

test('a live stream from elsewhere is sought in and goes back to live', async () => {
  goOn(45);
  stage.site.state = { availability: 'video', title: 'Elsewhere', url: stage.site.cdnUrl('live.m3u8'), format: 'hls' };
  const page = await stage.visit(`${stage.site.page}?autoplay=1`);
  await moves(page);
  assert.equal((await at(page)).atEdge, true);
  await page.keyboard.press('Home');
  await page.getByRole('button', { name: 'Back to live' }).click();
  await eventually(async () => (await at(page)).atEdge, 'live');
});

test('a stream whose relay starts says so, says what is wrong, and plays by itself', async () => {
  stage.site.state = { availability: 'starting', title: 'Camera' };
  const page = await stage.visit();
  await page.getByText('This stream starts in a few seconds').first().waitFor();
  stage.site.state = { availability: 'starting', title: 'Camera', problem: 'noAnswer' };
  await page.getByText('does not answer').first().waitFor();
  assert.deepEqual(await violations(page), []);
  goOn(20);
  stage.site.state = live();
  await moves(page);
});

test('a stream that has not begun begins by itself, also when its playlist is late', async () => {
  stage.site.playlists.set('live.m3u8', () => null);
  stage.site.state = { availability: 'waiting', title: 'Keynote', startsAt: new Date(Date.now() + 2_000).toISOString() };
  const page = await stage.visit();
  await page.getByText('This stream starts at').first().waitFor();
  assert.deepEqual(await violations(page), []);
  stage.site.state = live();
  await eventually(() => stage.site.requests.includes('live.m3u8'), 'the playlist is looked for');
  await page.getByText('It plays here as soon as it starts').first().waitFor();
  goOn(20);
  await moves(page);
});

test('a page from before the stream had a URL loads itself again, and plays', async () => {
  stage.site.state = { availability: 'waiting', title: 'Keynote' };
  stage.site.knowsCdn = false;
  const page = await stage.visit();
  await page.getByText('This stream has not started yet').first().waitFor();
  goOn(30);
  stage.site.state = live();
  stage.site.knowsCdn = true;
  await page.waitForURL(/autoplay=1/);
  await moves(page);
});

test('a playlist that vanishes is asked for again, and the viewer stays as far behind', async () => {
  goOn(60);
  stage.site.state = live();
  const page = await stage.visit(`${stage.site.page}?autoplay=1`);
  await moves(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await eventually(async () => (await at(page)).behind > 15, 'behind');
  const { behind } = await at(page);
  const playlist = stage.site.playlists.get('live.m3u8')!;
  stage.site.playlists.set('live.m3u8', () => null);
  stage.site.playlists.set('next.m3u8', playlist);
  stage.site.state = { ...live(), url: stage.site.cdnUrl('next.m3u8') };
  await eventually(() => stage.site.requests.includes('next.m3u8'), 'the next playlist');
  await moves(page);
  const after = (await at(page)).behind;
  assert.ok(Math.abs(after - behind) < 8, `${behind} s behind before, ${after} s after`);
});

test('a stream that ends says so, and the next one begins by itself', async () => {
  const stream = goOn(40);
  stage.site.state = live('first');
  const page = await stage.visit(`${stage.site.page}?autoplay=1`);
  await moves(page);
  stage.site.state = { availability: 'ended', title: 'Keynote' };
  stream.end();
  await page.getByText('This stream has ended.').first().waitFor();
  assert.deepEqual(await violations(page), []);
  goOn(30);
  stage.site.state = live('second');
  await page.evaluate(() => window.onairPlayer.retry());
  await moves(page);
});
