import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initial, type Phase, type PlaybackState } from '../../src/playback/machine.ts';
import { PlayerEvents, type PlayerEvent } from '../../src/telemetry/playerEvents.ts';

/** Goes from phase to phase, and returns what was said of it. */
class Recording {
  readonly said: PlayerEvent[] = [];
  readonly events = new PlayerEvents(() => 1_000);
  private state: PlaybackState = initial;

  constructor() {
    this.events.listen((event) => this.said.push(event));
  }

  go(...phases: Phase[]): this {
    for (const phase of phases) {
      const after: PlaybackState = { ...this.state, phase, failure: phase === 'error' ? 'network' : null };
      this.events.changed(this.state, after, 7);
      this.state = after;
    }
    return this;
  }

  get types(): string {
    return this.said.map((event) => event.type).join(' ');
  }
}

test('a view is told from start to end', () => {
  const recording = new Recording().go('ready', 'buffering', 'playing', 'paused', 'buffering', 'playing', 'buffering', 'playing', 'ended');
  assert.equal(recording.types, 'start pause resume buffering end');
  assert.deepEqual(recording.said[0], { at: 1_000, position: 7, type: 'start' });
});

test('a source that is loaded again is a wait for the viewer', () => {
  assert.equal(new Recording().go('buffering', 'playing', 'loading', 'ready', 'buffering', 'playing').types, 'start buffering');
});

test('nothing is told before something plays, except an error', () => {
  assert.equal(new Recording().go('ready', 'buffering', 'paused', 'buffering').types, '');
  const failed = new Recording().go('error');
  assert.deepEqual(failed.said, [{ at: 1_000, position: 7, type: 'error', failure: 'network' }]);
});

test('the wait after a seek is no fault of the network; the next one is', () => {
  const recording = new Recording().go('buffering', 'playing');
  recording.events.sought(7, 30);
  recording.go('buffering', 'playing');
  recording.events.settled();
  recording.go('buffering', 'playing');
  assert.equal(recording.types, 'start seek buffering');
  assert.deepEqual(recording.said[1], { at: 1_000, position: 30, type: 'seek', from: 7 });
});

test('the first quality is no change, and the same one is none either', () => {
  const recording = new Recording();
  for (const height of [360, 360, 720]) recording.events.played(height, 1, 0);
  assert.deepEqual(recording.said, [{ at: 1_000, position: 0, type: 'quality', height: 720, bitrate: 1 }]);
});

test('another session starts again', () => {
  const recording = new Recording().go('buffering', 'playing', 'ended');
  recording.events.reset();
  assert.equal(recording.go('loading', 'ready', 'buffering', 'playing').types, 'start end start');
});

test('the start says how long the viewer waited for it, unless the viewer gave up meanwhile', () => {
  let now = 1_000;
  const events = new PlayerEvents(() => now);
  const said: PlayerEvent[] = [];
  events.listen((event) => said.push(event));
  const go = (before: Phase, after: Phase): void => events.changed({ ...initial, phase: before }, { ...initial, phase: after }, 0);
  events.awaited();
  go('buffering', 'paused');
  now = 60_000;
  events.awaited();
  events.awaited();
  now = 61_500;
  go('buffering', 'playing');
  assert.deepEqual(said, [{ at: 61_500, position: 0, type: 'start', waited: 1.5 }]);
});

test('a listener that fails disturbs neither playback nor the others, and one that left hears nothing', (t) => {
  const report = t.mock.method(console, 'error', () => undefined);
  const events = new PlayerEvents();
  const heard: string[] = [];
  events.listen(() => {
    throw new Error('defect');
  });
  const leave = events.listen((event) => heard.push(event.type));
  events.changed(initial, { ...initial, phase: 'error' }, 0);
  leave();
  events.changed(initial, { ...initial, phase: 'error' }, 0);
  assert.deepEqual([heard, report.mock.callCount()], [['error'], 2]);
});
