import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IceServers } from '../../src/net/iceServers.ts';
import { firstConnection, nextStep } from '../../src/watch/recovery.ts';

/** The steps that are taken, with the seconds at which, when media stays away. */
function steps(taken: number): [number, string][] {
  const result: [number, string][] = [];
  for (let ms = 0; ms < 60_000; ms += 500) {
    const step = nextStep(ms, taken);
    if (step === 'wait') continue;
    taken++;
    result.push([ms / 1000, step]);
  }
  return result;
}

test('a lost connection is restarted, then replaced, then given up', () => {
  assert.deepEqual(steps(0), [
    [1.5, 'restart'],
    [7, 'fresh'],
    [16, 'fresh'],
    [28, 'fresh'],
    [45, 'give-up'],
  ]);
});

test('a first connection has longer', () => {
  assert.deepEqual(steps(firstConnection)[0], [7, 'fresh']);
});

test('credentials are asked for again before they expire, and kept if the service does not answer', async () => {
  let now = 0;
  let answers = true;
  let asked = 0;
  const first = [{ urls: 'turn:first' }];
  const second = [{ urls: 'turn:second' }];
  const ice = new IceServers(
    () => (asked++, answers ? Promise.resolve({ iceServers: second, expiresInSeconds: 600 }) : Promise.reject(new Error('lost'))),
    () => now,
  );
  ice.set({ iceServers: first }, 600);
  assert.deepEqual(await ice.fresh(), first);
  assert.equal(asked, 0);
  now = 571_000;
  assert.deepEqual(await ice.fresh(), second);
  answers = false;
  now += 600_000;
  assert.deepEqual(await ice.fresh(), second);
});
