import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterAnswer } from '../../src/telemetry/answers.ts';
import { BeaconQueue } from '../../src/telemetry/beaconQueue.ts';

const at = { at: 1_700_000_000_000, position: 7 };
const half = (): number => 0.5;
const figures = { view_duration: 1, elapsed_seconds: 1, buffering_events: 0, rebuffer_seconds: 0, quality_changes: 0 };

test('events have numbers, and only what belongs to them', () => {
  const queue = new BeaconQueue();
  queue.add({ ...at, type: 'start', waited: 1 });
  queue.add({ ...at, type: 'seek', from: 3.00049, position: Infinity });
  queue.add({ ...at, type: 'quality', height: 720, bitrate: 2_500_000.4 });
  queue.add({ ...at, type: 'error', failure: 'network' });
  assert.deepEqual(queue.next(), [
    { id: 1, type: 'stream_start', ...at },
    { id: 2, type: 'stream_seek', at: at.at, position: 0, from: 3 },
    { id: 3, type: 'stream_quality_change', ...at, height: 720, bitrate: 2_500_000 },
    { id: 4, type: 'stream_error', ...at, error: 'network' },
  ]);
});

test('what was taken is gone, and what came meanwhile stays', () => {
  const queue = new BeaconQueue();
  queue.add({ ...at, type: 'start' });
  const sent = queue.next();
  queue.add({ ...at, type: 'pause' });
  queue.remove(sent);
  assert.deepEqual(
    queue.next().map((event) => event.id),
    [2],
  );
});

test('a beacon is bounded, and the next one goes on', () => {
  const queue = new BeaconQueue();
  for (let i = 0; i < 60; i++) queue.add({ ...at, type: 'pause' });
  assert.equal(queue.next().length, 50);
  assert.deepEqual(
    queue.next(50).map((event) => event.id),
    [51, 52, 53, 54, 55, 56, 57, 58, 59, 60],
  );
});

test('a page that cannot send loses old figures first', () => {
  const queue = new BeaconQueue();
  queue.add({ ...at, type: 'start' });
  for (let i = 0; i < 600; i++) queue.addFigures(figures, at.at, 0);
  assert.equal(queue.length, 500);
  assert.equal(queue.next()[0]!.type, 'stream_start');
  assert.equal(queue.next()[1]!.id, 103);
});

test('an answer says whether to go on, to wait or to stop', () => {
  assert.deepEqual(afterAnswer(202, null, 3, half), { do: 'remove' });
  assert.deepEqual(afterAnswer(400, null, 0, half), { do: 'remove' });
  for (const status of [401, 403, 404, 410]) assert.deepEqual(afterAnswer(status, null, 0, half), { do: 'stop' });
  for (const status of [0, 429, 500, 503]) assert.deepEqual(afterAnswer(status, null, 0, half), { do: 'wait', ms: 2_000 });
  assert.deepEqual(afterAnswer(503, '7', 0, half), { do: 'wait', ms: 7_000 });
  assert.deepEqual(afterAnswer(0, null, 20, half), { do: 'wait', ms: 60_000 });
  assert.deepEqual(afterAnswer(503, 'soon', 1, half), { do: 'wait', ms: 4_000 });
});
