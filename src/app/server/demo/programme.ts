import type { Names } from './cast.ts';

/** Offices of the demonstration in their tree. The mission office has no site of its own in the story. */
export const offices: readonly {
  readonly code: string;
  readonly kind: 'mission' | 'sub-office' | 'field-office';
  readonly parent?: string;
  readonly site?: string;
  readonly area: string;
  readonly names: Names;
}[] = [
  {
    code: 'ANK',
    kind: 'mission',
    area: 'TUR006',
    names: { en: 'Mission office Ankara', tr: 'Ankara Misyon Ofisi', ar: 'مكتب البعثة في أنقرة' },
  },
  {
    code: 'GZT',
    kind: 'sub-office',
    parent: 'ANK',
    site: 'gzt',
    area: 'TUR027',
    names: { en: 'Sub-office Gaziantep', tr: 'Gaziantep Alt Ofisi', ar: 'المكتب الفرعي في غازي عنتاب' },
  },
  ...(
    [
      ['ADN', 'adn', 'TUR001', 'Adana', 'Adana', 'أضنة'],
      ['ADY', 'ady', 'TUR002', 'Adıyaman', 'Adıyaman', 'أديامان'],
      ['HTY', 'hty', 'TUR031', 'Hatay', 'Hatay', 'هاتاي'],
      ['MLT', 'mlt', 'TUR044', 'Malatya', 'Malatya', 'ملاطية'],
      ['SFA', 'sfa', 'TUR063', 'Şanlıurfa', 'Şanlıurfa', 'شانلي أورفا'],
    ] as const
  ).map(([code, site, area, en, tr, ar]) => ({
    code,
    kind: 'field-office' as const,
    parent: 'GZT',
    site,
    area,
    names: { en: `Field office ${en}`, tr: `${tr} Saha Ofisi`, ar: `المكتب الميداني في ${ar}` },
  })),
];

export const responses: readonly {
  readonly key: string;
  readonly code: string;
  readonly kind: 'earthquake' | 'refugee' | 'cross-border';
  readonly startsOn: string;
  readonly names: Names;
}[] = [
  {
    key: 'earthquake',
    code: 'EQ-2023',
    kind: 'earthquake',
    startsOn: '2023-02-06',
    names: { en: 'Earthquakes of February 2023', tr: 'Şubat 2023 depremleri', ar: 'زلازل شباط 2023' },
  },
  {
    key: 'refugee',
    code: 'REF-TR',
    kind: 'refugee',
    startsOn: '2014-10-22',
    names: {
      en: 'Persons under temporary protection in Türkiye',
      tr: 'Türkiye’de geçici koruma altındaki kişiler',
      ar: 'الأشخاص تحت الحماية المؤقتة في تركيا',
    },
  },
  {
    key: 'cross-border',
    code: 'XB-NWS',
    kind: 'cross-border',
    startsOn: '2014-07-24',
    names: {
      en: 'Cross-border relief to Northwest Syria',
      tr: 'Kuzeybatı Suriye’ye sınır ötesi yardım',
      ar: 'الإغاثة عبر الحدود إلى شمال غرب سوريا',
    },
  },
];

export const projects: readonly {
  readonly code: string;
  readonly response: string;
  readonly startsOn: string;
  readonly endsOn?: string;
  readonly grants: readonly string[];
  readonly names: Names;
}[] = [
  {
    code: 'EQ-SHELTER',
    response: 'earthquake',
    startsOn: '2023-02-15',
    endsOn: '2024-02-14',
    grants: ['shelter', 'winter'],
    names: { en: 'Shelter and household items', tr: 'Barınma ve ev eşyası', ar: 'المأوى والمواد المنزلية' },
  },
  {
    code: 'EQ-WINTER',
    response: 'earthquake',
    startsOn: '2023-02-08',
    endsOn: '2023-12-31',
    grants: ['winter'],
    names: { en: 'Winter relief', tr: 'Kış yardımı', ar: 'الإغاثة الشتوية' },
  },
  {
    code: 'REF-CENTRES',
    response: 'refugee',
    startsOn: '2023-04-01',
    endsOn: '2024-03-31',
    grants: ['centres'],
    names: { en: 'Community centres', tr: 'Toplum merkezleri', ar: 'المراكز المجتمعية' },
  },
  {
    code: 'XB-PIPELINE',
    response: 'cross-border',
    startsOn: '2023-03-01',
    endsOn: '2023-09-30',
    grants: ['border', 'shelter'],
    names: { en: 'Common pipeline of relief items', tr: 'Ortak yardım malzemesi hattı', ar: 'خط الإمداد المشترك لمواد الإغاثة' },
  },
];

/** What the agreements of the cast say besides donor, amount and dates. */
export const grantRules: Readonly<
  Record<
    string,
    {
      readonly sectors: readonly ('shelter' | 'nfi' | 'food' | 'wash' | 'health' | 'protection' | 'logistics')[];
      readonly areas: readonly string[];
      readonly partners: readonly string[];
      readonly lines: readonly { code: string; title: string; part: number }[];
    }
  >
