#include "src/actor/name_words.h"

#include <algorithm>
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
    "sascha sanya sandro olexander oleksander alexandar aleksandar\nalexandra aleksandra "
    "oleksandra sandra sasha\nalexei aleksei alexey aleksey oleksiy oleksii aliaksei alex "
    "alyosha lyosha alexej aleksej alexeii\nandrew andrei andrey andriy andrii andrej andy drew\n"
    "anthony antony tony\nanatoly anatoli anatoliy anatolii anatole tolya\narkady arkadi arkadiy "
    "arkadii\nartem artyom artiom artemy\narthur artur arturo\nbenjamin ben benny binyamin "
    "benyamin bunyamin veniamin\nboris borys barys\nbogdan bohdan\ncatherine katherine kathryn "
    "katharina katarina ekaterina yekaterina kateryna kate kathy katie katya cathy\ncharles "
    "charlie chuck\nchristopher chris christophe kristofer cristobal khristofor\nchristian "
    "kristian cristian chris\nchristina kristina cristina christine tina\nconstantine konstantin "
    "constantin kostyantyn konstantinos kostas kostya\ndaniel daniil danylo danilo danila dan "
    "danny daniyal danial\ndavid dave davyd dovid\ndennis denis denys dionisio denny\ndmitry "
    "dmitri dmitriy dmitrii dmytro dimitri dimitrios dimitris dima dmitrij dzmitry dimitry "
    "dimitrij\nedward eduard edouard ed eddie ted ned teddy\nelizabeth elisabeth elizaveta "
    "yelizaveta liz lisa beth betty eliza liza\nelena yelena olena helen helena helene lena "
    "ellen alena\nemmanuel emanuel immanuel\neugene evgeny yevgeny evgeni yevgeni evgeniy "
    "yevgeniy evgenii yevgenii yevhen zhenya gene yauhen evgueni evguenii jewgeni jewgenij "
    "evgenij yevgenij\nfrancis frank\nfrederick friedrich frederic fred fredrik freddy\ngabriel "
    "gavriil gabriele\ngennady gennadi gennadiy gennadii hennadiy hennadii henadz\ngeorge djordje "
    "dorde djorde georgy "
    "georgi georgiy georgii giorgi georgios heorhiy\ngerard\ngregory grigory grigori grigoriy "
    "grigorii hryhoriy hryhorii greg gregor grigor ryhor\nhenry hank harry harri\nhugh\nigor "
    "ihor ihar\nilya ilia illya\nibrahim brahim ebrahim ibraheem ibrahima\nirina iryna irene "
    "irena\nisaac isaak ike izaak\nishmael ismail ismael esmail ismayil esmaeil ismaeel ismaila\n"
    "ivan vanya\njacob yakov jakob yakiv jake\njeffrey geoffrey jeff geoff\njesus\njonathan jon "
    "johnny yonatan\njoseph josef iosif osip joe joey jozef iossif guiseppe giuseppe\njulia "
    "yulia iuliia yuliya julie giulia yuliia juliya\nkenneth ken kenny\nkirill kyrylo cyril "
    "kiryl kiril cyrille\nlawrence laurence larry lavrenty\nleo lev\nlouis lewis lou\nluke lucas "
    "luca luka\nludmila lyudmila liudmila\nmark marc marek\nmargaret margarita margarete peggy "
    "maggie meg marguerite rita\nmaria mariya mariia masha marija maryia\nmartin marten martino "
    "martyn marty\nmatthew matthias matvei matvey matt\nmaxim maksim maksym maxime max\nmichael "
    "mikhail mikhael mykhailo mykhaylo mihai mihail mike mick mickey misha mikael mikail "
    "mikhailo\nmohammed muhammad mohamed mohammad muhammed mohamad muhamad mehmet mehmed muhamed "
    "magomed mohd mahomet mohammod mohamud mukhammad mukhamed muhammet mamadou mamadu mohamet "
    "mahamed mohamoud muhammadu mouhamed mohammedi mochammad\nmoses moshe moisei moises\nnatalia "
    "natalya nataliya natalie natasha nataliia natallia\nnathaniel nathan nate nathanael\n"
    "nicholas nikolai nikolay nicolas nicola nikola mykola nikolaos nick nico niklas kolya "
    "mikalai nicolae nikolaj nikolas\nnoah nuh nooh\noleg oleh aleh\nolga olha volha\nomar umar "
    "omer umer oumar\nosama usama ousama\npamela pam\npatrick patricio padraig pat paddy\npaul "
    "pavel pavlo pawel paulus pasha\npeter pyotr petr petro piotr pete petar pyatro\nphilip "
    "phillip philippe filip filipp phil\nqasim kassem qassem kasim kasem qasem ghasem qassim "
    "kassim ghassem kaseem gasim gassem ghasim\nraphael rafael raffaele rafail rafi rafa\n"
    "rebecca rebekah becky\nrichard rick dick rich richie\nrobert rob bob bobby robbie bert\n"
    "roger\nronald ron ronnie\nroman romain romano raman\nrustam rustem\nsamuel sam sammy "
    "samuil\nsergei sergey sergej sergiy serhiy serhii serge sergio siarhei sergii sergeui "
    "seryozha serguei\nsimon simeon semyon semen shimon szymon shamun\nsolomon salomon\nsophia "
    "sofia sofiya zofia\nstephen steven stefan stepan steve stephan\nsusan susanna suzanne sue "
    "suzanna\nsvetlana svitlana sviatlana sveta\nstanislav stanislaw stanislaus stas stanislau\n"
    "tatiana tatyana tetiana tatsiana tanya tetyana\ntheodore fyodor fedor fedir ted teddy theo "
    "teodor theodor\nthomas tomas tom tommy foma tomasz\ntimothy timofei timofey tim timofiy\n"
    "timur taimur teymur\nvasily vasili vasiliy vasilii vasyl vasya vasil\nvictor viktar viktor "
    "vitya\n"
    "vitaly vitali vitaliy vitalii vital\nvalery valeri valeriy valerii valerio valerij\n"
    "viacheslav vyacheslav vjacheslav slava viatcheslav viacheslaw wjatscheslaw\nvladimir "
    "wladimir volodymyr vladimer uladzimir vova volodya wlodzimierz vlad vladymyr\nvladislav "
    "vladyslav wladyslaw vlad slava uladzislau\nvsevolod usevalad\nwalter wally walt\nwilliam "
    "bill billy will willy willie\nyaroslav jaroslav iaroslav jaroslaw slava yaroslau\nzachary "
    "zakaria zakariya zakhar zechariah zach zack zacarias\nzachariah zakaria\nahmed ahmad akhmed "
    "akhmad ahmet achmed ahmat ahamed akhmat akhmet\nali aly alli\nhassan hasan hassane hasani "
    "khasan\nhussein husain hussain hossein husayn hussayn hosein husein huseyin houssein "
    "khusein hocine hossain\nkhalid khaled halid\nkhalil halil khaleel\nabdullah abdallah "
    "abdulla abdalla abdoulaye abdellah abdollah abdulah\nmahmoud mahamud mohamud mahmud mahmood "
    "mehmood "
    "mahamoud makhmud\nmustafa mustapha moustafa moustapha mostafa\nhamid hameed hamed\nhamad "
    "hamed\n"
    "karim kareem kerim\nrashid rasheed rachid rashed\nsaid saeed sayed saeid sayid sayeed "
    "seyed\nsalih saleh\nsalah salaheddin\nsalim saleem selim\nsalman selman\ntariq tarik tareq "
    "tarek\nwalid waleed oualid\nyasin yassin yaseen yassine\nyasir yasser yaser\nzaid zayd zeid "
    "zayed\nfaisal faysal feisal faysel\nfahd fahad\nfatima fatimah fatma fatemeh\naisha ayesha "
    "aysha aicha ayse\nghulam gholam golam\nhaidar haydar haider heydar hyder\nhashim hashem "
    "hachem\nimad emad\njafar jaafar jaffar djafar cafer\njalal celal djalal\njamal gamal djamel "
    "jamaal cemal\njamil jameel djamil cemil\nlatif lateef\nmajid majeed madjid\nmahdi mehdi\n"
    "mansur mansour mansoor\nmarwan merwan\nmasud masoud masood massoud\nmunir mounir moneer "
    "muneer\nnabil nabeel\nnasir nasser naser nasr nassir\nnizar nezar\nnur noor nour\nrahim "
    "raheem\nrami ramy\nriad riyad riyadh riaz\nsabir saber\nsamir sameer\nsamira sameera\n"
    "shahid shaheed\nsharif sherif shareef cherif\ntaha\ntahir taher tahar\nuthman othman usman "
    "osman ousmane\nwasim waseem\nzain zein zayn zine\namir ameer emir\nanwar anwer enver\n"
    "ashraf achraf\nayman aiman aymen\naziz azeez\nbashar bachar bashshar\nbashir basheer "
    "bachir\nbasim bassem basem\nbilal belal\nfarid fareed\nfarouk faruq farooq faruk\nfuad "
    "fouad fuat\nhabib habeeb\nhadi hady\nhakim hakeem\nhani hany\nidris idriss edris\nramzan "
    "ramadan ramazan\nreza rida rza riza\nshamil chamil\naslan arslan\njiang\nming\nwei\nli\n"
    "wang\njin\nyong\nsung\nkim\nlee\npark\nchen\nzhang\nliu\nyang\nhuang\nalbert alberto\n"
    "alfred alfredo\nalan allan allen\namanda\namy\nana anna ann anne hanna ganna hannah annie\n"
    "angel\nangela\nanita\nantonia\narmando\nashley\nbarbara varvara\nbeatriz\nbernard bernardo "
    "bernd\nbernhard\nbrian bryan\nbruce\nbruno\ncarla\ncarmen\ncarol caroline carolina\n"
    "cecilia\ncesar\nclara klara\nclaudia\nclaudio claude klaus\ncynthia\ndarya daria dasha\n"
    "deborah debra debbie\ndiana\ndominic dominique domingo\ndonald don donnie\ndora\ndoris\n"
    "dorothy dorothea\nedgar\nedith\nedmund edmond edmundo\nelmar\nelvira\nemil emilio emile\n"
    "emily emilia emiliya\nemma\nenoch\neric erik erich\nernest ernesto ernst\neva eve\nfabian "
    "fabio\nfernando ferdinand hernando\nfelix feliks\nflora\ngalina halyna\ngary\ngloria\n"
    "graham\ngustav gustavo\nharold haroldo\nhector\nherbert heriberto\nherman hermann german\n"
    "hilda\nhoracio\nignacio nacho ignatius\ninna\nirma\nivanka\njason\njavier "
    "xavier\njessica\njoan "
    "joanna joana\njoel\njorgen\njoshua\njoyce\njudith\njulian julien julio julius\njustin\n"
    "karen\nkaren karin karina\nkevin\nlarisa larysa larissa\nlaura\nlinda\nlydia lidia lidiya\n"
    "lucia lucy\nmarcel marcelo\nmarcia\nmargot\nmario\nmarina maryna\nmartha marta\nmaurice "
    "mauricio moritz\nmelissa\nmonica monika\nnancy\nnestor\nnina\noksana oxana\noliver\noscar "
    "oskar\npamela\npatricia\nrachel raquel\nramon raymond raimundo ray\nraul\nraya\nregina\n"
    "rene\nrodolfo rudolf rudolph\nrodrigo roderick\nrosa rose rosario\nroza\nruben reuben\n"
    "ruslan\nruth\nsara sarah\nsebastian sebastien\nsilvia sylvia\nsonia sonya sonja\nstella\n"
    "teresa theresa tereza\nursula\nvadim vadym\nvalentin valentyn\nvalentina\nvera\nveronica "
    "veronika\nvincent vicente vincenzo\nvirginia\nwanda\nyolanda\nzoe zoya\nzahra\nzainab "
    "zeinab zaynab\nedwin\neddy\ngaston\ngilberto gilbert\ngonzalo\nguido\nivette\njohanna\n"
    "khadija\nlayla leila laila\nleticia\nlourdes\nmagdalena\nmarisol\nmilan\nmilos\nmiroslav\n"
    "nadia nadezhda nadiya\nnelson\nnorma\norlando roland rolando\npaula\npaulina\npilar\nrafiq "
    "rafik\nrauf raouf\nreynaldo reinaldo\nsalvador\nsantos\nsaul\nsilvio\nslobodan\ntaras\n"
    "teodora\nvalter\nvesna\nviktoria victoria viktoriya\nyana jana\nyesenia\nzoran\nzlatko\n"
    "dragan\ngoran\nradovan\nratko\nstevan\nvojislav\nzeljko\nalejandro alex\nalessandro\n"
    "iskandar iskander\nantonio toni tony\nanton antoine antoni\nandre\nandres\nandreas\nandrea\n"
    "carlos\ncarlo\nkarl carl\nkarol\ndawud daud daoud dawood davud daoud\neduardo\nisabel "
    "isabella\nmanuel manolo\neugenio\nfrancisco paco pancho\nfrancesco\nfrancois\nfranz\n"
    "federico\njibril jabril djibril jebril\njorge\njurgen juergen\nyuri yury yuriy iurii yurii "
    "juri jurij iouri youri jurii\ngerardo\ngerald gerry jerry\ngerhard\ngregorio\nheinrich\n"
    "enrique\nhenri\nhenrik hendrik\nabraham avraham abram abe\nelias eli elijah elie ilyas "
    "ilias\nishaq iskhak ishak\nyitzhak itzhak\njohn jon johnny jack jonny johnnie\njuan\njean\n"
    "giovanni\njan\nian\nsean\njohann johannes johan hans\nyahya yehia yahia\njoao\nioannis "
    "yannis giannis yiannis ioannes\nhovhannes\njames jim jimmy jamie\njaime\njacques\nyaqub "
    "yakub yaqoub yaakoub\ndiego\nsantiago\nisa issa eisa\njose pepe\nyusuf yousef youssef "
    "yousuf yusif youssouf yousaf yusef yussuf yosef yousif yousof\nlorenzo\nlaurent\nlars\n"
    "leon\nleonid leonidas lyonya\nleonard leonardo leo\nluis\nluigi\nmarco\nmarcos\nmarcus "
    "markus\nmary marie\nmaryam mariam miriam\nmateo\nmatteo\nmiguel\nmichel michele\nmusa "
    "moussa mousa\npablo\npaolo\npedro\npierre\nfelipe\nricardo rick\nroberto\nsuleiman sulaiman "
    "sulayman suleyman soleiman soliman suliman solaiman\nesteban\nstefano\nvittorio\nguillermo\n"
    "guillaume\nwilhelm willem\nhugo\nlukas lukasz\nronaldo\nrogelio\nhamed\nhamad\ntawfiq "
    "toufic tawfik taufik taufiq toufik tewfik tofik\njubran gibran jebran gebran jibran\nqais "
    "qays kais kays ghais\nghassan ghasan gassan\nnayef naif nayif naef\ntarik tarek tareck "
    "tarak\nzubair zubayr zubeir zobeir\nziad ziyad zeyad\njawad javad djawad\nusamah osamah\n"
    "khairullah khayrullah\nhaibatullah hibatullah\nsaifullah sayfullah seifullah\nsaif sayf "
    "seif\nabbas\nadel adil\nadnan\nakram\nalaa ala\namin ameen\namina aminah\nanas\nasad asaad "
    "assad\nasif asef\natef atif\nayub ayyub ayoub\nbadr bader\nbaha bahaa\nbakr bakar\nbarakat\n"
    "bassam\ndhiya diya diaa\nfadel fadil fadhil\nfahim faheem\nfaiz fayez fayiz\nfathi fethi\n"
    "ghazi gazi\nhafez hafiz\nhaitham haytham\nhamdan\nhamza hamzah hamzeh\nharoun harun haroon\n"
    "hatem hatim\nhazem hazim\nhilal\nhisham hesham hicham\nhosni husni\nihab ehab\nihsan ehsan\n"
    "iyad eyad\njaber jabir gaber\njassim jasim jassem qasim kasim\njunaid junayd\nkamal kamel "
    "kemal\nkamil\nkhalifa khalifah\nlutfi lotfi\nmaher mahir\nmalik malek\nmazen mazin\nmehran\n"
    "mohsen muhsin mohsin\nmokhtar mukhtar\nmoeen muin\nmurad mourad morad\nmutaz moataz\nnader "
    "nadir\nnaim naeem\nnajib najeeb nagib\nnawaf nawwaf\nnidal\nqusay qusai qusayy\nrafat "
    "raafat\nraed raid\nrajab ragab recep\nrashad\nridwan redwan rizwan radwan\nsaad sad\nsaadi\n"
    "saddam\nsadiq sadeq sadik sadegh\nsafwan\nsajjad sajad\nsami samy\nshadi shady\nshakir "
    "shaker\nshafiq shafik\nsohail suhail suhayl\nsultan\ntaj\ntalal\ntaleb talib\nthamer "
    "thamir\nuday udai\nwael wail\nwajih\nwaqar\nwissam wisam\nyunus younis younus yunis younes "
    "yonus\nyahia yehya\nyazid yazeed\nzahir zaher\nzaki zakki\nzakir\nzaker zakir\nzulfiqar "
    "zulfikar\nmahdi mahdy\nhojjat\nbehrouz behruz\nbahram\nbijan\ndariush daryoush darius\n"
    "farhad\nfereydoon fereidoun\nferdows\nhooshang\nhormoz\njalil\nkamran\nkaveh\nkeyvan "
    "kayvan\nmahmoudreza\nmanouchehr manuchehr\nmasoumeh\nmehrdad\nmojtaba mujtaba\nmorteza "
    "murtaza mortaza\nnasrin\nparviz parvez pervez\npouya\nrostam\nruhollah rouhollah\nshahram\n"
    "shirin\nsiavash\nsoheil suhail\nvahid wahid\nyadollah\njane\njeannette jeanette\njennifer\n"
    "janet\nmichelle michele\nnicole\nnikita\nivana\njasmine yasmin yasmine\ncamilo\ncamila "
    "camilla\nlorena\ntobias\nstephanie stefanie\nsamantha\njeremy jeremiah\nadam\naaron haroun "
    "harun\nabel\nadolfo adolf\nadrian\nagnes\nagustin augustin augustine\nalicia alice\nalvaro\n"
    "ambrose\nanastasia anastasiya\nandrzej\nanibal\nantonina\napollo\nariel\narnold\nasher\n"
    "augusto august augustus\naurelio\navi\nbaldomero\nbasil\nbeata\nbenedict benedikt\nbenito\n"
    "bertrand\nblanca\nbonifacio\nbrenda\ncalvin\ncandace\ncedric\ncelso\nchad\nclarence\n"
    "clement clemente\nclifford\ncolin\nconnor conor\ncornelius\ncraig\ncurtis\ncyrus kourosh\n"
    "dale\ndamian\ndean\nderek\ndesmond\ndieter\ndirk\ndolores\ndouglas doug\nduncan\ndylan\n"
    "earl\nefrain\neileen\neliseo\nelliot\neloy\nelsa\nenzo\nephraim efraim\nesther\nethan\n"
    "evan\nevelyn\neverardo\nezekiel\nfidel\nflorence\nfloyd\nfrida\ngenaro\ngeraldine\n"
    "gerhardt\ngideon\ngina\ngiorgio\ngisela\nglenn\ngordon\ngrace\nguadalupe\ngunther guenther\n"
    "harvey\nheidi\nhelmut\nherve\nhiroshi\nhomero\nhoward\nhumberto\nimelda\nines\ningrid\n"
    "irving\nisidro\nisrael\nivo\njair\njared\njasper\njerzy\njill\njoachim\njoaquin\njochen\n"
    "jordan\njosefina\njosue\njuanita\njulieta\nkaspar\nkeith\nkenji\nkent\nkonrad\nkrzysztof\n"
    "kurt\nkyle\nlamine\nlance\nlazaro\nleandro\nleroy\nleslie\nlester\nlionel\nlorna\nluciano\n"
    "lyle\nlynn\nmahamadou\nmalcolm\nmanfred\nmarcin\nmarian\nmariano\nmarlene\nmarvin\nmaryann\n"
    "mathias\nmauro\nmaxwell\nmercedes\nmervyn\nmikel\nmireille\nmitchell mitch\nmladen\nmorris\n"
    "muriel\nmyron\nnarendra\nnatan\nneil\nnelly\nnicanor\nnigel\nnoel\nnora\noctavio\nolivia\n"
    "olivier\nomari\nosvaldo oswaldo\notto\npascal\npercy\nperry\nphoebe\npiers\nporfirio\n"
    "preston\nralph\nramona\nrandall\nrashida\nrex\nreuven\nrolf\nromeo\nrory\nross\nroy\nrufus\n"
    "rupert\nrussell\nryan\nsally\nsandeep\nsanjay\nscott\nseth\nshane\nshinzo\nsigmund\n"
    "siegfried\nsidney\nsimone\nsixto\nstuart\nsven\nsylvester silvestre\ntakashi\ntamara\n"
    "terence terry\nthaddeus\nthelma\ntibor\ntoby tobias\ntodd\ntommaso\ntravis\ntrevor\n"
    "tristan\ntyler\nugo\nulrich\nulises\numberto\nvaleria\nvanessa\nveronique\nvicky\nvivian\n"
    "vlado\nwarren\nwayne\nwendy\nwerner\nwesley\nwilfred\nwolfgang\nxenia\nyahaya\nyan\n"
    "yitzchak\nyvonne\nzdravko\nzeno\nborislav\ngleb\nignat\ninnokenty\nivanna\nkira\nklim\n"
    "kondrat\nlavrenti\nlavr\nleonty\nmakar\nmiron\nmstislav\nnazar\nnikifor\nplaton\n"
    "polina\nprokhor\nrodion\nrostislav rostyslav\nsavva\nspartak\nsvyatoslav sviatoslav\n"
    "tikhon\ntrofim\nulyana\nvasilisa\nvitold witold\nyegor egor\nyefim efim\nyelisey\nyermolai\n"
    "zinaida\nzinovy\nmahinda\nmanmohan\nnarayan\nrajesh\nrakesh\nravi\nsuresh\nvijay\nzhou chou "
    "chow chau\nchang zhang cheung\ndeng teng\nxie hsieh\nxu hsu\nxiao hsiao\nzhao chao\nzhu "
    "chu\nzheng cheng\ncai tsai\ncao tsao\njiang chiang\nqian chien\nguo kuo kwok\nhu\nhe ho\n"
    "lin lam lim\nluo lo\nma\nsun\nsong sung soong\ntang\nwu\nye yeh\nzhong chung\npeng\nfeng\n"
    "gao kao\ngim kim\nri lee yi rhee\npak park bak\nchoe choi\nkang gang\njo cho\nyun yoon\n"
    "jang chang\nrim lim im\nseo so suh\nsin shin\nryu yu yoo\njon jun jeon chon\nhong\npaek "
    "baek paik\npae bae\nhwang\nkwon gwon\nan ahn\njong jung jeong chong chung\nun eun\nchol "
    "chul cheol\nyong young yeong\nsu soo\nhyon hyun hyeon\nkyong kyung gyeong\nsong sung seong\n"
    "myong myung myeong\nsok suk seok\nhui hee\nguk kook kuk\npong bong\ngun geun kun\nyo yeo\nu "
    "woo\nil\nmin\nhyok hyuk hyeok\nchan\nok\nhae\nnam\ngyu kyu\nthae tae\ndu doo\nik\nhak\nchun "
    "joon\n";

