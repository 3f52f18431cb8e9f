/**
 * The people, organisations and places of the demonstration mission "ESEM 2023". All names of organisations and persons
 * are invented; places in Syria carry an area and no point of their own, so that none stands on a real warehouse or camp.
 */
export interface Names {
  readonly en: string;
  readonly tr: string;
  readonly ar: string;
}

export const mission = { slug: 'esem', name: 'ESEM 2023', timeZone: 'Europe/Istanbul' } as const;

/** The moment at which the demonstration's clock stands when it is loaded. */
export const demoNow = '2023-08-21T06:00:00Z';

export type OrgKind = 'own' | 'partner' | 'donor' | 'supplier' | 'transporter' | 'authority' | 'un-agency';
export interface DemoOrg {
  readonly key: string;
  readonly kind: OrgKind;
  readonly acronym: string;
  readonly names: Names;
  readonly aliases?: readonly string[];
}

export const orgs: readonly DemoOrg[] = [
  {
    key: 'kervan',
    kind: 'own',
    acronym: 'KRV',
    names: { en: 'Kervan Mission in Türkiye', tr: 'Kervan Türkiye Misyonu', ar: 'بعثة كيرفان في تركيا' },
  },
  {
    key: 'nar',
    kind: 'partner',
    acronym: 'NAR',
    names: { en: 'Pomegranate Tree Association', tr: 'Nar Ağacı Derneği', ar: 'جمعية شجرة الرمان' },
    aliases: ['Nar Ağacı'],
  },
  { key: 'kirlangic', kind: 'partner', acronym: 'KIR', names: { en: 'Swallow Foundation', tr: 'Kırlangıç Vakfı', ar: 'مؤسسة السنونو' } },
  {
    key: 'pinar',
    kind: 'partner',
    acronym: 'PIN',
    names: { en: 'Spring Solidarity Association', tr: 'Pınar Dayanışma Derneği', ar: 'جمعية النبع للتضامن' },
  },
  {
    key: 'ufuk',
    kind: 'partner',
    acronym: 'UFK',
    names: { en: 'Horizon Development Foundation', tr: 'Ufuk Kalkınma Vakfı', ar: 'مؤسسة الأفق للتنمية' },
  },
  {
    key: 'yasmin',
    kind: 'partner',
    acronym: 'YSM',
    names: { en: 'Jasmine House Relief', tr: 'Yasemin Evi Yardım', ar: 'دار الياسمين للإغاثة' },
    aliases: ['Dar al-Yasmin'],
  },
  {
    key: 'sunbula',
    kind: 'partner',
    acronym: 'SNB',
    names: { en: 'Ear of Wheat Aid', tr: 'Başak Yardım', ar: 'سنبلة للعون' },
    aliases: ['Sunbula'],
  },
  {
    key: 'ghaith',
    kind: 'partner',
    acronym: 'GTH',
    names: { en: 'Northern Rain Relief', tr: 'Kuzey Yağmuru Yardım', ar: 'غيث الشمال للإغاثة' },
  },
  { key: 'qamar', kind: 'partner', acronym: 'QMR', names: { en: 'Moon House Shelter', tr: 'Ay Evi Barınma', ar: 'بيت القمر للمأوى' } },
  {
    key: 'rihan',
    kind: 'partner',
    acronym: 'RHN',
    names: { en: 'Basil Health Association', tr: 'Reyhan Sağlık Derneği', ar: 'جمعية الريحان الصحية' },
  },
  {
    key: 'cinar',
    kind: 'partner',
    acronym: 'CNR',
    names: { en: 'Plane Tree Community Centres', tr: 'Çınar Toplum Merkezleri', ar: 'مراكز الدلب المجتمعية' },
  },
  {
    key: 'leylek',
    kind: 'partner',
    acronym: 'LYL',
    names: { en: 'Stork Protection Network', tr: 'Leylek Koruma Ağı', ar: 'شبكة اللقلق للحماية' },
  },
  {
    key: 'zeytuni',
    kind: 'partner',
    acronym: 'ZYT',
    names: { en: 'Olive Grove Livelihoods', tr: 'Zeytinlik Geçim Kaynakları', ar: 'بستان الزيتون لسبل العيش' },
  },
  {
    key: 'donor-union',
    kind: 'donor',
    acronym: 'DRU',
    names: {
      en: 'Regional union, humanitarian office (demo)',
      tr: 'Bölgesel birlik, insani yardım ofisi (demo)',
      ar: 'اتحاد إقليمي، مكتب الشؤون الإنسانية (تجريبي)',
    },
  },
  {
    key: 'donor-state',
    kind: 'donor',
    acronym: 'DST',
    names: { en: 'State development agency (demo)', tr: 'Devlet kalkınma ajansı (demo)', ar: 'وكالة تنمية حكومية (تجريبي)' },
  },
  {
    key: 'donor-pool',
    kind: 'donor',
    acronym: 'DPF',
    names: { en: 'Pooled humanitarian fund (demo)', tr: 'Ortak insani yardım fonu (demo)', ar: 'صندوق إنساني مشترك (تجريبي)' },
  },
  {
    key: 'donor-private',
    kind: 'donor',
    acronym: 'DPR',
    names: { en: 'Private foundation (demo)', tr: 'Özel vakıf (demo)', ar: 'مؤسسة خاصة (تجريبي)' },
  },
  {
    key: 'supplier-textile',
    kind: 'supplier',
    acronym: 'STX',
    names: { en: 'Blanket Weaving Works (demo)', tr: 'Battaniye Dokuma İşletmesi (demo)', ar: 'معمل نسيج البطانيات (تجريبي)' },
  },
  {
    key: 'supplier-tent',
    kind: 'supplier',
    acronym: 'STN',
    names: { en: 'Tent and Tarpaulin Works (demo)', tr: 'Çadır ve Branda İşletmesi (demo)', ar: 'معمل الخيام والشوادر (تجريبي)' },
  },
  {
    key: 'transport-tr',
    kind: 'transporter',
    acronym: 'TTR',
    names: { en: 'Southern Road Transport (demo)', tr: 'Güney Yolu Nakliyat (demo)', ar: 'نقليات طريق الجنوب (تجريبي)' },
  },
  {
    key: 'transport-sy',
    kind: 'transporter',
    acronym: 'TSY',
    names: { en: 'Northern Plain Transport (demo)', tr: 'Kuzey Ovası Nakliyat (demo)', ar: 'نقليات سهل الشمال (تجريبي)' },
  },
  ...(
    [
      ['transport-tr-2', 'T2T', 'Red Poppy Haulage (demo)', 'Gelincik Taşımacılık (demo)', 'نقليات شقائق النعمان (تجريبي)'],
      ['transport-tr-3', 'T3T', 'Twin Plane Trees Haulage (demo)', 'İki Çınar Lojistik (demo)', 'نقليات الدلبتين (تجريبي)'],
      ['transport-tr-4', 'T4T', 'Stone Gate Transport (demo)', 'Taş Kapı Nakliyat (demo)', 'نقليات الباب الحجري (تجريبي)'],
      ['transport-tr-5', 'T5T', 'High Plateau Haulage (demo)', 'Yayla Taşımacılık (demo)', 'نقليات الهضبة (تجريبي)'],
      ['transport-sy-2', 'T2S', 'Fig Valley Transport (demo)', 'İncir Vadisi Nakliyat (demo)', 'نقليات وادي التين (تجريبي)'],
      ['transport-sy-3', 'T3S', 'White Stork Haulage (demo)', 'Ak Leylek Taşımacılık (demo)', 'نقليات اللقلق الأبيض (تجريبي)'],
      ['transport-sy-4', 'T4S', 'Three Wells Transport (demo)', 'Üç Kuyu Nakliyat (demo)', 'نقليات الآبار الثلاث (تجريبي)'],
      ['transport-sy-5', 'T5S', 'Almond Road Transport (demo)', 'Badem Yolu Nakliyat (demo)', 'نقليات طريق اللوز (تجريبي)'],
    ] as const
  ).map(([key, acronym, en, tr, ar]) => ({ key, kind: 'transporter' as const, acronym, names: { en, tr, ar } })),
  {
    key: 'authority',
    kind: 'authority',
    acronym: 'AUT',
    names: { en: 'Disaster and migration authority (demo)', tr: 'Afet ve göç idaresi (demo)', ar: 'هيئة الكوارث والهجرة (تجريبي)' },
  },
  {
    key: 'un-logistics',
    kind: 'un-agency',
    acronym: 'ULG',
    names: { en: 'UN logistics service (demo)', tr: 'BM lojistik hizmeti (demo)', ar: 'خدمة الأمم المتحدة اللوجستية (تجريبي)' },
  },
];

