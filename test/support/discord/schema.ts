import type { ZodMiniType, z } from 'zod/mini';
import { type Complaint, invalidForm } from './errors.ts';

type Issue = z.core.$ZodIssue;

/**
 * Where the published description says something else than Discord does. A complaint at such a path is dropped if the
 * value is the one named here.
 */
const DISAGREEMENTS: readonly { path: RegExp; allows: (value: unknown) => boolean; because: string }[] = [
  {
    path: /^(data\.)?(tts|enforce_nonce)$/,
    allows: (value) => value === false,
    because: 'discord.js sends these with every message, edits and callbacks too',
  },
  {
    path: /(^|\.)default_member_permissions$/,
    allows: (value) => typeof value === 'string' && /^\d+$/.test(value),
    because: 'the documentation has a string of digits, the description a number',
  },
];

/**
 * Gives `body` back as what the schema describes. Beside what the schema says itself, a field that it does not know is
 * a mistake.
 *
 * @throws {Refusal} 50035 with every complaint.
 */
export function checkBody<Body>(schema: ZodMiniType<Body>, body: unknown): Body {
  const complaints = findComplaints(schema, body).filter(
    ({ path }) =>
      !DISAGREEMENTS.some((known) => known.path.test(path.join('.')) && known.allows(at(body, path))),
  );
  if (complaints.length > 0) throw invalidForm(complaints);
  // Every complaint that is left out above leaves the value in the documented type.
  return body as Body;
}

/** Everything about `body` that the schema forbids; empty where it fits. */
export function findComplaints(schema: ZodMiniType, body: unknown): Complaint[] {
  const result = schema.safeParse(body);
  if (!result.success) return result.error.issues.flatMap((issue) => fromIssue(issue, []));
  return unknownFields(body, result.data, []);
}

/** zod/mini has no sentences of its own, so here are Discord's for what goes wrong most. */
function explain(issue: Issue): Omit<Complaint, 'path'> {
  if (issue.code === 'too_big')
    return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer.` };
  if (issue.code === 'too_small')
    return { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more.` };
  if (issue.code === 'invalid_value')
    return { code: 'BASE_TYPE_CHOICES', message: `Must be one of (${issue.values.map(String).join(', ')}).` };
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  if (missing)
    return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required, and of the right type.' };
  return { code: issue.code.toUpperCase(), message: issue.message };
}

/** In a union, only the branch whose `type` fits says something useful. */
function fromIssue(issue: Issue, above: readonly PropertyKey[]): Complaint[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return [{ path, ...explain(issue) }];
  const closest = issue.errors.find(
    (branch) => !branch.some(({ path: [key] }) => key === undefined || key === 'type'),
  );
  if (closest) return closest.flatMap((below) => fromIssue(below, path));
  return [{ path, code: 'UNION_TYPE_CHOICES', message: 'No allowed kind of object has this type here.' }];
}

/** A zod object drops the keys that it does not know, so what is missing from `known` was never described. */
function unknownFields(sent: unknown, known: unknown, path: readonly PropertyKey[]): Complaint[] {
  if (typeof sent !== 'object' || sent === null || typeof known !== 'object' || known === null) return [];
  return Object.entries(sent).flatMap(([key, value]): Complaint[] => {
    const below = [...path, key];
    return key in known
      ? unknownFields(value, Reflect.get(known, key), below)
      : [{ path: below, code: 'UNKNOWN_FIELD', message: 'Discord does not describe this field.' }];
  });
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
    value,
  );
}
