import type { Complaint } from './errors.ts';
import { COMMAND_NAME, LOCALES } from './limits.ts';

/** Texts by locale, as commands, options and choices carry them. */
export type Localizations = Record<string, string | null> | null | undefined;

/** Where something stands in a body. */
export type Place = readonly PropertyKey[];

/** A name and its localisations obey the same rule. */
export function checkNames(
  named: { name: string; name_localizations?: Localizations },
  path: Place,
): Complaint[] {
  const places: [Place, string | null][] = [
    [[...path, 'name'], named.name],
    ...Object.entries(named.name_localizations ?? {}).map(([locale, name]): [Place, string | null] => [
      [...path, 'name_localizations', locale],
      name,
    ]),
  ];
  const message = 'Command name is invalid';
  return [
    ...places.flatMap(([place, name]) =>
      name === null || (COMMAND_NAME.test(name) && name === name.toLowerCase())
        ? []
        : [{ path: place, code: 'APPLICATION_COMMAND_INVALID_NAME', message }],
    ),
    ...checkLocales(named.name_localizations, [...path, 'name_localizations']),
  ];
}

/** Only documented languages may be named. */
export function checkLocales(localizations: Localizations, path: Place): Complaint[] {
  return Object.keys(localizations ?? {})
    .filter((locale) => !LOCALES.has(locale))
    .map((locale) => ({
      path: [...path, locale],
      code: 'ENUM_TYPE_COERCE',
      message: `${locale} is no locale`,
    }));
}

/** `code` is Discord's word for two things of one name. */
export function checkUnique(names: readonly string[], path: Place, code: string): Complaint[] {
  return new Set(names).size === names.length ? [] : [{ path, code, message: 'Names must be unique' }];
}

/** The length of a text's longest version, in UTF-16 code units. */
export function longest(text: string, localizations: Localizations): number {
  return Math.max(text.length, ...Object.values(localizations ?? {}).map((other) => other?.length ?? 0));
}
