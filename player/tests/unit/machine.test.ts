import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageState } from '../../src/page/data.ts';
import { initial, next, type PlaybackEvent, type PlaybackState } from '../../src/playback/machine.ts';

const page = (state: Partial<PageState>): PlaybackEvent => ({ type: 'page', state: { availability: 'video', title: 'Talk', ...state } });
const run = (...events: PlaybackEvent[]): PlaybackState => events.reduce(next, initial);
const moving = (atEdge = false): PlaybackEvent => ({ type: 'move', moving: true, atEdge });
const live = page({ availability: 'live', url: 'https://cdn.example/a.m3u8' });

test('a video loads, plays, pauses, waits for data and ends', () => {
  const phases: string[] = [];
  let state = initial;
  for (const event of [
    page({}),
    { type: 'loaded' },
    { type: 'play' },
    moving(),
    { type: 'stall' },
    { type: 'move', moving: false, atEdge: false },
    moving(),
    { type: 'pause' },
    { type: 'play' },
    moving(),
    { type: 'end' },
  ] as PlaybackEvent[])
    phases.push((state = next(state, event)).phase);
  const expected = 'loading ready buffering playing buffering buffering playing paused buffering playing ended';
  assert.equal(phases.join(' '), expected);
});

test('a URL from elsewhere is live when its playlist is', () => {
  assert.equal(run(page({}), { type: 'loaded', live: true }).live, true);
  assert.equal(run(page({}), { type: 'loaded', live: false }).live, false);
  assert.equal(run(live, { type: 'loaded', live: false }).live, true, 'what the gateway calls live stays so');
});

test('a stream that has not begun says when it will, and begins by itself', () => {
  const waiting = run(page({ availability: 'waiting', startsAt: '2026-01-01T10:00:00Z' }));
  assert.deepEqual([waiting.phase, waiting.startsAt], ['waiting', '2026-01-01T10:00:00Z']);
  const begun = [live, { type: 'loaded' } as const, { type: 'play' } as const, moving(true)].reduce(next, waiting);
  assert.deepEqual([begun.phase, begun.live, begun.atEdge], ['playing', true, true]);
});

test('a live stream without a playlist is a stream that has not begun', () => {
  const state = run(live, { type: 'missing' });
  assert.deepEqual([state.phase, state.live], ['waiting', true]);
  assert.equal(next(state, live).phase, 'waiting', 'the next look does not hide the message');
  assert.equal(next(state, { type: 'loaded' }).phase, 'ready');
});

test('a live stream is at its edge or behind, also while paused; a video is never live', () => {
  const playing = run(live, { type: 'loaded' }, { type: 'play' }, moving(true));
  const paused = next(next(playing, { type: 'pause' }), { type: 'move', moving: false, atEdge: false });
  assert.deepEqual([paused.phase, paused.atEdge], ['paused', false]);
  assert.equal(run(page({}), { type: 'loaded' }, { type: 'play' }, moving(true)).atEdge, false);
});

test('what plays is not interrupted by what the gateway says', () => {
  const playing = run(live, { type: 'loaded' }, { type: 'play' }, moving(true));
  for (const availability of ['ended', 'waiting', 'failed'] as const) assert.equal(next(playing, page({ availability })).phase, 'playing');
});

test('after its end a stream waits for the next one that the schedule has', () => {
  const ended = run(live, { type: 'loaded' }, { type: 'play' }, moving(true), { type: 'end' });
  assert.equal(next(ended, page({ availability: 'ended' })).phase, 'ended');
  assert.equal(next(ended, page({ availability: 'waiting' })).phase, 'ended');
  assert.equal(next(ended, page({ availability: 'waiting', startsAt: '2026-01-01T10:00:00Z' })).phase, 'waiting');
});

test('an error stays until the viewer tries again', () => {
  const failed = run(live, { type: 'fail', failure: 'network' });
  assert.equal(next(failed, live).phase, 'error');
  assert.equal(next(failed, { type: 'loaded' }).phase, 'error');
  const again = next(failed, { type: 'retry' });
  assert.deepEqual([again.phase, again.failure], ['loading', null]);
});

test('a video that failed plays once the gateway says that it can', () => {
  const failed = run(page({ availability: 'failed' }));
  assert.deepEqual([failed.phase, failed.failure], ['error', 'failed']);
  assert.equal(next(failed, page({})).phase, 'loading');
});

test('a source that is loaded again is loading, and an error is not', () => {
  assert.equal(run(live, { type: 'loaded' }, { type: 'play' }, moving(true), { type: 'restart' }).phase, 'loading');
  assert.equal(run(live, { type: 'fail', failure: 'network' }, { type: 'restart' }).phase, 'error');
});

test('events of a former source change nothing', () => {
  const waiting = run(page({ availability: 'waiting' }));
  for (const type of ['play', 'pause', 'stall', 'end'] as const) assert.equal(next(waiting, { type }), waiting);
});
