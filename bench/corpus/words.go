package corpus

// tongue is what nonsense in a language is made of: real words, whose runs of
// letters the made-up ones have too. The first ones are the commonest.
type tongue struct {
	tag, name, dir string
	real           string
}

// tongues are the languages of a corpus, the source language first.
var tongues = []tongue{
	{"sv", "Svenska", "ltr", "du kan och att det en som om för med inte är på till av den har får ett eller " +
		"hjälp någon våld barn stöd ring polisen kommunen förälder ungdomar vittne orolig socialtjänsten jouren tryggt samtal tolk rättigheter skydd utsatt " +
		"berätta läkare skolan hemma familjen vänner arbete pengar bostad advokat rädd ensam nära relation säger behöver vill börja svara fråga " +
		"vardag kväll natt öppet stängt telefon chatt gratis hemligt anmäla brott skada vård mående framtid lyssnar personal möte beslut ansökan"},
	{"en", "English", "ltr", "you can and the to it a who if for with not is on of that has get an or " +
		"help someone violence children support call police municipality parent young witness worried social services helpline calm talk interpreter rights protection " +
		"tell doctor school home family friends work money housing lawyer afraid alone close relationship says need want begin answer question " +
		"weekday evening night open closed phone chat free secret report crime hurt care feeling future listens staff meeting decision application"},
	{"ar", "العربية", "rtl", "يمكنك و أن في من على إلى إذا مع ما لا هو هي عن هذا أو كل بعد قبل كان " +
		"المساعدة أحد العنف الأطفال الدعم اتصل الشرطة البلدية الوالدين الشباب شاهد قلق الخدمات الاجتماعية موعد محادثة مترجم حقوق حماية تعرضت " +
		"أخبر طبيب المدرسة البيت الأسرة الأصدقاء العمل المال السكن محامي خائف وحيد قريب علاقة يقول تحتاج تريد تبدأ جواب سؤال " +
		"يوم مساء ليلة مفتوح مغلق هاتف دردشة مجاني سري بلاغ جريمة ضرر رعاية شعور مستقبل يستمع موظف اجتماع قرار طلب"},
	{"fa", "فارسی", "rtl", "شما می\u200cتوانید و که در از به را اگر با یک این آن نیست برای است یا تا هم هر " +
		"کمک کسی خشونت کودکان حمایت تماس پلیس شهرداری والدین جوانان شاهد نگران خدمات اجتماعی آرام گفتگو مترجم حقوق محافظت آسیب " +
		"بگویید پزشک مدرسه خانه خانواده دوستان کار پول مسکن وکیل ترسیده تنها نزدیک رابطه می\u200cگوید نیاز می\u200cخواهید شروع پاسخ پرسش " +
		"روز عصر شب باز بسته تلفن گپ رایگان محرمانه گزارش جرم صدمه مراقبت احساس آینده گوش کارکنان جلسه تصمیم درخواست"},
	{"so", "Soomaali", "ltr", "waxaad iyo in ka ku haddii la aan waa oo uu ay ama kala si uga lagu noqon heli kartaa " +
		"caawimaad qof rabshad ilmaha taageero wac booliska degmada waalid dhalinyaro markhaati walaacsan adeegyada bulshada ammaan wadahadal turjumaan xuquuq ilaalin dhibaateeyo " +
		"sheeg dhakhtar dugsiga guriga qoyska saaxiibada shaqo lacag hoy qareen cabsi keli dhow xiriir yidhi baahan doonayaa bilow jawaab su'aal " +
		"maalin fiidkii habeen furan xiran taleefan qoraal bilaash sir warbixin dambi dhaawac daryeel dareen mustaqbal dhegeysto shaqaale kulan go'aan codsi"},
	{"fi", "Suomi", "ltr", "voit ja että on se joka jos kun ei myös tai niin hän saa olla voi mutta sinua sinun ovat " +
		"apua joku väkivalta lapset tuki soita poliisi kunta vanhempi nuoret todistaja huolissaan sosiaalipalvelut turvallinen keskustelu tulkki oikeudet suojelu satuttanut auttaa " +
		"kerro lääkäri koulu kotona perhe ystävät työ rahaa asunto asianajaja pelkää yksin lähellä suhde sanoo tarvitset haluat aloita vastaa kysymys " +
		"arkisin illalla yöllä avoinna suljettu puhelin keskustella maksuton salainen ilmoittaa rikos vahinko hoito tunne tulevaisuus kuuntelee henkilökunta tapaaminen päätös hakemus"},
	{"es", "Español", "ltr", "puedes y que la de el en a si por con no es los para una te o las tu " +
		"ayuda alguien violencia niños apoyo llama policía municipio padres jóvenes testigo preocupado servicios sociales seguro conversación intérprete derechos protección daño " +
		"cuenta médico escuela casa familia amigos trabajo dinero vivienda abogada miedo sola cerca relación dice necesitas quieres empezar respuesta pregunta " +
		"mañana tarde noche abierto cerrado teléfono mensaje gratis secreto denuncia delito herida atención sentir futuro escucha personal reunión decisión solicitud"},
	{"pl", "Polski", "ltr", "możesz i że w na się nie to jest jeśli z do o jak dla lub kto cię od po " +
		"pomoc ktoś przemoc dzieci wsparcie zadzwoń policja gmina rodzic młodzież świadek zaniepokojony opieka społeczna bezpiecznie rozmowa tłumacz prawa ochrona skrzywdził " +
		"powiedz lekarz szkoła dom rodzina przyjaciele praca pieniądze mieszkanie adwokat strach sama blisko związek mówi potrzebujesz chcesz zacznij odpowiedź pytanie " +
		"dzień wieczór noc otwarte zamknięte telefon czat bezpłatnie tajemnica zgłosić przestępstwo szkoda leczenie uczucie przyszłość słucha pracownik spotkanie decyzja wniosek"},
	{"uk", "Українська", "ltr", "ви можете і що в на не це є якщо з до або як для хто вас від та по " +
		"допомога хтось насильство діти підтримка зателефонуйте поліція громада батьки молодь свідок стурбовані соціальні служби безпечно розмова перекладач права захист шкода " +
		"розкажіть лікар школа дім сім'я друзі робота гроші житло адвокат страх сама поруч стосунки каже потрібно хочете почніть відповідь питання " +
		"день вечір ніч відчинено зачинено телефон повідомлення безкоштовно таємно заява злочин рана лікування почуття майбутнє слухає працівник зустріч рішення звернення"},
	{"tr", "Türkçe", "ltr", "ve bir bu için ile de da sen size ne çok daha gibi ama veya eğer kim olan var değil " +
		"yardım birisi şiddet çocuklar destek arayın polis belediye ebeveyn gençler tanık endişeli sosyal hizmetler güvenli görüşme tercüman haklar koruma zarar " +
		"anlatın doktor okul evde aile arkadaşlar iş para konut avukat korku yalnız yakın ilişki diyor ihtiyaç istiyor başlayın cevap soru " +
		"gündüz akşam gece açık kapalı telefon sohbet ücretsiz gizli şikayet suç yaralanma bakım duygu gelecek dinliyor personel toplantı karar başvuru"},
}
