import type { Ice } from './messages.ts';

const marginMs = 30_000;

/** STUN and TURN servers of the site. Credentials expire, so that they are asked for again. */
export class IceServers {
  private servers: RTCIceServer[] = [];
  private expires = Infinity;

  constructor(
    private readonly ask: () => Promise<Ice & { expiresInSeconds?: number | null }>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  set({ iceServers }: Ice, expiresInSeconds: number | null | undefined): void {
    this.servers = iceServers ?? [];
    this.expires = expiresInSeconds ? this.now() + expiresInSeconds * 1000 - marginMs : Infinity;
  }

  async fresh(): Promise<RTCIceServer[]> {
    if (this.now() >= this.expires) {
      try {
        const answer = await this.ask();
        this.set(answer, answer.expiresInSeconds);
      } catch {
        // Old credentials are better than none: without a TURN server most connections succeed.
      }
    }
    return this.servers;
  }
}
