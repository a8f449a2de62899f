import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { TabLock } from '../../src/page/tabs.ts';
import { settled } from '../support/fakeDevices.ts';

interface Request {
  steal: boolean;
  granted: () => unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

// A timeout of a signal alone does not keep Node.js running.
const running = setInterval(() => {}, 1_000);
after(() => clearInterval(running));

const aborted = () => Object.assign(new Error('aborted'), { name: 'AbortError' });

/** One lock of a browser. */
class FakeLocks {
  holder: Request | null = null;
  private readonly queue: Request[] = [];

  request(_: string, { steal = false, signal }: LockOptions, granted: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = { steal, granted, resolve, reject };
      signal?.addEventListener('abort', () => {
        const place = this.queue.indexOf(request);
        if (place < 0) return;
        this.queue.splice(place, 1);
        reject(aborted());
      });
      if (steal) {
        this.queue.unshift(request);
        this.holder?.reject(aborted());
        this.holder = null;
      } else this.queue.push(request);
      this.next();
    });
  }

  query(): Promise<LockManagerSnapshot> {
    return Promise.resolve({ held: this.holder ? [{ name: 'x' }] : [] });
  }

  private next(): void {
    if (this.holder) return;
    const request = (this.holder = this.queue.shift() ?? null);
    if (!request) return;
    queueMicrotask(async () => {
      request.resolve(await request.granted());
      if (this.holder === request) this.holder = null;
      this.next();
    });
  }
}

const tab = (locks: FakeLocks) => new TabLock(() => 'x', locks as unknown as LockManager);

test('one tab has the lock until it frees it', async () => {
  const locks = new FakeLocks();
  const [a, b] = [tab(locks), tab(locks)];
  assert.equal(await a.take(20), true);
  assert.equal(await b.take(20), false);
  assert.equal(await b.taken(), true);
  a.release();
  assert.equal(await b.take(20), true);
});

test('a browser that is slow to answer is asked again, and no other tab is blamed', async () => {
  const locks = new FakeLocks();
  const request = locks.request.bind(locks);
  let unanswered = 3;
  locks.request = (name, options, granted) => {
    if (unanswered-- <= 0) return request(name, options, granted);
    return new Promise((_, reject) => options.signal!.addEventListener('abort', () => reject(aborted())));
  };
  assert.equal(await tab(locks).take(20), true);
});

test('a release ends the wait for a slow browser', async () => {
  const locks = new FakeLocks();
  locks.request = (_, { signal }) => new Promise((_, reject) => signal!.addEventListener('abort', () => reject(aborted())));
  const a = tab(locks);
  const waiting = a.take(20);
  a.release();
  assert.equal(await waiting, false);
});

test('a lock that comes after the release is freed at once', async () => {
  const locks = new FakeLocks();
  const [a, b] = [tab(locks), tab(locks)];
  await a.take(20);
  const waiting = b.take(1_000);
  b.release();
  a.release();
  assert.equal(await waiting, false);
  await settled();
  assert.equal(locks.holder, null);
});

test('an older request that gives up takes nothing from the newer one', async () => {
  const locks = new FakeLocks();
  const [a, b] = [tab(locks), tab(locks)];
  let lost = false;
  b.lost = () => (lost = true);
  await a.take(20);
  const first = b.take(50);
  b.release();
  const second = b.take(1_000);
  assert.equal(await first, false);
  a.release();
  assert.equal(await second, true);
  assert.deepEqual([b.held, lost], [true, false]);
});

test('a tab that loses the lock hears of it', async () => {
  const locks = new FakeLocks();
  const [a, b] = [tab(locks), tab(locks)];
  let lost = false;
  a.lost = () => (lost = true);
  await a.take(20);
  assert.equal(await b.steal(), true);
  await settled();
  assert.deepEqual([a.held, b.held, lost], [false, true, true]);
});

test('a released lock no longer reports that it is free', async () => {
  const locks = new FakeLocks();
  const [a, b] = [tab(locks), tab(locks)];
  await a.take(20);
  let free = false;
  b.whenFree(() => (free = true));
  b.release();
  a.release();
  await settled();
  assert.equal(free, false);
});

test('a browser without access to locks has no other tab', async () => {
  const denied = () => Promise.reject(Object.assign(new Error('denied'), { name: 'SecurityError' }));
  const lock = tab({ request: denied, query: denied } as unknown as FakeLocks);
  assert.equal(await lock.take(20), true);
  assert.equal(await lock.taken(), false);
});
