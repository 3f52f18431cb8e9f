import { defineModule } from '#foundation/module.ts';
import { decideDemand, getDemand, handOver, listDemands, listMyExports, receiveDemand } from './contract/demands.ts';
import { problems } from './contract/problems.ts';

/** Demands for data from outside, what was decided on them, and what was given. */
export const demands = defineModule({
  name: 'demands',
  commands: [receiveDemand, decideDemand, handOver],
  queries: [listDemands, getDemand, listMyExports],
  problems: [problems],
  pages: [
    {
      path: '/admin/demands',
      name: 'demands.list',
      nav: { area: 'administration', icon: 'screening', order: 33 },
      actions: ['demands.receive-demand'],
      permission: 'demands.list-demands',
    },
    {
      path: '/admin/demands/$demandId',
      name: 'demands.one',
      permission: 'demands.get-demand',
      shot: { demandId: 'first:demands.list-demands' },
    },
  ],
});
