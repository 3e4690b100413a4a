import type { Llm } from '../answers/llm/llm.ts';
import type { Metrics } from './metrics.ts';

/** What a model takes for a token is not known; three characters each errs on the safe side for English. */
const CHARACTERS_PER_TOKEN = 3;

/** The same model, its tokens counted: as the endpoint counts them, else estimated, also where it fails half-way. */
export function observeLlm(llm: Llm, metrics: Pick<Metrics, 'llmTokens'>): Llm {
  return {
    ...llm,
    async *complete(request) {
      let counted: number | undefined;
      let characters = request.system.length + request.user.length;
      try {
        for await (const piece of llm.complete(request)) {
          if ('tokens' in piece) counted = piece.tokens;
          else characters += piece.text.length;
          yield piece;
        }
      } finally {
        if (counted === undefined)
          metrics.llmTokens(Math.ceil(characters / CHARACTERS_PER_TOKEN), 'estimate');
        else metrics.llmTokens(counted, 'endpoint');
      }
    },
  };
}
