#include "src/actor/name_words.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_split.h"

namespace casus::internal {
namespace {

// One group a line.
constexpr std::string_view kGivenNames =
    "alexander aleksandr alexandr aleksander oleksandr aliaksandr alexandre alex alec sasha "
    "sascha sanya sandro olexander oleksander\nalexandra aleksandra oleksandra sandra sasha\n"
    "alexei aleksei alexey aleksey oleksiy oleksii aliaksei alex alyosha lyosha\nandrew andrei "
    "andrey andriy andrii andrej andy drew\nanthony antony tony\nanatoly anatoli anatoliy "
    "anatolii anatole tolya\narkady arkadi arkadiy arkadii\nartem artyom artiom artemy\narthur "
    "artur arturo\nbenjamin ben benny binyamin benyamin bunyamin veniamin\nboris borys barys\n"
    "bogdan bohdan\ncatherine katherine kathryn katharina katarina ekaterina yekaterina kateryna "
    "kate kathy katie katya cathy\ncharles charlie chuck\nchristopher chris christophe kristofer "
    "cristobal khristofor\nchristian kristian cristian chris\nchristina kristina cristina "
    "christine tina\nconstantine konstantin constantin kostyantyn konstantinos kostas kostya\n"
    "daniel daniil danylo danilo danila dan danny daniyal danial\ndavid dave davyd dovid\ndennis "
    "denis denys dionisio denny\ndmitry dmitri dmitriy dmitrii dmytro dimitri dimitrios dimitris "
    "dima dmitrij dzmitry\nedward eduard edouard ed eddie ted ned teddy\nelizabeth elisabeth "
    "elizaveta yelizaveta liz lisa beth betty eliza liza\nelena yelena olena helen helena helene "
    "lena ellen alena\nemmanuel emanuel immanuel\neugene evgeny yevgeny evgeni yevgeni evgeniy "
    "yevgeniy evgenii yevgenii yevhen zhenya gene yauhen\nfrancis frank\nfrederick friedrich "
    "frederic fred fredrik freddy\ngabriel gavriil gabriele\ngennady gennadi gennadiy gennadii "
    "hennadiy hennadii henadz\ngeorge georgy georgi georgiy georgii giorgi georgios heorhiy\n"
    "gerard\ngregory grigory grigori grigoriy grigorii hryhoriy hryhorii greg gregor grigor "
    "ryhor\nhenry hank harry harri\nhugh\nigor ihor ihar\nilya ilia illya\nibrahim brahim "
    "ebrahim\nirina iryna irene irena\nisaac isaak ike izaak\nishmael ismail ismael esmail "
    "ismayil\nivan vanya\njacob yakov jakob yakiv jake\njeffrey geoffrey jeff geoff\njesus\n"
    "jonathan jon johnny yonatan\njoseph josef iosif osip joe joey jozef iossif\njulia yulia "
    "iuliia yuliya julie giulia yuliia juliya\nkenneth ken kenny\nkirill kyrylo cyril kiryl\n"
    "lawrence laurence larry lavrenty\nleo lev\nlouis lewis lou\nluke lucas luca luka\nludmila "
    "lyudmila liudmila\nmark marc marek\nmargaret margarita margarete peggy maggie meg "
    "marguerite rita\nmaria mariya mariia masha marija maryia\nmartin marten martino martyn "
    "marty\nmatthew matthias matvei matvey matt\nmaxim maksim maksym maxime max\nmichael mikhail "
    "mikhael mykhailo mykhaylo mihai mihail mike mick mickey misha mikael mikail mikhailo\n"
    "mohammed muhammad mohamed mohammad muhammed mohamad muhamad mehmet mehmed muhamed magomed "
    "mohd mahomet mohammod mohamud mukhammad mukhamed muhammet mamadou mamadu\nmoses moshe "
    "moisei moises\nnatalia natalya nataliya natalie natasha nataliia natallia\nnathaniel nathan "
    "nate nathanael\nnicholas nikolai nikolay nicolas nicola nikola mykola nikolaos nick nico "
    "niklas kolya mikalai nicolae nikolaj nikolas\nnoah nuh nooh\noleg oleh aleh\nolga olha "
    "volha\nomar umar omer umer oumar\nosama usama ousama\npamela pam\npatrick patricio padraig "
    "pat paddy\npaul pavel pavlo pawel paulus pasha\npeter pyotr petr petro piotr pete petar "
    "pyatro\nphilip phillip philippe filip filipp phil\nqasim kassem qassem kasim kasem qasem "
    "ghasem qassim kassim\nraphael rafael raffaele rafail rafi rafa\nrebecca rebekah becky\n"
    "richard rick dick rich richie\nrobert rob bob bobby robbie bert\nroger\nronald ron ronnie\n"
    "roman romain romano raman\nrustam rustem\nsamuel sam sammy samuil\nsergei sergey sergej "
    "sergiy serhiy serhii serge sergio siarhei sergii sergeui seryozha\nsimon simeon semyon "
    "semen shimon szymon shamun\nsolomon salomon\nsophia sofia sofiya zofia\nstephen steven "
    "stefan stepan steve stephan\nsusan susanna suzanne sue suzanna\nsvetlana svitlana sviatlana "
    "sveta\nstanislav stanislaw stanislaus stas stanislau\ntatiana tatyana tetiana tatsiana "
    "tanya tetyana\ntheodore fyodor fedor fedir ted teddy theo\nthomas tomas tom tommy foma "
    "tomasz\ntimothy timofei timofey tim timofiy\ntimur taimur teymur\nvasily vasili vasiliy "
    "vasilii vasyl vasya vasil\nvictor viktor vitya\nvitaly vitali vitaliy vitalii vital\nvalery "
    "valeri valeriy valerii valerio valerij\nviacheslav vyacheslav vjacheslav slava\nvladimir "
    "wladimir volodymyr vladimer uladzimir vova volodya wlodzimierz vlad vladymyr\nvladislav "
    "vladyslav wladyslaw vlad slava uladzislau\nvsevolod usevalad\nwalter wally walt\nwilliam "
    "bill billy will willy willie\nyaroslav jaroslav iaroslav jaroslaw slava yaroslau\nzachary "
    "zakaria zakariya zakhar zechariah zach zack zacarias\nzachariah zakaria\nahmed ahmad akhmed "
    "akhmad ahmet achmed ahmat ahamed akhmat akhmet\nali aly alli\nhassan hasan hassane hasani "
    "khasan\nhussein husain hussain hossein husayn hussayn hosein husein huseyin houssein "
    "khusein hocine hossain\nkhalid khaled halid\nkhalil halil khaleel\nabdullah abdallah "
    "abdulla abdalla abdoulaye abdellah abdollah\nmahmoud mahmud mahmood mehmood mahamoud "
    "makhmud\nmustafa mustapha moustafa moustapha mostafa\nhamid hameed\nhamad hamed\nkarim "
    "kareem kerim\nrashid rasheed rachid rashed\nsaid saeed sayed saeid sayid sayeed seyed\n"
    "salih saleh\nsalah salaheddin\nsalim saleem selim\nsalman selman\ntariq tarik tareq tarek\n"
    "walid waleed oualid\nyasin yassin yaseen yassine\nyasir yasser yaser\nzaid zayd zeid zayed\n"
    "faisal faysal feisal faysel\nfahd fahad\nfatima fatimah fatma fatemeh\naisha ayesha aysha "
    "aicha ayse\nghulam gholam golam\nhaidar haydar haider heydar hyder\nhashim hashem hachem\n"
    "imad emad\njafar jaafar jaffar djafar cafer\njalal celal djalal\njamal gamal djamel jamaal "
    "cemal\njamil jameel djamil cemil\nlatif lateef\nmajid majeed madjid\nmahdi mehdi\nmansur "
    "mansour mansoor\nmarwan merwan\nmasud masoud masood massoud\nmunir mounir moneer muneer\n"
    "nabil nabeel\nnasir nasser naser nasr nassir\nnizar nezar\nnur noor nour\nrahim raheem\n"
    "rami ramy\nriad riyad riyadh riaz\nsabir saber\nsamir sameer\nsamira sameera\nshahid "
    "shaheed\nsharif sherif shareef cherif\ntaha\ntahir taher tahar\nuthman othman usman osman "
    "ousmane\nwasim waseem\nzain zein zayn zine\namir ameer emir\nanwar anwer enver\nashraf "
    "achraf\nayman aiman aymen\naziz azeez\nbashar bachar bashshar\nbashir basheer bachir\nbasim "
    "bassem basem\nbilal belal\nfarid fareed\nfarouk faruq farooq faruk\nfuad fouad fuat\nhabib "
    "habeeb\nhadi hady\nhakim hakeem\nhani hany\nidris idriss edris\nramzan ramadan ramazan\n"
    "reza rida rza riza\nshamil chamil\naslan arslan\njiang\nming\nwei\nli\nwang\njin\nyong\n"
    "sung\nkim\nlee\npark\nchen\nzhang\nliu\nyang\nhuang\nalbert alberto\nalfred alfredo\nalan "
    "allan allen\namanda\namy\nana anna ann anne hanna ganna hannah annie\nangel\nangela\nanita\n"
    "antonia\narmando\nashley\nbarbara varvara\nbeatriz\nbernard bernardo bernd\nbernhard\nbrian "
    "bryan\nbruce\nbruno\ncarla\ncarmen\ncarol caroline carolina\ncecilia\ncesar\nclara klara\n"
    "claudia\nclaudio claude klaus\ncynthia\ndarya daria dasha\ndeborah debra debbie\ndiana\n"
    "dominic dominique domingo\ndonald don donnie\ndora\ndoris\ndorothy dorothea\nedgar\nedith\n"
    "edmund edmond edmundo\nelmar\nelvira\nemil emilio emile\nemily emilia emiliya\nemma\nenoch\n"
    "eric erik erich\nernest ernesto ernst\neva eve\nfabian fabio\nfernando ferdinand hernando\n"
    "felix feliks\nflora\ngalina halyna\ngary\ngloria\ngraham\ngustav gustavo\nharold haroldo\n"
    "hector\nherbert heriberto\nherman hermann german\nhilda\nhoracio\nignacio ignatius\ninna\n"
    "irma\nivanka\njason\njavier xavier\njessica\njoan joanna joana\njoel\njorgen\njoshua\n"
    "joyce\njudith\njulian julien julio julius\njustin\nkaren\nkaren karin karina\nkevin\nlarisa "
    "larysa larissa\nlaura\nlinda\nlydia lidia lidiya\nlucia lucy\nmarcel marcelo\nmarcia\n"
    "margot\nmario\nmarina maryna\nmartha marta\nmaurice mauricio moritz\nmelissa\nmonica "
    "monika\nnancy\nnestor\nnina\noksana oxana\noliver\noscar oskar\npamela\npatricia\nrachel "
    "raquel\nramon raymond raimundo ray\nraul\nraya\nregina\nrene\nrodolfo rudolf rudolph\n"
    "rodrigo roderick\nrosa rose rosario\nroza\nruben reuben\nruslan\nruth\nsara sarah\n"
    "sebastian sebastien\nsilvia sylvia\nsonia sonya sonja\nstella\nteresa theresa tereza\n"
    "ursula\nvadim vadym\nvalentin valentyn\nvalentina\nvera\nveronica veronika\nvincent vicente "
    "vincenzo\nvirginia\nwanda\nyolanda\nzoe zoya\nzahra\nzainab zeinab zaynab\nedwin\neddy\n"
    "gaston\ngilberto gilbert\ngonzalo\nguido\nivette\njohanna\nkhadija\nlayla leila laila\n"
    "leticia\nlourdes\nmagdalena\nmarisol\nmilan\nmilos\nmiroslav\nnadia nadezhda nadiya\n"
    "nelson\nnorma\norlando roland rolando\npaula\npaulina\npilar\nrafiq rafik\nrauf raouf\n"
    "reynaldo reinaldo\nsalvador\nsantos\nsaul\nsilvio\nslobodan\ntaras\nteodora\nvalter\nvesna\n"
    "viktoria victoria viktoriya\nyana jana\nyesenia\nzoran\nzlatko\ndragan\ngoran\nradovan\n"
    "ratko\nstevan\nvojislav\nzeljko\nalejandro alex\nalessandro\niskandar iskander\nantonio "
    "toni tony\nanton antoine antoni\nandre\nandres\nandreas\nandrea\ncarlos\ncarlo\nkarl carl\n"
    "karol\ndawud daud daoud dawood davud daoud\neduardo\nisabel isabella\nmanuel manolo\n"
    "eugenio\nfrancisco paco pancho\nfrancesco\nfrancois\nfranz\nfederico\njibril jabril djibril "
    "jebril\njorge\njurgen juergen\nyuri yury yuriy iurii yurii juri jurij iouri\ngerardo\n"
    "gerald gerry jerry\ngerhard\ngregorio\nheinrich\nenrique\nhenri\nhenrik hendrik\nabraham "
    "avraham abram abe\nelias eli elijah elie ilyas ilias\nishaq iskhak ishak\nyitzhak itzhak\n"
    "john jon johnny jack jonny\njuan\njean\ngiovanni\njan\nian\nsean\njohann johannes johan "
    "hans\nyahya yehia yahia\njoao\nioannis yannis giannis\nhovhannes\njames jim jimmy jamie\n"
    "jaime\njacques\nyaqub yakub yaqoub yaakoub\ndiego\nsantiago\nisa issa eisa\njose pepe\n"
    "yusuf yousef youssef yousuf yusif youssouf yousaf yusef yussuf yosef yousif yousof\n"
    "giuseppe\nlorenzo\nlaurent\nlars\nleon\nleonid leonidas lyonya\nleonard leonardo leo\nluis\n"
    "luigi\nmarco\nmarcos\nmarcus markus\nmary marie\nmaryam mariam miriam\nmateo\nmatteo\n"
    "miguel\nmichel michele\nmusa moussa mousa\npablo\npaolo\npedro\npierre\nfelipe\nricardo "
    "rick\nroberto\nsuleiman sulaiman sulayman suleyman soleiman soliman suliman solaiman\n"
    "esteban\nstefano\nvittorio\nguillermo\nguillaume\nwilhelm willem\nhugo\nlukas lukasz\n"
    "ronaldo\nrogelio\nhamed\nhamad\n";

constexpr std::string_view kParticles =
    "al el ul ad as ar an at az ash ud ur us ut uz uddin eddin ed bin ibn ben bint abu bu bou "
    "ould oglu ogly ugli ugly kyzy qizi kizi zada zadeh van von der den de la le las los del della "
    "di da do dos du da das y e i et und zu ter ten st saint mac mc bar ap";
constexpr std::string_view kDescent = "bin ibn ben bint ould oglu ogly";
constexpr std::string_view kTitles =
    "mr mrs ms miss mister dr doctor prof professor sir lord lady dame sheikh shaykh sheik shaikh "
    "cheikh hajji haji hajj hadji al-hajj mullah mulla maulana mawlana maulvi mawlawi qari hafiz "
    "imam ayatollah sayyid seyyed general gen colonel col lieutenant lt major maj captain capt "
    "commander brigadier brig admiral adm marshal sergeant president minister senator ambassador "
    "reverend rev father fr bishop archbishop engineer eng ing lic hon honourable honorable king "
    "queen prince princess don dona senor sra herr frau monsieur madame esq phd md";
constexpr std::string_view kServants =
    "abd abdul abdel abdal abdol abdur abdus abdun abdour abdoul abdil";

// Forms that differ between countries by name alone share a class.
struct FormClass {
  std::string_view name;
  std::string_view words;
};
constexpr auto kCompanyForms = std::to_array<FormClass>({
    {"ltd",
     "ltd limited llc ooo tov too gmbh mbh srl sarl sro doo bv bvba sprl lda ltda ltdi pte pty pvt "
     "lc spzoo zoo sdn bhd wll kft oy ab aps as eurl sarlau fzc fze fzco fzllc dmcc private ug "
     "lllp "
     "spol ohg nv"},
    {"jsc",
     "jsc ojsc cjsc pjsc oao zao pao ao ag sa spa plc pat prat at sab sapi sae sal saoc saog psc "
     "qsc ksc kscc bsc asa oyj ad dd pjs aoot aozt tas ase kgaa se nyrt pcl tbk inc incorporated "
     "corp corporation sas kk"},
    {"partnership", "lp llp kg gbr partnership scs snc cv sec"},
    {"state", "fgup gup mup fsue sue unitary"},
    {"society", "ev npo ngo ong ano"},
});

constexpr std::string_view kNoUse =
    "and of the for in on at to by de la le les el los las del des du et y e und der die das fur "
    "di da do dos na po pri an a no nr num number numero nomer al el ul ur as ad ash il";
constexpr std::string_view kEmptyUse =
    "co company companies compania compagnie cie companhia firm firma group groupe grupo gruppe "
    "gruppa groups holding holdings kholding enterprise enterprises empresa empresas entreprise "
    "predpriyatie predpriyatiye concern konsern kontsern consortium corporacion korporatsiya "
    "establishment est organization organisation org institution ets agency subsidiary branch "
    "filial filiale office so unlimited international intl internacional worldwide global "
    "national state federal public joint stock open closed society sociedad societe "
    "obshchestvo m s ms messrs capital variable general center centre tsentr";
constexpr std::string_view kBranchUse =
    "bank bancorp banking trading trade trader traders torg shipping ship marine "
    "maritime navigation lines line tanker tankers transport transportation transporte transportes "
    "logistics logistic cargo freight airlines airline airways aviation air aero oil gas petroleum "
    "petrochemical petrochemicals energy power electric electronics electronic technology "
    "technologies tech technical systems system industrial industry industries industria "
    "industrias manufacturing production products product factory plant works construction "
    "construcciones constructora building contracting engineering design development research "
    "institute investment investments inversiones invest finance financial financing capital "
    "credit exchange money insurance fund foundation charity charitable relief aid association "
    "council committee commission bureau department ministry university college services service "
    "servicios support management consulting consultants consultancy commercial comercial "
    "comercializadora commerce import export imports exports importadora exportadora business "
    "ventures partners associates solutions supply supplies equipment materials steel metal metals "
    "mining minerals mineral chemical chemicals pharmaceutical pharmaceuticals medical food foods "
    "agricultural agriculture textile textiles auto automotive motors car real estate property "
    "properties inmobiliaria tourism travel hotel hotels media news television radio network "
    "networks communications communication telecommunications telecom computer software security "
    "defense defence military aerospace space machine machinery tools tool "
    "brothers sons north south east west northern southern eastern western central first new";
constexpr std::string_view kPlaceUse =
    "afghanistan afghan algeria armenia azerbaijan bahrain belarus belarusian bosnia britain "
    "british bulgaria burma myanmar canada china chinese colombia congo croatia cuba cuban cyprus "
    "dubai egypt egyptian emirates uae england eritrea estonia ethiopia europe european finland "
    "france french georgia germany german deutschland ghana greece guatemala haiti honduras hong "
    "kong hungary india indian indonesia iran iranian iraq iraqi ireland israel italy italian "
    "ivory japan japanese jordan kazakhstan kenya kosovo kuwait kyrgyzstan latvia lebanon lebanese "
    "liberia libya libyan liechtenstein lithuania luxembourg malaysia mali malta mexico mexican "
    "moldova mongolia montenegro morocco mozambique netherlands nicaragua nigeria oman pakistan "
    "palestine palestinian panama peru philippines poland portugal qatar romania russia russian "
    "rossii rossiya rossiyskaya rusia saudi arabia arab senegal serbia singapore slovakia slovenia "
    "somalia somali spain sudan sudanese sweden swiss switzerland syria syrian tajikistan tanzania "
    "thailand tunisia turkey turkish turkmenistan uganda ukraine ukrainian kingdom uk united "
    "states "
    "usa us america american uzbekistan venezuela vietnam yemen zimbabwe africa african asia asian "
    "moscow london tehran beijing shanghai istanbul damascus beirut baghdad kabul kiev kyiv minsk";
// The first word of a line stands for the others.
constexpr std::string_view kInEnglish =
    "bank banco banque bankasi banka banca banks\n"
    "national nacional nationale nazionale natsionalny natsionalnyy\n"
    "russia rossii rossiya rusia rossiyskaya\nsyria syrienne suriye\niran irans\n"
    "germany deutschland alemania\nspain espana\nbrazil brasil\nturkey turkiye\n"
    "industry industries industrial industria industrias\n"
    "air airlines airline airways\nmineral minerals\nchemical chemicals\nmetal metals\n"
    "service services servicios\nsolution solutions\ntechnology technologies tech tecnologia\n"
    "petrochemical petrochemicals\npharmaceutical pharmaceuticals pharma\nfood foods\n"
    "textile textiles\ntransport transportation transporte transportes\n"
    "construction construcciones\ninvestment investments inversiones\nimport imports "
    "importadora\nexport exports exportadora eksport\ncommercial comercial\n"
    "telecommunications telecom telekom\nelectronics electronic\nsystem systems\n"
    "communication communications\nunion unions\ndefence defense\nhotel hotels\n"
    "center centre tsentr centro\nline lines\nmotor motors\ntanker tankers\nproduct products\n"
    "organization organisation org organizacion\nfoundation fond fundacion\n"
    "shipping ship\nlogistic logistics logistik\ntrading trade trader traders torg\n"
    "property properties\nuniversity universidad universite universitet\n";

constexpr std::string_view kShipPrefixes =
    "mv mt ms ss sv my ft fv vessel ship tanker motor mts rv hms uss hmcs ins tug barge yacht";

constexpr auto kPhrases = std::to_array<Phrase>({
    {"public joint stock company", "jsc"},
    {"open joint stock company", "jsc"},
    {"closed joint stock company", "jsc"},
    {"private joint stock company", "jsc"},
    {"joint stock company", "jsc"},
    {"public limited company", "plc"},
    {"limited liability company", "llc"},
    {"limited liability partnership", "llp"},
    {"limited partnership", "lp"},
    {"sociedad anonima de capital variable", "sa"},
    {"s a de c v", "sa"},
    {"sa de cv", "sa"},
    {"s de rl de cv", "srl"},
    {"sociedad anonima", "sa"},
    {"societe anonyme", "sa"},
    {"sociedad de responsabilidad limitada", "srl"},
    {"gesellschaft mit beschrankter haftung", "gmbh"},
    {"gesellschaft mit beschraenkter haftung", "gmbh"},
    {"sp z o o", "spzoo"},
    {"sp z oo", "spzoo"},
    {"sp zoo", "spzoo"},
    {"d o o", "doo"},
    {"obshchestvo s ogranichennoy otvetstvennostyu", "ooo"},
    {"obshchestvo s ogranichennoi otvetstvennostiu", "ooo"},
    {"otkrytoe aktsionernoe obshchestvo", "oao"},
    {"zakrytoe aktsionernoe obshchestvo", "zao"},
    {"publichnoe aktsionernoe obshchestvo", "pao"},
    {"aktsionernoe obshchestvo", "ao"},
    {"federal state unitary enterprise", "fgup"},
    {"state unitary enterprise", "gup"},
    {"free zone company", "fzc"},
});

using Words = absl::flat_hash_set<std::string_view>;

Words WordsOf(std::string_view list) {
  Words words;
  for (const absl::string_view word :
       absl::StrSplit(absl::string_view(list.data(), list.size()), ' ', absl::SkipEmpty())) {
    words.insert(std::string_view(word.data(), word.size()));
  }
  return words;
}

using Groups = absl::flat_hash_map<std::string_view, std::vector<std::uint16_t>>;

Groups MakeGroups() {
  Groups groups;
  std::uint16_t number = 0;
  for (const absl::string_view line : absl::StrSplit(
           absl::string_view(kGivenNames.data(), kGivenNames.size()), '\n', absl::SkipEmpty())) {
    for (const std::string_view word : WordsOf({line.data(), line.size()})) {
      groups[word].push_back(number);
    }
    ++number;
  }
  return groups;
}

bool Has(const Words& words, std::string_view word) { return words.contains(word); }

}  // namespace

std::span<const std::uint16_t> GivenNameGroups(std::string_view word) {
  static const Groups groups = MakeGroups();
  const auto found = groups.find(word);
  if (found == groups.end()) return {};
  return found->second;
}

bool IsParticle(std::string_view word) {
  static const Words words = WordsOf(kParticles);
  return Has(words, word);
}
bool IsDescent(std::string_view word) {
  static const Words words = WordsOf(kDescent);
  return Has(words, word);
}
bool IsTitle(std::string_view word) {
  static const Words words = WordsOf(kTitles);
  return Has(words, word);
}
bool IsServantOf(std::string_view word) {
  static const Words words = WordsOf(kServants);
  return Has(words, word);
}
bool IsShipPrefix(std::string_view word) {
  static const Words words = WordsOf(kShipPrefixes);
  return Has(words, word);
}

int Generation(std::string_view word) {
  if (word == "jr" || word == "junior" || word == "filho" || word == "hijo") return 2;
  if (word == "sr" || word == "senior" || word == "pai" || word == "padre") return 1;
  return RomanNumber(word);
}

bool IsPatronymic(std::string_view word) {
  if (word.size() < 7) return false;
  for (const std::string_view end :
       {"ovich", "evich", "ovna", "evna", "ovych", "evych", "ivna", "yovych", "ichna"}) {
    if (word.ends_with(end)) return true;
  }
  return false;
}

std::string_view CompanyForm(std::string_view word) {
  static const auto forms = [] {
    absl::flat_hash_map<std::string_view, std::string_view> made;
    for (const FormClass& form : kCompanyForms) {
      for (const std::string_view name : WordsOf(form.words)) made.emplace(name, form.name);
    }
    return made;
  }();
  const auto found = forms.find(word);
  return found == forms.end() ? std::string_view() : found->second;
}

WordUse UseInOrganisation(std::string_view word) {
  static const auto uses = [] {
    absl::flat_hash_map<std::string_view, WordUse> made;
    for (const auto& [list, use] :
         {std::pair(kNoUse, WordUse::kNone), std::pair(kEmptyUse, WordUse::kEmpty),
          std::pair(kBranchUse, WordUse::kBranch), std::pair(kPlaceUse, WordUse::kPlace)}) {
      for (const std::string_view name : WordsOf(list)) made.emplace(name, use);
    }
    return made;
  }();
  const auto found = uses.find(word);
  return found == uses.end() ? WordUse::kDistinct : found->second;
}

std::string_view InEnglish(std::string_view word) {
  static const auto forms = [] {
    absl::flat_hash_map<std::string_view, std::string_view> made;
    for (const absl::string_view line : absl::StrSplit(
             absl::string_view(kInEnglish.data(), kInEnglish.size()), '\n', absl::SkipEmpty())) {
      const std::string_view words(line.data(), line.size());
      for (const std::string_view one : WordsOf(words)) {
        made.emplace(one, words.substr(0, words.find(' ')));
      }
    }
    return made;
  }();
  const auto found = forms.find(word);
  return found == forms.end() ? word : found->second;
}

int RomanNumber(std::string_view word) {
  constexpr std::array<std::string_view, 20> kNumbers = {
      "",   "ii",  "iii",  "iv",  "",   "vi",  "vii",  "viii",  "ix",  "",
      "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"};
  for (std::size_t i = 0; i < kNumbers.size(); ++i) {
    if (!word.empty() && kNumbers[i] == word) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::span<const Phrase> CompanyPhrases() { return kPhrases; }

}  // namespace casus::internal
