import type { Fields } from './json.ts';

/** A refusal in Slack's words, with the complaints that go into `response_metadata`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly complaints: readonly string[];
  readonly more: Fields;

  constructor(code: string, complaints: readonly string[] = [], more: Fields = {}) {
    super(code);
    this.complaints = complaints;
    this.more = more;
  }
}
