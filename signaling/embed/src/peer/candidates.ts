import type { Candidate, Outgoing } from '../net/messages.ts';

/** Sends each candidate of a connection as it is found, and an empty one after the last. */
export function sendCandidates(peer: RTCPeerConnection, viewing: string, connection: string, send: (message: Outgoing) => void): void {
  peer.onicecandidate = ({ candidate }) => {
    send({
      type: 'candidate',
      viewing,
      connection,
      candidate: candidate?.candidate ?? '',
      ...(candidate && {
        sdpMid: candidate.sdpMid,
        sdpMLineIndex: candidate.sdpMLineIndex,
        usernameFragment: candidate.usernameFragment,
      }),
    });
  };
}

/** Candidates of the other side. They may come before its description, and wait for it. */
export class RemoteCandidates {
  private waiting: Candidate[] = [];

  constructor(private readonly peer: RTCPeerConnection) {}

  async add(candidate: Candidate): Promise<void> {
    if (!this.peer.remoteDescription) this.waiting.push(candidate);
    else await this.apply(candidate);
  }

  /** The description of the other side is set. */
  async described(): Promise<void> {
    for (const candidate of this.waiting.splice(0)) await this.apply(candidate);
  }

  private async apply({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: Candidate): Promise<void> {
    if (!candidate) return;
    try {
      await this.peer.addIceCandidate({
        candidate,
        sdpMid: sdpMid ?? null,
        sdpMLineIndex: sdpMLineIndex ?? null,
        usernameFragment: usernameFragment ?? null,
      });
    } catch (error) {
      // A candidate from before an ICE restart, or of a kind that this browser does not know. Others may do.
      console.debug('onair:', error);
    }
  }
}
