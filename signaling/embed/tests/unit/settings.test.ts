import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wantedBy } from '../../src/page/elements.ts';
import { Store } from '../../src/page/storage.ts';
import { addressesOf, settingsOf, tokenOf } from '../../src/settings.ts';

test('the service is where the script came from', () => {
  const settings = settingsOf({ src: 'https://live.example.com/embed/1.0.0/embed.js', dataset: { site: 'web/shop', language: '' } });
  assert.deepEqual(settings, { site: 'web/shop', server: 'https://live.example.com' });
  assert.deepEqual(addressesOf(settings), {
    socket: 'wss://live.example.com/v1/sites/web/shop/socket',
    beacons: 'https://live.example.com/v1/sites/web/shop/beacons',
  });
});

test('another server may be named', () => {
  const settings = settingsOf({ src: 'https://cdn.example.com/embed.js', dataset: { site: 'a/b', server: 'http://localhost:8080/' } });
  assert.equal(addressesOf(settings)?.socket, 'ws://localhost:8080/v1/sites/a/b/socket');
});

test('without a site, or with a mistaken one, there are no addresses', () => {
  for (const site of [undefined, '', 'shop', 'a/b/c', '/b', 'a/'])
    assert.equal(addressesOf({ server: 'https://live.example.com', ...(site !== undefined && { site }) }), null);
  assert.equal(addressesOf({ site: 'a/b', server: 'javascript:alert(1)' }), null);
});

test('a token comes from a string or a function', async () => {
  assert.equal(await tokenOf({ token: 'abc' }), 'abc');
  assert.equal(await tokenOf({ token: () => Promise.resolve('def') }), 'def');
  assert.equal(await tokenOf({}), null);
});

test('elements name one participant for one role', () => {
  const element = (attributes: Record<string, string>) => ({ getAttribute: (name: string) => attributes[name] ?? null });
  assert.deepEqual(wantedBy(element({ 'data-onair-watch': ' alice ' })), { role: 'watch', user: 'alice' });
  assert.deepEqual(wantedBy(element({ 'data-onair-broadcast': 'bob' })), { role: 'broadcast', user: 'bob' });
  assert.equal(wantedBy(element({ 'data-onair-watch': '  ' })), null);
});

test('a store works where the browser forbids storage', () => {
  const store = new Store(() => {
    throw new DOMException('denied', 'SecurityError');
  }, 'x:');
  store.set('a', { b: 1 });
  assert.deepEqual(store.get('a'), { b: 1 });
  store.remove('a');
  assert.equal(store.get('a'), null);
});
