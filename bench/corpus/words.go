package corpus

// tongue is what nonsense in a language is made of: syllables of its script and
// real words.
type tongue struct {
	tag, name, dir  string
	syllables, real string
}

// latin, cyrillic and arabic are syllables that several languages share.
const (
	latin    = "ba be bi bo ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to va ve vi"
	cyrillic = "ба бе ва ви го да до за ка ко ла ли ма ме на но ра ре са си та те по при від роз сти ний ли ться"
	arabic   = "با تا سا را لا ما نا كا دا فا بي تي سي ري لي مي ني كي بو تو سو رو لو مو نو هم ين ات ون"
)

// tongues are the languages of a corpus, the source language first.
var tongues = []tongue{
	{"sv", "Svenska", "ltr", latin + " gå för här stö äld ång", "du kan få hjälp om någon har utsatt dig för våld ring polisen barn ungdomar förälder vittne orolig stöd kommunen socialtjänsten jouren tryggt anonymt samtal tolk rättigheter skydd"},
	{"en", "English", "ltr", latin + " th ing ed wh sh ly", "you can get help if someone has hurt you call the police child young people parent witness worried support municipality social services helpline safe anonymous talk interpreter rights protection"},
	{"ar", "العربية", "rtl", arabic, "يمكنك الحصول على المساعدة إذا تعرضت للعنف اتصل بالشرطة الأطفال الشباب الوالدين شاهد قلق دعم البلدية الخدمات الاجتماعية آمن مجهول محادثة مترجم حقوق حماية في من أن"},
	{"fa", "فارسی", "rtl", arabic + " گی چه پا ژی می\u200c", "شما می\u200cتوانید کمک بگیرید اگر کسی به خشونت پلیس کودک جوانان والدین شاهد نگران حمایت شهرداری خدمات اجتماعی امن ناشناس گفتگو مترجم حقوق از در که را"},
	{"so", "Soomaali", "ltr", latin + " aa oo dh xa qu waa", "waxaad heli kartaa caawimaad haddii qof ku dhibaateeyo booliska ilmo dhalinyaro waalid markhaati walaacsan taageero degmada adeegyada bulshada ammaan qarsoodi wadahadal turjumaan xuquuq"},
	{"fi", "Suomi", "ltr", latin + " ää yö uu tä kka ssa lla", "voit saada apua jos joku on satuttanut sinua soita poliisille lapsi nuoret vanhempi todistaja huolissaan tuki kunta sosiaalipalvelut turvallinen nimetön keskustelu tulkki oikeudet suojelu ja"},
	{"es", "Español", "ltr", latin + " ción dad que ña ué", "puedes recibir ayuda si alguien te ha hecho daño llama a la policía niño jóvenes padres testigo preocupado apoyo municipio servicios sociales seguro anónimo conversación intérprete derechos"},
	{"pl", "Polski", "ltr", latin + " ść cze prze owa łem ża", "możesz otrzymać pomoc jeśli ktoś cię skrzywdził zadzwoń na policję dziecko młodzież rodzic świadek zaniepokojony wsparcie gmina opieka społeczna bezpiecznie anonimowo rozmowa tłumacz prawa"},
	{"uk", "Українська", "ltr", cyrillic + " ї є ці", "ви можете отримати допомогу якщо хтось завдав вам шкоди зателефонуйте поліції дитина молодь батьки свідок підтримка муніципалітет соціальні служби безпечно анонімно розмова перекладач права"},
	{"tr", "Türkçe", "ltr", latin + " ğı şü çö lar ler mış", "birisi size zarar verdiyse yardım alabilirsiniz polisi arayın çocuk gençler ebeveyn tanık endişeli destek belediye sosyal hizmetler güvenli anonim konuşma tercüman haklar koruma ve için"},
}
