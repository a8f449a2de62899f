import type { PageState } from './data.ts';
import { pauseBeforeLook } from './pauses.ts';

/** What a look at the state found. */
export type Look = { state: PageState } | { refused: 'denied' | 'gone' } | { unreachable: true };

/** Fetches the state of the page. */
export async function look(url: string, fetcher: typeof fetch = fetch): Promise<Look> {
  try {
    const response = await fetcher(url, { cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(10_000) });
    if (response.status === 401) return { refused: 'denied' };
    if (response.status === 404) return { refused: 'gone' };
    return response.ok ? { state: (await response.json()) as PageState } : { unreachable: true };
  } catch {
    return { unreachable: true };
  }
}

/** Looks at the state again and again: often while it may change, and at once when the page is looked at again. */
export class Watcher {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looks = 0;
  private looking = false;

  constructor(
    private state: PageState,
    private readonly look: () => Promise<Look>,
    private readonly report: (look: Look) => void,
    private readonly now: () => number = Date.now,
  ) {}

  start(): void {
    this.schedule();
  }

  /** Looks now. */
  async check(): Promise<void> {
    if (this.looking) return;
    clearTimeout(this.timer);
    this.looking = true;
    const found = await this.look();
    this.looking = false;
    this.looks++;
    if ('state' in found) {
      if (found.state.availability !== this.state.availability) this.looks = 0;
      this.state = found.state;
    }
    this.report(found);
    if (!('refused' in found)) this.schedule('unreachable' in found);
  }

  private schedule(unreachable = false): void {
    const startsAt = this.state.startsAt ? Date.parse(this.state.startsAt) - this.now() : null;
    const pause = pauseBeforeLook(unreachable ? 'waiting' : this.state.availability, this.looks, startsAt);
    clearTimeout(this.timer);
    if (pause !== null) this.timer = setTimeout(() => void this.check(), pause);
  }
}
