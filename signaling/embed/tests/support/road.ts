import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { FakeService, Message } from './service.ts';

const address = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find((each) => each.family === 'IPv4' && !each.internal)?.address;

/** All media between two pages goes over this road, which a test can close. Each candidate is replaced by a port that passes packets on. */
export class Road {
  open = true;
  private readonly ports = new Set<Socket>();

  constructor(private readonly service: FakeService) {
    service.relay = (message) => this.replace(message);
  }

  close(): void {
    this.service.relay = (message) => message;
    for (const port of this.ports) port.close();
    this.ports.clear();
  }

  private async replace(message: Message): Promise<Message | null> {
    // Candidates in descriptions come once more by themselves.
    if (typeof message['sdp'] === 'string') return { ...message, sdp: message['sdp'].replace(/^a=candidate:.*\r\n/gm, '') };
    const parts = String(message['candidate'] ?? '').split(' ');
    if (parts.length < 8) return message;
    if (parts[2]?.toLowerCase() !== 'udp' || !/^\d+\./.test(parts[4]!)) return null;
    const port = await this.port(parts[4]!, Number(parts[5]));
    return { ...message, candidate: [...parts.slice(0, 4), address ?? '127.0.0.1', port, ...parts.slice(6)].join(' ') };
  }

  private async port(host: string, number: number): Promise<number> {
    const socket = createSocket('udp4');
    this.ports.add(socket);
    let other: { address: string; port: number } | null = null;
    socket.on('message', (packet, from) => {
      if (!this.open) return;
      if (from.port === number) {
        if (other) socket.send(packet, other.port, other.address);
      } else {
        other = from;
        socket.send(packet, number, host);
      }
    });
    socket.on('error', () => {});
    await new Promise<void>((bound) => socket.bind(0, bound));
    return socket.address().port;
  }
}
