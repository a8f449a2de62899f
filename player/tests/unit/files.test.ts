import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const read = (file: string): string => readFileSync(`${process.env['ONAIR_PLAYER']}/${file}`, 'utf8');

test('our own code and styles are under 60 kB gzip', () => {
  const bytes = gzipSync(read('player.js')).length + gzipSync(read('player.css')).length;
  assert.ok(bytes < 60_000, `${bytes} bytes`);
});

test('the player needs nothing that a content security policy or Trusted Types forbid', () => {
  assert.doesNotMatch(
    read('player.js'),
    /\beval\(|new Function|(inner|outer)HTML|insertAdjacentHTML|document\.write|setAttribute\("style"/,
  );
});

test('the page has no script and no style of its own, and the integrity of each file', () => {
  const page = read('page.html');
  const integrity = JSON.parse(read('integrity.json')) as Record<string, string>;
  assert.doesNotMatch(page, /<style| style=| on[a-z]+=|javascript:/i);
  for (const [, name, value] of page.matchAll(/"\/player\/[0-9.]+\/([a-z.]+)" integrity="([^"]+)"/g)) {
    assert.equal(value, integrity[name!]);
    assert.equal(value, `sha384-${createHash('sha384').update(read(name!)).digest('base64')}`);
  }
  assert.equal([...page.matchAll(/<script(?! type="application\/json")/g)].length, 2);
});