constexpr std::string_view kParticles =
    "al el ul ad as ar an at az ash ud ur us ut uz uddin eddin ed bin ibn ben bint abu bu bou "
    "ould oglu ogly ugli ugly kyzy qizi kizi zada zadeh van von der den de la le las los del della "
    "di da do dos du da das y e i et und zu ter ten st saint mac mc bar ap";
constexpr std::string_view kDescent = "bin ibn ben bint ould oglu ogly";
constexpr std::string_view kTitles =
    "mr mrs ms miss mister dr doctor prof professor sir lord lady dame sheikh shaykh sheik "
    "shaikh cheikh hajji haji hajj hadji al-hajj mullah mulla maulana mawlana maulvi mawlawi "
    "qari hafiz imam ayatollah sayyid seyyed general gen colonel col lieutenant lt major maj "
    "captain capt commander brigadier brig admiral adm marshal sergeant president minister "
    "senator ambassador reverend rev father fr bishop archbishop engineer eng ing lic hon "
    "honourable honorable king queen prince princess don dona senor sra herr frau monsieur "
    "madame esq phd md excellency his her highness royal majesty right honorable vice deputy "
    "chairman chairwoman governor secretary judge justice mayor mufti qadi sergeant sgt corporal "
    "comrade brother sister ustad ustaz doktor professeur docteur maitre sheykh sheikha fnu nfn "
    "lnu ret retd";
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
     "spol ohg nv sirketi sti limitada pvtltd proprietary mchj too"},
    {"jsc",
     "jsc ojsc cjsc pjsc oao zao pao ao ag sa spa plc pat prat at sab sapi sae sal saoc saog psc "
     "qsc ksc kscc bsc asa oyj ad dd pjs aoot aozt tas ase kgaa se nyrt pcl tbk inc incorporated "
     "corp corporation sas kk pt berhad uab jsb jscb"},
    {"partnership", "lp llp kg gbr partnership scs snc cv sec"},
    {"state", "fgup gup mup fsue sue unitary"},
    {"society", "ev npo ngo ong ano"},
});

