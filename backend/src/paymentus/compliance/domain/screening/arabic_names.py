"""Frequent names in Arabic script and how they are written in Latin letters.

The script leaves short vowels out, so letters alone give "mhmd" for Muhammad. Keys are folded the
way ``normalization`` folds: no marks, one form of alef, Persian yeh and kaf, heh for teh marbuta.
"""

from __future__ import annotations

_LINES = """
محمد muhammad | احمد ahmad | محمود mahmud | حمید hamid | حامد hamid | مصطفی mustafa
علی ali | حسن hasan | حسین husayn | حسنی husni | عمر umar | عثمان uthman | ابو abu | ابی abu
ام umm | بن bin | ابن ibn | بنت bint | ال al | عبد abd | الله allah | عبدالله abdullah
عبده abduh | الرحمن al rahman | الرحیم al rahim | العزیز al aziz | الکریم al karim
الملک al malik | القادر al qadir | اللطیف al latif | المجید al majid | الحمید al hamid
السلام al salam | عبدالرحمن abd al rahman | عبدالعزیز abd al aziz | عبدالکریم abd al karim
الدین al din | یوسف yusuf | یونس yunus | یحیی yahya | یاسر yasir | یاسین yasin
ابراهیم ibrahim | اسماعیل ismail | اسحاق ishaq | ادریس idris | موسی musa | عیسی isa
داود dawud | سلیمان sulayman | صالح salih | خالد khalid | خلیل khalil | خلیفه khalifa
طارق tariq | طه taha | طلال talal | زید zayd | زیاد ziyad | زکریا zakariya | سعد sad
سعید said | سعود saud | سامی sami | سالم salim | سلمان salman | سلیم salim | سمیر samir
سیف sayf | شریف sharif | شهاب shihab | صدام saddam | صلاح salah | ضیا ziya | عادل adil
عامر amir | عباس abbas | عدنان adnan | عصام isam | علا ala | عماد imad | فاروق faruq
فاضل fadil | فهد fahd | فواد fuad | فیصل faysal | قاسم qasim | قصی qusay | کامل kamil
کریم karim | کمال kamal | لطیف latif | ماجد majid | ماهر mahir | مالک malik | محسن muhsin
مراد murad | مروان marwan | مسعود masud | معمر muammar | منصور mansur | منیر munir
مهدی mahdi | مهند muhannad | نادر nadir | ناصر nasir | نبیل nabil | نصر nasr | نوری nuri
هاشم hashim | هانی hani | هشام hisham | هیثم haytham | ولید walid | وسام wisam | یزید yazid
اسامه usama | اسعد asad | اسد asad | الاسد al asad | اکبر akbar | امین amin | انور anwar
ایمن ayman | ایوب ayyub | باسم basim | بشار bashar | بشیر bashir | بکر bakr | بلال bilal
جابر jabir | جاسم jasim | جعفر jafar | جلال jalal | جمال jamal | جواد jawad | حاتم hatim
حافظ hafiz | حبیب habib | حمزه hamza | حکیم hakim | راشد rashid | رامی rami | رشید rashid
رضا reza | رفیق rafiq | روحانی rouhani | رمضان ramadan | فاطمه fatima | عایشه aisha
خدیجه khadija | مریم maryam | زینب zaynab | لیلی layla | نور nur | هدی huda | امینه amina
سعاد suad | قذافی qadhafi | لادن ladin | زرقاوی zarqawi | ظواهری zawahiri | بغدادی baghdadi
مصری misri | تکریتی tikriti | تونسی tunisi | لیبی libi | سوری suri | عراقی iraqi
یمنی yamani | خامنه khamenei | خامنهای khamenei | موسوی musavi | هاشمی hashimi
رحیمی rahimi | کریمی karimi | محمدی muhammadi | حسینی husayni | احمدی ahmadi | رضایی rezaei
نژاد nejad | زاده zadeh | پور pour | شیخ shaykh | سید sayyid | حاج haji | حاجی haji
ملا mulla | دکتر dr | شرکت company | بنک bank | بانک bank | موسسه foundation
"""


def _table() -> dict[str, str]:
    found = {}
    for entry in _LINES.replace("\n", " | ").split("|"):
        arabic, _, latin = entry.strip().partition(" ")
        if arabic:
            found[arabic] = latin
    return found


IN_LATIN: dict[str, str] = _table()
