import { allOn, type Core, type Reason } from '../core.ts';
import { RequestError } from '../net/connection.ts';
import type { MediaFlags, ServerMessage, Viewing, Welcome } from '../net/messages.ts';
import { WatchClock } from '../net/watchClock.ts';
import type { TabLock } from '../page/tabs.ts';
import { Receiver } from '../peer/receiver.ts';
import { endReason, errorReason, refusalReason } from '../reasons.ts';
import { firstConnection, nextStep } from './recovery.ts';

/** What a person sees of another person's broadcast. */
export type WatchState = 'offline' | 'online' | 'asking' | 'connecting' | 'watching' | 'away';

/** This page's view of one user's broadcast. */
export class Watch {
  name: string;
  live = false;
  /** Why the last view ended or was refused. */
  reason: Reason | null = null;
  flags: MediaFlags = allOn;
  private phase: 'none' | 'requested' | 'asking' | 'accepted' = 'none';
  private viewing: string | null = null;
  private receiver: Receiver | null = null;
  private clock: WatchClock | null = null;
  private away = false;
  private wasShown = false;
  private arrived = 0;
  private drawn: WatchState = 'offline';
  private askAgainAt = 0;
  private lostMs = 0;
  private steps = firstConnection;
  private last = performance.now();
  // Each view and each end makes void what waits for an earlier one.
  private run = 0;

  /** Whether a page element shows the picture now. */
  shown: () => boolean = () => false;

  constructor(
    private readonly core: Core,
    readonly user: string,
    private readonly lock: TabLock,
  ) {
    this.name = user;
  }

  get state(): WatchState {
    if (this.phase === 'none') return this.live ? 'online' : 'offline';
    if (this.phase === 'asking') return 'asking';
    if (this.phase === 'requested') return 'connecting';
    if (this.wasShown && this.flows) return 'watching';
    return this.away || this.wasShown ? 'away' : 'connecting';
  }

  // A connection counts as connected for some seconds after the other page is gone. Nothing flows where there is nothing to send.
  private get flows(): boolean {
    if (this.receiver?.state !== 'connected') return false;
    const silent = !this.flags.video && !this.flags.audio;
    return (silent && !this.away) || performance.now() - this.arrived < (this.away ? 800 : 2_500);
  }

  get open(): boolean {
    return this.phase !== 'none';
  }

  /** For how many seconds the broadcaster may not be asked again. */
  get waitSeconds(): number {
    return this.reason === 'tooSoon' ? Math.max(0, Math.ceil((this.askAgainAt - performance.now()) / 1000)) : 0;
  }

  get stream(): MediaStream | null {
    return this.receiver?.stream ?? null;
  }

  get statistics(): Promise<RTCStatsReport> | null {
    return this.receiver?.statistics ?? null;
  }

  /** Asks to watch. */
  async start(): Promise<void> {
    if (this.open || this.waitSeconds > 0) return;
    const run = ++this.run;
    this.reason = null;
    this.setPhase('requested');
    try {
      await this.core.ready();
      if (run !== this.run) return;
      const answer = await this.core.connection.request({ type: 'watch', user: this.user }, 'watching', 'refused');
      if (run !== this.run) {
        // A second request gets the same viewing, and a leave would end that.
        if (answer.type === 'watching' && !this.open) this.core.send({ type: 'leave', viewing: answer.viewing });
      } else if (answer.type === 'refused') {
        const reason = refusalReason(answer.reason);
        if (reason === 'refused' && answer.retryAfterSeconds) this.tooSoon(answer.retryAfterSeconds);
        else await this.refused(reason);
      } else this.adopt(answer, answer);
    } catch (error) {
      if (run !== this.run) return;
      const reason = errorReason(error instanceof RequestError ? error.code : 'failed');
      this.end(reason === 'mayNotBroadcast' ? 'mayNotWatch' : reason);
    }
  }

  leave(): void {
    if (!this.open) return;
    if (this.viewing) this.core.send({ type: 'leave', viewing: this.viewing });
    this.end(null);
  }

  welcome({ resumed, viewings }: Welcome): void {
    const mine = resumed ? viewings?.find((viewing) => viewing.role === 'viewer' && viewing.user === this.user) : undefined;
    if (!mine) {
      if (this.viewing) this.end('viewLost');
      return;
    }
    const accepted = this.phase === 'accepted';
    if (this.viewing !== mine.viewing) this.end(null);
    if (!accepted || this.viewing === null) this.adopt(mine, {});
    if (mine.state === 'accepted' && this.receiver?.state !== 'connected') this.restart(true);
  }

