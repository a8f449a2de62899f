// The messages of docs/signaling-protocol.md, as far as this client uses them.

/** What a broadcast shows and lets hear at the moment. */
export interface MediaFlags {
  video: boolean;
  audio: boolean;
  screen: boolean;
}

/** Why a broadcast ended. */
export type StopReason = 'stopped' | 'taken-over' | 'duration' | 'ended-by-site' | 'lost';

/** Why the service or the broadcaster refused a request to watch. */
export type RefusalReason = 'offline' | 'busy' | 'not-allowed' | 'own' | 'rate-limited' | 'unavailable' | 'declined' | 'timeout' | 'ended';

/** Why a viewing ended. */
export type EndReason = 'stopped' | 'duration' | 'ended-by-site' | 'lost' | 'removed' | 'left' | 'failed';

/** One viewer's share in a broadcast, as `welcome` lists it. */
export interface Viewing {
  viewing: string;
  role: 'broadcaster' | 'viewer';
  state: 'asking' | 'accepted';
  user: string;
  name?: string | null;
}

/** The limits of a site. */
export interface Limits {
  viewersPerBroadcast?: number | null;
  maxBitrateKbps?: number | null;
  maxDurationSeconds?: number | null;
  consentSeconds?: number | null;
  graceSeconds?: number | null;
  beaconSeconds?: number | null;
}

/** A live broadcast of this participant. */
export interface Broadcasting extends MediaFlags {
  broadcast: string;
  resumed?: boolean | null;
}

/** Servers of a connection between browsers, with credentials that expire. */
export interface Ice {
  iceServers?: RTCIceServer[] | null;
}

/** The service's answer to `hello`. */
export interface Welcome extends Ice {
  participant: string;
  key: string;
  resumed: boolean;
  user: string;
  name?: string | null;
  mayBroadcast: boolean;
  mayWatch: boolean;
  limits?: Limits | null;
  iceExpiresInSeconds?: number | null;
  broadcast?: Broadcasting | null;
  viewings?: Viewing[] | null;
}

/** A candidate of a connection. An empty one ends them. */
export interface Candidate {
  viewing: string;
  connection: string;
  candidate: string;
  sdpMid?: string | null;
  sdpMLineIndex?: number | null;
  usernameFragment?: string | null;
}

interface Shapes {
  welcome: Welcome;
  presence: { user: string; name?: string | null; online: boolean; live: boolean; away?: boolean | null };
  broadcasting: Broadcasting;
  stopped: { broadcast?: string | null; reason: StopReason };
  watching: { viewing: string; user: string; name?: string | null; state: 'asking' | 'accepted' } & Partial<MediaFlags>;
  accepted: { viewing: string } & Partial<MediaFlags>;
  refused: { viewing?: string | null; reason: RefusalReason; retryAfterSeconds?: number | null };
  media: { viewing: string } & MediaFlags;
  away: { viewing: string; away: boolean };
  ended: { viewing: string; reason: EndReason };
  ask: { viewing: string; user: string; name?: string | null; expiresInSeconds?: number | null };
  withdrawn: { viewing: string; reason?: string | null };
  'offer-wanted': { viewing: string; user: string; name?: string | null; restart?: boolean | null };
  left: { viewing: string; reason?: string | null };
  offer: { viewing: string; connection: string; sdp: string };
  answer: { viewing: string; connection: string; sdp: string };
  candidate: Candidate;
  ice: Ice & { expiresInSeconds?: number | null };
  recorded: { interval: string; seconds: number };
  expiring: { inSeconds: number };
  pong: object;
  error: { code: string; message?: string | null; retryAfterSeconds?: number | null };
}

/** A message of the service. */
export type ServerMessage = { [T in keyof Shapes]: { type: T; request?: string | null } & Shapes[T] }[keyof Shapes];

/** The message of the service with the given type. */
export type Incoming<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

// The members without which a message cannot be handled.
const required: { [T in keyof Shapes]: Record<string, 'string' | 'number' | 'boolean'> } = {
  welcome: { participant: 'string', key: 'string', resumed: 'boolean', user: 'string', mayBroadcast: 'boolean', mayWatch: 'boolean' },
  presence: { user: 'string', live: 'boolean' },
  broadcasting: { broadcast: 'string' },
  stopped: { reason: 'string' },
  watching: { viewing: 'string', user: 'string', state: 'string' },
  accepted: { viewing: 'string' },
  refused: { reason: 'string' },
  media: { viewing: 'string', video: 'boolean', audio: 'boolean' },
  away: { viewing: 'string', away: 'boolean' },
  ended: { viewing: 'string', reason: 'string' },
  ask: { viewing: 'string', user: 'string' },
  withdrawn: { viewing: 'string' },
  'offer-wanted': { viewing: 'string', user: 'string' },
  left: { viewing: 'string' },
  offer: { viewing: 'string', connection: 'string', sdp: 'string' },
  answer: { viewing: 'string', connection: 'string', sdp: 'string' },
  candidate: { viewing: 'string', connection: 'string', candidate: 'string' },
  ice: {},
  recorded: { interval: 'string', seconds: 'number' },
  expiring: { inSeconds: 'number' },
  pong: {},
  error: { code: 'string' },
};

/** A frame as a message, or null if it is of an unknown type or incomplete: a newer service may send more than this client knows. */
export function read(frame: unknown): ServerMessage | null {
  if (typeof frame !== 'string') return null;
  let message: Record<string, unknown> | null;
  try {
    message = JSON.parse(frame) as Record<string, unknown> | null;
  } catch {
    return null;
  }
  const type = message?.type;
  if (!message || typeof type !== 'string' || !Object.hasOwn(required, type)) return null;
  const complete = Object.entries(required[type as keyof Shapes]).every(([name, kind]) => typeof message[name] === kind);
  return complete ? (message as unknown as ServerMessage) : null;
}

/** A message to the service. */
export type Outgoing = { type: string } & Record<string, unknown>;
