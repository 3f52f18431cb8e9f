export interface DemoUser {
  readonly key: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly language: 'en' | 'tr' | 'ar';
  readonly org?: string;
  readonly scope: { readonly kind: 'mission' | 'area' | 'site' | 'org'; readonly of?: string };
}

/** One login for each role; the password is printed at every start of the demonstration. */
export const demoPassword = 'kervan-demo-2023';
export const users: readonly DemoUser[] = [
  { key: 'admin', email: 'admin@demo.kervan', name: 'Deniz Aktan', role: 'administrator', language: 'en', scope: { kind: 'mission' } },
  { key: 'admin-2', email: 'admin2@demo.kervan', name: 'Rana Haddad', role: 'administrator', language: 'en', scope: { kind: 'mission' } },
  { key: 'head', email: 'head@demo.kervan', name: 'Selin Korkmaz', role: 'head-of-office', language: 'en', scope: { kind: 'mission' } },
  {
    key: 'store',
    email: 'store@demo.kervan',
    name: 'Murat Kaya',
    role: 'storekeeper',
    language: 'tr',
    scope: { kind: 'site', of: 'burc' },
  },
  { key: 'dispatch', email: 'dispatch@demo.kervan', name: 'Ayşe Yıldız', role: 'dispatcher', language: 'tr', scope: { kind: 'mission' } },
  {
    key: 'hub',
    email: 'hub@demo.kervan',
    name: 'Wafa Shami',
    role: 'hub-focal-point',
    language: 'ar',
    scope: { kind: 'area', of: 'SYR' },
  },
  { key: 'security', email: 'security@demo.kervan', name: 'Tolga Erdem', role: 'security', language: 'tr', scope: { kind: 'mission' } },
  {
    key: 'monitor',
    email: 'monitor@demo.kervan',
    name: 'Omar Nasser',
    role: 'field-monitor',
    language: 'ar',
    scope: { kind: 'area', of: 'SYR' },
  },
  {
    key: 'lead',
    email: 'lead@demo.kervan',
    name: 'Samar Aziz',
    role: 'distribution-lead',
    language: 'ar',
    scope: { kind: 'area', of: 'SYR' },
  },
  {
    key: 'clerk',
    email: 'clerk@demo.kervan',
    name: 'Elif Demir',
    role: 'registration-clerk',
    language: 'tr',
    scope: { kind: 'area', of: 'TUR027' },
  },
  {
    key: 'registration-lead',
    email: 'registration@demo.kervan',
    name: 'Faruk Sezer',
    role: 'registration-lead',
    language: 'tr',
    scope: { kind: 'mission' },
  },
  {
    key: 'caseworker',
    email: 'caseworker@demo.kervan',
    name: 'Layla Saleh',
    role: 'caseworker',
    language: 'ar',
    scope: { kind: 'area', of: 'TUR063' },
  },
  { key: 'nurse', email: 'nurse@demo.kervan', name: 'Zehra Polat', role: 'nurse', language: 'tr', scope: { kind: 'area', of: 'TUR027' } },
  {
    key: 'enumerator',
    email: 'enumerator@demo.kervan',
    name: 'Kerem Aydın',
    role: 'enumerator',
    language: 'tr',
    scope: { kind: 'area', of: 'TUR002' },
  },
  { key: 'analyst', email: 'analyst@demo.kervan', name: 'Nadia Rahman', role: 'analyst', language: 'en', scope: { kind: 'mission' } },
  {
    key: 'finance',
    email: 'finance@demo.kervan',
    name: 'Can Özdemir',
    role: 'finance-officer',
    language: 'en',
    scope: { kind: 'mission' },
  },
  {
    key: 'partner',
    email: 'partner@demo.kervan',
    name: 'Yusuf Darwish',
    role: 'partner-storekeeper',
    language: 'ar',
    org: 'yasmin',
    scope: { kind: 'org', of: 'yasmin' },
  },
  {
    key: 'partner-2',
    email: 'partner2@demo.kervan',
    name: 'Hiba Masri',
    role: 'partner-storekeeper',
    language: 'ar',
    org: 'sunbula',
    scope: { kind: 'org', of: 'sunbula' },
  },
  {
    key: 'partner-3',
    email: 'partner3@demo.kervan',
    name: 'Salim Khatib',
    role: 'partner-storekeeper',
    language: 'ar',
    org: 'ghaith',
    scope: { kind: 'org', of: 'ghaith' },
  },
  {
    key: 'partner-monitor',
    email: 'partnermonitor@demo.kervan',
    name: 'Rasha Issa',
    role: 'partner-monitor',
    language: 'ar',
    org: 'yasmin',
    scope: { kind: 'org', of: 'yasmin' },
  },
  {
    key: 'donor',
    email: 'donor@demo.kervan',
    name: 'Ingrid Berg',
    role: 'donor-officer',
    language: 'en',
    org: 'donor-union',
    scope: { kind: 'mission' },
  },
  {
    key: 'authority',
    email: 'authority@demo.kervan',
    name: 'Hakan Şen',
    role: 'authority-viewer',
    language: 'tr',
    org: 'authority',
    scope: { kind: 'mission' },
  },
];
