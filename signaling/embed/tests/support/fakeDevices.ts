/** A track of a device, as far as the sources use it. */
export class FakeTrack {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  contentHint = '';
  onended: (() => void) | null = null;

  constructor(
    readonly kind: 'video' | 'audio',
    readonly deviceId: string,
  ) {}

  stop(): void {
    this.readyState = 'ended';
  }

  getSettings(): { deviceId: string } {
    return { deviceId: this.deviceId };
  }
}

interface Question {
  constraints: { video?: unknown; audio?: unknown };
  permit(deviceId?: string): Promise<FakeTrack[]>;
  refuse(name: string): Promise<void>;
}

/** The browser's cameras, microphones and screens, behind questions that a test answers. */
export class FakeDevices {
  readonly questions: Question[] = [];
  readonly tracks: FakeTrack[] = [];

  constructor() {
    const mediaDevices = { getUserMedia: this.ask, getDisplayMedia: this.ask };
    Object.defineProperty(globalThis, 'navigator', { value: { mediaDevices }, configurable: true });
  }

  get on(): FakeTrack[] {
    return this.tracks.filter((track) => track.readyState === 'live');
  }

  private readonly ask = (constraints: Question['constraints']) =>
    new Promise((resolve, reject) =>
      this.questions.push({
        constraints,
        permit: async (deviceId = 'default') => {
          const kinds = (['video', 'audio'] as const).filter((kind) => constraints[kind]);
          const tracks = kinds.map((kind) => new FakeTrack(kind, deviceId));
          this.tracks.push(...tracks);
          const of = (kind: string) => tracks.filter((track) => track.kind === kind);
          resolve({ getTracks: () => tracks, getVideoTracks: () => of('video'), getAudioTracks: () => of('audio') });
          await settled();
          return tracks;
        },
        refuse: async (name) => {
          reject(Object.assign(new Error(name), { name }));
          await settled();
        },
      }),
    );
}

/** Waits until everything that waits for a promise went on. */
export const settled = (): Promise<void> => new Promise((later) => setImmediate(later));
