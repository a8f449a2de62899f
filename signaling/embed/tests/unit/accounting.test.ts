import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Ledger, type Beacon } from '../../src/net/ledger.ts';
import { WatchClock } from '../../src/net/watchClock.ts';
import { Store } from '../../src/page/storage.ts';
import { MemoryStorage } from '../support/memoryStorage.ts';

let now = 0;
let ids = 0;
let sent: Beacon[] = [];
let storage = new MemoryStorage();
let ledger = newLedger();

function newLedger(): Ledger {
  const send = (beacon: Beacon) => sent.push(beacon) > 0;
  return new Ledger(
    new Store(() => storage, 'x:'),
    send,
    () => now,
    () => `interval-${++ids}`,
  );
}

beforeEach(() => {
  now = 1000;
  ids = 0;
  sent = [];
  storage = new MemoryStorage();
  ledger = newLedger();
});

test('an interval starts at zero, grows, and ends', () => {
  const interval = ledger.begin({ viewing: 'v' });
  now += 15_020;
  ledger.report();
  now += 1_000;
  ledger.end(interval);
  ledger.report();
  const expected = { viewing: 'v', interval: 'interval-1' };
  assert.deepEqual(sent, [
    { ...expected, seconds: 0, playing: true },
    { ...expected, seconds: 15.02, playing: true },
    { ...expected, seconds: 16.02, playing: false },
  ]);
});

test('an ended interval is repeated, also after a reload, until it is recorded', () => {
  ledger.end(ledger.begin({ broadcast: 'b' }), now + 5_000);
  ledger.recorded('interval-1', 0);
  sent = [];
  ledger = newLedger();
  ledger.repeat();
  assert.deepEqual(sent, [{ broadcast: 'b', interval: 'interval-1', seconds: 5, playing: false }]);
  ledger.recorded('interval-1', 5);
  sent = [];
  newLedger().repeat();
  assert.deepEqual(sent, []);
});

test('a page that goes closes what is open', () => {
  ledger.begin({ viewing: 'v' });
  now += 700;
  assert.deepEqual(ledger.close(), [{ viewing: 'v', interval: 'interval-1', seconds: 0.7, playing: false }]);
});

test('no more than 20 intervals wait', () => {
  for (let i = 0; i < 30; i++) ledger.end(ledger.begin({ viewing: 'v' }));
  assert.equal(ledger.close().length, 20);
});

test('watched time begins with the first picture and leaves stalls out', () => {
  const clock = new WatchClock(ledger, 'v', () => now);
  clock.check();
  assert.equal(clock.running, false);
  for (let i = 0; i < 10; i++, now += 500) clock.progress();
  now += 2_400;
  clock.check();
  assert.equal(clock.running, false, 'a stall of more than 2.5 s ends it');
  assert.deepEqual(sent.at(-1), { viewing: 'v', interval: 'interval-1', seconds: 4.5, playing: false });
  now += 10_000;
  clock.progress();
  now += 500;
  clock.progress();
  now += 400;
  clock.stop();
  assert.deepEqual(sent.at(-1), { viewing: 'v', interval: 'interval-2', seconds: 0.9, playing: false }, 'up to now while it plays');
});
