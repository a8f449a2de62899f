import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const script = readFileSync(process.env['ONAIR_EMBED']!, 'utf8');

test('the script is under 25 kB gzip', () => {
  const bytes = gzipSync(script).length;
  assert.ok(bytes < 25_000, `${bytes} bytes`);
});

test('the script needs nothing that a content security policy forbids', () => {
  assert.doesNotMatch(script, /\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|setAttribute\("style"/);
});