export interface DemoSite {
  readonly key: string;
  readonly code: string;
  readonly type: string;
  readonly names: Names;
  readonly area: string;
  readonly point?: readonly [lat: number, lon: number];
  readonly custodian?: string;
  readonly sensitivity?: string;
}

/** Sites in Türkiye stand at a town's approximate point; sites in Syria have none. */
export const sites: readonly DemoSite[] = [
  {
    key: 'gzt',
    code: 'GZT-SO',
    type: 'office',
    area: 'TUR027',
    point: [37.07, 37.38],
    names: { en: 'Sub-office Gaziantep', tr: 'Gaziantep Alt Ofisi', ar: 'المكتب الفرعي في غازي عنتاب' },
  },
  {
    key: 'adn',
    code: 'ADN-FO',
    type: 'office',
    area: 'TUR001',
    point: [37.0, 35.32],
    names: { en: 'Field office Adana', tr: 'Adana Saha Ofisi', ar: 'المكتب الميداني في أضنة' },
  },
  {
    key: 'ady',
    code: 'ADY-FO',
    type: 'office',
    area: 'TUR002',
    point: [37.76, 38.28],
    names: { en: 'Field office Adıyaman', tr: 'Adıyaman Saha Ofisi', ar: 'المكتب الميداني في أديامان' },
  },
  {
    key: 'hty',
    code: 'HTY-FO',
    type: 'office',
    area: 'TUR031',
    point: [36.2, 36.16],
    names: { en: 'Field office Hatay', tr: 'Hatay Saha Ofisi', ar: 'المكتب الميداني في هاتاي' },
  },
  {
    key: 'mlt',
    code: 'MLT-FO',
    type: 'office',
    area: 'TUR044',
    point: [38.35, 38.31],
    names: { en: 'Field office Malatya', tr: 'Malatya Saha Ofisi', ar: 'المكتب الميداني في ملاطية' },
  },
  {
    key: 'sfa',
    code: 'SFA-FO',
    type: 'office',
    area: 'TUR063',
    point: [37.16, 38.79],
    names: { en: 'Field office Şanlıurfa', tr: 'Şanlıurfa Saha Ofisi', ar: 'المكتب الميداني في شانلي أورفا' },
  },
  {
    key: 'burc',
    code: 'BURC',
    type: 'warehouse',
    area: 'TUR027',
    point: [37.03, 37.2],
    names: { en: 'Burç warehouse (16,000 m²)', tr: 'Burç Deposu (16.000 m²)', ar: 'مستودع بورتش (16,000 م²)' },
  },
  {
    key: 'store-1',
    code: 'PS-01',
    type: 'partner-store',
    area: 'SY0204',
    custodian: 'yasmin',
    names: { en: 'Partner store 1 (demo)', tr: 'Ortak deposu 1 (demo)', ar: 'مستودع الشريك 1 (تجريبي)' },
  },
  {
    key: 'store-2',
    code: 'PS-02',
    type: 'partner-store',
    area: 'SY0703',
    custodian: 'sunbula',
    names: { en: 'Partner store 2 (demo)', tr: 'Ortak deposu 2 (demo)', ar: 'مستودع الشريك 2 (تجريبي)' },
  },
  {
    key: 'store-3',
    code: 'PS-03',
    type: 'partner-store',
    area: 'SY0203',
    custodian: 'ghaith',
    names: { en: 'Partner store 3 (demo)', tr: 'Ortak deposu 3 (demo)', ar: 'مستودع الشريك 3 (تجريبي)' },
  },
];

