import type { Core, Reason } from '../core.ts';
import type { LocalMedia } from '../media/localMedia.ts';
import { obstacle, problemOf } from '../media/problem.ts';
import { RequestError } from '../net/connection.ts';
import type { Broadcasting, ServerMessage, Welcome } from '../net/messages.ts';
import type { TabLock } from '../page/tabs.ts';
import { errorReason, stopReason } from '../reasons.ts';
import { Viewers } from './viewers.ts';

/** What a broadcaster does. `resume` waits for the person's agreement after a reload; `elsewhere` means another tab. */
export type BroadcastState = 'idle' | 'starting' | 'live' | 'reconnecting' | 'resume' | 'elsewhere';

// The agreement was once kept for the whole site.
const formerResume = 'resume';
const resumeSeconds = 30;

/** The broadcast of this page's user. */
export class Broadcaster {
  state: BroadcastState = 'idle';
  /** Why it ended or did not start. */
  reason: Reason | null = null;
  readonly viewers: Viewers;
  private broadcast: string | null = null;
  private interval: string | null = null;
  private question: { close(): void } | null = null;
  private before: Broadcasting | null = null;
  // A start takes time. Each start and each end makes void what waits for an earlier one.
  private run = 0;

  constructor(
    private readonly core: Core,
    readonly user: string,
    readonly media: LocalMedia,
    private readonly lock: TabLock,
  ) {
    this.viewers = new Viewers(core, user, media);
    core.lasting.remove(formerResume);
    lock.lost = () => this.end('takenOver');
    media.onChange = () => this.mediaChanged();
    media.onLost = (device) => core.announce(core.texts[`${device}Lost`]);
  }

  /** Whether the camera is in use. */
  get active(): boolean {
    return this.state === 'live' || this.state === 'reconnecting';
  }

  /** Starts, or moves the broadcast of another tab here. */
  async start(takeover = false): Promise<void> {
    if (this.active || this.state === 'starting') return;
    const waitMs = this.state === 'resume' ? 3_000 : 200;
    this.closeQuestion();
    const problem = obstacle(isSecureContext, 'mediaDevices' in navigator, 'RTCPeerConnection' in window);
    if (problem) return this.set('idle', problem);
    const run = ++this.run;
    this.core.passing.remove(this.endedKey);
    this.set('starting', null);
    const free = takeover || (await this.lock.take(waitMs));
    if (run !== this.run) return;
    if (!free) return this.inOtherTab();
    try {
      // No camera is on while the service is away.
      await this.core.ready();
    } catch (error) {
      if (run === this.run) this.end(errorReason(codeOf(error)));
      return;
    }
    if (run !== this.run) return;
    try {
      if (!(await this.media.open(this.before ?? {})) || run !== this.run) return;
    } catch (error) {
      // The broadcast of the page before is still live, and without a picture nobody could end it here.
      if (this.before) this.core.send({ type: 'stop' });
      return this.end(problemOf(error));
    }
    await this.publish(takeover);
  }

  stop(): void {
    if (this.state === 'idle' || this.state === 'elsewhere') return;
    this.core.send({ type: 'stop' });
    this.end('ended');
  }

  /** The page leaves the service: nothing may come of what still waits. */
  leave(): void {
    this.stop();
    if (this.state !== 'idle') this.end(null);
    this.run++;
  }

  welcome(welcome: Welcome): void {
    const live = welcome.broadcast;
    if (this.active) {
      if (live && live.broadcast === this.broadcast) {
        this.set('live', null);
        this.viewers.synchronize(welcome.viewings ?? []);
        this.core.send({ type: 'media', ...this.media.flags });
      } else if (welcome.resumed) this.end('ended');
      else {
        // The service forgot this participant while it was away. The person still wants to be live.
        this.viewers.clear();
        this.endInterval();
        this.run++;
        void this.publish(false);
      }
    } else if (live && this.state === 'idle') {
      // It ended here while the service did not hear it. Only a reload goes on with a broadcast.
      if (this.core.passing.get(this.endedKey)) return this.core.send({ type: 'stop' });
      this.viewers.synchronize(welcome.viewings ?? []);
      this.before = live;
      this.resume();
    } else if (live) this.viewers.synchronize(welcome.viewings ?? []);
    else if (!welcome.mayBroadcast) this.end('mayNotBroadcast');
    else if (this.state === 'idle') void this.lookForTab();
  }

