import { delivered, departed, discrepancyClosed, discrepancyOpened, loaded, shipmentCancelled } from '../contract/transport/events.ts';
import type { Part } from './part.ts';

export const transport: Part = {
  events: [loaded, departed, delivered, shipmentCancelled, discrepancyOpened, discrepancyClosed],
};