/** Where temporary settlements and centres stand in the demonstration: district, how many of each type. */
export const settlements: readonly {
  area: string;
  type: 'container-city' | 'tent-city' | 'informal-settlement' | 'community-centre';
  count: number;
  near: readonly [number, number];
}[] = [
  { area: 'TUR031', type: 'container-city', count: 6, near: [36.25, 36.2] },
  { area: 'TUR031', type: 'tent-city', count: 4, near: [36.4, 36.25] },
  { area: 'TUR002', type: 'container-city', count: 4, near: [37.75, 38.25] },
  { area: 'TUR044', type: 'container-city', count: 3, near: [38.36, 38.25] },
  { area: 'TUR046', type: 'container-city', count: 4, near: [37.58, 36.9] },
  { area: 'TUR027', type: 'informal-settlement', count: 3, near: [37.1, 37.3] },
  { area: 'TUR063', type: 'informal-settlement', count: 3, near: [37.1, 38.7] },
  { area: 'TUR001', type: 'informal-settlement', count: 2, near: [36.9, 35.3] },
  { area: 'TUR027', type: 'community-centre', count: 2, near: [37.06, 37.36] },
  { area: 'TUR031', type: 'community-centre', count: 1, near: [36.21, 36.17] },
  { area: 'TUR063', type: 'community-centre', count: 1, near: [37.16, 38.8] },
];

export interface DemoGrant {
  readonly key: string;
  readonly donor: string;
  readonly code: string;
  readonly title: string;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly start: string;
  readonly end: string;
}

export const grants: readonly DemoGrant[] = [
  {
    key: 'winter',
    donor: 'donor-union',
    code: 'DRU-23-01',
    title: 'Winter relief after the earthquakes',
    currency: 'EUR',
    amount: 1_250_000_000,
    start: '2023-02-08',
    end: '2023-12-31',
  },
  {
    key: 'emergency',
    donor: 'donor-pool',
    code: 'DPF-23-03',
    title: 'First hundred days',
    currency: 'USD',
    amount: 150_000_000,
    start: '2023-02-10',
    end: '2023-05-31',
  },
  {
    key: 'shelter',
    donor: 'donor-state',
    code: 'DST-23-04',
    title: 'Shelter and household items',
    currency: 'USD',
    amount: 2_000_000_000,
    start: '2023-02-15',
    end: '2024-02-14',
  },
  {
    key: 'border',
    donor: 'donor-pool',
    code: 'DPF-23-11',
    title: 'Cross-border relief pipeline',
    currency: 'USD',
    amount: 900_000_000,
    start: '2023-03-01',
    end: '2023-09-30',
  },
  {
    key: 'centres',
    donor: 'donor-private',
    code: 'DPR-23-02',
    title: 'Community centres',
    currency: 'USD',
    amount: 120_000_000,
    start: '2023-04-01',
    end: '2024-03-31',
  },
];
