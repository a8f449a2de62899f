import type { MediaFlags } from '../net/messages.ts';
import type { Store } from '../page/storage.ts';

/** The kinds of devices that a person chooses. */
export type DeviceKind = 'videoinput' | 'audioinput';

const chosen: Record<DeviceKind, string> = { videoinput: 'camera', audioinput: 'microphone' };

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

  /** Tracks or flags have changed. */
  onChange: () => void = () => {};
  /** A device is gone, e.g. unplugged. */
  onLost: () => void = () => {};

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

  get cameraOn(): boolean {
    return this.camera !== null;
  }

  get hasMicrophone(): boolean {
    return this.microphone !== null;
  }

  /**
   * Asks the browser for camera and microphone. A machine without a microphone broadcasts a silent picture. What was off before a reload
   * stays off; after a shared screen the camera does, too.
   */
  async open(before?: Partial<MediaFlags>): Promise<void> {
    this.close();
    const withoutCamera = before?.video === false || before?.screen === true;
    const stream = await this.ask(withoutCamera ? ['audioinput'] : ['videoinput', 'audioinput']);
    this.muted = before?.audio === false;
    this.setCamera(stream.getVideoTracks()[0] ?? null);
    this.setMicrophone(stream.getAudioTracks()[0] ?? null);
    this.onChange();
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
      this.setCamera(null);
      this.onChange();
    }
  }

  /** Shows the screen instead of the camera until it is stopped here or in the browser's own bar. */
  async share(on: boolean): Promise<void> {
    if (on && !this.screen) {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
      const track = stream.getVideoTracks()[0]!;
      track.contentHint = 'detail';
      track.onended = () => void this.share(false);
      this.screen = track;
    } else if (!on && this.screen) {
      stop(this.screen);
      this.screen = null;
    } else return;
    this.onChange();
  }

  /** Uses another device from now on, also after a reload. */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    this.store.set(chosen[kind], deviceId);
    if (kind === 'audioinput' || this.cameraOn) await this.reopen(kind);
  }

  /** The devices of a kind, with the one that is used now. */
  async devices(kind: DeviceKind): Promise<{ id: string; label: string; current: boolean }[]> {
    const used = (kind === 'videoinput' ? this.camera : this.microphone)?.getSettings().deviceId;
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter((device) => device.kind === kind && device.deviceId)
      .map((device) => ({ id: device.deviceId, label: device.label, current: device.deviceId === used }));
  }

  /** Frees every device. */
  close(): void {
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
    const stream = await this.ask([kind]);
    const track = stream.getTracks()[0] ?? null;
    if (video) this.setCamera(track);
    else this.setMicrophone(track);
    this.onChange();
  }

  // The chosen devices first. They may be at home today, and a machine may have no microphone at all.
  private async ask(kinds: DeviceKind[]): Promise<MediaStream> {
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
    try {
      return await get(true);
    } catch (error) {
      if (!unavailable(error)) throw error;
    }
    try {
      return await get(false);
    } catch (error) {
      if (!unavailable(error) || kinds.length < 2) throw error;
      return await get(false, false);
    }
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
        if (this.camera === track) this.camera = null;
        else if (this.microphone === track) this.microphone = null;
        this.onLost();
        this.onChange();
      };
    return track;
  }
}

function stop(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}
