import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chapterAt } from '../../src/playback/chapters.ts';
import { behind, isAtEdge, seekRange, within } from '../../src/playback/liveEdge.ts';
import { clock, moment, spoken } from '../../src/playback/time.ts';

test('a video has its whole length, a live stream its DVR window up to live', () => {
  assert.deepEqual(seekRange({ start: 0, end: 60 }, 90, null), { start: 0, end: 90 });
  assert.deepEqual(seekRange(null, NaN, null), { start: 0, end: 0 });
  assert.deepEqual(seekRange({ start: 100, end: 400 }, Infinity, 388), { start: 100, end: 388 });
  assert.deepEqual(seekRange({ start: 100, end: 400 }, Infinity, 388, 60), { start: 328, end: 388 });
  assert.deepEqual(seekRange({ start: 100, end: 104 }, Infinity, 90), { start: 100, end: 100 });
});

test('live is where the segments are not older than one and a half', () => {
  assert.equal(isAtEdge(96, 100), true);
  assert.equal(isAtEdge(95, 100), false);
  assert.equal(isAtEdge(91, 100, 6), true);
  assert.equal(isAtEdge(102, 100), true);
  assert.equal(behind(102, 100), 0);
  assert.equal(within({ start: 10, end: 20 }, 5), 10);
  assert.equal(within({ start: 10, end: 20 }, 25), 20);
});

test('times are short to read and whole to hear', () => {
  assert.deepEqual([0, 65.9, 3605, -5, -0.4].map(clock), ['0:00', '1:05', '1:00:05', '−0:05', '0:00']);
  assert.equal(spoken(3605, 'en'), '1 hour, 5 seconds');
  assert.equal(spoken(0, 'en'), '0 seconds');
  assert.match(spoken(62, 'ru'), /1 минута, 2 секунды/);
});

test('a time of the schedule has its day unless that is today', () => {
  const at = '2026-03-05T10:00:00';
  assert.doesNotMatch(moment(at, 'en', new Date('2026-03-05T08:00:00')), /March/);
  assert.match(moment(at, 'en', new Date('2026-03-04T08:00:00')), /March 5, 2026/);
  assert.match(moment(at, 'ru', new Date('2026-03-04T08:00:00')), /5 марта 2026/);
});

test('a chapter lasts to its end, or to the next one', () => {
  const chapters = [
    { start: 5, end: 10, title: 'a' },
    { start: 20, title: 'b' },
    { start: 30, title: 'c' },
  ];
  assert.deepEqual(
    [0, 5, 10, 20, 29, 99].map((at) => chapterAt(chapters, at)?.title),
    [undefined, 'a', undefined, 'b', 'b', 'c'],
  );
});
