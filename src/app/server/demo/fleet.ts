import { newId, seededRandom } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { addPerson } from '#kernel/orgs/contract/people.ts';
import { addVehicle } from '#modules/supply/contract/transport/vehicles.ts';
import type { Ids } from './organisations.ts';
import type { Player } from './player.ts';

export interface DemoTruck {
  readonly vehicleId: Id;
  readonly driverId: Id;
  readonly maxKg: number;
  readonly maxLitres: number;
}
interface Row {
  readonly plate: string;
  readonly kind: 'articulated' | 'truck';
  readonly driver: string;
  readonly otherName?: string;
}

/** Trucks and drivers of the story; plates and names are invented. */
const turkish: readonly Row[] = [
  ['27 KRV 101', 'Cemal Doruktepe'],
  ['27 KRV 102', 'İlyas Sözeri'],
  ['27 KRV 103', 'Nazmi Karabulutlu'],
  ['27 KRV 104', 'Ferhat Yelkenci'],
  ['27 KRV 105', 'Sadık Tozkoparan'],
  ['27 KRV 106', 'Bekir Ormancık'],
  ['31 KRV 107', 'Tahsin Gülümser'],
  ['31 KRV 108', 'Yaşar Dağaşan'],
  ['31 KRV 109', 'Erol Pamukçular'],
  ['31 KRV 110', 'Mithat Selvioğlu'],
  ['63 KRV 111', 'Kadri Ballıca'],
  ['63 KRV 112', 'Şükrü Taşkıran'],
].map(([plate, driver]) => ({ plate: plate!, driver: driver!, kind: 'articulated' }));
const syrian: readonly Row[] = [
  ['DM 550101', 'articulated', 'Wael Tarshihi', 'وائل ترشيحي'],
  ['DM 550102', 'articulated', 'Samer Zaytouni', 'سامر زيتوني'],
  ['DM 550103', 'articulated', 'Bashir Qasabi', 'بشير قصابي'],
  ['DM 550104', 'articulated', 'Jamil Sanbouri', 'جميل صنبوري'],
  ['DM 550105', 'articulated', 'Hazem Murjani', 'حازم مرجاني'],
  ['DM 550106', 'articulated', 'Nabil Ghazzal', 'نبيل غزال'],
  ['DM 550107', 'truck', 'Adnan Lawzi', 'عدنان لوزي'],
  ['DM 550108', 'truck', 'Tamim Rashwani', 'تميم رشواني'],
  ['DM 550109', 'truck', 'Imad Tutunji', 'عماد تتنجي'],
  ['DM 550110', 'truck', 'Fawwaz Kharrat', 'فواز خراط'],
  ['DM 550111', 'truck', 'Ziad Basmaji', 'زياد بصمجي'],
  ['DM 550112', 'truck', 'Munir Sabbagh Jad', 'منير صباغ جاد'],
].map(([plate, kind, driver, otherName]) => ({ plate: plate!, kind: kind as Row['kind'], driver: driver!, otherName: otherName! }));

const limits = { articulated: { maxKg: 25_000, maxLitres: 92_000 }, truck: { maxKg: 14_000, maxLitres: 52_000 } } as const;

/** Their ids follow from their place in the list, so that core and story name the same trucks. */
function idsOf(rows: readonly Row[], seed: number): DemoTruck[] {
  const random = seededRandom(seed);
  const id = () => newId(Date.parse('2023-02-08T07:00:00Z'), random);
  return rows.map((row) => ({ vehicleId: id(), driverId: id(), ...limits[row.kind] }));
}
export const turkishTrucks = idsOf(turkish, 27_001);
/** The first half are articulated, the others take part loads. */
export const syrianTrucks = idsOf(syrian, 27_002);

/** Enters the trucks with their drivers, three to each transporter: whoever is sent is screened with all who work beside them. */
export async function enterFleet(player: Player, orgIds: Ids): Promise<void> {
  const enter = async (rows: readonly Row[], trucks: readonly DemoTruck[], transporter: string, country: string) => {
    for (const [index, row] of rows.entries()) {
      const { vehicleId, driverId, maxKg, maxLitres } = trucks[index]!;
      const orgId = orgIds.get(`${transporter}-${2 + (index % 4)}`)!;
      await player.do(addVehicle, { vehicleId, plate: row.plate, country, kind: row.kind, orgId, maxKg, maxLitres });
      const otherNames = row.otherName ? [row.otherName] : [];
      await player.do(addPerson, { personId: driverId, orgId, kind: 'driver', name: row.driver, otherNames });
    }
  };
  await enter(turkish, turkishTrucks, 'transport-tr', 'TUR');
  await enter(syrian, syrianTrucks, 'transport-sy', 'SYR');
}
