import type { Tx } from '#foundation/db/tx.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import type { Position } from '#foundation/scope.ts';
import { addHouseholdTies } from '#kernel/people/server/index.ts';
import { assistance } from '../module.ts';
import { householdTies } from './household-ties.ts';
import {
  handleBringStock,
  handleCloseLane,
  handleCountStock,
  handleOpenEvent,
  handleReleaseStock,
  handleReserveStock,
  handleReturnStock,
  handleStopEvent,
} from './day.ts';
import { handleCancelEvent, handleChangeEvent, handlePlanEvent, handleRescheduleEvent } from './events.ts';
import { handleTakeOverLane, serveLane } from './field/lane.ts';
import {
  answerCountFeedback,
  answerGetFeedback,
  answerListFeedback,
  handleAcknowledge,
  handleAnswer,
  handleCloseLoop,
  handleRecordFeedback,
  handleReopen,
  handleSeal,
} from './feedback/feedback.ts';
import { handleImportFeedback, importsFeedback } from './feedback/feedback-import.ts';
import {
  answerAskForAnswer,
  answerGetFeedbackDoor,
  answerListFeedbackLinks,
  handleGiveFeedbackLink,
  handleSayByLink,
  handleWithdrawFeedbackLink,
} from './feedback/links.ts';
import {
  answerCountSealed,
  answerGetSealed,
  answerListFocalPoints,
  answerListSealed,
  handleEndFocalPoint,
  handleMoveSealed,
  handleNameFocalPoint,
  handleTellFocalPoints,
  tellJob,
} from './feedback/sealed.ts';
import { answerListHandovers, handleRecordHandover, handleUndoHandover } from './handovers.ts';
import { answerGetPackage, answerListPackages, handleCreatePackage, handleRetirePackage, handleRevisePackage } from './packages.ts';
import { papers } from './papers.ts';
import { findEventAt, findFeedbackAt, findHandoverAt, findPackageAt } from './positions.repo.ts';
import { answerGetEvent, answerGetStatement, answerGetToday, answerListEvents } from './read.ts';
import { answerPreviewList, handleDrawList, handleFollowCard, handleShowNames, onCardChanged } from './register-list.ts';
import { answerListSamples, handleDrawSample } from './samples.ts';
import { answerListSheets, handleKeySheet } from './sheets.ts';
import { handleCloseEvent, handleSignStatement } from './sign.ts';
import { importsTokens } from './tokens-import.ts';
import { answerListTokens, handleImportTokens, handleLoseToken, handleMoveToken } from './tokens.ts';

addHouseholdTies(assistance.name, householdTies);

const positionBy =
  (find: typeof findEventAt) =>
  async (tx: Tx, id: string): Promise<Position | undefined> => {
    const at = await find.maybe(tx, { id });
    return at && { ...(at.org_id ? { orgs: [at.org_id] } : {}), sites: [at.site_id], areas: at.lineage };
  };

export const room: ServerRoom = {
  module: assistance,
  commands: [
    handleCreatePackage,
    handleRevisePackage,
    handleRetirePackage,
    handlePlanEvent,
    handleChangeEvent,
    handleCancelEvent,
    handleRescheduleEvent,
    handleReserveStock,
    handleReleaseStock,
    handleOpenEvent,
    handleBringStock,
    handleReturnStock,
    handleStopEvent,
    handleCloseLane,
    handleCountStock,
    handleSignStatement,
    handleCloseEvent,
    handleImportTokens,
    handleLoseToken,
    handleMoveToken,
    handleRecordHandover,
    handleUndoHandover,
    handleKeySheet,
    handleDrawSample,
    handleTakeOverLane,
    handleRecordFeedback,
    handleAcknowledge,
    handleAnswer,
    handleCloseLoop,
    handleReopen,
    handleSeal,
    handleNameFocalPoint,
    handleEndFocalPoint,
    handleMoveSealed,
    handleDrawList,
    handleShowNames,
    handleFollowCard,
    handleTellFocalPoints,
    handleGiveFeedbackLink,
    handleWithdrawFeedbackLink,
    handleSayByLink,
    handleImportFeedback,
  ],
  queries: [
    answerListPackages,
    answerGetPackage,
    answerListEvents,
    answerGetEvent,
    answerGetStatement,
    answerListTokens,
    answerListHandovers,
    answerListSheets,
    answerListSamples,
    answerGetToday,
    answerListFeedback,
    answerGetFeedback,
    answerListFocalPoints,
    answerListSealed,
    answerGetSealed,
    answerPreviewList,
    answerCountFeedback,
    answerCountSealed,
    answerListFeedbackLinks,
    answerGetFeedbackDoor,
    answerAskForAnswer,
  ],
  listeners: [onCardChanged],
  jobs: [tellJob],
  packs: [serveLane],
  imports: [importsTokens, importsFeedback],
  papers,
  positions: {
    'assistance-event': positionBy(findEventAt),
    'assistance-handover': positionBy(findHandoverAt),
    'assistance-feedback': positionBy(findFeedbackAt),
    // Packages lie nowhere: who may read them anywhere, reads all of them.
    'assistance-package': async (tx, id) => ((await findPackageAt.maybe(tx, { id })) ? {} : undefined),
  },
  exceptionKinds: {
    'assistance.second-claim': { dueInHours: 24, secondPerson: true },
    'assistance.wrong-lane': { dueInHours: 24, secondPerson: false },
    'assistance.unknown-token': { dueInHours: 24, secondPerson: false },
    'assistance.lost-token': { dueInHours: 24, secondPerson: true },
    'assistance.over-distribution': { dueInHours: 48, secondPerson: true },
    'assistance.before-open': { dueInHours: 48, secondPerson: false },
    'assistance.after-stop': { dueInHours: 24, secondPerson: true },
    'assistance.after-close': { dueInHours: 48, secondPerson: true },
    'assistance.stock-short': { dueInHours: 24, secondPerson: false },
    'assistance.count-differs': { dueInHours: 72, secondPerson: true },
    'assistance.paper-differs': { dueInHours: 48, secondPerson: false },
    'assistance.told-twice': { dueInHours: 24, secondPerson: false },
    'assistance.not-booked': { dueInHours: 24, secondPerson: false },
    'assistance.told-after-end': { dueInHours: 48, secondPerson: false },
  },
};
