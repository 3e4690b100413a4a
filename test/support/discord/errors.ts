import { RESTJSONErrorCodes } from 'discord.js';

/** One thing wrong with a request's body: where, Discord's word for it, and a sentence. */
export interface Complaint {
  path: readonly PropertyKey[];
  code: string;
  message: string;
}

/**
 * Thrown where Discord answers with an error.
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Discord's JSON error code; 0 where it has only the HTTP status. */
  readonly code: number;
  readonly complaints: readonly Complaint[];

  constructor(status: number, code: number, message: string, complaints: readonly Complaint[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.complaints = complaints;
  }
}

const REFUSALS = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  wrongMethod: [405, 0, '405: Method Not Allowed'],
  noUserAgent: [403, 40333, 'internal network error'],
  tooLarge: [413, RESTJSONErrorCodes.RequestEntityTooLarge, 'Request entity too large'],
  invalidJson: [
    400,
    RESTJSONErrorCodes.RequestBodyContainsInvalidJSON,
    'The request body contains invalid JSON.',
  ],
  unknownApplication: [404, RESTJSONErrorCodes.UnknownApplication, 'Unknown Application'],
  unknownGuild: [404, RESTJSONErrorCodes.UnknownGuild, 'Unknown Guild'],
  unknownChannel: [404, RESTJSONErrorCodes.UnknownChannel, 'Unknown Channel'],
  unknownMessage: [404, RESTJSONErrorCodes.UnknownMessage, 'Unknown Message'],
  unknownUser: [404, RESTJSONErrorCodes.UnknownUser, 'Unknown User'],
  unknownMember: [404, RESTJSONErrorCodes.UnknownMember, 'Unknown Member'],
  unknownWebhook: [404, RESTJSONErrorCodes.UnknownWebhook, 'Unknown Webhook'],
  unknownInteraction: [404, RESTJSONErrorCodes.UnknownInteraction, 'Unknown interaction'],
  alreadyAnswered: [
    400,
    RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
    'Interaction has already been acknowledged.',
  ],
  tokenExpired: [401, RESTJSONErrorCodes.InvalidWebhookToken, 'Invalid Webhook Token'],
  tooManyFollowUps: [
    400,
    RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages,
    'The maximum number of follow-up messages for this interaction has been reached',
  ],
  tooManyCommands: [
    400,
    RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached,
    'Maximum number of application commands reached',
  ],
  missingAccess: [403, RESTJSONErrorCodes.MissingAccess, 'Missing Access'],
  missingPermissions: [403, RESTJSONErrorCodes.MissingPermissions, 'Missing Permissions'],
  closedToUs: [403, RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'Cannot send messages to this user'],
  noHistory: [
    403,
    RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
    'Cannot reply without permission to read message history',
  ],
  notYourMessage: [
    403,
    RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser,
    'Cannot edit a message authored by another user',
  ],
  emptyMessage: [400, RESTJSONErrorCodes.CannotSendAnEmptyMessage, 'Cannot send an empty message'],
} as const;

/** The answer that Discord documents for a situation. */
export function refusal(situation: keyof typeof REFUSALS): Refusal {
  const [status, code, message] = REFUSALS[situation];
  return new Refusal(status, code, message);
}

/** 50035, with every complaint at its place. */
export function invalidForm(complaints: readonly Complaint[]): Refusal {
  return new Refusal(400, RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'Invalid Form Body', complaints);
}

interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[];
}

/** The JSON that Discord sends: `{ message, code, errors: { data: { content: { _errors: [{ code, message }] } } } }`. */
export function toErrorBody(problem: Refusal): object {
  const body = { message: problem.message, code: problem.code };
  return problem.complaints.length === 0 ? body : { ...body, errors: toTree(problem.complaints, 0) };
}

function toTree(complaints: readonly Complaint[], depth: number): ErrorTree {
  const here = complaints.filter(({ path }) => path.length === depth);
  const deeper = Map.groupBy(
    complaints.filter(({ path }) => path.length > depth),
    ({ path }) => String(path[depth]),
  );
  return {
    ...Object.fromEntries([...deeper].map(([key, below]) => [key, toTree(below, depth + 1)])),
    ...(here.length > 0 && { _errors: here.map(({ code, message }) => ({ code, message })) }),
  };
}
