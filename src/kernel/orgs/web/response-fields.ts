import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { responseKinds } from '../contract/responses.ts';

type Words = (key: string) => string;

/** What is asked of a response when it is opened and when it is changed. */
export function responseFields(t: Words): FieldSpec[] {
  const label = (key: string) => t(`orgs.response-field-${key}`);
  return [
    {
      name: 'kind',
      kind: 'choice',
      label: label('kind'),
      required: true,
      choices: responseKinds.map((value) => ({ value, label: t(`orgs.response-${value}`) })),
    },
    { name: 'code', kind: 'text', label: label('code'), hint: t('orgs.response-code-hint'), required: true },
    { name: 'nameEn', kind: 'text', label: t('orgs.field-nameEn'), required: true },
    { name: 'nameTr', kind: 'text', label: t('orgs.field-nameTr') },
    { name: 'nameAr', kind: 'text', label: t('orgs.field-nameAr') },
    { name: 'startsOn', kind: 'date', label: label('startsOn'), required: true },
    { name: 'note', kind: 'long', label: t('field.note') },
  ];
}
