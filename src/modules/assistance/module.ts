import { defineModule } from '#foundation/module.ts';
import {
  bringStock,
  closeEvent,
  closeLane,
  countStock,
  eventReconciled,
  eventStopped,
  getStatement,
  openEvent,
  releaseStock,
  rescheduleEvent,
  reserveStock,
  returnStock,
  signStatement,
  stopEvent,
} from './contract/day.ts';
import { cancelEvent, changeEvent, getEvent, listEvents, planEvent } from './contract/events.ts';
import {
  acknowledgeFeedback,
  answerFeedback,
  closeLoop,
  getFeedback,
  listFeedback,
  recordFeedback,
  reopenFeedback,
  sealFeedback,
} from './contract/feedback/feedback.ts';
import { feedbackProblems } from './contract/feedback/problems.ts';
import { endFocalPoint, getSealed, listFocalPoints, listSealed, moveSealed, nameFocalPoint } from './contract/feedback/sealed.ts';
import { lanePack, takeOverLane } from './contract/field/lane.ts';
import { keySheet, listHandovers, listSheets, recordHandover, undoHandover } from './contract/handovers.ts';
import { getToday } from './contract/needs.ts';
import { createPackage, getPackage, listPackages, retirePackage, revisePackage } from './contract/packages.ts';
import { problems } from './contract/problems.ts';
import { drawList, followCard, previewList, showNames } from './contract/register-list.ts';
import { drawSample, listSamples } from './contract/samples.ts';
import { importTokens, listTokens, loseToken, moveToken } from './contract/tokens.ts';

/** What households receive: packages, distribution days, hand-overs, and who was reached. */
export const assistance = defineModule({
  name: 'assistance',
  commands: [
    createPackage,
    revisePackage,
    retirePackage,
    planEvent,
    changeEvent,
    cancelEvent,
    rescheduleEvent,
    reserveStock,
    releaseStock,
    openEvent,
    bringStock,
    returnStock,
    stopEvent,
    closeLane,
    countStock,
    signStatement,
    closeEvent,
    importTokens,
    loseToken,
    moveToken,
    recordHandover,
    undoHandover,
    keySheet,
    drawSample,
    takeOverLane,
    recordFeedback,
    acknowledgeFeedback,
    answerFeedback,
    closeLoop,
    reopenFeedback,
    sealFeedback,
    nameFocalPoint,
    endFocalPoint,
    moveSealed,
    drawList,
    showNames,
    followCard,
  ],
  queries: [
    previewList,
    listPackages,
    getPackage,
    listEvents,
    getEvent,
    getStatement,
    listTokens,
    listHandovers,
    listSheets,
    listSamples,
    getToday,
    listFeedback,
    getFeedback,
    listFocalPoints,
    listSealed,
    getSealed,
  ],
  events: [eventReconciled, eventStopped],
  packs: [lanePack],
  problems: [problems, feedbackProblems],
  pages: [
    {
      path: '/assistance/events',
      name: 'assistance.events',
      nav: { area: 'people', icon: 'distribution', order: 10 },
      permission: 'assistance.list-events',
    },
    {
      path: '/assistance/events/new',
      name: 'assistance.new-event',
      permission: 'assistance.plan-event',
      actions: ['assistance.plan-event'],
    },
    {
      path: '/assistance/events/$eventId',
      name: 'assistance.event',
      permission: 'assistance.list-events',
      shot: { eventId: 'first:assistance.list-events' },
    },
    {
      path: '/assistance/events/$eventId/change',
      name: 'assistance.change-event',
      permission: 'assistance.change-event',
      shot: { eventId: 'first:assistance.list-events' },
    },
    {
      path: '/assistance/litigation',
      name: 'assistance.litigation',
      nav: { area: 'people', icon: 'litigation', order: 20 },
      permission: 'assistance.list-events',
    },
    {
      path: '/assistance/feedback',
      name: 'assistance.feedback',
      nav: { area: 'people', icon: 'feedback', order: 40 },
      permission: 'assistance.list-feedback',
      actions: ['assistance.record-feedback'],
    },
    {
      path: '/assistance/feedback/$feedbackId',
      name: 'assistance.feedback-item',
      permission: 'assistance.list-feedback',
      shot: { feedbackId: 'first:assistance.list-feedback' },
    },
    {
      path: '/assistance/sealed',
      name: 'assistance.sealed',
      nav: { area: 'people', icon: 'sealed', order: 50 },
      permission: 'assistance.list-sealed-reports',
    },
    {
      path: '/assistance/packages',
      name: 'assistance.packages',
      nav: { area: 'people', icon: 'package', order: 30 },
      permission: 'assistance.list-packages',
      actions: ['assistance.create-package'],
    },
    {
      path: '/assistance/packages/$packageId',
      name: 'assistance.package',
      permission: 'assistance.list-packages',
      shot: { packageId: 'first:assistance.list-packages' },
    },
  ],
});
