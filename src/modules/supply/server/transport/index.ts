import type { ServerPart } from '../part.ts';
import {
  answerGetNotification,
  answerListNotifications,
  handleAddCustomsPaper,
  handleAnswerNotification,
  handleOpenNotification,
  handleRemoveCustomsPaper,
  handleSendNotification,
  handleSetNotified,
  handleWatchCrossings,
  handleWithdrawNotification,
  watchJob,
} from './border.ts';
import { findNotification } from './border.repo.ts';
import { answerListPastMovements, answerListTrucks } from './board.ts';
import { answerGetDiscrepancy, answerListDiscrepancies } from './cases-read.ts';
import { handleAgree, handleDecideOutcome, handleProposeOutcome, handleSetDiscrepancyDeadline } from './cases.ts';
import { closeTrucksJob, handleCloseTrucks } from './ended.ts';
import { handleRecordDelivery } from './deliveries.ts';
import { handleReceiveByWaybill, handleRecordRefusal } from './field.ts';
import { findWaybillLeg } from './field.repo.ts';
import { answerGetIncoming, answerListDeliveries, answerListIncoming } from './incoming.ts';
import { handleCancelLeg, handleChangeLeg, handlePlanLeg, handleRerouteLeg } from './legs.ts';
import { handleLoadTruck, handleRecordDeparture, handleRecordLoading } from './loading.ts';
import {
  findDeliveryPosition,
  findDiscrepancyPosition,
  findLegPosition,
  findShipmentPosition,
  findVehiclePosition,
} from './positions.repo.ts';
import { recordRules } from './known.ts';
import { handleRecordCrossLoad, handleRecordLoss, handleRecordPassage, handleRecordSeals } from './road.ts';
import { answerGetShipment, answerListLoadable, answerListShipments } from './shipments-read.ts';
import { handleCancelShipment, handlePlanShipment, handleSetUnits } from './shipments.ts';
import {
  answerGetTrip,
  answerListTripLinks,
  handleGiveTripLink,
  handleReceiveByLink,
  handleTickByLink,
  handleWithdrawTripLink,
} from './trip-links.ts';
import { answerListVehicles, handleAddVehicle, handleChangeVehicle, handleSetVehicleStatus } from './vehicles.ts';

export const transport: ServerPart = {
  commands: [
    handleAddVehicle,
    handleChangeVehicle,
    handleSetVehicleStatus,
    handlePlanShipment,
    handleCancelShipment,
    handleSetUnits,
    handlePlanLeg,
    handleChangeLeg,
    handleCancelLeg,
    handleRerouteLeg,
    handleLoadTruck,
    handleRecordLoading,
    handleRecordDeparture,
    handleRecordPassage,
    handleRecordSeals,
    handleRecordLoss,
    handleRecordCrossLoad,
    handleOpenNotification,
    handleSetNotified,
    handleSendNotification,
    handleAnswerNotification,
    handleWithdrawNotification,
    handleAddCustomsPaper,
    handleRemoveCustomsPaper,
    handleWatchCrossings,
    handleRecordDelivery,
    handleReceiveByWaybill,
    handleRecordRefusal,
    handleProposeOutcome,
    handleDecideOutcome,
    handleAgree,
    handleSetDiscrepancyDeadline,
    handleCloseTrucks,
    handleGiveTripLink,
    handleWithdrawTripLink,
    handleReceiveByLink,
    handleTickByLink,
  ],
  queries: [
    answerListVehicles,
    answerListLoadable,
    answerListShipments,
    answerGetShipment,
    answerListNotifications,
    answerGetNotification,
    answerListIncoming,
    answerGetIncoming,
    answerListDeliveries,
    answerListDiscrepancies,
    answerGetDiscrepancy,
    answerListTrucks,
    answerListPastMovements,
    answerListTripLinks,
    answerGetTrip,
  ],
  positions: {
    vehicle: async (tx, id) => {
      const vehicle = await findVehiclePosition.maybe(tx, { id });
      return vehicle && { orgs: [vehicle.org_id] };
    },
    shipment: (tx, id) => findShipmentPosition.maybe(tx, { id }),
    'shipment-leg': (tx, id) => findLegPosition.maybe(tx, { id }),
    // A phone that never saw the shipment knows its waybill's number alone.
    waybill: async (tx, waybill) => {
      const leg = await findWaybillLeg.maybe(tx, { waybill });
      return leg && findLegPosition.maybe(tx, { id: leg.id });
    },
    // Lists for the border are the mission's own: only who works in all of it reaches them.
    'border-notification': async (tx, id) => ((await findNotification.maybe(tx, { id })) ? {} : undefined),
    delivery: (tx, id) => findDeliveryPosition.maybe(tx, { id }),
    discrepancy: (tx, id) => findDiscrepancyPosition.maybe(tx, { id }),
  },
  jobs: [watchJob, closeTrucksJob],
  recordRules,
  exceptionKinds: {
    'supply.left-unauthorised': { dueInHours: 24, secondPerson: true },
    'supply.crossing-closed': { dueInHours: 24, secondPerson: false },
    'supply.expired-loaded': { dueInHours: 24, secondPerson: true },
    'supply.overloaded': { dueInHours: 48, secondPerson: false },
    'supply.loaded-more': { dueInHours: 48, secondPerson: false },
    'supply.loaded-twice': { dueInHours: 48, secondPerson: false },
    'supply.delivery-refused': { dueInHours: 24, secondPerson: false },
    'supply.waybill-doubtful': { dueInHours: 24, secondPerson: false },
  },
};
