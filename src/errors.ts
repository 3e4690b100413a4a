/** Thrown where the asker can mend it. Its message is shown to the asker alone, so it says what to do next. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** A line that would work, shown as an example. */
  readonly example: string | undefined;

  constructor(message: string, options: { example?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.example = options.example;
  }
}

/** Thrown where the program cannot start or go on as it is set up; the message says what to change. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Thrown where something that we lean on is down. The asker reads a calm message; the cause goes to the log. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  /** Where the asker finds it meanwhile. */
  readonly link: string | undefined;

  constructor(message: string, options: { link?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.link = options.link;
  }
}
