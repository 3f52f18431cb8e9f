import {
  addCustomsPaper,
  answerNotification,
  getNotification,
  listNotifications,
  openNotification,
  removeCustomsPaper,
  sendNotification,
  setNotified,
  watchCrossings,
  withdrawNotification,
} from '../contract/transport/border.ts';
import { listPastMovements, listTrucks } from '../contract/transport/board.ts';
import { getIncoming, listDeliveries, listIncoming, recordDelivery } from '../contract/transport/deliveries.ts';
import {
  agreeDiscrepancy,
  decideOutcome,
  getDiscrepancy,
  listDiscrepancies,
  proposeOutcome,
  setDiscrepancyDeadline,
} from '../contract/transport/discrepancies.ts';
import { delivered, departed, discrepancyClosed, discrepancyOpened, loaded, shipmentCancelled } from '../contract/transport/events.ts';
import { cancelLeg, changeLeg, loadTruck, planLeg, recordDeparture, recordLoading, rerouteLeg } from '../contract/transport/legs.ts';
import { transportProblems } from '../contract/transport/problems.ts';
import { recordCrossLoad, recordLoss, recordPassage, recordSeals } from '../contract/transport/road.ts';
import {
  cancelShipment,
  getShipment,
  listLoadable,
  listShipments,
  planShipment,
  seeMovements,
  setUnits,
} from '../contract/transport/shipments.ts';
import { addVehicle, changeVehicle, listVehicles, setVehicleStatus } from '../contract/transport/vehicles.ts';
import { liftWaiver, listWaivers, waiveVisibility } from '../contract/transport/waivers.ts';
import type { Part } from './part.ts';

export const transport: Part = {
  commands: [
    addVehicle,
    changeVehicle,
    setVehicleStatus,
    planShipment,
    cancelShipment,
    setUnits,
    planLeg,
    changeLeg,
    cancelLeg,
    rerouteLeg,
    loadTruck,
    recordLoading,
    recordDeparture,
    recordPassage,
    recordSeals,
    recordLoss,
    recordCrossLoad,
    openNotification,
    setNotified,
    sendNotification,
    answerNotification,
    withdrawNotification,
    addCustomsPaper,
    removeCustomsPaper,
    watchCrossings,
    recordDelivery,
    proposeOutcome,
    decideOutcome,
    agreeDiscrepancy,
    setDiscrepancyDeadline,
    waiveVisibility,
    liftWaiver,
  ],
  queries: [
    listVehicles,
    listLoadable,
    listShipments,
    getShipment,
    listNotifications,
    getNotification,
    listIncoming,
    getIncoming,
    listDeliveries,
    listDiscrepancies,
    getDiscrepancy,
    listTrucks,
    listPastMovements,
    listWaivers,
  ],
  events: [loaded, departed, delivered, shipmentCancelled, discrepancyOpened, discrepancyClosed],
  problems: [transportProblems],
  permissions: [seeMovements],
  jobs: [{ name: 'supply.watch-crossings', schedule: '*/15 * * * *' }],
};
