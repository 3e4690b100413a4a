import type { Request } from '../../src/bot.ts';

/** Whoever sits at the machine is alone with the bot, and decides everything: it counts as a channel of their own. */
export const here: Pick<Request, 'place'> = { place: { id: 'terminal:here', mayManage: true } };
