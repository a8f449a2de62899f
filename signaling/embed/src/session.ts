import { Broadcaster } from './broadcast/broadcaster.ts';
import type { Core, Reason } from './core.ts';
import { LocalMedia } from './media/localMedia.ts';
import { Connection, RequestError, type Closed } from './net/connection.ts';
import { IceServers } from './net/iceServers.ts';
import { Ledger } from './net/ledger.ts';
import type { Limits, Outgoing, ServerMessage, Welcome } from './net/messages.ts';
import type { Role } from './page/elements.ts';
import { Participants } from './page/participants.ts';
import { Store } from './page/storage.ts';
import { TabLock } from './page/tabs.ts';
import { closeReason } from './reasons.ts';
import { addressesOf, tokenOf, type Settings } from './settings.ts';
import type { Texts } from './text/texts.ts';
import type { Question } from './ui/question.ts';
import { Watch } from './watch/watch.ts';

/** What a session needs from the page that it is in. */
export interface SessionPage {
  readonly texts: Texts;
  ask(question: Question): { close(): void };
  announce(sentence: string): void;
  changed(role: Role, user: string): void;
  emit(type: string, role: Role, user: string, detail: Record<string, unknown>): boolean;
  /** Draws everything. */
  redraw(): void;
}

const readyMs = 8_000;
const orphanMs = 3_000;

/** One site, one user, one connection: the broadcast and the views of a page. */
export class Session implements Core {
  readonly connection: Connection;
  readonly ledger: Ledger;
  readonly lasting: Store;
  readonly passing: Store;
  readonly site: string;
  readonly texts: Texts;
  limits: Limits = {};
  broadcaster: Broadcaster | null = null;
  readonly watches = new Map<string, Watch>();
  /** Who the service says that this page is. */
  user: string | null = null;
  /** The service has not answered for some time. */
  away = false;
  /** The service has no such site. */
  private noSite = false;
  private readonly participants: Participants;
  private readonly iceServers: IceServers;
  private readonly beacons: string;
  private started = false;
  private lastLost = 0;
  private waiting: { resolve(): void; reject(error: RequestError): void }[] = [];
  private readonly timers: ReturnType<typeof setInterval>[] = [];

  /** Returns null if the settings name no site. */
  static create(settings: Settings, page: SessionPage): Session | null {
    const addresses = addressesOf(settings);
    return addresses && new Session(settings, page, addresses);
  }

  private constructor(
    private readonly settings: Settings,
    private readonly page: SessionPage,
    addresses: { socket: string; beacons: string },
  ) {
    this.site = settings.site!;
    this.texts = page.texts;
    this.beacons = addresses.beacons;
    this.lasting = new Store(() => localStorage, `onair:${this.site}:`);
    this.passing = new Store(() => sessionStorage, `onair:${this.site}:`);
    this.participants = new Participants(this.passing, this.site);
    this.ledger = new Ledger(this.passing, (beacon) => this.connection.sendNow({ type: 'beacon', ...beacon }));
    this.iceServers = new IceServers(() => this.connection.request({ type: 'ice' }, 'ice'));
    this.connection = new Connection({
      url: addresses.socket,
      token: () => tokenOf(settings),
      hello: () => this.hello(),
      remembered: () => this.participants.take(this.openUser),
      remember: (participant) => this.participants.keep(this.openUser, participant),
      onWelcome: (welcome) => this.welcome(welcome),
      onMessage: (message) => this.receive(message),
      onLost: () => this.lost(),
      onUnknownSite: () => this.unknownSite(),
      onClosed: (reason) => this.closed(reason),
    });
  }

  /** Whether this tab was a participant before the page was loaded. */
  get wasHere(): boolean {
    return this.participants.any;
  }

  /** Whether the site has no tokens. */
  get open(): boolean {
    return !this.settings.token && !this.settings.tokenUrl;
  }

