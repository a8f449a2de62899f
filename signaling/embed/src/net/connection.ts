import { afterClose, patience, pauseBefore, pauseUnknown, surelyUnknown } from './backoff.ts';
import { read, type Incoming, type Outgoing, type ServerMessage, type Welcome } from './messages.ts';
import { within } from './within.ts';

/** Why a connection ended for good. */
export type Closed = 'unauthenticated' | 'wrong-origin' | 'refused' | 'left';

/** What a connection needs from the page. */
export interface ConnectionHost {
  /** The address of the site's WebSocket. */
  url: string;
  /** A token of the site's server, or null on a site without tokens; it may never answer. Called for each connection, and when a token is about to expire. */
  token(): Promise<string | null>;
  /** Who this page is on a site without tokens, and whose presence it follows. */
  hello(): Record<string, unknown>;
  /** The participant that this page was before it reloaded. */
  remembered(): Promise<{ participant: string; key: string } | null>;
  remember(participant: { participant: string; key: string } | null): void;
  onWelcome(welcome: Welcome): void;
  onMessage(message: ServerMessage): void;
  /** The service does not answer; the connection tries again. */
  onLost(): void;
  /** The service has no such site; the connection looks again at long intervals. */
  onUnknownSite(): void;
  onClosed(reason: Closed): void;
}

/** An `error` of the service, or `lost` when the socket closed before the answer. */
export class RequestError extends Error {
  constructor(
    readonly code: string,
    message?: string | null,
  ) {
    super(message ?? code);
  }
}

interface Pending {
  resolve(message: ServerMessage): void;
  reject(error: RequestError): void;
}

const tokenMs = 15_000;
const quietMs = 10_000;
const pongMs = 3_000;
const maxQueued = 200;

/**
 * The WebSocket to the service: it says `hello`, connects again after every loss, and resumes the same participant. Media does not
 * depend on it.
 */
export class Connection {
  private socket: WebSocket | null = null;
  private ready = false;
  private over = false;
  // Each start and each end makes void what waits for an earlier one.
  private run = 0;
  private attempt = 0;
  // How many attempts in a row took too long to open. What hurries the next one does not make the network faster.
  private slow = 0;
  private badTokens = 0;
  private unknown = 0;
  private retryAfterMs = 0;
  private resume: { participant: string; key: string } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastHeard = 0;
  private requests = 0;
  private readonly pending = new Map<string, Pending>();
  private readonly queued: Outgoing[] = [];

  constructor(private readonly host: ConnectionHost) {}

  async start(): Promise<void> {
    const run = ++this.run;
    this.over = false;
    this.attempt = this.badTokens = this.unknown = 0;
    const remembered = await this.host.remembered();
    if (run !== this.run) return;
    this.resume = remembered;
    await this.open();
  }

  /** Who this participant is to the service; for beacons that do not go through the socket. */
  get identity(): { participant: string; key: string } | null {
    return this.resume;
  }

  get isReady(): boolean {
    return this.ready;
  }

  /** Whether it ended and does not try again by itself. */
  get isOver(): boolean {
    return this.over;
  }

  /** Sends a message now, or after the next `welcome` that resumes this participant. */
  send(message: Outgoing): void {
    if (this.ready) this.write(message);
    else if (this.queued.length < maxQueued) this.queued.push(message);
  }

  /** Sends a message only if the service hears it now. */
  sendNow(message: Outgoing): boolean {
    if (this.ready) this.write(message);
    return this.ready;
  }

  /** Sends a message and waits for its direct answer. */
  request<T extends ServerMessage['type']>(message: Outgoing, ..._answers: T[]): Promise<Incoming<T>> {
    if (!this.ready) return Promise.reject(new RequestError('lost'));
    const request = String(++this.requests);
    return new Promise<ServerMessage>((resolve, reject) => {
      this.pending.set(request, { resolve, reject });
      this.write({ ...message, request });
    }) as Promise<Incoming<T>>;
  }

  /** Connects at once, as when the browser says that it is online again. */
  hurry(): void {
    if (this.over || this.ready || this.socket) return;
    this.attempt = 0;
    clearTimeout(this.timer);
    void this.open();
  }

  /** Connects again after the browser kept the page in its cache, where a socket does not live. */
  rejoin(): void {
    if (this.over) return;
    this.socket?.close();
    this.closed(1006);
  }

  /** Ends the participant: its broadcast stops and its viewings end. */
  leave(): void {
    if (this.ready) this.write({ type: 'bye' });
    this.host.remember(null);
    this.resume = null;
    this.finish('left');
  }

