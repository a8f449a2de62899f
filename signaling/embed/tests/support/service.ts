import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export type Message = { type: string; request?: string } & Record<string, any>;

interface Participant {
  id: string;
  key: string;
  user: string;
  name: string;
  socket: WebSocket | null;
  follow: string[];
  grace: NodeJS.Timeout | undefined;
}

interface Broadcast {
  id: string;
  user: string;
  owner: Participant;
  since: string;
  flags: { video: boolean; audio: boolean; screen: boolean };
}

interface Viewing {
  id: string;
  broadcast: Broadcast;
  viewer: Participant;
  state: 'asking' | 'accepted';
  timer: NodeJS.Timeout | undefined;
}

/** One signaling service in memory, as far as docs/signaling-protocol.md says what a page sees. Tests change its options as they go. */
export class FakeService {
  readonly options = {
    consent: 'Required' as 'Required' | 'Automatic',
    consentSeconds: 30,
    viewersPerBroadcast: 1,
    graceSeconds: 10,
    beaconSeconds: 1,
    /** Tokens that are accepted, and what they permit; empty on an open site. */
    tokens: {} as Record<string, { sub: string; name?: string; broadcast?: boolean; watch?: boolean }>,
    /** Answers every `watch` at once with this reason. */
    refuse: null as string | null,
    /** For how long a viewer whom a broadcaster declined is not asked about again. */
    declinedSeconds: 30,
    /** The one site. */
    site: 'default/demo',
    /** Refuses pages of every origin. */
    foreign: false,
    /** Closes every new socket at once, as a service that is away. */
    away: false,
    /** Answers every `broadcast` with this error. */
    broadcastError: null as string | null,
  };
  /** Every message from pages, in order, with the user that sent it. */
  readonly received: { user: string; message: Message; at: number }[] = [];
  /** The largest value of each interval. */
  readonly intervals = new Map<string, { of: string; seconds: number; playing: boolean }>();
  hidden = 0;
  /** Sockets that found the service away. */
  turnedAway = 0;
  /** Changes what one page sends to another on its way, as a network does. */
  relay: (message: Message) => Message | null | Promise<Message | null> = (message) => message;
  private readonly participants = new Map<string, Participant>();
  private readonly broadcasts = new Map<string, Broadcast>();
  private readonly viewings = new Map<string, Viewing>();
  private readonly remembered = new Set<string>();
  /** When the last request of a viewer for a broadcast was declined. */
  private readonly declined = new Map<string, number>();
  private readonly http: Server;
  private readonly sockets: WebSocketServer;