  /** Connects, if it is not connected yet. */
  start(): void {
    if (this.started) return;
    this.started = true;
    void this.connection.start();
    this.timers.push(setInterval(() => this.tick(), 500));
  }

  /** Ends everything of this session. */
  leave(): void {
    this.away = false;
    this.lastLost = 0;
    this.broadcaster?.leave();
    for (const watch of this.watches.values()) watch.leave();
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    this.started = false;
    // Without the socket, the service would wait for this page to return.
    if (!this.connection.isReady) this.sendBeacon(true);
    this.connection.leave();
    this.page.redraw();
  }

  /**
   * The broadcaster of this page; null if the user is another person. On a site without tokens, the first name that asks is the page's
   * user; else the service says who a token is for.
   */
  broadcasterOf(user: string): Broadcaster | null {
    if (this.open && !this.openUser) {
      this.passing.set('user', user);
      if (this.started) this.connection.restart();
    }
    this.broadcaster ??= this.createBroadcaster(this.user ?? user);
    return this.broadcaster.user === user ? this.broadcaster : null;
  }

  watchOf(user: string): Watch {
    let watch = this.watches.get(user);
    if (!watch) {
      watch = new Watch(this, user, new TabLock(() => `onair-watch:${this.site}:${this.user}:${user}`));
      this.watches.set(user, watch);
      this.follow();
    }
    return watch;
  }

  dropWatch(user: string): void {
    this.watches.get(user)?.leave();
    this.watches.delete(user);
    this.follow();
  }

  send(message: Outgoing): void {
    this.connection.send(message);
  }

  ice(): Promise<RTCIceServer[]> {
    return this.iceServers.fresh();
  }

