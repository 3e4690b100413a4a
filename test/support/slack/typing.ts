import type { State } from './state.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Addresses, and domains that people type without `https://`. */
const ADDRESS =
  /https?:\/\/[^\s<>|]+|(?<![\w.@/:-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|co|net|io|ai)(?:\/[^\s<>|]*)?/gi;
const NAMED = /([@#])([a-z0-9._-]{1,80})/g;

/**
 * What a person types as Slack sends it: `&`, `<` and `>` escaped, addresses in angle brackets, `@name` and `#channel` as ids.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function toWire(state: State, team: string, typed: string): string {
  let wire = '';
  let end = 0;
  for (const match of typed.matchAll(ADDRESS)) {
    const shown = match[0].replace(/[.,;:!?)\]'"]{1,20}$/, '');
    wire += named(state, team, escaped(typed.slice(end, match.index))) + link(shown);
    end = match.index + shown.length;
  }
  return wire + named(state, team, escaped(typed.slice(end)));
}

function link(shown: string): string {
  const isWhole = /^https?:/i.test(shown);
  return isWhole ? `<${escaped(shown)}>` : `<http://${escaped(shown)}|${escaped(shown)}>`;
}

function named(state: State, team: string, text: string): string {
  return text.replace(NAMED, (whole, sign: string, name: string) => {
    const found = [...(sign === '@' ? state.users : state.channels).values()].find(
      (one) => one.team === team && one.name === name,
    );
    return found ? (sign === '@' ? `<@${found.id}>` : `<#${found.id}|${name}>`) : whole;
  });
}

/** The addresses in a text on the wire, as link_shared names them, of the domains that the app unfurls. */
export function sharedLinks(state: State, wire: string): { domain: string; url: string }[] {
  const urls = [...wire.matchAll(/<(https?:\/\/[^|>\s]+)(?:\|[^>]*)?>/g)].flatMap((match) =>
    match[1] ? [match[1]] : [],
  );
  return [...new Set(urls)].flatMap((url) => {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    const domain = state.app.unfurlDomains.find((one) => host === one || host.endsWith(`.${one}`));
    return domain ? [{ domain: host, url }] : [];
  });
}
