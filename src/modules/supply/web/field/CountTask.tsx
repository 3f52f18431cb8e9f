import { usePack } from '#foundation/web/field.ts';
import { countPack } from '../../contract/field/count.ts';
import { CountWork } from './CountWork.tsx';
import { PackGate } from './PackGate.tsx';

/** A count with a phone: blind, bin by bin. */
export default function CountTask({ packId }: { packId: string }) {
  const view = usePack(countPack, packId);
  return (
    <PackGate view={view} name={countPack.name} params={{ count: packId }}>
      {(count) => <CountWork count={count} />}
    </PackGate>
  );
}
