// The worker as seen from the page. One run at a time; what is wanted meanwhile replaces what was wanted before, so that only the
// newest text is worked on, however fast somebody types.

const patience = 4000; // ms after which a run that nobody waits for is ended

export class Runner {
  /**
   * @param {{onresult: (answer: object) => void, onagain: (ms: number) => void, onfault: (kind: 'load'|'run', fault: object) =>
   *   void}} handlers
   */
  constructor({ onresult, onagain, onfault }) {
    Object.assign(this, { onresult, onagain, onfault });
    this.id = 0;
    this.running = null;
    this.wanted = null;
    this.start();
  }

  start() {
    this.worker?.terminate();
    this.worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault?.();
      this.fail({ code: 'worker', message: event.message || 'the worker could not be loaded' });
    };
    this.running = null;
    this.dead = false;
  }

  /** Takes a page apart; an older run that is not done yet is superseded. */
  run(page, options) {
    this.wanted = { id: ++this.id, page, options };
    if (this.dead) this.start();
    if (this.running && performance.now() - this.running.since > patience) this.start();
    this.next();
  }

  /** Forgets what is wanted and what is running. */
  cancel() {
    this.id++;
    this.wanted = null;
  }

  next() {
    if (this.running || !this.wanted) return;
    this.running = { id: this.wanted.id, since: performance.now() };
    this.worker.postMessage(this.wanted);
    this.wanted = null;
  }

  hear({ id, ready, failed, fault, again, ...answer }) {
    if (ready) return;
    if (again !== undefined) {
      if (id === this.id) this.onagain(again);
      return;
    }
    if (failed) {
      this.fail(failed);
      return;
    }
    this.running = null;
    if (id === this.id) {
      if (fault) this.onfault('run', fault);
      else this.onresult(answer);
    }
    this.next();
  }

  fail(fault) {
    this.dead = true;
    this.running = null;
    this.wanted = null;
    this.onfault('load', fault);
  }
}