constexpr std::string_view kNoUse =
    "and of the for in on at to by de la le les el los las del des du et y e und der die das fur "
    "di da do dos na po pri an a no nr num number numero nomer al el ul ur as ad ash il with "
    "from under its lil bil fi wa iz dlya z ze voor van het een te zu zum zur im am auf fur with "
    "dell della delle degli dei den";
constexpr std::string_view kEmptyUse =
    "co company companies compania compagnie cie companhia firm firma group groupe grupo gruppe "
    "gruppa groups holding holdings kholding enterprise enterprises empresa empresas entreprise "
    "predpriyatie predpriyatiye concern konsern kontsern consortium corporacion korporatsiya "
    "establishment est organization organisation org institution ets agency subsidiary branch "
    "filial filiale office so unlimited international intl internacional worldwide global "
    "national state federal public joint stock open closed society sociedad societe obshchestvo "
    "m s ms messrs capital variable general center centre tsentr kompaniya kompaniia kompania "
    "kompanie offshore incorporate registered regd limited liability affiliated affiliates "
    "affiliate division headquarters hq main head also known formerly dba";
// What kind of organisation it is: often left out.
constexpr std::string_view kKindUse =
    "bank bancorp technology industry solution oil air airline airlines airways foundation "
    "university movement party organization "
    "army front brigade brigades network cartel gang union";
