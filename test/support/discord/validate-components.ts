import { ButtonStyle, ComponentType } from 'discord.js';
import { type Component, everyComponent, type PlacedComponent, SELECTS } from './components.ts';
import type { Complaint } from './errors.ts';
import { LIMITS } from './limits.ts';

const ONLY_IN_V2: ReadonlySet<ComponentType> = new Set([
  ComponentType.Section,
  ComponentType.TextDisplay,
  ComponentType.Thumbnail,
  ComponentType.MediaGallery,
  ComponentType.File,
  ComponentType.Separator,
  ComponentType.Container,
]);

/** Checks of one component by its kind, beyond the published description. */
const BY_KIND: Partial<Record<ComponentType, (component: Component) => Omit<Complaint, 'path'>[]>> = {
  [ComponentType.ActionRow]: checkRow,
  [ComponentType.Button]: checkButton,
  [ComponentType.StringSelect]: checkSelect,
};

/**
 * What Discord refuses about a message's components though its published description allows it.
 *
 * @param v2 whether the message carries the flag IS_COMPONENTS_V2
 * @param files names that `attachment://` may refer to
 */
export function checkComponents(
  components: readonly Component[],
  v2: boolean,
  files: readonly string[],
): Complaint[] {
  const placed = [...everyComponent(components)];
  return [
    ...(v2 ? checkTotals(placed) : checkLegacy(components)),
    ...checkCustomIds(placed),
    ...placed.flatMap(({ component, path }) => [
      ...(BY_KIND[component.type]?.(component) ?? []).map((complaint) => ({ path, ...complaint })),
      ...checkMedia(component, files).map((complaint) => ({ path, ...complaint })),
    ]),
  ];
}

function checkTotals(placed: readonly PlacedComponent[]): Complaint[] {
  const path = ['components'];
  const text = placed.reduce((sum, { component }) => sum + (component.content?.length ?? 0), 0);
  return [
    ...(placed.length > LIMITS.components.max
      ? [
          {
            path,
            code: 'BASE_TYPE_BAD_LENGTH',
            message: `Must be ${LIMITS.components.max} or fewer in total.`,
          },
        ]
      : []),
    ...(text > LIMITS.textTotal.max
      ? [
          {
            path,
            code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
            message: `The text of all components is ${text} characters, at most ${LIMITS.textTotal.max} are allowed.`,
          },
        ]
      : []),
  ];
}

/** Without the flag, the top level holds action rows only. */
function checkLegacy(components: readonly Component[]): Complaint[] {
  const foreign = components.flatMap((component, index) =>
    ONLY_IN_V2.has(component.type)
      ? [{ path: ['components', index, 'type'], code: 'UNION_TYPE_CHOICES', message: 'Must be one of (1,).' }]
      : [],
  );
  if (components.length <= LIMITS.legacyRows.max) return foreign;
  const message = `Must be ${LIMITS.legacyRows.max} or fewer in length.`;
  return [...foreign, { path: ['components'], code: 'BASE_TYPE_BAD_LENGTH', message }];
}

/** Also for a modal's components: an id must be unique in its message or modal. */
export function checkCustomIds(placed: readonly PlacedComponent[]): Complaint[] {
  const seen = new Set<string>();
  return placed.flatMap(({ component: { custom_id }, path }) => {
    if (!custom_id) return [];
    const again = seen.has(custom_id);
    seen.add(custom_id);
    const message = 'Component custom id cannot be duplicated';
    return again ? [{ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message }] : [];
  });
}

function checkRow({ components = [] }: Component): Omit<Complaint, 'path'>[] {
  const selects = components.filter(({ type }) => SELECTS.has(type)).length;
  const fits = selects === 0 ? components.length <= LIMITS.rowButtons.max : components.length === selects;
  return fits && selects <= LIMITS.rowSelects.max
    ? []
    : [
        {
          code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          message: 'The specified component exceeds the maximum width',
        },
      ];
}

function checkButton(button: Component): Omit<Complaint, 'path'>[] {
  const complaints: [wrong: boolean, code: string, message: string][] = [
    [
      !button.label && !button.emoji && button.style !== ButtonStyle.Premium,
      'BUTTON_COMPONENT_LABEL_REQUIRED',
      'A label or emoji is required',
    ],
    [
      button.style === ButtonStyle.Link && !button.url,
      'BUTTON_COMPONENT_URL_REQUIRED',
      'A url is required for link buttons',
    ],
    [
      button.style !== ButtonStyle.Link && Boolean(button.url),
      'BUTTON_COMPONENT_INVALID_STYLE',
      'Only a link button has a url',
    ],
    [
      button.style === ButtonStyle.Link && Boolean(button.custom_id),
      'BUTTON_COMPONENT_CUSTOM_ID_AND_URL',
      'A custom id and url cannot both be specified',
    ],
    [
      button.style !== ButtonStyle.Link && button.style !== ButtonStyle.Premium && !button.custom_id,
      'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
      'A custom id is required',
    ],
    [
      Boolean(button.url) && !isLinkable(button.url ?? ''),
      'URL_TYPE_INVALID_SCHEME',
      "Scheme is not supported. Scheme must be one of ('http', 'https', 'discord').",
    ],
    [
      Boolean(button.emoji && !button.emoji.id && !isEmoji(button.emoji.name ?? '')),
      'BUTTON_COMPONENT_INVALID_EMOJI',
      'Invalid emoji',
    ],
  ];
  return complaints.flatMap(([wrong, code, message]) => (wrong ? [{ code, message }] : []));
}

function checkSelect({ options = [], min_values, max_values }: Component): Omit<Complaint, 'path'>[] {
  const values = new Set(options.map(({ value }) => value));
  const chosen = options.filter((option) => option.default).length;
  const complaints: [wrong: boolean, code: string, message: string][] = [
    [
      values.size < options.length,
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      'The specified option value is already used',
    ],
    [
      (min_values ?? 1) > (max_values ?? 1),
      'SELECT_COMPONENT_MIN_VALUES',
      'min_values must not exceed max_values',
    ],
    [
      (max_values ?? 1) > options.length,
      'SELECT_COMPONENT_MAX_VALUES',
      'max_values must not exceed the number of options',
    ],
    [
      chosen > (max_values ?? 1),
      'SELECT_COMPONENT_TOO_MANY_DEFAULTS',
      'More options are chosen than max_values allows',
    ],
  ];
  return complaints.flatMap(([wrong, code, message]) => (wrong ? [{ code, message }] : []));
}

/** Media come from the web or from this message's own files. */
function checkMedia(component: Component, files: readonly string[]): Omit<Complaint, 'path'>[] {
  const media = [component.media, component.file, ...(component.items ?? []).map((item) => item.media)];
  return media.flatMap((medium) => {
    if (!medium) return [];
    const name = /^attachment:\/\/(.*)$/.exec(medium.url)?.[1];
    const known =
      name === undefined
        ? component.type !== ComponentType.File && isLinkable(medium.url)
        : files.includes(name);
    return known
      ? []
      : [{ code: 'UNFURLED_MEDIA_ITEM_INVALID', message: `Nothing can be shown from ${medium.url}` }];
  });
}

/** An absolute address that Discord lets people open. */
function isLinkable(url: string): boolean {
  return /^(?:https?|discord):$/.test(URL.parse(url)?.protocol ?? '');
}

function isEmoji(name: string): boolean {
  return /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\u{FE0F}?)$/v.test(name);
}
