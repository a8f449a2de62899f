import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseSource } from '../../src/source/choose.ts';
import { levelName, sectionUrl } from '../../src/ui/menus.ts';

test('an iPhone plays HLS itself, other browsers with hls.js', () => {
  const iPhone = { hlsJs: true, mediaSource: false, nativeHls: true };
  const oldIPhone = { hlsJs: false, mediaSource: false, nativeHls: true };
  const safari = { hlsJs: true, mediaSource: true, nativeHls: true };
  const firefox = { hlsJs: true, mediaSource: true, nativeHls: false };
  const old = { hlsJs: false, mediaSource: false, nativeHls: false };
  assert.deepEqual(
    [iPhone, oldIPhone, safari, firefox, old].map((browser) => chooseSource('hls', browser)),
    ['native', 'native', 'hls.js', 'hls.js', null],
  );
  assert.equal(chooseSource('mp4', old), 'native');
});

test('a quality has its height as a name, or its bit rate', () => {
  assert.equal(levelName({ height: 720, bitrate: 3_000_000 }), '720p');
  assert.equal(levelName({ height: 0, bitrate: 1_540_000 }), '1.5 Mb/s');
});

test('another section is the same page with its position, and plays by itself', () => {
  const url = sectionUrl('https://play.example/watch/talks/archivesplits/a?section=0&token=t', 2);
  assert.equal(url, 'https://play.example/watch/talks/archivesplits/a?section=2&token=t&autoplay=1');
});