constexpr std::string_view kBranchUse =
    "banking trading trade trader traders torg shipping ship marine maritime navigation lines "
    "line tanker tankers transport transportation transporte transportes logistics logistic "
    "cargo freight aviation aero gas petroleum petrochemical petrochemicals energy power "
    "electric electronics electronic technologies tech technical systems system "
    "industrial industries industria industrias manufacturing production products "
    "product factory plant works construction construcciones constructora building contracting "
    "engineering design development research institute investment investments inversiones invest "
    "finance financial financing capital credit exchange money insurance fund charity charitable "
    "relief aid association council committee commission bureau department ministry college "
    "services service servicios support management consulting consultants consultancy commercial "
    "comercial comercializadora commerce import export imports exports importadora exportadora "
    "business ventures partners associates solutions supply supplies equipment materials steel "
    "metal metals mining minerals mineral chemical chemicals pharmaceutical pharmaceuticals "
    "medical food foods agricultural agriculture textile textiles auto automotive motors car "
    "real estate property properties inmobiliaria tourism travel hotel hotels media news "
    "television radio networks communications communication telecommunications telecom computer "
    "software security defense defence military aerospace space machine machinery tools tool "
    "brothers sons north south east west northern southern eastern western central new "
    "saint academy school hospital clinic museum laboratory directorate agency authority "
    "administration police court parliament government embassy shipyard port airport terminal "
    "railway railways refinery mine mill farm market club league federation confederation "
    "alliance forces guard militia battalion regiment division corps command private aircraft "
    "helicopters lab labs maintenance studio studios press publishing printing house homes";
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
    "bank banco banque bankasi banka banca banks bankas banki banku bancaire bk\nnational "
    "nacional nationale nazionale natsionalny natsionalnyy natl nationaler nationales narodny "
    "natsionalnaya natsionalniy\nrussia rossii rossiya rusia rossiyskaya russian rossiyskiy "
    "russkaya\nsyria syrienne suriye syrian\niran irans iranian\ngermany deutschland alemania "
    "german deutsche deutscher deutsches\nspain espana spanish\nbrazil brasil\nturkey turkiye "
    "turkish\nindustry industries industrial industria industrias industriya industrie "
    "industrielle industriel sanayi sanayii sanaye promyshlennost\nair airlines airline airways\n"
    "mineral minerals\nchemical chemicals\nmetal metals\nservice services servicios svc svcs "
    "servicio servizi uslugi\nsolution solutions\ntechnology technologies tech tecnologia "
    "tekhnologii tekhnologiya tekhnologiy technologie tecnologias technologia teknoloji "
    "tekhnologiia\npetrochemical petrochemicals\npharmaceutical pharmaceuticals pharma "
    "farmaceutica ilac\nfood foods\ntextile textiles\ntransport transportation transporte "
    "transportes transporta\nconstruction construcciones constr construcao costruzioni "
    "stroitelnaya stroitelstvo insaat\ninvestment investments inversiones investissement "
    "investissements investicii investitsii investitsiya\nimport imports importadora\nexport "
    "exports exportadora eksport exportacion ihracat\ncommercial comercial commerciale "
    "kommerchesky kommercheskiy\ntelecommunications telecom telekom\nelectronics electronic "
    "elektronika electronica elektronik\nsystem systems sistemas sistemy systeme\ncommunication "
    "communications\nunion unions soyuz\ndefence defense defensa oborony savunma verteidigung\n"
    "hotel hotels\ncenter centre tsentr centro zentrum centrum merkezi markaz\nline lines\nmotor "
    "motors\ntanker tankers\nproduct products prod prods produkt producto productos\n"
    "organization organisation org organizacion organizatsiya organizacja organizzazione\n"
    "foundation stichting fond fundacion fondation fundacao stiftung vakfi fondazione "
    "fdn\nshipping ship "
    "shpg denizcilik naviera\nlogistic logistics logistik\ntrading trade trader traders torg "
    "trdg ticaret handel handels torgovlya torgovy torgovyy torgoviy tijarat\nproperty "
    "properties\nuniversity universidad universite universitet universitaet universitat "
    "universita universidade univ universiteti\nmanufacturing mfg manufacture manufacturers "
    "manufacturer\nbrothers bros brother freres hermanos gebruder gebrueder fratelli\nsons son "
    "sohne soehne fils hijos figli synovya ogullari\nengineering engg engr ingenieria ingenierie "
    "muhendislik inzhiniring\ndevelopment dvlpt desarrollo developpement razvitiya razvitiye\n"
    "ministry ministerio ministere ministerstvo ministerium ministero ministerul minister\n"
    "department dept dep departamento departement departament\ninstitute inst institut instituto "
    "istituto\nassociation assn assoc asociacion associacao asotsiatsiya verein\ngovernment govt "
    "gov gobierno gouvernement\ncommittee cttee comite komitet komite\ncouncil consejo conseil "
    "sovet\ncommission comision komissiya kommissiya\nmanagement mgmt mgt\nequipment eqpt equip\n"
    "laboratory lab labs laboratories laboratorio laboratoire laboratoriya\nresearch "
    "issledovaniy\nsaint st sankt\nrepublic rep republica republique respublika respubliki "
    "republik\nholding hldg hldgs hldings\ngroup grp groupe grupo gruppe gruppa gruppo grup "
    "groups grupa\ncompany cie compania compagnie compagnia companhia kompaniya kompaniia "
    "kompania kompanie companies\ninternational intl internacional internationale "
    "internationaler mezhdunarodny mezhdunarodnyy mezhdunarodnaya uluslararasi\ncentral centrale "
    "tsentralny tsentralnyy merkez zentral markazi\ngeneral generale generalny\nfederal federale "
    "federalny federalnaya\ninsurance seguros assurance assurances strakhovaya sigorta "
    "versicherung\nenergy energia energie energiya enerji energeticheskaya\nelectric elec "
    "elektrik electrica electrique\nsteel stahl acero acier\ninterior interieur innern icisleri\n"
    "foreign exteriores etrangeres\narmy armia armiya ejercito armee\nfront frente\nparty "
    "partido partiya partei parti partito\ncommunist comunista kommunisticheskaya communiste\n"
    "popular narodnaya populaire\nliberation liberacion\nmovement movimiento mouvement dvizhenie "
    "dvizheniye\nislamic islami islamiya islamia islamiyah islamiyyah islamique islamica eslami "
    "islamiya islamiyya\nrevolutionary "
    "revolucionario revolutionnaire revolucionaria revolutsionny\nacademy akademiya academia "
    "akademie academie\nplant zavod\nconcern konzern kontsern konsern\nsociety sociedad societe "
    "societa sociedade obshchestvo\nenterprise enterprises empresa empresas entreprise "
    "predpriyatie predpriyatiye unternehmen\naviation aviacion aviatsiya havacilik\nfinancial "
    "finanzas finanz finansovy finansovaya\nsecurity sicherheit seguridad securite bezopasnosti\n"
    "agency agence agencia agentstvo agentur\nagricultural agricola\nnorth norte nord severny "
    "severo\nsouth sur sud yuzhny\nwest oeste ouest\neast este\ncuba cuban cubana\nstate "
    "gosudarstvenny gosudarstvennaya estatal\ncomputer computers kompyuter\nfreedom libertad "
    "liberte\nafghanistan afghan\narmenia armenian\nbelarus belarusian byelorussian belorussian\n"
    "britain british\nbulgaria bulgarian\nchina chinese\ncolombia colombian\negypt egyptian\n"
    "france french\ngeorgia georgian\nindia indian\niraq iraqi\nisrael israeli\nitaly italian\n"
    "japan japanese\nkorea korean\nlebanon lebanese\nlibya libyan\nmexico mexican mexicana\n"
    "pakistan pakistani\npalestine palestinian\npoland polish polska\nsaudi saoudite\nsudan "
    "sudanese\nukraine ukrainian ukrainy ukrayiny\nvenezuela venezuelan venezolana\nyemen "
    "yemeni\n";

