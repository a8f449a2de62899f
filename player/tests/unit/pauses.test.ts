import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageState } from '../../src/page/data.ts';
import { pauseBeforeLook } from '../../src/page/pauses.ts';
import { look, Watcher, type Look } from '../../src/page/watcher.ts';

const half = (): number => 0.5;

test('looks become rarer, up to 30 s', () => {
  const pauses = [0, 1, 2, 5, 7, 100].map((looks) => Math.round(pauseBeforeLook('waiting', looks, null, half)!));
  assert.deepEqual(pauses, [2000, 3000, 4500, 15188, 30000, 30000]);
});

test('no pause crosses the time of the schedule, and around it looks are frequent', () => {
  assert.equal(pauseBeforeLook('waiting', 50, 3_600_000, half), 30_000);
  assert.equal(
    pauseBeforeLook('waiting', 50, 31_000, () => 0.99),
    31_000,
  );
  assert.equal(pauseBeforeLook('waiting', 50, 5_000, half), 2_000);
  assert.equal(pauseBeforeLook('waiting', 50, -30_000, half), 2_000);
  assert.equal(pauseBeforeLook('waiting', 50, -120_000, half), 30_000);
});

test('a video changes no more; a live stream may', () => {
  assert.equal(pauseBeforeLook('video', 0, null), null);
  assert.equal(pauseBeforeLook('live', 0, null, half), 30_000);
});

test('a stream that starts is looked for often, for as long as somebody waits', () => {
  const pauses = [0, 1, 9, 100].map((looks) => Math.round(pauseBeforeLook('starting', looks, null, half)!));
  assert.deepEqual(pauses, [2000, 2400, 10000, 10000]);
});

test('viewers do not come together', () => {
  assert.notEqual(
    pauseBeforeLook('waiting', 3, null, () => 0),
    pauseBeforeLook('waiting', 3, null, () => 1),
  );
});

test('a refusal is told apart from a gateway that does not answer', async () => {
  const answer =
    (status: number, body = '{}'): typeof fetch =>
    async () =>
      new Response(body, { status });
  assert.deepEqual(await look('/s', answer(401)), { refused: 'denied' });
  assert.deepEqual(await look('/s', answer(404)), { refused: 'gone' });
  assert.deepEqual(await look('/s', answer(503)), { unreachable: true });
  assert.deepEqual(await look('/s', answer(200, '<html>')), { unreachable: true });
  assert.deepEqual(await look('/s', () => Promise.reject(new Error('lost'))), { unreachable: true });
  assert.deepEqual(await look('/s', answer(200, '{"availability":"ended","title":"T"}')), { state: { availability: 'ended', title: 'T' } });
});

test('a video is asked for again while the gateway does not answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const video: PageState = { availability: 'video', title: 'T' };
  const answers: Look[] = [{ unreachable: true }, { unreachable: true }, { state: video }];
  let looks = 0;
  const watcher = new Watcher(
    video,
    async () => answers[looks++]!,
    () => undefined,
  );
  watcher.start();
  t.mock.timers.tick(600_000);
  assert.equal(looks, 0, 'a video that plays is not asked for');
  await watcher.check();
  for (let i = 0; i < 5; i++) {
    t.mock.timers.tick(60_000);
    await new Promise((later) => setImmediate(later));
  }
  assert.equal(looks, 3);
});

test('a look that is asked for twice happens once, and a refusal ends the looks', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const waiting: PageState = { availability: 'waiting', title: 'T' };
  const answers: Look[] = [{ unreachable: true }, { state: waiting }, { refused: 'denied' }];
  const found: Look[] = [];
  let looks = 0;
  const watcher = new Watcher(
    waiting,
    async () => answers[looks++]!,
    (one) => found.push(one),
    () => 0,
  );
  watcher.start();
  await Promise.all([watcher.check(), watcher.check()]);
  assert.equal(looks, 1);
  for (let i = 0; i < 5; i++) {
    t.mock.timers.tick(60_000);
    await new Promise((later) => setImmediate(later));
  }
  assert.deepEqual(found, answers);
});
