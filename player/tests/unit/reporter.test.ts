import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initial, type Phase, type PlaybackState } from '../../src/playback/machine.ts';
import { PlayerEvents } from '../../src/telemetry/playerEvents.ts';
import { Reporter, type Browser, type Reported } from '../../src/telemetry/reporter.ts';

interface Beacon {
  session: string;
  sent: number;
  events: { id: number; type: string }[];
}

/** A player and a browser whose clock stands still unless it is moved. */
class Stage implements Reported, Browser {
  time = 1_700_000_000_000;
  state: PlaybackState = initial;
  readonly events = new PlayerEvents(() => this.time);
  readonly video = { currentTime: 7 };
  latency: number | null = null;
  status = 202;
  takesBeacons = true;
  readonly posted: Beacon[] = [];
  readonly beacons: Beacon[] = [];
  private timers: { due: number; act: () => void }[] = [];
  private readonly listeners: (() => void)[] = [];

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  now(): number {
    return this.time;
  }

  post(_: string, body: string): Promise<{ status: number; retryAfter: string | null }> {
    this.posted.push(JSON.parse(body) as Beacon);
    return this.status === 0 ? Promise.reject(new TypeError('away')) : Promise.resolve({ status: this.status, retryAfter: null });
  }

  beacon(_: string, body: string): boolean {
    if (this.takesBeacons) this.beacons.push(JSON.parse(body) as Beacon);
    return this.takesBeacons;
  }

  after(ms: number, act: () => void): void {
    this.timers.push({ due: this.time + ms, act });
  }

  go(...phases: Phase[]): void {
    for (const phase of phases) {
      const before = this.state;
      this.state = { ...before, phase, failure: phase === 'error' ? 'network' : null };
      this.events.changed(before, this.state, this.video.currentTime);
      for (const listener of this.listeners) listener();
    }
  }

  /** Moves the clock in steps of a second, in which the picture moves if it plays. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      this.time += 1_000;
      for (const listener of this.listeners) listener();
      const due = this.timers.filter((timer) => timer.due <= this.time);
      this.timers = this.timers.filter((timer) => timer.due > this.time);
      for (const timer of due) timer.act();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    }
  }

  get types(): string {
    return this.posted.flatMap((beacon) => beacon.events.map((event) => event.type.replace('stream_', ''))).join(' ');
  }
}

function start(): [Stage, Reporter] {
  const stage = new Stage();
  const reporter = new Reporter({ url: '/beacon', session: 's', cmcd: false }, stage, stage);
  reporter.start();
  return [stage, reporter];
}

test('the view is reported at once, and events of a moment share a beacon', async () => {
  const [stage] = start();
  assert.deepEqual(stage.posted, [{ session: 's', sent: stage.time, events: [] }]);
  await stage.pass(1);
  stage.go('ready', 'buffering', 'playing', 'paused');
  await stage.pass(3);
  assert.equal(stage.posted.length, 2);
  assert.deepEqual(
    stage.posted[1]!.events.map(({ id, type }) => [id, type]),
    [
      [1, 'stream_start'],
      [2, 'stream_pause'],
    ],
  );
});

test('figures come every half minute of watching, and with the end', async () => {
  const [stage] = start();
  stage.go('ready', 'buffering', 'playing');
  await stage.pass(65);
  stage.go('ended');
  await stage.pass(120);
  assert.equal(stage.types, 'start performance performance end performance');
});

test('what the gateway has not taken is sent again with the same numbers', async () => {
  const [stage] = start();
  await stage.pass(1);
  stage.status = 503;
  stage.go('ready', 'buffering', 'playing');
  await stage.pass(10);
  stage.status = 0;
  await stage.pass(20);
  stage.status = 202;
  await stage.pass(60);
  const ids = stage.posted.flatMap((beacon) => beacon.events.filter((event) => event.type === 'stream_start').map((event) => event.id));
  assert.ok(ids.length > 2 && ids.length < 8, `${ids.length} attempts`);
  assert.deepEqual(new Set(ids), new Set([1]));
  const sent = stage.posted.length;
  stage.go('paused');
  await stage.pass(5);
  assert.equal(stage.posted.length, sent + 1);
  assert.equal(stage.posted.at(-1)!.events[0]!.type, 'stream_pause');
});

test('a link that is over ends the reports, and a beacon that is refused does not', async () => {
  const [stage] = start();
  await stage.pass(1);
  stage.status = 400;
  stage.go('ready', 'buffering', 'playing');
  await stage.pass(3);
  stage.status = 410;
  stage.go('paused');
  await stage.pass(3);
  const sent = stage.posted.length;
  stage.status = 202;
  stage.go('buffering', 'playing', 'paused');
  await stage.pass(100);
  assert.equal(stage.posted.length, sent);
});

test('a page that goes away reports all that waits, and again if it comes back', async () => {
  const [stage, reporter] = start();
  await stage.pass(1);
  stage.go('ready', 'buffering', 'playing');
  await stage.pass(0);
  reporter.leave();
  assert.deepEqual(
    stage.beacons.map((beacon) => beacon.events.map((event) => event.type)),
    [['stream_start', 'stream_performance']],
  );
  await stage.pass(3);
  assert.equal(stage.types, 'start performance');
  stage.takesBeacons = false;
  stage.go('paused');
  reporter.leave();
  assert.equal(stage.types, 'start performance pause performance');
});
