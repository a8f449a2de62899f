import type { MediaFlags } from '../net/messages.ts';
import type { Store } from '../page/storage.ts';

/** The kinds of devices that a person chooses. */
export type DeviceKind = 'videoinput' | 'audioinput';

type Source = 'camera' | 'microphone' | 'screen';

const chosen: Record<DeviceKind, 'camera' | 'microphone'> = { videoinput: 'camera', audioinput: 'microphone' };

const cameraConstraints: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/**
 * Camera, microphone and screen of a broadcaster. Whoever sends follows `onChange` and replaces its tracks, so that a
 * change of device needs no negotiation.
 */
export class LocalMedia {
  private camera: MediaStreamTrack | null = null;
  private microphone: MediaStreamTrack | null = null;
  private screen: MediaStreamTrack | null = null;
  private muted = false;
  /** The open question of the browser about each source. What the browser gives to an older one is switched off at once. */
  private readonly questions = new Map<Source, object>();

  /** Tracks or flags have changed. */
  onChange: () => void = () => {};
  /** A device is gone, e.g. unplugged. */
  onLost: (device: 'camera' | 'microphone') => void = () => {};

  constructor(private readonly store: Store) {}

  /** The picture that viewers see: the screen while it is shared, else the camera. */
  get video(): MediaStreamTrack | null {
    return this.screen ?? this.camera;
  }

  get audio(): MediaStreamTrack | null {
    return this.microphone;
  }

  get flags(): MediaFlags {
    return { video: this.video !== null, audio: this.microphone !== null && !this.muted, screen: this.screen !== null };
  }

  /** Whether the camera is on, or will be as soon as the browser permits it. */
  get cameraOn(): boolean {
    return this.camera !== null || this.questions.has('camera');
  }

  get hasMicrophone(): boolean {
    return this.microphone !== null;
  }

  /**
   * Asks the browser for camera and microphone. A machine without a microphone broadcasts a silent picture. What was off before a reload
   * stays off; after a shared screen the camera does, too. Returns false if `close` came before the browser's answer.
   */
  async open(before?: Partial<MediaFlags>): Promise<boolean> {
    this.close();
    const withoutCamera = before?.video === false || before?.screen === true;
    return await this.ask(withoutCamera ? ['audioinput'] : ['videoinput', 'audioinput'], (stream) => {
      this.muted = before?.audio === false;
      this.setCamera(stream.getVideoTracks()[0] ?? null);
      this.setMicrophone(stream.getAudioTracks()[0] ?? null);
    });
  }

  /** Mutes or unmutes the microphone. */
  mute(muted: boolean): void {
    this.muted = muted;
    if (this.microphone) this.microphone.enabled = !muted;
    this.onChange();
  }

  /** Turns the camera off, so that its light goes out too, or on again. */
  async turnCamera(on: boolean): Promise<void> {
    if (on === this.cameraOn) return;
    if (on) await this.reopen('videoinput');
    else {
      this.questions.delete('camera');
      this.setCamera(null);
      this.onChange();
    }
  }

  /** Shows the screen instead of the camera until it is stopped here or in the browser's own bar. */
  async share(on: boolean): Promise<void> {
    if (on === (this.screen !== null || this.questions.has('screen'))) return;
    if (on) {
      const get = () => navigator.mediaDevices.getDisplayMedia({ video: true });
      await this.request(['screen'], get, (stream) => {
        const track = stream.getVideoTracks()[0]!;
        track.contentHint = 'detail';
        track.onended = () => void this.share(false);
        this.screen = track;
      });
    } else {
      this.questions.delete('screen');
      if (this.screen) stop(this.screen);
      this.screen = null;
      this.onChange();
    }
  }

