import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedact, REDACTED, secretsIn } from '../../src/observe/redact.ts';

describe('secrets', () => {
  it('are the values of settings whose name says so, and passwords within addresses', () => {
    const settings = {
      DISCORD_TOKEN: 'abc-token',
      SLACK_SIGNING_SECRET: 'abc-signing',
      LLM_API_KEY: 'abc-key-1',
      DATABASE_URL: 'postgres://paperboy:p%40ssword@db.example.org/papers',
      SLACK_API_URL: 'https://slack.com/api/',
      LOG_LEVEL: 'info',
      PORT: 3000,
      ARXIV_CATEGORIES: ['cs.CL'],
    };
    expect(secretsIn(settings)).toEqual(['abc-token', 'abc-signing', 'abc-key-1', 'p%40ssword', 'p@ssword']);
  });

  it.each([
    ['xoxb-123456789012-abcDEF', 'a Slack token'],
    ['xapp-1-A123-456-abcdef0123', 'an app token'],
    ['MTIzNDU2Nzg5MDEyMzQ1Njc4.GAbCdE.abcdefghijklmnopqrstuvwxyz0123456789AB', 'a Discord token'],
    ['https://discord.com/api/v10/interactions/1234567/aW50ZXJhY3Rpb246/callback', 'aW50ZXJhY3Rpb246'],
    ['/api/v10/webhooks/1234567/aW50ZXJhY3Rpb246/messages/@original', 'aW50ZXJhY3Rpb246'],
    ['https://hooks.slack.com/commands/T123/456/secretpart', 'secretpart'],
    ['postgres://me:hunter22@localhost/db', 'hunter22'],
    ['authorization: Bearer abcdefgh12345', 'abcdefgh12345'],
    ['https://example.org/slack/oauth_redirect?code=12.34.abc&state=xyz.abc', '12.34.abc'],
    ['sk-abcdefghijklmnopqrstuvwx', 'sk-abc'],
  ])('are known by their form: %s', (text, part) => {
    const redacted = createRedact([])(`before ${text} after`);
    expect(redacted).toContain(REDACTED);
    expect(redacted).not.toContain(part);
    expect(redacted).toMatch(/^before .* after$/);
  });

  it('are taken out wherever they stand, also as JSON or an address writes them', () => {
    const secret = fc.string({ minLength: 6, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        fc.pre(!REDACTED.includes(value) && !(before + after).includes(value));
        const redact = createRedact([value]);
        for (const form of [value, encodeURIComponent(value)])
          expect(redact(`${before}\n${form}\n${after}`).split('\n')).not.toContain(form);
        expect(redact(JSON.stringify({ value }))).not.toContain(JSON.stringify(value));
      }),
    );
  });

  it('leave a line of the log readable as JSON', () => {
    const redact = createRedact(['a "quoted" secret']);
    const line = JSON.stringify({
      message: 'a "quoted" secret',
      url: 'https://x.org/?token=abc',
      level: 'info',
    });
    expect(JSON.parse(redact(line))).toEqual({
      message: REDACTED,
      url: `https://x.org/?token=${REDACTED}`,
      level: 'info',
    });
  });
});