// Where a full stop follows: without one, some of them are names.
constexpr std::string_view kAbridged =
    "ministry min\ndevelopment dev\nengineering eng\ngeneral gen\nindustry ind inds\ninsurance "
    "ins\ninvestment inv\nfinancial fin\nmilitary mil\nresearch res\nfederal fed\nimport imp\n"
    "export exp\nconstruction const constr\ntransport trans transp\ncommercial comm\n"
    "product prod\nrepublic rep\nagricultural agr agric\nacademy acad\nsaint st\nnational nat "
    "natl\ninternational int intl\nuniversity univ\ninstitute inst\ncommittee cttee\nelectric "
    "el elec\ntechnology tech\nmechanical mech\nchemical chem\ncentral cent\nmetal met\n";
// Numbers from one to twenty, then by tens.
constexpr std::string_view kSpelledNumbers =
    "one first\ntwo second\nthree third\nfour fourth\nfive fifth\nsix sixth\nseven seventh\neight "
    "eighth\nnine ninth\nten tenth\neleven eleventh\ntwelve twelfth\nthirteen thirteenth\n"
    "fourteen fourteenth\nfifteen fifteenth\nsixteen sixteenth\nseventeen seventeenth\neighteen "
    "eighteenth\nnineteen nineteenth\ntwenty twentieth\nthirty thirtieth\nforty fortieth\nfifty "
    "fiftieth\nsixty sixtieth\nseventy seventieth\neighty eightieth\nninety ninetieth";

