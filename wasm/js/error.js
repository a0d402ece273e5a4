/** Everything that goes wrong in klartext is one of these; `code` tells what. */
export class KlartextError extends Error {
  /**
   * @param {string} code see index.d.ts
   * @param {string} message
   * @param {{cause?: unknown, stage?: string, offset?: number|null}} [more]
   */
  constructor(code, message, more = {}) {
    super(`klartext: ${message}`, 'cause' in more ? { cause: more.cause } : undefined);
    this.name = 'KlartextError';
    this.code = code;
    this.stage = more.stage ?? null;
    this.offset = more.offset ?? null;
  }
}

/** What was thrown, as words for a message. */
export function words(thrown) {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
