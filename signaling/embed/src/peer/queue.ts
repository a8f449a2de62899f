/** Runs asynchronous steps one after the other. A step that fails does not stop the next ones. */
export class Steps {
  private last: Promise<void> = Promise.resolve();

  run(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step).catch((error: unknown) => {
      console.debug('onair:', error);
    });
    return this.last;
  }
}
