/**
 * A fetch that asks configured hosts only, so that nothing a person, a paper or a server wrote can make us ask anybody else.
 * A redirect is left to the caller where it wants to see it (`redirect: 'manual'`), and its target passes here again; any other
 * is refused.
 *
 * @param addresses http(s) addresses whose hosts, ports included, may be asked; what is no address allows nothing
 * @see https://owasp.org/www-community/attacks/Server_Side_Request_Forgery
 */
export function onlyTo(
  addresses: readonly string[],
  fetch: typeof globalThis.fetch,
): typeof globalThis.fetch {
  const hosts = new Set(addresses.flatMap((each) => URL.parse(each)?.host ?? []));
  return async (input, init) => {
    const { host, protocol } = new URL(input instanceof Request ? input.url : input);
    if (!hosts.has(host) || !/^https?:$/.test(protocol))
      throw new Error(`${host} may not be asked: no setting names it`);
    return fetch(input, { ...init, redirect: init?.redirect === 'manual' ? 'manual' : 'error' });
  };
}

/** All addresses among the settings, those within lists included. */
export function addressesIn(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.values(settings)
    .flat()
    .filter((value): value is string => typeof value === 'string' && /^https?:/i.test(value));
}