  ready(): Promise<void> {
    this.start();
    if (this.connection.isReady) return Promise.resolve();
    if (this.noSite) return Promise.reject(new RequestError('no-site'));
    // The service had refused this page, and the person tries again.
    if (this.connection.isOver) void this.connection.start();
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      setTimeout(() => reject(new RequestError('unavailable')), readyMs);
    });
  }

  ask(question: Question): { close(): void } {
    return this.page.ask(question);
  }

  announce(sentence: string): void {
    this.page.announce(sentence);
  }

  changed(role: Role, user: string): void {
    this.page.changed(role, user);
  }

  emit(type: string, role: Role, user: string, detail: Record<string, unknown>): boolean {
    return this.page.emit(type, role, user, detail);
  }

  /** Undoes "always" for a person or for all, and for reloads. */
  forget(user?: string): void {
    this.broadcaster?.forget(user);
    if (!user && this.broadcaster) this.broadcaster.resumesAlways = false;
  }

  /** The page goes, perhaps into the browser's cache: what was not recorded goes to the service without the socket. */
  pageHidden(cached: boolean): void {
    this.broadcaster?.pause(cached);
    for (const watch of this.watches.values()) watch.pause();
    this.sendBeacon(false);
  }

  /** The page came back from the browser's cache. */
  pageShown(): void {
    if (this.started) this.connection.rejoin();
  }

  /** The browser is online again. */
  online(): void {
    if (this.started) this.connection.hurry();
  }

  /** What a broadcast or a view shows, and why; null if this page has none. */
  shown(role: Role, user: string): { state: string; reason: Reason | null } | null {
    const source = role === 'watch' ? this.watches.get(user) : this.broadcaster;
    if (source?.user !== user) return null;
    const { state, reason } = source;
    return this.noSite && ['idle', 'offline', 'online'].includes(state) ? { state: 'unconfigured', reason: 'noSite' } : { state, reason };
  }

  private sendBeacon(bye: boolean): void {
    const beacons = this.ledger.close();
    const { identity } = this.connection;
    if (identity && (bye || beacons.length)) navigator.sendBeacon(this.beacons, JSON.stringify({ ...identity, beacons, bye }));
  }

  private get openUser(): string | null {
    return this.open ? (this.settings.user ?? this.passing.get<string>('user')) : null;
  }

  private hello(): Record<string, unknown> {
    const user = this.openUser;
    const { name } = this.settings;
    return { ...(user && { user }), ...(name && { name }), follow: this.followed };
  }

  private get followed(): string[] {
    return [...this.watches.keys()].slice(0, 50);
  }

  private follow(): void {
    this.connection.sendNow({ type: 'follow', users: this.followed });
  }

  private createBroadcaster(user: string): Broadcaster {
    return new Broadcaster(this, user, new LocalMedia(this.lasting), new TabLock(() => `onair-broadcast:${this.site}:${user}`));
  }

  private welcome(welcome: Welcome): void {
    this.user = welcome.user;
    this.away = false;
    if (this.noSite) this.setNoSite(false);
    this.limits = welcome.limits ?? {};
    this.iceServers.set(welcome, welcome.iceExpiresInSeconds);
    if (this.broadcaster ? this.broadcaster.user !== welcome.user : welcome.broadcast) {
      this.broadcaster?.end(null);
      this.broadcaster = this.createBroadcaster(welcome.user);
    }
    this.broadcaster?.welcome(welcome);
    for (const watch of this.watches.values()) watch.welcome(welcome);
    setTimeout(() => this.leaveOrphans(welcome), orphanMs);
    this.ledger.repeat();
    if (this.timers.length < 2) this.timers.push(setInterval(() => this.ledger.report(), (this.limits.beaconSeconds ?? 15) * 1000));
    for (const waiting of this.waiting.splice(0)) waiting.resolve();
    this.page.redraw();
  }

  // A page that comes after the one with the view may have no place for it.
  private leaveOrphans({ viewings }: Welcome): void {
    for (const { viewing, role, user } of viewings ?? [])
      if (role === 'viewer' && !this.watches.has(user)) this.connection.sendNow({ type: 'leave', viewing });
  }

  private receive(message: ServerMessage): void {
    if (message.type === 'recorded') this.ledger.recorded(message.interval, message.seconds);
    else if (message.type === 'presence') this.watches.get(message.user)?.receive(message);
    else {
      this.broadcaster?.receive(message);
      for (const watch of this.watches.values()) watch.receive(message);
    }
  }

  private lost(): void {
    this.broadcaster?.lost();
    const now = performance.now();
    this.lastLost ||= now;
    if (now - this.lastLost < 4_000 || this.away) return;
    this.away = true;
    this.page.redraw();
  }

  private unknownSite(): void {
    if (this.noSite) return;
    this.away = false;
    this.developer('has no such BroadcastSite. Correct data-site, or see why the BroadcastSite is not Ready.');
    for (const waiting of this.waiting.splice(0)) waiting.reject(new RequestError('no-site'));
    this.setNoSite(true);
  }

  private setNoSite(value: boolean): void {
    this.noSite = value;
    if (this.broadcaster) this.page.changed('broadcast', this.broadcaster.user);
    for (const user of this.watches.keys()) this.page.changed('watch', user);
  }

  // What only the developer of the page can mend is in the console, too.
  private developer(problem: string): void {
    console.error(`onair: ${this.site}: the service at ${this.settings.server} ${problem}`);
  }

  private closed(reason: Closed): void {
    // A connection that goes on as another user keeps those who wait for it.
    if (reason === 'left' && this.started) return;
    this.away = false;
    const why = closeReason(reason);
    if (reason === 'wrong-origin') this.developer(`does not permit ${location.origin}. Add it to allowedOrigins of the BroadcastSite.`);
    for (const waiting of this.waiting.splice(0))
      waiting.reject(new RequestError(reason === 'unauthenticated' ? 'unauthenticated' : 'failed'));
    if (!why) return;
    this.broadcaster?.end(why);
    for (const watch of this.watches.values()) watch.end(why);
  }

  private tick(): void {
    if (this.connection.isReady) this.lastLost = 0;
    for (const watch of this.watches.values()) watch.tick();
  }
}