  receive(message: ServerMessage): void {
    if (message.type === 'presence') return this.presence(message.live, message.name, message.away ?? false);
    if (!('viewing' in message) || message.viewing !== this.viewing) return;
    switch (message.type) {
      case 'accepted':
        this.flags = { ...allOn, ...pick(message) };
        this.setPhase('accepted');
        break;
      case 'refused':
        void this.refused(refusalReason(message.reason));
        break;
      case 'media':
        this.flags = pick(message) as MediaFlags;
        this.changed();
        break;
      case 'away':
        this.away = message.away;
        this.changed();
        break;
      case 'ended':
        this.end(endReason(message.reason));
        break;
      case 'offer':
        void this.offered(message.connection, message.sdp);
        break;
      case 'candidate':
        this.receiver?.candidate(message);
        break;
    }
  }

  /** Looks after the picture; called twice a second, and when a first frame is shown. */
  tick(): void {
    const now = performance.now();
    const passed = now - this.last;
    this.last = now;
    if (this.reason === 'tooSoon') this.count();
    if (this.phase !== 'accepted') return;
    if (this.receiver?.arrived() && this.shown()) {
      this.arrived = now;
      this.wasShown = true;
      this.clock?.progress();
    } else this.clock?.check();
    if (this.state !== this.drawn) this.changed();
    this.recover(passed);
  }

  /** The page goes. */
  pause(): void {
    this.clock?.stop();
  }

  private presence(live: boolean, name: string | null | undefined, away: boolean): void {
    const cameOnline = live && !this.live;
    this.live = live;
    this.name = name ?? this.name;
    if (this.phase === 'accepted') this.away = away;
    // Another broadcast may be asked about at once.
    if (!live && this.reason === 'tooSoon') this.reason = null;
    if (cameOnline && !this.open) {
      this.reason = null;
      this.core.announce(this.core.texts.online(this.name));
    }
    this.changed();
  }

  private recover(passed: number): void {
    if (this.receiver?.state === 'connected') {
      this.lostMs = this.steps = 0;
      return;
    }
    if (this.away || !this.core.connection.isReady) return;
    this.lostMs += passed;
    const step = nextStep(this.lostMs, this.steps);
    if (step === 'wait') return;
    this.steps++;
    if (step === 'give-up') {
      this.core.send({ type: 'failed', viewing: this.viewing });
      this.end('noRoute');
    } else this.restart(step === 'fresh');
  }

  private restart(fresh: boolean): void {
    this.core.send({ type: 'restart', viewing: this.viewing, fresh });
    this.changed();
  }

  private adopt({ viewing, state, name }: Pick<Viewing, 'viewing' | 'state' | 'name'>, flags: Partial<MediaFlags>): void {
    this.viewing = viewing;
    this.name = name ?? this.name;
    this.flags = { ...allOn, ...pick(flags) };
    this.setPhase(state);
  }

  private async offered(connection: string, sdp: string): Promise<void> {
    const viewing = this.viewing!;
    if (this.receiver?.connection !== connection) {
      this.receiver?.close();
      const receiver = new Receiver(viewing, connection, [], (message) => this.core.send(message));
      this.receiver = receiver;
      receiver.onState = () => this.changed();
      this.clock ??= new WatchClock(this.core.ledger, viewing);
      void this.lock.take(200);
      this.changed();
    }
    const receiver = this.receiver;
    const ice = await this.core.ice();
    if (this.receiver === receiver) receiver.offered(sdp, ice);
  }

  // The broadcaster declined a moment ago, and was not asked.
  private tooSoon(seconds: number): void {
    this.askAgainAt = performance.now() + seconds * 1000;
    this.end('tooSoon');
    this.core.announce(this.core.texts.tooSoon(String(this.waitSeconds)));
  }

  private count(): void {
    if (this.waitSeconds === 0) this.reason = null;
    this.changed();
  }

  private async refused(reason: Reason): Promise<void> {
    const { run } = this;
    const elsewhere = reason === 'busy' && (await this.lock.taken());
    if (run === this.run) this.end(elsewhere ? 'watchingElsewhere' : reason);
  }

  /** Ends the view here without a word to the service. */
  end(reason: Reason | null): void {
    this.run++;
    this.receiver?.close();
    this.receiver = null;
    this.clock?.stop();
    this.clock = null;
    this.viewing = null;
    this.away = this.wasShown = false;
    this.lostMs = 0;
    this.steps = firstConnection;
    this.flags = allOn;
    this.lock.release();
    this.reason = reason;
    this.setPhase('none');
  }

  private setPhase(phase: Watch['phase']): void {
    this.phase = phase;
    this.changed();
  }

  private changed(): void {
    this.drawn = this.state;
    this.core.changed('watch', this.user);
  }
}

function pick({ video, audio, screen }: Partial<MediaFlags>): Partial<MediaFlags> {
  return {
    ...(typeof video === 'boolean' && { video }),
    ...(typeof audio === 'boolean' && { audio }),
    ...(typeof screen === 'boolean' && { screen }),
  };
}
