import type { Candidate, Outgoing } from '../net/messages.ts';
import { RemoteCandidates, sendCandidates } from './candidates.ts';
import { Steps } from './queue.ts';

/** The viewer's side of one connection. */
export class Receiver {
  /** What the broadcaster sends. */
  readonly stream = new MediaStream();
  private readonly peer: RTCPeerConnection;
  private readonly remote: RemoteCandidates;
  private readonly steps = new Steps();
  private heard = new Map<RTCRtpReceiver, number>();

  /** The way to the broadcaster was found or lost. */
  onState: (state: RTCPeerConnectionState) => void = () => {};

  constructor(
    private readonly viewing: string,
    readonly connection: string,
    ice: RTCIceServer[],
    private readonly send: (message: Outgoing) => void,
  ) {
    this.peer = new RTCPeerConnection({ iceServers: ice });
    sendCandidates(this.peer, viewing, connection, send);
    this.remote = new RemoteCandidates(this.peer);
    this.peer.ontrack = ({ track }) => this.stream.addTrack(track);
    this.peer.onconnectionstatechange = () => this.onState(this.peer.connectionState);
  }

  get state(): RTCPeerConnectionState {
    return this.peer.connectionState;
  }

  get statistics(): Promise<RTCStatsReport> {
    return this.peer.getStats();
  }

  offered(sdp: string, ice: RTCIceServer[]): void {
    void this.steps.run(async () => {
      this.peer.setConfiguration?.({ iceServers: ice });
      await this.peer.setRemoteDescription({ type: 'offer', sdp });
      await this.remote.described();
      await this.peer.setLocalDescription();
      this.send({ type: 'answer', viewing: this.viewing, connection: this.connection, sdp: this.peer.localDescription!.sdp });
    });
  }

  candidate(candidate: Candidate): void {
    void this.steps.run(async () => {
      if (candidate.connection === this.connection) await this.remote.add(candidate);
    });
  }

  /** Whether media arrived since the last call. */
  arrived(): boolean {
    let any = false;
    for (const receiver of this.peer.getReceivers()) {
      const latest = receiver.getSynchronizationSources()[0]?.timestamp;
      if (latest === undefined || latest === this.heard.get(receiver)) continue;
      this.heard.set(receiver, latest);
      any = true;
    }
    return any;
  }

  close(): void {
    this.peer.onicecandidate = this.peer.ontrack = this.peer.onconnectionstatechange = null;
    this.peer.close();
  }
}
