const pause = 3_000;

/** Hides the controls while the picture moves and nobody touches anything. Focus by keyboard and an open menu keep them in sight. */
export class Idle {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly mayHide: () => boolean,
  ) {
    for (const name of ['pointermove', 'pointerdown', 'keydown', 'focusin', 'touchstart'])
      element.addEventListener(name, () => this.wake(), { passive: true });
    element.addEventListener('pointerleave', () => this.hide());
    this.wake();
  }

  wake(): void {
    this.element.classList.remove('idle');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), pause);
  }

  private hide(): void {
    const inUse = this.element.querySelector('[aria-expanded=true], dialog[open]') ?? this.element.querySelector('.bar :focus-visible');
    if (!inUse && this.mayHide()) this.element.classList.add('idle');
  }
}
