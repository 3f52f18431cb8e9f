import { describe, expect, it } from 'vitest';
import { modules } from '../../modules.ts';
import { allPermissions } from '../missions.ts';
import { expand, roles } from './roles.ts';

const all = allPermissions();
const of = (id: string) => new Set(expand(roles.find((role) => role.id === id)!.permissions, all));
/** Pages of the goods area in the navigation that stay shut for a role. */
const shut = (id: string) => {
  const held = of(id);
  const pages = modules.flatMap((room) => room.pages).filter((page) => page.nav?.area === 'goods');
  return pages.filter((page) => page.permission && !held.has(page.permission)).map((page) => page.path);
};

describe('the roles of the demonstration', () => {
  it('open every page of goods to the head of office and to dispatch', () => {
    expect(shut('head-of-office')).toEqual([]);
    expect(shut('dispatcher')).toEqual([]);
  });

  it('leave the storekeeper without allocation, and without a table that would always stand empty', () => {
    expect(shut('storekeeper')).toEqual(['/supply/allocation', '/supply/donor-stock']);
  });

  it('show those whose grants are out of reach no menu entry that is always empty', () => {
    for (const id of ['partner-storekeeper', 'field-monitor', 'hub-focal-point'])
      expect(shut(id)).toEqual(expect.arrayContaining(['/supply/loans', '/supply/donor-stock']));
    expect(shut('finance-officer')).not.toContain('/supply/loans');
  });

  it('open the road to security and the hub, and loading or planning to neither', () => {
    for (const id of ['security', 'hub-focal-point']) {
      expect(of(id)).toContain('supply.see-movements');
      for (const name of ['supply.load-truck', 'supply.plan-leg', 'supply.reroute-leg']) expect(of(id)).not.toContain(name);
    }
    expect(of('security')).toContain('places.set-crossing-status');
    expect(of('hub-focal-point')).toContain('supply.record-cross-load');
  });

  it('keep trucks on the road from partners, finance and analysts, and open them the rest', () => {
    const moving = ['/supply/allocation', '/supply/day', '/supply/trucks', '/supply/shipments', '/supply/notifications'];
    for (const id of ['finance-officer', 'analyst']) expect(shut(id)).toEqual(moving);
    for (const page of moving) expect(shut('partner-storekeeper')).toContain(page);
  });

  it('let a distribution lead draw a list from the register, and nobody else of the square', () => {
    const draws = (id: string) => ['assistance.draw-list', 'assistance.show-names', 'people.get-person'].filter((name) => of(id).has(name));
    expect(draws('distribution-lead')).toHaveLength(3);
    for (const id of ['field-monitor', 'partner-monitor']) expect(draws(id)).toEqual([]);
  });

  it('never give live positions to partners, donors or authorities', () => {
    for (const id of ['partner-storekeeper', 'donor-officer', 'authority-viewer']) {
      const live = all.filter((permission) => permission.opens === 'live-positions' && of(id).has(permission.name));
      expect(live).toEqual([]);
    }
  });

  it('leave sealed reports and the naming of focal points out of whatever is done on a distribution day', () => {
    const kept = [
      'assistance.list-sealed-reports',
      'assistance.move-sealed-report',
      'assistance.name-focal-point',
      'assistance.end-focal-point',
    ];
    for (const id of ['distribution-lead', 'field-monitor', 'partner-monitor']) expect(kept.filter((name) => of(id).has(name))).toEqual([]);
  });

  it('open the register to clerks, its doubles to the registration lead, and nothing of it to outsiders or to those who move goods', () => {
    const rights = (id: string) => [...of(id)].filter((name) => name.startsWith('people.'));
    expect(of('registration-clerk')).toContain('people.register-household');
    for (const name of ['people.list-pairs', 'people.merge-persons', 'people.see-needs', 'people.see-restricted', 'people.list-reads'])
      expect(of('registration-clerk')).not.toContain(name);
    expect(of('registration-clerk')).toContain('people.ask-erasure');
    expect(of('registration-clerk')).not.toContain('people.decide-erasure');
    expect(of('registration-lead')).toContain('people.decide-erasure');
    expect(of('registration-lead')).toContain('people.merge-persons');
    expect(of('registration-lead')).not.toContain('people.see-restricted');
    expect(of('caseworker')).not.toContain('people.see-identifiers');
    expect(rights('distribution-lead')).toEqual(['people.get-person']);
    for (const id of ['storekeeper', 'dispatcher', 'partner-storekeeper', 'donor-officer', 'authority-viewer', 'analyst'])
      expect(rights(id)).toEqual([]);
  });
});