constexpr std::string_view kShipPrefixes =
    "mv mt ms ss sv my ft fv lpg lng vlcc ulcc fishing merchant steam vessel ship tanker motor mts "
    "rv hms uss hmcs ins tug barge yacht";

// Longer ones before their beginnings.
constexpr auto kPhrases = std::to_array<Phrase>({
    {"gesellschaft mit beschrankter haftung co kg", "gmbh"},
    {"gu fen you xian gong si", "ltd"},
    {"you xian ze ren gong si", "ltd"},
    {"sociedad anonima de capital variable", "sa"},
    {"s a de c v", "sa"},
    {"s de rl de cv", "srl"},
    {"public joint stock company", "jsc"},
    {"open joint stock company", "jsc"},
    {"closed joint stock company", "jsc"},
    {"private joint stock company", "jsc"},
    {"sociedad de responsabilidad limitada", "srl"},
    {"gesellschaft mit beschrankter haftung", "gmbh"},
    {"gesellschaft mit beschraenkter haftung", "gmbh"},
    {"sp z o o", "spzoo"},
    {"obshchestvo s ogranichennoy otvetstvennostyu", "ooo"},
    {"obshchestvo s ogranichennoi otvetstvennostiu", "ooo"},
    {"federal state unitary enterprise", "fgup"},
    {"gmbh and co kg", "gmbh"},
    {"sabiedriba ar ierobezotu atbildibu", "ltd"},
    {"spolka z ograniczona odpowiedzialnoscia", "spzoo"},
    {"spolecnost s rucenim omezenym", "sro"},
    {"spol s r o", "sro"},
    {"societe a responsabilite limitee", "sarl"},
    {"societe par actions simplifiee", "sas"},
    {"societa a responsabilita limitata", "srl"},
    {"sociedad por acciones simplificada", "sas"},
    {"tovarystvo z obmezhenoyu vidpovidalnistyu", "tov"},
    {"tovarystvo z obmezhenoiu vidpovidalnistiu", "tov"},
    {"obshchestvo s ogranichennoi otvetstvennostyu", "ooo"},
    {"drustvo s ogranicenom odgovornoscu", "doo"},
    {"you xian gong si", "ltd"},
    {"joint stock commercial bank", "bank"},
    {"joint stock company", "jsc"},
    {"public limited company", "plc"},
    {"limited liability company", "llc"},
    {"limited liability partnership", "llp"},
    {"sa de cv", "sa"},
    {"sp z oo", "spzoo"},
    {"d o o", "doo"},
    {"otkrytoe aktsionernoe obshchestvo", "oao"},
    {"zakrytoe aktsionernoe obshchestvo", "zao"},
    {"publichnoe aktsionernoe obshchestvo", "pao"},
    {"state unitary enterprise", "gup"},
    {"free zone company", "fzc"},
    {"gmbh co kg", "gmbh"},
    {"public company limited", "pcl"},
    {"uzdaroji akcine bendrove", "ltd"},
    {"spolka z oo", "spzoo"},
    {"s r o", "sro"},
    {"korlatolt felelossegu tarsasag", "kft"},
    {"societe anonyme libanaise", "sal"},
    {"societa per azioni", "spa"},
    {"sociedad anonima bursatil", "sa"},
    {"publichne aktsionerne tovarystvo", "pat"},
    {"pryvatne aktsionerne tovarystvo", "prat"},
    {"publichnoye aktsionernoye obshchestvo", "pao"},
    {"otkrytoye aktsionernoye obshchestvo", "oao"},
    {"zakrytoye aktsionernoye obshchestvo", "zao"},
    {"nepublichnoe aktsionernoe obshchestvo", "ao"},
    {"gufen youxian gongsi", "ltd"},
    {"youxian zeren gongsi", "ltd"},
    {"free zone establishment", "fze"},
    {"sherkat e sahami", "jsc"},
    {"closed stock company", "jsc"},
    {"open stock company", "jsc"},
    {"limited partnership", "lp"},
    {"sociedad anonima", "sa"},
    {"societe anonyme", "sa"},
    {"sp zoo", "spzoo"},
    {"aktsionernoe obshchestvo", "ao"},
    {"gesellschaft mbh", "gmbh"},
    {"eingetragener verein", "ev"},
    {"anonim sirketi", "as"},
    {"anonim sirket", "as"},
    {"limited sirketi", "ltd"},
    {"ltd sti", "ltd"},
    {"private limited", "ltd"},
    {"pvt ltd", "ltd"},
    {"proprietary limited", "ltd"},
    {"pty ltd", "ltd"},
    {"pte ltd", "ltd"},
    {"corporation limited", "ltd"},
    {"kabushiki kaisha", "kk"},
    {"kabushiki gaisha", "kk"},
    {"yugen kaisha", "ltd"},
    {"naamloze vennootschap", "nv"},
    {"besloten vennootschap", "bv"},
    {"akcine bendrove", "ab"},
    {"spolka akcyjna", "sa"},
    {"akciova spolecnost", "as"},
    {"sociedade anonima", "sa"},
    {"sociedade limitada", "ltda"},
    {"sociedad limitada", "srl"},
    {"compania anonima", "sa"},
    {"aktsionerne tovarystvo", "at"},
    {"aktsionernoye obshchestvo", "ao"},
    {"dionicko drustvo", "ad"},
    {"akcionarsko drustvo", "ad"},
    {"perseroan terbatas", "pt"},
    {"sendirian berhad", "bhd"},
    {"youxian gongsi", "ltd"},
    {"anonymi etaireia", "ae"},
    {"anonymos etaireia", "ae"},
    {"anonimi eteria", "ae"},
    {"sherkat sahami", "jsc"},
    {"stock company", "jsc"},
    {"aktiengesellschaft", "ag"},
    {"kommanditgesellschaft", "kg"},
    {"aktiebolag", "ab"},
    {"aktieselskab", "as"},
    {"aksjeselskap", "as"},
    {"osakeyhtio", "oy"},
    {"aktsiaselts", "as"},
    {"osauhing", "ltd"},
    {"reszvenytarsasag", "nyrt"},
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

using FirstWords = absl::flat_hash_map<std::string_view, std::string_view>;

// The first word of a line by each word of it.
FirstWords FirstOfLine(std::string_view lines) {
  FirstWords made;
  for (const absl::string_view line :
       absl::StrSplit(absl::string_view(lines.data(), lines.size()), '\n', absl::SkipEmpty())) {
    const std::string_view words(line.data(), line.size());
    for (const std::string_view one : WordsOf(words)) {
      made.emplace(one, words.substr(0, words.find(' ')));
    }
  }
  return made;
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

bool IsInitialOfTwo(std::string_view word) {
  static const Words words = WordsOf("kh zh ch sh yu ya ye yo ts iu ia dzh shch th ph");
  return Has(words, word);
}

bool IsPatronymic(std::string_view word) {
  if (word.size() < 7) return false;
  for (const std::string_view end :
       {"ovich", "evich", "ovna", "evna", "ovych", "evych", "ivna", "yovych", "ichna"}) {
    if (word.ends_with(end)) return true;
  }
  return false;
}

PinyinReading PinyinOf(std::string_view syllable, bool has_apostrophe) {
  struct Spelling {
    std::string_view written;
    std::string_view plain;
    std::string_view aspirated;
    bool is_no_pinyin;
  };
  // Longer ones first.
  constexpr auto kInitials = std::to_array<Spelling>({
      {"hs", "x", "x", true}, {"ch", "zh", "ch", false}, {"sh", "sh", "sh", false},
      {"ts", "z", "c", true}, {"tz", "z", "c", true},    {"ss", "s", "s", true},
      {"p", "b", "p", false}, {"t", "d", "t", false},    {"k", "g", "k", false},
      {"j", "r", "r", false}, {"m", "m", "m", false},    {"f", "f", "f", false},
      {"n", "n", "n", false}, {"l", "l", "l", false},    {"h", "h", "h", false},
      {"s", "s", "s", false}, {"w", "w", "w", false},    {"y", "y", "y", false},
      {"", "", "", false},
  });
  constexpr auto kFinals = std::to_array<Spelling>({
      {"a", "a", "", false},      {"ai", "ai", "", false},     {"an", "an", "", false},
      {"ang", "ang", "", false},  {"ao", "ao", "", false},     {"e", "e", "", false},
      {"ei", "ei", "", false},    {"en", "en", "", false},     {"eng", "eng", "", false},
      {"erh", "er", "", true},    {"eh", "e", "", true},       {"i", "i", "", false},
      {"ia", "ia", "", false},    {"iang", "iang", "", false}, {"iao", "iao", "", false},
      {"ieh", "ie", "", true},    {"ien", "ian", "", true},    {"ih", "i", "", true},
      {"in", "in", "", false},    {"ing", "ing", "", false},   {"iu", "iu", "", false},
      {"iung", "iong", "", true}, {"o", "o", "", false},       {"ou", "ou", "", false},
      {"u", "u", "", false},      {"ua", "ua", "", false},     {"uai", "uai", "", false},
      {"uan", "uan", "", false},  {"uang", "uang", "", false}, {"uei", "ui", "", true},
      {"ueh", "ue", "", true},    {"ui", "ui", "", false},     {"un", "un", "", false},
      {"ung", "ong", "", true},   {"uo", "uo", "", false},
  });
  for (const Spelling& initial : kInitials) {
    if (!syllable.starts_with(initial.written)) continue;
    const std::string_view rest = syllable.substr(initial.written.size());
    for (const Spelling& ending : kFinals) {
      if (ending.written != rest) continue;
      std::string read(has_apostrophe ? initial.aspirated : initial.plain);
      // Before i, ch is j or q.
      if (initial.written == "ch" && rest.front() == 'i' && rest != "ih") {
        read = has_apostrophe ? "q" : "j";
      }
      read += initial.written == "y" && rest == "en" ? "an" : ending.plain;
      return {std::move(read), initial.is_no_pinyin || ending.is_no_pinyin};
    }
    break;
  }
  return {};
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
          std::pair(kKindUse, WordUse::kKind), std::pair(kBranchUse, WordUse::kBranch),
          std::pair(kPlaceUse, WordUse::kPlace)}) {
      for (const std::string_view name : WordsOf(list)) made.emplace(name, use);
    }
    return made;
  }();
  const auto found = uses.find(word);
  return found == uses.end() ? WordUse::kDistinct : found->second;
}

