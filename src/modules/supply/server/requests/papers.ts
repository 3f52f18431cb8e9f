import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper, factsOf } from '#foundation/pdf/paper.ts';
import type { PaperSection, Press } from '#foundation/pdf/paper.ts';
import { getRequest } from '../../contract/requests/requests.ts';
import type { RequestShown } from '../../contract/requests/requests.ts';

const inLanguage = (names: Readonly<Record<string, string>>, press: Press) => names[press.language] ?? names['en'] ?? '';

/** A request with its lines: asked, standard, over, set aside, sent, arrived, still open; signed by who asks and who approves. Under a waiver it names no agency, and its site by code alone. */
export const requestPaper = definePaper('supply.request', z.strictObject({ requestId: Id }), async (press, { requestId }) => {
  const request = await press.ask(getRequest, { requestId });
  const { t } = press;
  return {
    template: 'record',
    title: t('supply.request-paper'),
    unnamed: request.waived,
    subtitle: [...(request.waived ? [] : [inLanguage(request.orgNames, press)]), t(`supply.request-state-${request.state}`)].join(' · '),
    number: request.number,
    facts: factsFor(request, press),
    sections: [linesSection(request, press)],
    signatures: ['supply.signs-requester', 'supply.signs-approver', 'supply.signs-dispatcher'].map((key) => t(key)),
  };
});

function factsFor(request: RequestShown, press: Press) {
  const { t, day, moment } = press;
  const field = (key: string) => t(`supply.request-field-${key}`);
  const { waived } = request;
  // Who asked and who decided belong to agencies: where these are not named, neither are they.
  const by = (at: string | null, name: string | null) => at && (waived ? moment(at) : `${moment(at)} · ${name}`);
  return factsOf([
    [field('org'), waived ? null : inLanguage(request.orgNames, press)],
    [field('reference'), request.reference],
    [field('plan'), `${request.planNumber} · ${request.planTitle}`],
    [field('agreement'), waived ? null : request.agreement],
    [field('people'), t('supply.people', { households: request.households, persons: request.persons })],
    [field('site'), `${waived ? request.siteCode : inLanguage(request.siteNames, press)} (${inLanguage(request.areaNames, press)})`],
    [field('neededOn'), day(request.neededOn)],
    [field('submitted'), by(request.submittedAt, request.submittedBy)],
    [field('decided'), by(request.decidedAt, request.decidedBy)],
    [field('decisionReason'), request.decisionReason],
    [t('field.note'), request.note],
  ]);
}

function linesSection(request: RequestShown, press: Press): PaperSection {
  const { t, number } = press;
  return {
    title: t('supply.lines'),
    none: t('supply.no-lines'),
    lines: request.items.map((line) => ({
      title: `${line.item.code} · ${inLanguage(line.item.names, press)}: ${number(line.qty)} ${t(`goods.unit-${line.item.unit}`)}`,
      detail: [
        line.standard === null ? t('supply.no-standard') : `${t('supply.line-standard')} ${number(line.standard)}`,
        ...(line.over ? [`${t('supply.line-over')} ${number(line.over)}`] : []),
        ...(
          [
            ['allocated', line.allocated],
            ['shipped', line.shipped],
            ['delivered', line.delivered],
            ['back-order', line.backOrder],
          ] as const
        ).flatMap(([key, qty]) => (qty > 0 ? [`${t(`supply.line-${key}`)} ${number(qty)}`] : [])),
        ...(line.note ? [line.note] : []),
      ].join(' · '),
    })),
  };
}
