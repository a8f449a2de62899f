import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Connection, type ConnectionHost } from '../../src/net/connection.ts';

/** A service that a slow network reaches: its sockets open only after a time. */
class SlowSocket {
  static opensAfter = 0;
  static live: SlowSocket[] = [];
  static lived: number[] = [];
  private readonly since = now;
  private readonly timer: ReturnType<typeof setTimeout>;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number }) => void;

  constructor() {
    SlowSocket.live.push(this);
    this.timer = setTimeout(() => this.onopen?.(), SlowSocket.opensAfter);
  }

  send(): void {
    const welcome = { type: 'welcome', participant: 'p', key: 'k', user: 'u', resumed: false, mayBroadcast: true, mayWatch: true };
    this.onmessage?.({ data: JSON.stringify(welcome) });
  }

  close(): void {
    clearTimeout(this.timer);
    SlowSocket.lived.push(now - this.since);
    queueMicrotask(() => this.onclose?.({ code: 1006 }));
  }
}

let now = 0;
let tokens = 0;
let token: () => Promise<string | null>;
const host: ConnectionHost = {
  url: 'ws://localhost/v1/sites/a/b/socket',
  token: () => {
    tokens++;
    return token();
  },
  hello: () => ({}),
  remembered: () => Promise.resolve(null),
  remember: () => {},
  onWelcome: () => {},
  onMessage: () => {},
  onLost: () => {},
  onUnknownSite: () => {},
  onClosed: () => {},
};
const real = globalThis.WebSocket;

beforeEach(() => {
  now = tokens = 0;
  SlowSocket.opensAfter = 0;
  SlowSocket.live = [];
  SlowSocket.lived = [];
  token = () => Promise.resolve(null);
  globalThis.WebSocket = SlowSocket as unknown as typeof WebSocket;
  mock.timers.enable({ apis: ['setTimeout'] });
});
afterEach(() => {
  mock.timers.reset();
  globalThis.WebSocket = real;
});

async function pass(seconds: number): Promise<void> {
  for (let step = 0; step < seconds * 4; step++) {
    now += 250;
    mock.timers.tick(250);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
}

test('a socket that opens after six seconds opens at the third attempt', async () => {
  SlowSocket.opensAfter = 6_000;
  const connection = new Connection(host);
  void connection.start();
  await pass(16);
  assert.equal(connection.isReady, true);
  assert.deepEqual([SlowSocket.live.length, SlowSocket.lived], [3, [2_000, 4_000]]);
});

test('an attempt takes at most 15 s, and a browser that is online again shortens none', async () => {
  SlowSocket.opensAfter = 60_000;
  const connection = new Connection(host);
  void connection.start();
  for (let second = 0; second < 90; second++) {
    await pass(1);
    connection.hurry();
  }
  assert.deepEqual(SlowSocket.lived.slice(0, 5), [2_000, 4_000, 8_000, 15_000, 15_000]);
});

test('a token that never comes is asked for again after 15 s', async () => {
  token = () => new Promise(() => {});
  const connection = new Connection(host);
  void connection.start();
  await pass(10);
  token = () => Promise.resolve('t');
  await pass(8);
  assert.deepEqual([tokens, connection.isReady], [2, true]);
});
