import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { at, eventually, moves, Stage, violations } from '../support/stage.ts';

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
beforeEach(() => {
  stage.site.away = false;
  stage.site.state = {
    availability: 'video',
    title: 'Running video on <b>Kubernetes</b>',
    url: stage.site.cdnUrl('master.m3u8'),
    chapters: [
      { start: 0, title: 'Welcome' },
      { start: 60, title: 'Questions' },
    ],
  };
});
afterEach(() => assert.deepEqual(stage.errors.splice(0), []));
after(() => stage.close());

test('a video plays, and a keyboard is enough for all of it', async () => {
  const page = await stage.visit();
  await page.getByRole('heading', { name: 'Running video on <b>Kubernetes</b>' }).waitFor();
  await page.locator('.big').waitFor();
  await page.keyboard.press('k');
  await moves(page);
  assert.deepEqual(
    page.workers().map((worker) => new URL(worker.url()).pathname.split('/').at(-1)),
    ['hls.worker.js'],
    'the worker is permitted, as a file and not as a blob',
  );
  await page.keyboard.press('5');
  await eventually(async () => Math.abs((await at(page)).time - 60) < 3, 'the middle');
  await moves(page);
  await page.keyboard.press('l');
  await page.keyboard.press('ArrowRight');
  await eventually(async () => (await at(page)).time > 73, 'fifteen seconds on');
  await page.keyboard.press('Home');
  await eventually(async () => (await at(page)).time < 3, 'the start');
  await page.keyboard.press('>');
  assert.equal((await at(page)).speed, 1.25);
  await page.keyboard.press('m');
  await page.getByRole('button', { name: 'Turn sound on' }).waitFor();
  await page.keyboard.press('c');
  await eventually(
    () => page.evaluate(() => [...document.querySelector('video')!.textTracks].some((t) => (t.activeCues?.length ?? 0) > 0)),
    'captions',
  );
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await page.keyboard.press(' ');
  await eventually(async () => (await at(page)).phase === 'paused', 'paused');
  await page.keyboard.press('End');
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Play again' }).click();
  await moves(page);
});

test('chapters, captions, speed and quality are chosen from menus', async () => {
  const page = await stage.visit();
  await page.getByRole('button', { name: 'Play', exact: true }).first().click();
  await moves(page);
  await page.getByRole('button', { name: 'Chapters' }).click();
  assert.equal(await page.getByRole('menuitemradio', { name: 'Welcome' }).getAttribute('aria-checked'), 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await eventually(async () => Math.abs((await at(page)).time - 60) < 3, 'the second chapter');
  await page.getByRole('button', { name: 'Quality' }).click();
  await page.getByRole('menuitemradio', { name: '90p', exact: true }).click();
  await eventually(() => page.evaluate(() => document.querySelector('video')!.videoHeight === 90), 'the lower quality');
  await page.getByRole('button', { name: 'Captions' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await eventually(
    () => page.evaluate(() => [...document.querySelector('video')!.textTracks].some((t) => t.mode === 'showing')),
    'captions',
  );
  await page.getByRole('button', { name: 'Speed' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  assert.equal((await at(page)).speed, 2);
});

test('axe-core finds no violation in any state, in a light and in a dark scheme', async () => {
  const page = await stage.visit();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    assert.deepEqual(await violations(page), [], `ready, ${colorScheme}`);
    await page.getByRole('button', { name: 'Chapters' }).click();
    assert.deepEqual(await violations(page), [], `menu, ${colorScheme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    assert.deepEqual(await violations(page), [], `help, ${colorScheme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await moves(page);
    assert.deepEqual(await violations(page), [], `playing, ${colorScheme}`);
    await page.keyboard.press('k');
  }
  stage.site.state = 401;
  await page.evaluate(() => window.onairPlayer.retry());
  await page.getByText('This link has expired').first().waitFor();
  assert.deepEqual(await violations(page), [], 'error');
});

test('a network that fails is recovered from, or the viewer tries again', async () => {
  const page = await stage.visit();
  await page.keyboard.press('k');
  await moves(page);
  const { time } = await at(page);
  stage.site.away = true;
  await page.keyboard.press('9');
  await eventually(async () => (await at(page)).phase === 'buffering', 'it waits');
  await new Promise((later) => setTimeout(later, 3_000));
  stage.site.away = false;
  await eventually(
    async () => (await at(page)).phase === 'playing' && (await at(page)).time > time + 60,
    'it goes on where the viewer went',
    60_000,
  );
});

test('MP4 plays and is sought in', async () => {
  stage.site.state = { availability: 'video', title: 'Talk', url: stage.site.cdnUrl('talk.mp4'), format: 'mp4' };
  const page = await stage.visit(`${stage.site.page}?autoplay=1`);
  await moves(page);
  await page.getByRole('slider', { name: 'Position' }).fill('100');
  await eventually(async () => (await at(page)).time >= 100, 'the position');
  await moves(page);
});

test('a section of a recording is chosen from a menu', async () => {
  const { site } = stage;
  const sections = [{ title: 'Opening' }, {}];
  site.state = { availability: 'video', title: 'Day: Opening', url: site.cdnUrl('talk.mp4'), format: 'mp4', sections, section: 0 };
  const page = await stage.visit();
  await page.getByRole('button', { name: 'Sections' }).click();
  assert.equal(await page.getByRole('menuitemradio', { name: 'Opening' }).getAttribute('aria-checked'), 'true');
  assert.deepEqual(await violations(page), []);
  site.state = { ...site.state, title: 'Day', section: 1 };
  await page.getByRole('menuitemradio', { name: 'Section 2' }).click();
  await page.getByRole('heading', { name: 'Day', exact: true }).waitFor();
  assert.equal(new URL(page.url()).search, '?section=1&autoplay=1');
  await moves(page);
});

test('a phone shows the controls it needs, in the language of its owner', async () => {
  const page = await stage.visit(stage.site.page, {
    locale: 'ru-RU',
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
  });
  await page.locator('.big').tap();
  await moves(page);
  await page.getByRole('button', { name: 'Полный экран' }).waitFor();
  assert.equal(await page.getByRole('slider', { name: 'Громкость' }).count(), 0);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  assert.deepEqual(await violations(page), []);
});