std::string_view InEnglish(std::string_view word) {
  static const auto forms = FirstOfLine(kInEnglish);
  const auto found = forms.find(word);
  return found == forms.end() ? word : found->second;
}

std::string_view Unabridged(std::string_view word) {
  static const auto forms = FirstOfLine(kAbridged);
  const auto found = forms.find(word);
  return found == forms.end() ? std::string_view() : found->second;
}

namespace {

// One letter more, one less or other, or two neighbours that changed places.
bool IsOneEdit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i]) {
    return a.substr(i + 2) == b.substr(i + 2);
  }
  return i < a.size() && a.substr(i + 1) == b.substr(i + 1);
}

}  // namespace

std::string_view Corrected(std::string_view word) {
  for (const std::string_view known :
       {"company", "limited", "holding", "group", "corporation", "international", "incorporated",
        "enterprise", "organization"}) {
    // A short word with another letter is another word.
    const bool may_differ = known.size() > 5 || word.size() != known.size();
    if (word.front() != known.front() || word == known) continue;
    if (IsOneEdit(word, known) &&
        (may_differ || std::is_permutation(word.begin(), word.end(), known.begin(), known.end()))) {
      return known;
    }
  }
  return {};
}

int SpelledNumber(std::string_view word) {
  static const auto numbers = [] {
    absl::flat_hash_map<std::string_view, int> made;
    int number = 1;
    for (const absl::string_view line :
         absl::StrSplit(absl::string_view(kSpelledNumbers.data(), kSpelledNumbers.size()), '\n')) {
      for (const std::string_view one : WordsOf({line.data(), line.size()})) {
        made.emplace(one, number);
      }
      number += number < 20 ? 1 : 10;
    }
    return made;
  }();
  const auto found = numbers.find(word);
  return found == numbers.end() ? 0 : found->second;
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

std::span<const Phrase> CompanyPhrases(std::string_view first_word) {
  const auto first_of = [](const Phrase& phrase) {
    return phrase.words.substr(0, phrase.words.find(' '));
  };
  static const auto phrases = [&] {
    std::vector<Phrase> made(kPhrases.begin(), kPhrases.end());
    std::stable_sort(made.begin(), made.end(),
                     [&](const Phrase& a, const Phrase& b) { return first_of(a) < first_of(b); });
    return made;
  }();
  const auto begin = std::partition_point(
      phrases.begin(), phrases.end(), [&](const Phrase& p) { return first_of(p) < first_word; });
  auto end = begin;
  while (end != phrases.end() && first_of(*end) == first_word) ++end;
  return {begin, end};
}

}  // namespace casus::internal
