import { DiscordAPIError } from 'discord.js';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LlmError } from '../../src/answers/llm/llm.ts';
import { UnavailableError, UserError } from '../../src/errors.ts';
import { toErrorFields } from '../../src/observe/error-fields.ts';

/** Stands for what a person wrote. */
const SAID = 'planted words of a person';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

function discordError(): DiscordAPIError {
  return new DiscordAPIError(
    { code: 50035, message: 'Invalid Form Body' },
    50035,
    400,
    'POST',
    'https://discord.com/api/v10/channels/1/messages?text=planted%20words%20of%20a%20person',
    { files: undefined, body: { content: SAID } },
  );
}

function databaseError(): pg.DatabaseError {
  const error = new pg.DatabaseError(`invalid input syntax for type integer: "${SAID}"`, 1, 'error');
  return Object.assign(error, {
    code: '22P02',
    detail: `Key (title)=(${SAID}) already exists.`,
    where: `unnamed portal parameter $1 = '${SAID}'`,
    table: 'papers',
    parameters: [SAID],
  });
}

describe('an error in the log', () => {
  it.each<[string, unknown]>([
    ['discord.js’s, with the body of the request', discordError()],
    ['pg’s, with its detail and parameters', databaseError()],
    [
      'a web client’s, with the answer',
      Object.assign(new Error('refused'), { data: { text: SAID, error: 'no' } }),
    ],
    ['a parser’s, which quotes the text', thrownBy(() => JSON.parse(`{"a": ${SAID}`))],
    ['a range error, which ends in the value', new RangeError(`Invalid time zone specified: ${SAID}`)],
    [
      'zod’s, with the input',
      z
        .object({ [SAID]: z.string() })
        .strict()
        .safeParse({ other: SAID }).error?.issues,
    ],
    [
      'Node’s, which tells what it received',
      thrownBy(() => new URL('https://x.org').searchParams.forEach(JSON.parse(JSON.stringify(SAID)))),
    ],
    ['a UserError, which quotes the asker', new UserError(`No paper says “${SAID}”.`)],
    ['a text that was thrown', SAID],
    ['one that another caused', new UnavailableError('Down.', { cause: databaseError() })],
    ['one with a text as its cause', new Error('odd', { cause: SAID })],
    ['one with fields of any kind', Object.assign(new Error('odd'), { input: SAID, url: SAID, code: SAID })],
  ])('is without what people wrote: %s', (_what, error) => {
    expect(JSON.stringify(toErrorFields(error))).not.toMatch(/planted|words of/);
  });

  it('says what is needed to mend it', () => {
    expect(toErrorFields(discordError())).toMatchObject({
      type: 'DiscordAPIError[50035]',
      message: 'Invalid Form Body',
      code: 50035,
      status: 400,
      method: 'POST',
      path: '/api/v10/channels/1/messages',
    });
    expect(toErrorFields(databaseError())).toMatchObject({ code: '22P02', table: 'papers' });
    const refusal = Object.assign(new Error('An API error occurred: missing_scope'), {
      code: 'slack_webapi_platform_error',
      data: { ok: false, error: 'missing_scope', needed: 'chat:write' },
    });
    expect(toErrorFields(refusal)).toMatchObject({ refusal: 'missing_scope', needed: 'chat:write' });
    const bug = thrownBy(() => Object(undefined).none.title);
    expect(toErrorFields(bug)).toMatchObject({
      type: 'TypeError',
      message: expect.stringContaining('title'),
      stack: expect.arrayContaining([expect.stringContaining('error-fields')]),
    });
  });

  it('keeps our own sentences, and the chain of causes', () => {
    const error = new UnavailableError('The database is busy.', {
      cause: new LlmError('the endpoint answered 500', 500),
    });
    expect(toErrorFields(error)).toMatchObject({
      message: 'The database is busy.',
      cause: { message: 'the endpoint answered 500', status: 500 },
    });
  });

  it('ends where causes go round in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(toErrorFields(error)).length).toBeLessThan(20_000);
  });
});
