/** Names of settings that hold a secret as their whole value. */
const SECRET_NAME = /TOKEN|SECRET|PASSWORD|KEY/;

/** Shorter values would black out ordinary words; no platform gives out a secret so short. */
const SHORTEST = 6;

/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

/**
 * Secrets by their form: those that nobody told us of, such as the tokens of workspaces that installed the app, or the
 * token of a Discord interaction within an address. The first group, where there is one, stays.
 */
const FORMS: readonly RegExp[] = [
  // Slack's tokens: https://docs.slack.dev/authentication/tokens
  /\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-[\w-]{6,}/g,
  // A Discord bot's token: its id, the time, a signature, each as base64url.
  /\b[\w-]{20,}\.[\w-]{5,7}\.[\w-]{25,}/g,
  // https://docs.discord.com/developers/interactions/receiving-and-responding: the token is in the path.
  /(\/(?:interactions|webhooks)\/\d+\/)[^/?"\s]+/g,
  // A response_url of Slack lets whoever has it post.
  /(https?:\/\/[^/"\s]+\/(?:commands|actions|app|services)\/[A-Z0-9]+\/)[^"\s]+/g,
  // User and password in an address.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^/@"\s]+@/gi,
  /(\b(?:Bearer|Basic|Bot)\s+)[\w.~+/=-]{8,}/g,
  /([?&](?:access_token|api_?key|client_secret|code|key|password|secret|sig|signature|state|token)=)[^&"\s]+/gi,
  /\bsk-[\w-]{16,}/g,
];

/** The secrets among the settings: whole values by the setting's name, and passwords within addresses. */
export function secretsIn(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings)
    .flatMap(([name, value]) => {
      if (typeof value !== 'string') return [];
      if (SECRET_NAME.test(name)) return [value];
      const { password = '' } = URL.parse(value) ?? {};
      return [password, decoded(password)];
    })
    .filter((secret) => secret.length >= SHORTEST);
}

/** Makes what takes secrets out of a text, whether as they are, as JSON or as an address writes them. */
export function createRedact(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  // The longest first, so that no secret is left standing around a shorter one.
  const known = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => {
    const without = known.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
    return FORMS.reduce(
      (rest, form) =>
        rest.replace(form, (_all, kept) => `${typeof kept === 'string' ? kept : ''}${REDACTED}`),
      without,
    );
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
