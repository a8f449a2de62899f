import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Phase } from '../../src/playback/machine.ts';
import { Figures } from '../../src/telemetry/figures.ts';
import type { PlayerEvent } from '../../src/telemetry/playerEvents.ts';

const event = (event: { type: 'start'; waited?: number } | { type: 'buffering' | 'pause' }): PlayerEvent => ({
  at: 0,
  position: 0,
  ...event,
});

/** Looks every second, as a media element reports its position. */
function live(figures: Figures, from: number, phase: Phase, seconds: number): number {
  for (let second = 0; second < seconds; second++) figures.look(phase, from + second * 1_000);
  return from + seconds * 1_000;
}

test('there are no figures before the first picture', () => {
  const figures = new Figures();
  live(figures, 0, 'buffering', 3);
  assert.equal(figures.report(3_000, null), null);
});

test('a moving picture counts, a wait for data counts, and a pause does not', () => {
  const figures = new Figures();
  let now = live(figures, 0, 'buffering', 2);
  figures.hear(event({ type: 'start', waited: 1.5 }), now);
  now = live(figures, now, 'playing', 20);
  figures.hear(event({ type: 'buffering' }), now);
  now = live(figures, now, 'buffering', 4);
  now = live(figures, now, 'playing', 6);
  now = live(figures, now, 'paused', 30);
  assert.deepEqual(figures.report(now, null), {
    view_duration: 26,
    elapsed_seconds: 60,
    buffering_events: 1,
    rebuffer_seconds: 4,
    quality_changes: 0,
    startup_seconds: 1.5,
  });
});

test('the wait after a seek or a pause is no fault of the network', () => {
  const figures = new Figures();
  figures.hear(event({ type: 'start' }), 0);
  let now = live(figures, 0, 'playing', 5);
  now = live(figures, now, 'buffering', 3);
  now = live(figures, now, 'playing', 5);
  assert.equal(figures.report(now, null)!.rebuffer_seconds, 0);
});

test('a computer that sleeps watches nothing', () => {
  const figures = new Figures();
  figures.hear(event({ type: 'start' }), 0);
  figures.look('playing', 0);
  figures.look('playing', 3_600_000);
  assert.equal(figures.report(3_600_000, null)!.view_duration, 10);
});

test('the latency is that of now, and absent for a viewer who went back', () => {
  const figures = new Figures();
  figures.hear(event({ type: 'start' }), 0);
  assert.equal(figures.report(1_000, 12.3456)!.latency_seconds, 12.346);
  assert.equal(figures.report(2_000, null)!.latency_seconds, undefined);
});
