import { usePack } from '#foundation/web/field.ts';
import { tripPack } from '../../contract/field/trip.ts';
import { PackGate } from './PackGate.tsx';
import { TripWork } from './TripWork.tsx';

/** One truck, from the bay to the signature. */
export default function TripTask({ packId }: { packId: string }) {
  const view = usePack(tripPack, packId);
  return (
    <PackGate view={view} name={tripPack.name} params={{ leg: packId }}>
      {(trip) => <TripWork trip={trip} />}
    </PackGate>
  );
}