  /** Connects as another user. */
  restart(): void {
    this.leave();
    this.over = false;
    this.attempt = 0;
    void this.open();
  }

  private async open(): Promise<void> {
    const { run } = this;
    let token: string | null;
    let socket: WebSocket;
    try {
      token = await within(tokenMs, this.host.token());
      if (run !== this.run || this.socket) return;
      // It throws on a secure page with an insecure server.
      socket = this.socket = new WebSocket(this.host.url, 'onair.signaling.v1');
    } catch {
      if (run === this.run) this.again();
      return;
    }
    const limit = setTimeout(() => {
      this.slow++;
      socket.close();
    }, patience(this.slow));
    socket.onopen = () => {
      clearTimeout(limit);
      this.slow = 0;
      this.heard();
      socket.send(
        JSON.stringify({
          type: 'hello',
          ...(token && { token }),
          ...this.host.hello(),
          ...(this.resume && { resume: this.resume }),
        }),
      );
    };
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = (event) => {
      clearTimeout(limit);
      if (this.socket === socket) this.closed(event.code);
    };
  }

  private receive(frame: unknown): void {
    this.heard();
    const message = read(frame);
    if (!message) return;
    if (message.type === 'welcome') this.welcome(message);
    else if (message.type === 'expiring') void this.renew();
    else if (message.type === 'error' && message.retryAfterSeconds) this.retryAfterMs = message.retryAfterSeconds * 1000;
    const pending = message.request ? this.pending.get(message.request) : undefined;
    if (pending) {
      this.pending.delete(message.request!);
      if (message.type === 'error') pending.reject(new RequestError(message.code, message.message));
      else pending.resolve(message);
    } else if (message.type !== 'welcome') this.host.onMessage(message);
  }

  private welcome(welcome: Welcome): void {
    this.ready = true;
    this.attempt = this.badTokens = this.unknown = this.retryAfterMs = 0;
    this.resume = { participant: welcome.participant, key: welcome.key };
    this.host.remember(this.resume);
    // What was meant for a participant that is gone would only be refused.
    const queued = this.queued.splice(0);
    this.host.onWelcome(welcome);
    if (welcome.resumed) for (const message of queued) this.write(message);
  }

  private async renew(): Promise<void> {
    try {
      const token = await within(tokenMs, this.host.token());
      if (token) this.sendNow({ type: 'token', token });
    } catch {
      // The service closes the socket when the token expires, and the next attempt asks for a new one.
    }
  }

  private closed(code: number): void {
    this.socket = null;
    this.ready = false;
    clearTimeout(this.timer);
    this.fail();
    const next = afterClose(code);
    this.unknown = next === 'no-site' ? this.unknown + 1 : 0;
    if (next === 'give-up') this.finish('refused');
    else if (next === 'wrong-origin') this.finish('wrong-origin');
    else if (next === 'new-token' && ++this.badTokens > 2) this.finish('unauthenticated');
    else if (this.unknown >= surelyUnknown) {
      this.host.onUnknownSite();
      this.openIn(pauseUnknown(this.unknown));
    } else {
      if (next === 'forget') this.resume = null;
      this.again(next === 'wait' ? 10_000 : 0);
    }
  }

  private again(atLeastMs = 0): void {
    if (this.over) return;
    this.host.onLost();
    this.openIn(Math.max(pauseBefore(this.attempt++), this.retryAfterMs, atLeastMs));
  }

  private openIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), ms);
  }

  private finish(reason: Closed): void {
    this.over = true;
    this.run++;
    this.ready = false;
    clearTimeout(this.timer);
    this.queued.length = 0;
    this.fail();
    const socket = this.socket;
    this.socket = null;
    socket?.close(1000);
    this.host.onClosed(reason);
  }

  private fail(): void {
    for (const pending of this.pending.values()) pending.reject(new RequestError('lost'));
    this.pending.clear();
  }

  // Each frame proves that the service is there. After a silence a ping asks, and without an answer the socket is dead.
  private heard(): void {
    this.lastHeard = performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ping(), quietMs);
  }

  private ping(): void {
    const asked = this.lastHeard;
    const socket = this.socket;
    if (this.ready) this.write({ type: 'ping' });
    this.timer = setTimeout(() => {
      if (this.lastHeard !== asked || this.socket !== socket) return;
      socket?.close();
      // A socket whose network is gone reports its end only after minutes.
      this.closed(1006);
    }, pongMs);
  }

  private write(message: Outgoing): void {
    this.socket?.send(JSON.stringify(message));
  }
}
