import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { ledger } from '../module.ts';
import { handleCloseMonth, handleExpireHolds, handleHold, handlePost, handleRecord, handleReverse, handleVoidHolds } from './commands.ts';
import {
  balanceProof,
  documentProof,
  documentSealProof,
  expireJob,
  keepJob,
  keptProof,
  monthProof,
  outsideProof,
  promiseProof,
  sealJob,
  sumJob,
} from './proofs.ts';
import { answerGetDocument, answerListBalances, answerListCard } from './read.ts';

export { lockBuckets, post, reverse } from './post.ts';
export type { PostedDocument, ToPost } from './post.ts';
export { hold, voidHold } from './holds.ts';
export type { ToHold } from './holds.ts';
export { balancesOn, listBalances } from './balances.ts';
export type { BalanceLine, BucketFilter } from './balances.repo.ts';
export { balanceOf, balanceOn, trueBalanceAt } from './read.ts';

export const room: ServerRoom = {
  module: ledger,
  commands: [handlePost, handleRecord, handleReverse, handleHold, handleVoidHolds, handleExpireHolds, handleCloseMonth],
  queries: [answerListCard, answerListBalances, answerGetDocument],
  jobs: [sealJob, expireJob, sumJob, keepJob],
  exceptionKinds: {
    'ledger.hold-broken': { dueInHours: 24, secondPerson: false },
    'ledger.unexplained': { dueInHours: 72, secondPerson: true },
  },
  proofs: [balanceProof, documentProof, promiseProof, monthProof, keptProof, outsideProof, documentSealProof],
};
