import type { Store } from './storage.ts';
import { TabLock } from './tabs.ts';

/** Who a tab was to the service. */
export interface Participant {
  participant: string;
  key: string;
}

const kept = 'participants';

/**
 * The participants of a tab, one for each of its users. A browser that duplicates a tab copies its storage, so that a lock says which of
 * them goes on as the participant; the other becomes a new one.
 */
export class Participants {
  private lock: TabLock | null = null;

  constructor(
    private readonly store: Store,
    private readonly site: string,
  ) {}

  get any(): boolean {
    return this.store.get(kept) !== null;
  }

  async take(user: string | null): Promise<Participant | null> {
    const participant = this.all()[user ?? ''];
    if (!participant) return null;
    // The page before this one may still be going.
    const lock = this.lockOf(participant);
    if (!(await lock.take(1_000))) return null;
    this.lock = lock;
    return participant;
  }

  keep(user: string | null, participant: Participant | null): void {
    const { [user ?? '']: before, ...others } = this.all();
    this.store.set(kept, participant ? { ...others, [user ?? '']: participant } : others);
    if (before?.participant === participant?.participant && this.lock) return;
    this.lock?.release();
    this.lock = participant && this.lockOf(participant);
    void this.lock?.take(1_000);
  }

  private all(): Record<string, Participant> {
    return this.store.get<Record<string, Participant>>(kept) ?? {};
  }

  private lockOf({ participant }: Participant): TabLock {
    return new TabLock(() => `onair-participant:${this.site}:${participant}`);
  }
}
