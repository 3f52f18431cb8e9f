import {
  IconBolt,
  IconBuildingCommunity,
  IconBuildingWarehouse,
  IconChecklist,
  IconDeviceMobile,
  IconFileImport,
  IconGitBranch,
  IconHierarchy2,
  IconHistory,
  IconInfoCircle,
  IconListDetails,
  IconMap2,
  IconMapPin,
  IconReceipt2,
  IconScale,
  IconSearch,
  IconShieldCheck,
  IconUserCog,
  IconUsers,
  IconAlertTriangle,
  IconClockPlay,
  IconBell,
  IconBarrierBlock,
  IconId,
} from '@tabler/icons-react';

const icons = {
  map: IconMap2,
  search: IconSearch,
  pin: IconMapPin,
  tree: IconHierarchy2,
  gate: IconBarrierBlock,
  users: IconUsers,
  roles: IconUserCog,
  audit: IconHistory,
  exceptions: IconAlertTriangle,
  devices: IconDeviceMobile,
  jobs: IconClockPlay,
  import: IconFileImport,
  orgs: IconBuildingCommunity,
  grants: IconReceipt2,
  responses: IconGitBranch,
  offices: IconId,
  proof: IconShieldCheck,
  about: IconInfoCircle,
  warehouse: IconBuildingWarehouse,
  tasks: IconChecklist,
  bell: IconBell,
  why: IconScale,
  list: IconListDetails,
  action: IconBolt,
};

/** The icon of a page by the name its manifest gives. */
export function PageIcon({ name }: { name: string }) {
  const Icon = icons[name as keyof typeof icons] ?? IconListDetails;
  return <Icon size={18} stroke={1.75} aria-hidden />;
}
