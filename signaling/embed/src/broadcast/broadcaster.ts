import type { Core, Reason } from '../core.ts';
import type { LocalMedia } from '../media/localMedia.ts';
import { obstacle, problemOf } from '../media/problem.ts';
import { RequestError } from '../net/connection.ts';
import type { Broadcasting, MediaFlags, ServerMessage, Welcome } from '../net/messages.ts';
import type { TabLock } from '../page/tabs.ts';
import { errorReason, stopReason } from '../reasons.ts';
import { Viewers } from './viewers.ts';

/** What a broadcaster does. `resume` waits for the person's agreement after a reload; `elsewhere` means another tab. */
export type BroadcastState = 'idle' | 'starting' | 'live' | 'reconnecting' | 'resume' | 'elsewhere';

const alwaysResume = 'resume';
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
  private before: MediaFlags | null = null;

  constructor(
    private readonly core: Core,
    readonly user: string,
    readonly media: LocalMedia,
    private readonly lock: TabLock,
  ) {
    this.viewers = new Viewers(core, user, media);
    lock.lost = () => this.end('takenOver');
    media.onChange = () => this.mediaChanged();
    media.onLost = () => core.announce(core.texts.cameraLost);
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
    this.set('starting', null);
    if (!takeover && !(await this.lock.take(waitMs))) return this.inOtherTab();
    try {
      await this.media.open(this.before ?? {});
    } catch (error) {
      return this.end(problemOf(error));
    }
    await this.publish(takeover);
  }

  stop(): void {
    if (this.state === 'idle' || this.state === 'elsewhere') return;
    this.core.send({ type: 'stop' });
    this.end('ended');
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
        void this.publish(false);
      }
    } else if (live && this.state === 'idle') {
      this.viewers.synchronize(welcome.viewings ?? []);
      this.before = live;
      this.resume();
    } else if (live) this.viewers.synchronize(welcome.viewings ?? []);
    else if (!welcome.mayBroadcast) this.set('idle', 'mayNotBroadcast');
    else if (this.state === 'idle') void this.lookForTab();
  }

  receive(message: ServerMessage): void {
    if (message.type === 'stopped') {
      if (this.state !== 'idle') this.end(stopReason(message.reason));
    } else this.viewers.receive(message);
  }

  /** The service does not answer. Media goes on. */
  lost(): void {
    if (this.state === 'live') this.set('reconnecting', null);
  }

  /** Ends here without a word to the service. */
  end(reason: Reason | null): void {
    this.closeQuestion();
    this.viewers.clear();
    this.media.close();
    this.endInterval();
    this.broadcast = this.before = null;
    this.lock.release();
    this.set('idle', reason);
  }

  /** Whether a reload continues the broadcast without a question. */
  get resumesAlways(): boolean {
    return this.core.lasting.get<boolean>(alwaysResume) ?? false;
  }

  set resumesAlways(always: boolean) {
    if (always) this.core.lasting.set(alwaysResume, true);
    else this.core.lasting.remove(alwaysResume);
  }

  /** Undoes "always" for one person or for all. */
  forget(user?: string): void {
    this.core.send({ type: 'forget', ...(user && { user }) });
  }

  /** The page goes, perhaps to come back from the browser's cache. */
  pause(): void {
    this.endInterval();
  }

  /** The page came back. */
  unpause(): void {
    if (this.broadcast) this.interval ??= this.core.ledger.begin({ broadcast: this.broadcast });
  }

  private async publish(takeover: boolean): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.core.ready();
        const request = { type: 'broadcast', ...this.media.flags, ...(takeover && { takeover }) };
        const answer = await this.core.connection.request(request, 'broadcasting');
        if (this.state === 'idle') this.core.send({ type: 'stop' });
        else await this.published(answer, takeover);
        return;
      } catch (error) {
        const code = error instanceof RequestError ? error.code : 'failed';
        if (this.state === 'idle') return;
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
    if ((await this.lock.taken()) && this.state === 'idle') this.inOtherTab();
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
