import { usePack } from '#foundation/web/field.ts';
import { storePack } from '../../contract/field/store.ts';
import { PackGate } from './PackGate.tsx';
import { ByWaybill } from './ByWaybill.tsx';

/** A store on a phone: any truck that comes is received by its waybill, whether or not this phone has heard of it. */
export default function StoreTask({ packId }: { packId: string }) {
  const view = usePack(storePack, packId);
  return (
    <PackGate view={view} name={storePack.name} params={{ place: packId }}>
      {(store) => <ByWaybill store={store} />}
    </PackGate>
  );
}
