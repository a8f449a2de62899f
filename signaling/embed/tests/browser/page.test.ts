import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually, moves, Stage } from '../support/stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage: Stage;
before(async () => {
  stage = await new Stage().open();
});
afterEach(() => stage.clear());
after(() => stage.close());

/** What axe-core has against a page as it is, shadow roots included. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

test('axe-core finds no violation in any state, in a light and in a dark scheme', async () => {
  const { alice, bob } = await stage.pair();
  await bob.getByRole('button', { name: 'Watch Alice' }).click();
  await alice.getByRole('dialog').waitFor();
  assert.deepEqual([await violations(alice), await violations(bob)], [[], []]);
  await alice.getByRole('button', { name: 'Accept' }).click();
  await moves(bob, 'alice');
  await alice.getByRole('button', { name: 'Camera and microphone' }).click();
  await alice.getByRole('combobox', { name: 'Camera' }).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await Promise.all([alice.emulateMedia({ colorScheme }), bob.emulateMedia({ colorScheme })]);
    assert.deepEqual([await violations(alice), await violations(bob)], [[], []], colorScheme);
  }
});

test('a keyboard is enough: start, move the window, mute, and stop', async () => {
  const profile = await stage.person();
  const page = await stage.visit(profile, '/kim', '<div data-onair-broadcast="kim"></div>');
  await page.getByRole('button', { name: 'Start broadcast' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const window = page.getByRole('region', { name: 'Your broadcast' });
  await window.waitFor();
  await page.keyboard.press('Tab');
  const before = (await window.boundingBox())!;
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowUp');
  const moved = (await window.boundingBox())!;
  assert.deepEqual([before.x - moved.x, before.y - moved.y], [16, 64]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.equal(await page.getByRole('button', { name: 'Mute microphone' }).getAttribute('aria-pressed'), 'true');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('The broadcast has ended.').waitFor();

  await page.getByRole('button', { name: 'Start broadcast' }).click();
  await window.waitFor();
  await page.mouse.move(moved.x + 60, moved.y + 15);
  await page.mouse.down();
  await page.mouse.move(400, 100, { steps: 3 });
  await page.mouse.up();
  const dragged = (await window.boundingBox())!;
  assert.deepEqual([Math.round(dragged.x), Math.round(dragged.y)], [340, 85], 'it starts where it was, and a pointer drags it');
});

test('elements that come later, change and go are followed', async () => {
  const profile = await stage.person();
  const hellos = stage.service.messages('bob', 'hello').length;
  const page = await stage.visit(profile, '/later', '<div id="place"></div>', 'data-user="bob"');
  await page.evaluate(() => {
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  const liz = await stage.visit(await stage.person(), '/liz', '<div data-onair-broadcast="liz"></div>');
  await liz.getByRole('button', { name: 'Start broadcast' }).click();
  await liz.getByText('You are live.').waitFor();
  assert.equal(stage.service.messages('bob', 'hello').length, hellos, 'a page without elements does not connect');
  await page.evaluate(() => document.querySelector('#place')!.setAttribute('data-onair-watch', 'liz'));
  await page.getByRole('button', { name: 'Watch liz' }).waitFor();
  assert.equal(await page.locator('#place').getAttribute('data-onair-state'), 'online');

  await page.evaluate(() => (document.querySelector('#place')!.textContent = 'rendered again'));
  await page.getByRole('button', { name: 'Watch liz' }).waitFor();
  await page.evaluate(() => document.querySelector('#place')!.setAttribute('data-onair-watch', 'mona'));
  await eventually(() => stage.service.messages('bob', 'follow').at(-1)?.['users'].includes('mona'), 'the other person is followed');
  assert.equal(await page.getByRole('button').count(), 0);
  await page.evaluate(() => document.querySelector('#place')!.remove());
  await eventually(() => stage.service.messages('bob', 'follow').at(-1)!['users'].length === 0, 'no one is followed');
});

test('a page that replaces its body keeps the window with the camera', async () => {
  const page = await stage.visit(await stage.person(), '/bare', '<p>Nothing of ours</p>', 'data-user="rob"');
  await page.evaluate(() => window.Onair!.broadcast('rob'));
  const window_ = page.getByRole('region', { name: 'Your broadcast' });
  await window_.waitFor();
  await page.evaluate(() => document.body.replaceWith(document.createElement('body')));
  await window_.waitFor();
  await page.waitForFunction(() => {
    const video = document.querySelector('onair-overlay')?.shadowRoot?.querySelector('video');
    return video && !video.paused;
  });
  await page.getByRole('button', { name: 'Stop broadcast' }).click();
  await window_.waitFor({ state: 'detached' });
});

test('a button of the page keeps its look and gets the states', async () => {
  const { alice, bob } = await stage.pair();
  const body = '<button class="mine" data-onair-watch="alice"><i>▶</i> <span data-onair-label>Look</span></button>';
  const page = await stage.visit(bob.context(), '/button', body, 'data-user="carol"');
  const button = page.locator('button.mine');
  await button.and(page.getByRole('button', { name: '▶ Watch Alice' })).click();
  await alice.getByRole('button', { name: 'Accept' }).click();
  await moves(page, 'alice');
  assert.equal(await button.textContent(), '▶ Stop watching Alice');
  await button.click();
  assert.equal(await page.locator('video').count(), 0);
});

test('a Russian page speaks Russian', async () => {
  const profile = await stage.person();
  const page = await stage.visit(profile, '/ru', '<div data-onair-broadcast="olga"></div>', 'data-language="ru"');
  await page.getByRole('button', { name: 'Начать трансляцию' }).click();
  await page.getByText('Вас никто не смотрит.').waitFor();
  await page.getByRole('button', { name: 'Выключить микрофон' }).click();
});

test('tokens decide who one is and what one may do', async () => {
  stage.service.options.tokens = {
    good: { sub: 'max', broadcast: true, watch: true },
    poor: { sub: 'nick', broadcast: false, watch: true },
  };
  const profile = await stage.person();
  stage.site.pages.set('/token', '{"token": "good"}');
  const body = '<p data-onair-broadcast="other"></p><div data-onair-broadcast="max"></div>';
  const max = await stage.visit(profile, '/max', body, 'data-token-url="/token"');
  await max.getByRole('button', { name: 'Start broadcast' }).click();
  await max.getByText('You are live.').waitFor();
  assert.equal(await max.locator('p').first().getAttribute('data-onair-state'), 'foreign');

  const nick = await stage.visit(profile, '/nick', '<div data-onair-broadcast="nick"></div>', 'data-token="poor"');
  await nick.getByText('You have no permission to broadcast here.').waitFor();
  const late = await stage.visit(profile, '/late', '<div data-onair-broadcast="max"></div>', 'data-token="expired"');
  await late.getByText('Your session has expired. Reload the page and sign in again.').waitFor();
});

test('a page that names an unknown site says so, and finds the site once it is there', async () => {
  stage.service.options.site = 'default/later';
  const body = '<p data-onair-broadcast="ida"></p><div data-onair-watch="alice"></div>';
  const page = await stage.visit(await stage.person(), '/wrong', body, 'data-user="ida"');
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.getByText('This page names a broadcast site that does not exist.').nth(1).waitFor();
  assert.equal(await page.locator('p').first().getAttribute('data-onair-state'), 'unconfigured');
  assert.equal(await page.evaluate(() => window.Onair!.state('watch', 'alice')), 'unconfigured');
  assert.equal(await page.getByRole('button').count(), 0);
  assert.deepEqual(
    errors.map((error) => error.replace(stage.service.origin, 'SERVICE')),
    [
      'onair: default/demo: the service at SERVICE has no such BroadcastSite. Correct data-site, or see why the BroadcastSite is not Ready.',
    ],
  );

  stage.service.options.site = 'default/demo';
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.getByRole('button', { name: 'Start broadcast' }).waitFor();
  assert.equal(await page.getByText('does not exist').count(), 0);
  assert.equal(await page.evaluate(() => window.Onair!.state('watch', 'alice')), 'offline');
});

test('a page whose origin the site does not permit says so, and stays away', async () => {
  stage.service.options.foreign = true;
  const before = stage.service.turnedAway;
  const page = await stage.visit(await stage.person(), '/foreign', '<p data-onair-broadcast="ida"></p>', 'data-user="ida"');
  await page.getByText('The broadcast site does not permit the address of this page.').waitFor();
  assert.equal(stage.service.turnedAway, before + 1);
});

test('events and the script interface report what happens', async () => {
  const { alice, bob } = await stage.pair();
  await bob.evaluate(() => {
    const log: string[] = [];
    Object.assign(window, { log });
    document.addEventListener('onair:state', (event) => {
      const { role, user, state, reason } = (event as CustomEvent<Record<string, string>>).detail;
      log.push(`${role} ${user} ${state} ${reason}`);
    });
  });
  await bob.evaluate(() => window.Onair!.watch('alice'));
  await alice.getByRole('button', { name: 'Decline' }).click();
  await bob.getByText('Alice declined your request.').waitFor();
  await alice.evaluate(() => window.Onair!.stop());
  await eventually(async () => (await bob.evaluate(() => window.Onair!.state('watch', 'alice'))) === 'offline', 'the broadcast is over');
  assert.deepEqual(await bob.evaluate(() => (window as unknown as { log: string[] }).log), [
    'watch alice connecting null',
    'watch alice asking null',
    'watch alice online refused',
    'watch alice offline refused',
  ]);
  assert.equal(await bob.evaluate(() => window.Onair!.state('watch', 'unknown')), null);
});

test('the accounted time is the watched time', async () => {
  const { bob } = await stage.watching();
  const viewing = stage.service.viewingOf('bob')!;
  const began = Date.now();
  await bob.waitForTimeout(2_500);
  await bob.getByRole('button', { name: 'Stop watching Alice' }).first().click();
  const watched = (Date.now() - began) / 1000;
  const mine = () => [...stage.service.intervals.values()].filter((interval) => interval.of === viewing);
  await eventually(() => mine().length > 0 && mine().every((interval) => !interval.playing), 'the time ended');
  const accounted = mine().reduce((sum, interval) => sum + interval.seconds, 0);
  assert.ok(Math.abs(accounted - watched) < 1, `${accounted} s accounted, ${watched} s watched`);
});

test('a strict content security policy blocked nothing, and no page reported an error', () => {
  assert.deepEqual(stage.site.violations, []);
  assert.deepEqual(stage.errors, []);
});