  constructor(private readonly script: () => string) {
    this.http = createServer((request, response) => this.serve(request, response));
    this.sockets = new WebSocketServer({ server: this.http, handleProtocols: () => 'onair.signaling.v1', maxPayload: 64 * 1024 });
    this.sockets.on('connection', (socket, request) => this.connected(socket, request.url ?? ''));
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.http.listen(0, '127.0.0.1', ready));
    return this;
  }

  get origin(): string {
    return `http://localhost:${(this.http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const participant of this.participants.values()) clearTimeout(participant.grace);
    for (const viewing of this.viewings.values()) clearTimeout(viewing.timer);
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }

  /** Closes the sockets of a user, as a replica that goes away does. */
  drop(user: string, code = 1012): void {
    for (const participant of this.participants.values()) if (participant.user === user) participant.socket?.close(code);
  }

  /** Sends a message to a user, as the service might. */
  push(user: string, message: Message): void {
    for (const participant of this.participants.values()) if (participant.user === user) this.send(participant, message);
  }

  messages(user: string, type: string): Message[] {
    return this.received.filter((entry) => entry.user === user && entry.message.type === type).map((entry) => entry.message);
  }

  viewingOf(viewer: string): string | undefined {
    return [...this.viewings.values()].find((viewing) => viewing.viewer.user === viewer)?.id;
  }

  get anyLive(): boolean {
    return this.broadcasts.size > 0;
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    if (request.url?.startsWith('/embed/')) {
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
      response.end(this.script());
    } else if (request.method === 'POST' && request.url?.endsWith('/beacons')) {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { participant, key, beacons, bye } = JSON.parse(text) as {
          participant: string;
          key: string;
          beacons: Message[];
          bye: boolean;
        };
        const known = this.participants.get(participant);
        if (known?.key === key) {
          for (const beacon of beacons) this.account(beacon);
          if (bye) this.end(known, 'left');
        }
        this.hidden++;
        response.writeHead(204).end();
      });
    } else response.writeHead(404).end();
  }

  private connected(socket: WebSocket, url: string): void {
    const { away, site, foreign } = this.options;
    if (away || foreign || !url.startsWith(`/v1/sites/${site}/`)) {
      this.turnedAway++;
      return socket.close(away ? 1012 : foreign ? 4403 : 4404);
    }
    let participant: Participant | null = null;
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as Message;
      if (message.type === 'hello') participant = this.hello(socket, message);
      if (!participant) return;
      this.received.push({ user: participant.user, message, at: Date.now() });
      if (message.type !== 'hello') this.receive(participant, message);
    });
    socket.on('close', () => {
      if (!participant || participant.socket !== socket) return;
      const gone = participant;
      gone.socket = null;
      this.away(gone, true);
      gone.grace = setTimeout(() => this.end(gone, 'lost'), this.options.graceSeconds * 1000);
    });
  }

  private hello(socket: WebSocket, message: Message): Participant | null {
    const { tokens } = this.options;
    const open = Object.keys(tokens).length === 0;
    const token = tokens[message.token as string];
    if (!open && !token) {
      socket.send(JSON.stringify({ type: 'error', code: 'unauthenticated' }));
      socket.close(4401);
      return null;
    }
    const user = token?.sub ?? message.user ?? `guest-${id().slice(0, 4)}`;
    const known = this.participants.get(message.resume?.participant);
    const resumed = known !== undefined && known.key === message.resume.key && known.user === user;
    const participant: Participant = resumed
      ? known
      : { id: id(), key: '', user, name: token?.name ?? message.name ?? user, socket: null, follow: [], grace: undefined };
    const before = participant.socket;
    Object.assign(participant, { key: id(), socket, follow: message.follow ?? [] });
    before?.close(4409);
    clearTimeout(participant.grace);
    this.participants.set(participant.id, participant);
    const broadcast = this.broadcastOf(participant);
    this.send(participant, {
      type: 'welcome',
      participant: participant.id,
      key: participant.key,
      resumed,
      user,
      name: participant.name,
      mayBroadcast: token?.broadcast ?? true,
      mayWatch: token?.watch ?? true,
      consent: this.options.consent,
      media: 'PeerToPeer',
      limits: { ...this.options, maxBitrateKbps: 1000 },
      iceServers: [],
      iceExpiresInSeconds: 3600,
      broadcast: broadcast ? this.broadcasting(broadcast, true) : null,
      viewings: this.viewingsOf(participant).map((viewing) => ({
        viewing: viewing.id,
        role: viewing.viewer === participant ? 'viewer' : 'broadcaster',
        state: viewing.state,
        user: viewing.viewer === participant ? viewing.broadcast.user : viewing.viewer.user,
        name: viewing.viewer === participant ? viewing.broadcast.owner.name : viewing.viewer.name,
      })),
    });
    for (const followed of participant.follow) this.send(participant, this.presence(followed));
    this.away(participant, false);
    return participant;
  }

  private receive(from: Participant, message: Message): void {
    const reply = (answer: Message) => this.send(from, { ...answer, ...(message.request && { request: message.request }) });
    const viewing = this.viewings.get(message.viewing);
    switch (message.type) {
      case 'ping':
        return reply({ type: 'pong' });
      case 'ice':
        return reply({ type: 'ice', iceServers: [], expiresInSeconds: 3600 });
      case 'follow':
        from.follow = message.users;
        for (const user of from.follow) this.send(from, this.presence(user));
        return;
      case 'broadcast':
        return this.broadcast(from, message, reply);
      case 'media': {
        const broadcast = this.broadcastOf(from);
        if (!broadcast) return;
        broadcast.flags = { video: message.video, audio: message.audio, screen: message.screen };
        for (const each of this.viewingsOf(from))
          if (each.broadcast === broadcast && each.state === 'accepted')
            this.send(each.viewer, { type: 'media', viewing: each.id, ...broadcast.flags });
        return;
      }
      case 'stop': {
        const broadcast = this.broadcastOf(from);
        if (!broadcast) return reply({ type: 'error', code: 'not-broadcasting' });
        this.endBroadcast(broadcast, 'stopped');
        return reply({ type: 'stopped', broadcast: broadcast.id, reason: 'stopped' });
      }
      case 'watch':
        return this.watch(from, message, reply);
      case 'consent':
        if (!viewing || viewing.state !== 'asking') return reply({ type: 'error', code: 'unknown-viewing' });
        clearTimeout(viewing.timer);
        if (message.remember) this.remembered.add(`${from.user}:${viewing.viewer.user}`);
        if (message.allow) this.accept(viewing);
        else {
          this.declined.set(`${viewing.broadcast.id}:${viewing.viewer.user}`, Date.now());
          this.refuse(viewing, 'declined');
        }
        return;
      case 'forget':
        for (const pair of this.remembered) if (!message.user || pair.endsWith(`:${message.user}`)) this.remembered.delete(pair);
        return;
      case 'remove':
        if (!viewing) return;
        this.viewings.delete(viewing.id);
        this.send(viewing.viewer, { type: 'ended', viewing: viewing.id, reason: 'removed' });
        this.send(from, { type: 'left', viewing: viewing.id, reason: 'removed' });
        return;
      case 'leave':
        if (!viewing) return;
        this.viewings.delete(viewing.id);
        clearTimeout(viewing.timer);
        reply({ type: 'ended', viewing: viewing.id, reason: 'left' });
        this.send(viewing.broadcast.owner, {
          type: viewing.state === 'asking' ? 'withdrawn' : 'left',
          viewing: viewing.id,
          reason: 'left',
        });
        return;
      case 'restart':
        if (viewing)
          this.send(viewing.broadcast.owner, {
            type: 'offer-wanted',
            viewing: viewing.id,
            user: from.user,
            name: from.name,
            restart: !message.fresh,
          });
        return;
      case 'offer':
        if (viewing) void this.pass(viewing.viewer, message);
        return;
      case 'answer':
        if (viewing) void this.pass(viewing.broadcast.owner, message);
        return;
      case 'candidate':
        if (viewing) void this.pass(from === viewing.viewer ? viewing.broadcast.owner : viewing.viewer, message);
        return;
      case 'beacon':
        this.account(message);
        return reply({ type: 'recorded', interval: message.interval, seconds: this.intervals.get(message.interval)!.seconds });
      case 'bye':
        this.end(from, 'left');
        from.socket?.close(1000);
        return;
    }
  }

  private broadcast(from: Participant, message: Message, reply: (answer: Message) => void): void {
    if (this.options.broadcastError) return reply({ type: 'error', code: this.options.broadcastError });
    const flags = { video: message.video, audio: message.audio, screen: message.screen };
    const live = this.broadcasts.get(from.user);
    if (!live) {
      const broadcast = { id: id(), user: from.user, owner: from, since: new Date().toISOString(), flags };
      this.broadcasts.set(from.user, broadcast);
      reply(this.broadcasting(broadcast, false));
      return this.announce(from.user);
    }
    if (live.owner !== from) {
      if (!message.takeover) return reply({ type: 'error', code: 'already-broadcasting' });
      this.send(live.owner, { type: 'stopped', broadcast: live.id, reason: 'taken-over' });
      live.owner = from;
    }
    live.flags = flags;
    reply(this.broadcasting(live, true));
    for (const viewing of this.viewings.values()) if (viewing.broadcast === live && viewing.state === 'accepted') this.wantOffer(viewing);
  }

  private watch(from: Participant, message: Message, reply: (answer: Message) => void): void {
    const broadcast = this.broadcasts.get(message.user);
    const refused = (reason: string) => reply({ type: 'refused', reason });
    if (this.options.refuse) return refused(this.options.refuse);
    if (!broadcast) return refused('offline');
    const declined = this.declined.get(`${broadcast.id}:${from.user}`) ?? 0;
    const seconds = Math.ceil(this.options.declinedSeconds - (Date.now() - declined) / 1000);
    if (seconds > 0) return reply({ type: 'refused', reason: 'declined', retryAfterSeconds: seconds });
    const taken = [...this.viewings.values()].filter((viewing) => viewing.broadcast === broadcast);
    if (taken.length >= this.options.viewersPerBroadcast) return refused('busy');
    const viewing: Viewing = { id: id(), broadcast, viewer: from, state: 'asking', timer: undefined };
    this.viewings.set(viewing.id, viewing);
    const automatic = this.options.consent === 'Automatic' || this.remembered.has(`${message.user}:${from.user}`);
    const { consentSeconds } = this.options;
    const answer = { type: 'watching', viewing: viewing.id, user: message.user, name: broadcast.owner.name, ...broadcast.flags };
    if (automatic) {
      viewing.state = 'accepted';
      reply({ ...answer, state: 'accepted' });
      return this.wantOffer(viewing);
    }
    reply({ ...answer, state: 'asking', expiresInSeconds: consentSeconds });
    this.send(broadcast.owner, {
      type: 'ask',
      viewing: viewing.id,
      user: from.user,
      name: from.name,
      expiresInSeconds: consentSeconds,
    });
    viewing.timer = setTimeout(() => {
      this.send(broadcast.owner, { type: 'withdrawn', viewing: viewing.id, reason: 'timeout' });
      this.refuse(viewing, 'timeout');
    }, consentSeconds * 1000);
  }

  private accept(viewing: Viewing): void {
    viewing.state = 'accepted';
    this.send(viewing.viewer, { type: 'accepted', viewing: viewing.id, ...viewing.broadcast.flags });
    this.wantOffer(viewing);
  }

  private wantOffer(viewing: Viewing): void {
    const { user, name } = viewing.viewer;
    this.send(viewing.broadcast.owner, { type: 'offer-wanted', viewing: viewing.id, user, name, restart: false });
  }

  private refuse(viewing: Viewing, reason: string): void {
    this.viewings.delete(viewing.id);
    this.send(viewing.viewer, { type: 'refused', viewing: viewing.id, reason });
  }

  private account({ interval, seconds, playing, viewing, broadcast }: Message): void {
    const known = this.intervals.get(interval);
    this.intervals.set(interval, { of: viewing ?? broadcast, seconds: Math.max(known?.seconds ?? 0, seconds), playing });
  }

  private end(participant: Participant, reason: string): void {
    clearTimeout(participant.grace);
    this.participants.delete(participant.id);
    const broadcast = this.broadcastOf(participant);
    if (broadcast) this.endBroadcast(broadcast, reason);
    for (const viewing of this.viewingsOf(participant)) {
      this.viewings.delete(viewing.id);
      this.send(viewing.broadcast.owner, { type: viewing.state === 'asking' ? 'withdrawn' : 'left', viewing: viewing.id, reason });
    }
  }

  private endBroadcast(broadcast: Broadcast, reason: string): void {
    this.broadcasts.delete(broadcast.user);
    for (const viewing of [...this.viewings.values()].filter((each) => each.broadcast === broadcast)) {
      this.viewings.delete(viewing.id);
      clearTimeout(viewing.timer);
      if (viewing.state === 'asking') this.send(viewing.viewer, { type: 'refused', viewing: viewing.id, reason: 'ended' });
      else this.send(viewing.viewer, { type: 'ended', viewing: viewing.id, reason });
    }
    this.announce(broadcast.user);
  }

  private away(participant: Participant, away: boolean): void {
    const broadcast = this.broadcastOf(participant);
    if (!broadcast) return;
    for (const viewing of this.viewings.values())
      if (viewing.broadcast === broadcast && viewing.state === 'accepted')
        this.send(viewing.viewer, { type: 'away', viewing: viewing.id, away });
    this.announce(participant.user);
  }

  private announce(user: string): void {
    for (const participant of this.participants.values())
      if (participant.follow.includes(user)) this.send(participant, this.presence(user));
  }

  private presence(user: string): Message {
    const live = this.broadcasts.get(user);
    const online = [...this.participants.values()].some((participant) => participant.user === user && participant.socket);
    const name = live?.owner.name ?? user;
    return { type: 'presence', user, name, online, live: live !== undefined, away: live?.owner.socket === null, since: live?.since };
  }

  private broadcasting(broadcast: Broadcast, resumed: boolean): Message {
    return { type: 'broadcasting', broadcast: broadcast.id, startedAt: broadcast.since, endsAt: null, ...broadcast.flags, resumed };
  }

  private broadcastOf(participant: Participant): Broadcast | undefined {
    return [...this.broadcasts.values()].find((broadcast) => broadcast.owner === participant);
  }

  private viewingsOf(participant: Participant): Viewing[] {
    return [...this.viewings.values()].filter((viewing) => viewing.viewer === participant || viewing.broadcast.owner === participant);
  }

  private async pass(to: Participant, message: Message): Promise<void> {
    const passed = await this.relay(message);
    if (passed) this.send(to, passed);
  }

  private send(to: Participant, message: Message): void {
    if (to.socket?.readyState === 1) to.socket.send(JSON.stringify(message));
  }
}

function id(): string {
  return randomBytes(16).toString('base64url');
}