  receive(message: ServerMessage): void {
    if (message.type === 'stopped') {
      // The answer to a stop may come after the next start.
      const mine = this.broadcast ?? this.before?.broadcast;
      if (mine && (message.broadcast ?? mine) === mine) this.end(stopReason(message.reason));
    } else this.viewers.receive(message);
  }

  /** The service does not answer. Media goes on. */
  lost(): void {
    if (this.state === 'live') this.set('reconnecting', null);
  }

  /** Ends here without a word to the service. */
  end(reason: Reason | null): void {
    this.core.passing.set(this.endedKey, true);
    this.close(reason);
  }

  /** Whether a reload continues the broadcast without a question. Each person who uses this browser decides for themselves. */
  get resumesAlways(): boolean {
    return this.core.lasting.get<boolean>(this.resumeKey) ?? false;
  }

  set resumesAlways(always: boolean) {
    if (always) this.core.lasting.set(this.resumeKey, true);
    else this.core.lasting.remove(this.resumeKey);
  }

  /** Undoes "always" for one person or for all. */
  forget(user?: string): void {
    this.core.send({ type: 'forget', ...(user && { user }) });
  }

  /** The page goes. If it may come back from the browser's cache, it does so as after a reload. */
  pause(cached: boolean): void {
    this.endInterval();
    if (cached) this.close(null);
  }

  private get resumeKey(): string {
    return `resume:${this.user}`;
  }

  private get endedKey(): string {
    return `ended:${this.user}`;
  }

  private async publish(takeover: boolean): Promise<void> {
    const { run } = this;
    for (let attempt = 0; ; attempt++) {
      try {
        await this.core.ready();
        if (run !== this.run) return;
        const request = { type: 'broadcast', ...this.media.flags, ...(takeover && { takeover }) };
        const answer = await this.core.connection.request(request, 'broadcasting');
        if (run === this.run) await this.published(answer, takeover);
        // The next start uses the same broadcast, and a stop would end that.
        else if (this.state === 'idle') this.core.send({ type: 'stop' });
        return;
      } catch (error) {
        const code = codeOf(error);
        if (run !== this.run) return;
        if (code === 'lost' && attempt < 5) continue;
        this.end(errorReason(code));
        // On another device, or in another browser of this one.
        if (code === 'already-broadcasting') this.set('elsewhere', 'elsewhere');
        return;
      }
    }
  }

  private async published({ broadcast }: Broadcasting, takeover: boolean): Promise<void> {
    this.broadcast = broadcast;
    this.endInterval();
    this.interval = this.core.ledger.begin({ broadcast });
    this.set('live', null);
    this.viewers.begin();
    if (takeover) await this.lock.steal();
  }

  private resume(): void {
    this.set('resume', null);
    if (this.resumesAlways) return void this.start();
    const { texts } = this.core;
    this.question = this.core.ask({
      title: texts.resumeTitle,
      text: texts.resumeText,
      yes: texts.resumeYes,
      no: texts.resumeNo,
      always: texts.resumeAlways,
      seconds: resumeSeconds,
      answer: (agreed, always) => {
        if (!agreed) return this.stop();
        if (always) this.resumesAlways = true;
        void this.start();
      },
    });
  }

  private async lookForTab(): Promise<void> {
    const { run } = this;
    if ((await this.lock.taken()) && run === this.run && this.state === 'idle') this.inOtherTab();
  }

  private inOtherTab(): void {
    this.set('elsewhere', 'elsewhere');
    this.lock.whenFree(() => {
      if (this.state === 'elsewhere') this.set('idle', null);
    });
  }

  private mediaChanged(): void {
    if (!this.active) return;
    this.viewers.update();
    this.core.send({ type: 'media', ...this.media.flags });
    this.core.changed('broadcast', this.user);
  }

  private endInterval(): void {
    if (this.interval) this.core.ledger.end(this.interval);
    this.interval = null;
  }

  private close(reason: Reason | null): void {
    this.run++;
    this.closeQuestion();
    this.viewers.clear();
    this.media.close();
    this.endInterval();
    this.broadcast = this.before = null;
    this.lock.release();
    this.set('idle', reason);
  }

  private closeQuestion(): void {
    this.question?.close();
    this.question = null;
  }

  private set(state: BroadcastState, reason: Reason | null): void {
    this.state = state;
    this.reason = reason;
    this.core.changed('broadcast', this.user);
  }
}

function codeOf(error: unknown): string {
  return error instanceof RequestError ? error.code : 'failed';
}
