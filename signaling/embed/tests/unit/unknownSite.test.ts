import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Connection, type ConnectionHost } from '../../src/net/connection.ts';

/** A service whose sockets close at once with the codes of a test, the last of them for ever. */
class ClosingSocket {
  static codes: number[] = [];
  static opened = 0;
  onopen?: () => void;
  onclose?: (event: { code: number }) => void;

  constructor() {
    const code = ClosingSocket.codes.length > 1 ? ClosingSocket.codes.shift()! : ClosingSocket.codes[0]!;
    ClosingSocket.opened++;
    queueMicrotask(() => {
      this.onopen?.();
      this.onclose?.({ code });
    });
  }

  send(): void {}
  close(): void {}
}

const heard: string[] = [];
const host: ConnectionHost = {
  url: 'ws://localhost/v1/sites/a/b/socket',
  token: () => Promise.resolve(null),
  hello: () => ({}),
  remembered: () => Promise.resolve(null),
  remember: () => {},
  onWelcome: () => {},
  onMessage: () => {},
  onLost: () => heard.push('lost'),
  onUnknownSite: () => heard.push('unknown'),
  onClosed: (reason) => heard.push(reason),
};
const real = globalThis.WebSocket;

beforeEach(() => {
  heard.length = ClosingSocket.opened = 0;
  globalThis.WebSocket = ClosingSocket as unknown as typeof WebSocket;
  mock.timers.enable({ apis: ['setTimeout'] });
});
afterEach(() => {
  mock.timers.reset();
  globalThis.WebSocket = real;
});

async function pass(seconds: number): Promise<void> {
  for (let step = 0; step < seconds * 4; step++) {
    mock.timers.tick(250);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
}

test('a site is unknown once the service has said so four times, and is then looked for every minute', async () => {
  ClosingSocket.codes = [4404];
  void new Connection(host).start();
  await pass(5);
  assert.deepEqual(heard, ['lost', 'lost', 'lost', 'unknown']);
  await pass(600);
  assert.ok(ClosingSocket.opened <= 20, `${ClosingSocket.opened} sockets in ten minutes`);
  assert.ok(ClosingSocket.opened >= 12, `${ClosingSocket.opened} sockets in ten minutes`);
});

test('a replica that has not heard of a new site yet makes no unknown site', async () => {
  ClosingSocket.codes = [4404, 4404, 4404, 1012];
  void new Connection(host).start();
  await pass(60);
  assert.equal(heard.includes('unknown'), false);
});

test('an origin that the site does not permit is not tried again', async () => {
  ClosingSocket.codes = [4403];
  void new Connection(host).start();
  await pass(60);
  assert.deepEqual([heard, ClosingSocket.opened], [['wrong-origin'], 1]);
});
