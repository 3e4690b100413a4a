/**
 * The address in its normal form if people may be sent there: http or https, with a host, without user name or
 * password (https://evil@good.example leads to good.example only in part). Anything else is undefined and stays text.
 */
export function safeUrl(address: string, longest = 2048): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const safe =
    (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
  return safe && url.hostname !== '' && url.href.length <= longest ? url.href : undefined;
}
