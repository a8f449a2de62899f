import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterClose, pauseBefore, pauseUnknown, surelyUnknown } from '../../src/net/backoff.ts';
import { read } from '../../src/net/messages.ts';

test('the first reconnect comes within 250 ms, later ones double up to 10 s', () => {
  const least = (attempt: number) => pauseBefore(attempt, () => 0);
  const most = (attempt: number) => pauseBefore(attempt, () => 1);
  assert.deepEqual([least(0), most(0)], [0, 250]);
  assert.deepEqual([1, 2, 3, 4, 5, 6, 20].map(most), [500, 1000, 2000, 4000, 8000, 10000, 10000]);
  assert.deepEqual([1, 6].map(least), [375, 7500]);
});

test('close codes say whether to come back', () => {
  assert.equal(afterClose(1006), 'reconnect');
  assert.equal(afterClose(1012), 'reconnect');
  assert.equal(afterClose(4401), 'new-token');
  assert.equal(afterClose(4409), 'forget');
  assert.equal(afterClose(4429), 'wait');
  for (const code of [1000, 4410]) assert.equal(afterClose(code), 'give-up');
  assert.equal(afterClose(4403), 'wrong-origin');
  assert.equal(afterClose(4404), 'no-site');
});

test('an unknown site is looked for at long intervals', () => {
  assert.deepEqual(
    [0, 1, 2, 20].map((more) => pauseUnknown(surelyUnknown + more, () => 1)),
    [15_000, 30_000, 60_000, 60_000],
  );
});

test('a message is read', () => {
  assert.deepEqual(read('{"type":"refused","reason":"busy","request":"7"}'), { type: 'refused', reason: 'busy', request: '7' });
});

test('frames that are no message of the protocol are ignored', () => {
  const frames = [
    '',
    'null',
    '7',
    '[]',
    '{',
    '{}',
    '{"type":7}',
    '{"type":"constructor"}',
    '{"type":"from-the-future"}',
    new ArrayBuffer(2),
  ];
  for (const frame of frames) assert.equal(read(frame), null, String(frame));
});

test('a message without a required field is ignored', () => {
  assert.equal(read('{"type":"offer","viewing":"v","connection":"c"}'), null);
  assert.equal(read('{"type":"offer","viewing":"v","connection":7,"sdp":"x"}'), null);
});