  /** Uses another device from now on, also after a reload. */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    const before = this.store.get<string>(chosen[kind]);
    this.store.set(chosen[kind], deviceId);
    try {
      if (kind === 'audioinput' || this.cameraOn) await this.reopen(kind);
    } catch (error) {
      this.store.set(chosen[kind], before);
      throw error;
    }
  }

  /** The devices of a kind, with the one that is used now. */
  async devices(kind: DeviceKind): Promise<{ id: string; label: string; current: boolean }[]> {
    const track = kind === 'videoinput' ? this.camera : this.microphone;
    const used = track?.getSettings().deviceId ?? this.store.get<string>(chosen[kind]);
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter((device) => device.kind === kind && device.deviceId)
      .map((device) => ({ id: device.deviceId, label: device.label, current: device.deviceId === used }));
  }

  /** Frees every device, also those that the browser still asks about. */
  close(): void {
    this.questions.clear();
    this.setCamera(null);
    this.setMicrophone(null);
    if (this.screen) stop(this.screen);
    this.screen = null;
    this.muted = false;
  }

  private async reopen(kind: DeviceKind): Promise<void> {
    const video = kind === 'videoinput';
    // Some systems cannot open a device twice, and a second camera may need the bandwidth of the first.
    if (video) this.setCamera(null);
    const answer = this.ask([kind], (stream) => {
      const track = stream.getTracks()[0] ?? null;
      if (video) this.setCamera(track);
      else this.setMicrophone(track);
    });
    if (video) this.onChange();
    await answer;
  }

  // The chosen devices first. They may be at home today, and a machine may have no microphone at all.
  private ask(kinds: DeviceKind[], use: (stream: MediaStream) => void): Promise<boolean> {
    const constraints = (kind: DeviceKind, chosenOnly: boolean): MediaTrackConstraints | boolean => {
      const id = chosenOnly ? this.store.get<string>(chosen[kind]) : null;
      if (!kinds.includes(kind)) return false;
      return { ...(kind === 'videoinput' && cameraConstraints), ...(id && { deviceId: { exact: id } }) };
    };
    const get = (chosenOnly: boolean, audio = true) =>
      navigator.mediaDevices.getUserMedia({
        video: constraints('videoinput', chosenOnly),
        audio: audio && constraints('audioinput', chosenOnly),
      });
    const unavailable = (error: unknown) => /^(NotFound|Overconstrained)Error$/.test((error as DOMException).name);
    return this.request(
      kinds.map((kind) => chosen[kind]),
      async (wanted) => {
        try {
          return await get(true);
        } catch (error) {
          if (!wanted() || !unavailable(error)) throw error;
        }
        try {
          return await get(false);
        } catch (error) {
          if (!wanted() || !unavailable(error) || kinds.length < 2) throw error;
          return await get(false, false);
        }
      },
      use,
    );
  }

  // The browser may ask the person, and much can happen before the answer. Returns false if another question or `close` came first.
  private async request(
    sources: Source[],
    get: (wanted: () => boolean) => Promise<MediaStream>,
    use: (stream: MediaStream) => void,
  ): Promise<boolean> {
    const question = {};
    for (const source of sources) this.questions.set(source, question);
    const wanted = () => sources.every((source) => this.questions.get(source) === question);
    const settle = (stream?: MediaStream) => {
      for (const source of sources) this.questions.delete(source);
      if (stream) use(stream);
      this.onChange();
    };
    let stream: MediaStream;
    try {
      stream = await get(wanted);
    } catch (error) {
      if (!wanted()) return false;
      settle();
      throw error;
    }
    if (wanted()) {
      settle(stream);
      return true;
    }
    stream.getTracks().forEach(stop);
    return false;
  }

  private setCamera(track: MediaStreamTrack | null): void {
    this.camera = this.exchange(this.camera, track);
    if (track) track.contentHint = 'motion';
  }

  private setMicrophone(track: MediaStreamTrack | null): void {
    this.microphone = this.exchange(this.microphone, track);
    if (track) track.enabled = !this.muted;
  }

  private exchange(old: MediaStreamTrack | null, track: MediaStreamTrack | null): MediaStreamTrack | null {
    if (old) stop(old);
    if (track)
      track.onended = () => {
        const device = track === this.camera ? 'camera' : 'microphone';
        this[device] = null;
        this.onLost(device);
        this.onChange();
      };
    return track;
  }
}

function stop(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}
