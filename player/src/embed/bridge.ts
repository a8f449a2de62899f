import { behind } from '../playback/liveEdge.ts';
import { permits } from '../page/origins.ts';
import type { Player } from '../player.ts';
import { readCommand, version, type Command, type Report } from './protocol.ts';

const timePause = 250;

/**
 * Takes commands from the page around an iframe, and reports to it. Every embedding page hears that the player is ready; more only goes to an
 * origin that may send commands, once it has sent one.
 */
export class Bridge {
  private listener: string | null = null;
  private said = '';
  private lastTime = 0;

  constructor(
    private readonly player: Player,
    private readonly origins: readonly string[],
    private readonly window: Window,
  ) {}

  start(): void {
    const { window } = this;
    if (window.parent === window) return;
    window.addEventListener('message', (event) => {
      if (event.source !== window.parent || !permits(event.origin, window.location.origin, this.origins)) return;
      const command = readCommand(event.data);
      if (command === null) return;
      this.listener = event.origin;
      this.act(command);
      this.report(true);
    });
    this.player.onChange(() => this.report());
    window.parent.postMessage({ onair: version, event: 'ready' }, '*');
  }

  private act(command: Command): void {
    const { player } = this;
    const { video } = player;
    switch (command.command) {
      case 'play':
        return player.play();
      case 'pause':
        return player.pause();
      case 'seek':
        return 'live' in command ? player.seekToLive() : player.seek(command.seconds);
      case 'setVolume':
        video.volume = command.volume;
        return;
      case 'mute':
        video.muted = command.muted;
        return;
      case 'quality':
        return player.chooseLevel(command.height === 'auto' ? -1 : player.levels.findIndex((level) => level.height === command.height));
    }
  }

  private report(all = false): void {
    if (this.listener === null) return;
    const { state, video, edge, range } = this.player;
    const said = `${state.phase}/${state.live}/${state.atEdge}`;
    if (all || said !== this.said) {
      this.say({ event: 'state', state: state.phase, live: state.live, atEdge: state.atEdge });
      if (state.phase === 'ended') this.say({ event: 'ended' });
      if (state.phase === 'error') this.say({ event: 'error', error: state.failure ?? 'failed' });
    }
    this.said = said;
    const now = performance.now();
    if (!all && now - this.lastTime < timePause) return;
    this.lastTime = now;
    const seconds = video.currentTime;
    this.say({ event: 'time', seconds, duration: edge === null ? range.end : null, behind: edge === null ? null : behind(seconds, edge) });
  }

  private say(report: Report): void {
    this.window.parent.postMessage({ onair: version, ...report }, this.listener!);
  }
}
