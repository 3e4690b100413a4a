import type { Deliveries } from '../daily/deliveries.ts';
import type { Metrics } from './metrics.ts';

/** The same deliveries, counted by what became of them. */
export function observeDeliveries(deliveries: Deliveries, metrics: Pick<Metrics, 'delivered'>): Deliveries {
  return {
    ...deliveries,
    async finish(claim, outcome) {
      await deliveries.finish(claim, outcome);
      metrics.delivered(outcome.state);
    },
  };
}