> = {
  winter: {
    sectors: ['shelter', 'nfi'],
    areas: ['TUR', 'SYR'],
    partners: [],
    lines: [
      { code: 'A1', title: 'Winter items', part: 0.62 },
      { code: 'A2', title: 'Transport and storage', part: 0.2 },
      { code: 'B1', title: 'Staff and offices', part: 0.11 },
      { code: 'C1', title: 'Indirect costs', part: 0.07 },
    ],
  },
  emergency: {
    sectors: ['nfi'],
    areas: ['SYR'],
    partners: [],
    lines: [
      { code: 'A1', title: 'Relief items', part: 0.8 },
      { code: 'A2', title: 'Transport', part: 0.13 },
      { code: 'C1', title: 'Indirect costs', part: 0.07 },
    ],
  },
  shelter: {
    sectors: ['shelter', 'nfi', 'wash'],
    areas: ['TUR'],
    partners: ['nar', 'kirlangic', 'qamar'],
    lines: [
      { code: 'A1', title: 'Tents and containers', part: 0.5 },
      { code: 'A2', title: 'Household items', part: 0.25 },
      { code: 'B1', title: 'Partners', part: 0.15 },
      { code: 'C1', title: 'Indirect costs', part: 0.07 },
    ],
  },
  border: {
    sectors: ['nfi', 'food', 'logistics'],
    areas: ['SYR'],
    partners: ['yasmin', 'sunbula', 'ghaith'],
    lines: [
      { code: 'A1', title: 'Relief items', part: 0.55 },
      { code: 'A2', title: 'Transshipment', part: 0.25 },
      { code: 'B1', title: 'Monitoring', part: 0.1 },
    ],
  },
  centres: {
    sectors: ['protection', 'health'],
    areas: ['TUR027', 'TUR031', 'TUR063'],
    partners: ['cinar', 'leylek', 'rihan'],
    lines: [
      { code: 'A1', title: 'Centres', part: 0.7 },
      { code: 'B1', title: 'Case management', part: 0.2 },
    ],
  },
};

/** Officers and drivers of the story; every name is invented. */
export const people: readonly {
  readonly org: string;
  readonly kind: 'officer' | 'driver' | 'contact';
  readonly name: string;
  readonly otherNames?: readonly string[];
  readonly birthYear?: number;
  readonly position?: string;
  readonly paper?: string;
}[] = [
  { org: 'transport-tr', kind: 'officer', name: 'Gülşen Karataş', birthYear: 1971, position: 'Director' },
  { org: 'transport-tr', kind: 'driver', name: 'Halil Taşdemir', birthYear: 1988, paper: 'E-27-104481' },
  { org: 'transport-tr', kind: 'driver', name: 'Recep Öztop', birthYear: 1979, paper: 'E-27-118920' },
  { org: 'transport-tr', kind: 'driver', name: 'Vedat Sarıkaya', birthYear: 1984, paper: 'E-31-009317' },
  { org: 'transport-sy', kind: 'officer', name: 'Ghassan al-Rawi', otherNames: ['غسان الراوي'], birthYear: 1966, position: 'Owner' },
  { org: 'transport-sy', kind: 'driver', name: 'Anas Qabbani', otherNames: ['أنس قباني'], birthYear: 1990 },
  { org: 'transport-sy', kind: 'driver', name: 'Mahmoud Darwish Zein', otherNames: ['محمود درويش زين'], birthYear: 1982 },
  { org: 'supplier-textile', kind: 'officer', name: 'Nurten Aksoyoğlu', position: 'Sales' },
  { org: 'yasmin', kind: 'officer', name: 'Yusuf Darwish', otherNames: ['يوسف درويش'], position: 'Store manager' },
];

/** A list as an administrator would upload it; nobody on it exists. */
export const screeningList = {
  code: 'DEMO-SL',
  name: 'Sample list of restricted parties (demo)',
  source: 'Invented for the demonstration',
  publishedOn: '2023-06-30',
  entries: [
    { ref: 'DSL-001', kind: 'person', names: ['Halil Tasdemir', 'Khalil Tashdemir'], birthYears: [1955], note: 'Demo entry' },
    { ref: 'DSL-002', kind: 'organisation', names: ['Tent & Tarpaulin Works Trading Co.'], birthYears: [], note: 'Demo entry' },
    { ref: 'DSL-003', kind: 'person', names: ['Orhan Belgradlı'], birthYears: [1968] },
    { ref: 'DSL-004', kind: 'person', names: ['Fadi Nasri al-Bariz', 'فادي نصري البارز'], birthYears: [1973, 1974] },
    { ref: 'DSL-005', kind: 'organisation', names: ['Grey Gull Shipping', 'Gri Martı Denizcilik'], birthYears: [] },
    { ref: 'DSL-006', kind: 'organisation', names: ['Copper Bridge Metals'], birthYears: [] },
    { ref: 'DSL-007', kind: 'person', names: ['Vladan Petrusic'], birthYears: [1961] },
    { ref: 'DSL-008', kind: 'unknown', names: ['Salt Lake Brokers', 'Tuz Gölü Aracılık'], birthYears: [] },
  ] as const,
};
