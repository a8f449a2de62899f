import type { LocalMedia } from '../media/localMedia.ts';
import type { Candidate, Incoming, Outgoing } from '../net/messages.ts';
import { RemoteCandidates, sendCandidates } from './candidates.ts';
import { newId } from '../net/newId.ts';
import { Steps } from './queue.ts';

/** The broadcaster's connection to one viewer. It offers; the viewer answers. */
export class Sender {
  readonly connection = newId();
  private readonly peer: RTCPeerConnection;
  private readonly video: RTCRtpSender;
  private readonly audio: RTCRtpSender;
  private readonly remote: RemoteCandidates;
  private readonly steps = new Steps();

  constructor(
    private readonly viewing: string,
    private readonly media: LocalMedia,
    private readonly maxBitrateKbps: number | null,
    ice: RTCIceServer[],
    private readonly send: (message: Outgoing) => void,
  ) {
    this.peer = new RTCPeerConnection({ iceServers: ice });
    sendCandidates(this.peer, viewing, this.connection, send);
    this.remote = new RemoteCandidates(this.peer);
    const stream = new MediaStream();
    const add = (kind: string) => this.peer.addTransceiver(kind, { direction: 'sendonly', streams: [stream] }).sender;
    this.video = add('video');
    this.audio = add('audio');
  }

  get alive(): boolean {
    return this.peer.connectionState !== 'closed';
  }

  get statistics(): Promise<RTCStatsReport> {
    return this.peer.getStats();
  }

  /** Offers, with new ICE credentials if the viewer lost its way here. */
  offer(restart: boolean, ice: RTCIceServer[]): void {
    void this.steps.run(async () => {
      await this.replaceTracks();
      if (restart) this.peer.setConfiguration?.({ iceServers: ice });
      await this.peer.setLocalDescription(await this.peer.createOffer({ iceRestart: restart }));
      this.send({ type: 'offer', viewing: this.viewing, connection: this.connection, sdp: this.peer.localDescription!.sdp });
    });
  }

  answer({ connection, sdp }: Incoming<'answer'>): void {
    void this.steps.run(async () => {
      if (connection !== this.connection || this.peer.signalingState !== 'have-local-offer') return;
      await this.peer.setRemoteDescription({ type: 'answer', sdp });
      await this.remote.described();
      await this.limit();
    });
  }

  candidate(candidate: Candidate): void {
    void this.steps.run(async () => {
      if (candidate.connection === this.connection) await this.remote.add(candidate);
    });
  }

  /** Sends the present tracks of the broadcaster. */
  update(): void {
    void this.steps.run(() => this.replaceTracks());
  }

  close(): void {
    this.peer.onicecandidate = null;
    this.peer.close();
  }

  private async replaceTracks(): Promise<void> {
    if (this.video.track !== this.media.video) await this.video.replaceTrack(this.media.video);
    if (this.audio.track !== this.media.audio) await this.audio.replaceTrack(this.media.audio);
  }

  private async limit(): Promise<void> {
    const parameters = this.video.getParameters();
    const encoding = parameters.encodings[0];
    if (!encoding || !this.maxBitrateKbps) return;
    encoding.maxBitrate = this.maxBitrateKbps * 1000;
    await this.video.setParameters(parameters);
  }
}
