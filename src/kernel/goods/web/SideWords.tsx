import { Link } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { Text } from '#foundation/web/ui/index.ts';

export interface Side {
  readonly virtual: string | null;
  readonly placeId: string | null;
  readonly placeCode: string | null;
  readonly hidden: boolean;
  readonly condition: string | null;
  readonly grantCode: string | null;
}

/** Where goods came from or went, in words: a place, what lies outside, or a place that the reader is not told. */
export function SideWords({ side, plain = false }: { side: Side; plain?: boolean }) {
  const t = useT();
  const more = [side.condition && side.condition !== 'good' ? t(`goods.condition-${side.condition}`) : '', side.grantCode ?? ''].filter(
    Boolean,
  );
  // What lies outside is kept by the place where it came or went: the place is not where the goods were.
  const where = side.virtual ? (
    t(`goods.outside-${side.virtual}`)
  ) : side.placeId ? (
    <Link to={`/goods/places/${side.placeId}`} className="kv-opens">
      <span className="kv-code">{side.placeCode}</span>
    </Link>
  ) : (
    t(side.hidden ? 'goods.elsewhere' : 'goods.nowhere')
  );
  return (
    <span>
      {where}
      {!plain && more.length > 0 && (
        <Text span size="xs" c="dimmed">
          {' '}
          {more.join(' · ')}
        </Text>
      )}
    </span>
  );
}
