import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { demands } from '../module.ts';
import {
  answerGetDemand,
  answerListDemands,
  answerListMyExports,
  demandWaits,
  givenUndecided,
  handleDecideDemand,
  handleHandOver,
  handleReceiveDemand,
} from './demands.ts';

export const room: ServerRoom = {
  module: demands,
  commands: [handleReceiveDemand, handleDecideDemand, handleHandOver],
  queries: [answerListDemands, answerGetDemand, answerListMyExports],
  // A demand belongs to the whole mission: only who holds the right everywhere reaches its history.
  positions: { demand: async () => ({}) },
  exceptionKinds: {
    [demandWaits]: { dueInHours: 168, secondPerson: true },
    [givenUndecided]: { dueInHours: 24, secondPerson: true },
  },
};
