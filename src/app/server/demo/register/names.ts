/** A name as three papers spell it: Latin letters, Arabic, Turkish. Common names of the region, put together by chance. */
export type Spelt = readonly [latin: string, arabic: string, turkish: string];

const read = (text: string): Spelt[] => text.split(', ').map((one) => one.split('/') as unknown as Spelt);

export const men = read(
  'Hussein/حسين/Hüseyin, Khaled/خالد/Halit, Mustafa/مصطفى/Mustafa, Ibrahim/ابراهيم/İbrahim, Yousef/يوسف/Yusuf, Mahmoud/محمود/Mahmut, Abdulrahman/عبد الرحمن/Abdurrahman, Ismail/اسماعيل/İsmail, Tariq/طارق/Tarık, Walid/وليد/Velit, Bashar/بشار/Beşar, Nour al-Din/نور الدين/Nurettin, Salim/سليم/Selim, Hasan/حسن/Hasan, Jamal/جمال/Cemal, Adnan/عدنان/Adnan, Riyad/رياض/Riyad, Sami/سامي/Sami, Anas/انس/Enes, Bilal/بلال/Bilal, Hamza/حمزة/Hamza, Ayman/ايمن/Eymen, Firas/فراس/Firas, Ghassan/غسان/Gassan, Kamal/كمال/Kemal, Munir/منير/Münir, Nabil/نبيل/Nebil, Omar/عمر/Ömer, Qasim/قاسم/Kasım, Rashid/رشيد/Reşit, Said/سعيد/Sait, Shadi/شادي/Şadi, Taher/طاهر/Tahir, Usama/اسامة/Usame, Yasin/ياسين/Yasin, Zakaria/زكريا/Zekeriya',
);
export const women = read(
  'Fatima/فاطمة/Fatma, Aisha/عائشة/Ayşe, Khadija/خديجة/Hatice, Zainab/زينب/Zeynep, Maryam/مريم/Meryem, Amina/امينة/Emine, Hanan/حنان/Hanan, Rana/رنا/Rana, Samar/سمر/Semer, Nisreen/نسرين/Nesrin, Hala/هالة/Hale, Iman/ايمان/İman, Jamila/جميلة/Cemile, Karima/كريمة/Kerime, Layla/ليلى/Leyla, Manal/منال/Menal, Nadia/نادية/Nadiye, Ola/علا/Ula, Rasha/رشا/Raşa, Safaa/صفاء/Safa, Salma/سلمى/Selma, Sawsan/سوسن/Süsen, Suad/سعاد/Suat, Wafaa/وفاء/Vefa, Yasmin/ياسمين/Yasemin, Zahra/زهرة/Zehra, Rahaf/رهف/Rahaf, Ruqaya/رقية/Rukiye, Sidra/سدرة/Sidre, Huda/هدى/Hüda, Ghada/غادة/Gade, Dalal/دلال/Delal, Bushra/بشرى/Büşra, Asmaa/اسماء/Esma',
);
export const families = read(
  'Al-Darwish/الدرويش/Derviş, Haddad/حداد/Haddad, Najjar/نجار/Neccar, Khatib/خطيب/Hatip, Al-Ahmad/الاحمد/Ahmet, Sabbagh/صباغ/Sabbağ, Hallaq/حلاق/Hallak, Qasim/قاسم/Kasım, Al-Hamdan/الحمدان/Hamdan, Jaber/جابر/Cabir, Shaheen/شاهين/Şahin, Barakat/بركات/Berekat, Al-Omar/العمر/Ömer, Rahhal/رحال/Rahhal, Zaytoun/زيتون/Zeytun, Tahhan/طحان/Tahhan, Al-Saleh/الصالح/Salih, Khayyat/خياط/Hayyat, Mansour/منصور/Mansur, Bakri/بكري/Bekri, Al-Yousef/اليوسف/Yusuf, Sukkari/سكري/Sükkeri, Fawaz/فواز/Fevaz, Al-Khalil/الخليل/Halil, Dabbagh/دباغ/Debbağ, Ghanem/غانم/Ganim, Al-Ali/العلي/Ali, Kurdi/كردي/Kürdi, Maarouf/معروف/Maruf, Rifai/رفاعي/Rifai',
);
/** Of the host community, as their own papers spell them. */
export const hostMen = 'Ahmet, Mehmet, Osman, Yılmaz, Serkan, Halil, Uğur, Çetin, Ferhat, Şükrü'.split(', ');
export const hostWomen = 'Sevgi, Gülsüm, Döne, Fadime, Songül, Elif, Hatun, Meliha, Şerife, Güler'.split(', ');
export const hostFamilies = 'Kılıç, Demirtaş, Öztürk, Çelik, Yavuz, Aslan, Güneş, Bozkurt, Taşçı, Karaca'.split(', ');
