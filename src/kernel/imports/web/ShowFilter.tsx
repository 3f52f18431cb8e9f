import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';
import { Button, Group } from '#foundation/web/ui/index.ts';
import type { ImportShown } from '../contract/imports.ts';
import type { Show } from './FixGrid.tsx';

/** How many rows there are of each kind; pressing one shows them. */
export function ShowFilter({ about, show, onShow }: { about: ImportShown; show: Show; onShow: (show: Show) => void }) {
  const t = useT();
  const intl = useIntl();
  const { counts } = about;
  const all: readonly (readonly [Show, number])[] = [
    ['all', counts.total],
    ['faulty', counts.faulty],
    ['refused', counts.refused],
    ['warned', counts.warned],
    ['new', counts.new],
    ['changed', counts.changed],
    ['applied', counts.applied],
    ['unchanged', counts.unchanged + counts.same],
  ];
  return (
    <Group gap="xs" role="group" aria-label={t('page.imports.import')} className="kv-noprint">
      {all
        .filter(([key, count]) => count > 0 || key === 'all' || key === show)
        .map(([key, count]) => (
          <Button
            key={key}
            size="compact-md"
            variant={key === show ? 'filled' : 'default'}
            color={key === 'faulty' || key === 'refused' ? 'person' : 'lake'}
            aria-pressed={key === show}
            onClick={() => onShow(key)}
          >
            {t(`imports.count-${key}`)} {intl.formatNumber(count)}
          </Button>
        ))}
    </Group>
  );
}
