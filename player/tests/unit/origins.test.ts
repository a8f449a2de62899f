import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permits } from '../../src/page/origins.ts';

test('an origin is permitted as itself, below a host, or as any', () => {
  const own = 'https://play.example.com';
  const may = (origin: string, ...permitted: string[]): boolean => permits(origin, own, permitted);
  assert.equal(may(own, 'self'), true);
  assert.equal(may('https://site.example.com', 'self'), false);
  assert.equal(may('https://site.example.com', 'https://site.example.com'), true);
  assert.equal(may('http://site.example.com', 'https://site.example.com'), false);
  assert.equal(may('https://a.example.com', 'https://*.example.com'), true);
  assert.equal(may('https://example.com', 'https://*.example.com'), false);
  assert.equal(may('https://evilexample.com', 'https://*.example.com'), false);
  assert.equal(may('http://a.example.com', 'https://*.example.com'), false);
  assert.equal(may('null', 'self', 'https://*.example.com'), false);
  assert.equal(may('https://anything.test', '*'), true);
  assert.equal(may(own), false);
});
