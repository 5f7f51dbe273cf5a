"""Names that are written in several ways, or have a short form: one line, one name.

``=`` stands before spellings of the same name in other languages or romanizations, ``~`` before
pet names. A word may stand on several lines (Alex is Alexander and Alexandra).
"""

from __future__ import annotations

from paymentus.compliance.domain.screening.word_tables import entries, words_in

_LINES = """
muhammad = mohammed mohamed mohammad muhammed mohamad mohamed muhamad muhamed mohammod mohd muhd
    mehmet mehmed mahomet mokhamed magomed magomet muhammet mahamed maxamed mukhammad md
ahmad = ahmed ahmet akhmed akhmad axmed achmad
mahmud = mahmoud mehmud makhmud mahmood mahmut
hamid = hameed khamid hamed
hasan = hassan hasen khasan xasan hasson
husayn = hussein husain hussain hossein hosein husein huseyin hussien hosain khusein xuseen
ali = aly aliy
umar = omar omer umer cumar
uthman = othman osman usman ousmane cusmaan osmaan
usama = osama ousama oussama usamah osamah
yusuf = yousef youssef yousuf youssouf yusef yusif yousif joseph josef jose jozef giuseppe iosif
    jusuf josip yosef ~ joe joey pepe beppe
ibrahim = ebrahim ibrahem ibraheem brahim ibragim abraham avraham ~ abe
ismail = ismael esmail esmaeil ismaeel ismayil ismoil
sulayman = suleiman sulaiman soliman suleyman solomon soleiman suleman saleban
dawud = david daoud dawood daud davud dawod davoud ~ dave davy
musa = mousa moussa moosa moses mose moise
isa = issa eissa essa ciise eisa
yaqub = yakub yaqoub yacoub jacob jakob yakov iakov yaqoob jakub giacomo jacques santiago diego
    james ~ jim jimmy jake jamie
khalid = khaled halid chaled
khalil = halil khaleel
said = saeed saeid saied sayid
salih = saleh salih saalah
salim = saleem selim
rashid = rasheed rachid rashed
karim = kareem kerim
nasir = nasser naser nassir naseer
walid = waleed valid oualid
tariq = tarek tareq tarik
jamal = gamal djamal jamaal cemal jemal
jamil = gamil djamil cemil
jafar = jaafar gaafar cafer djafar jaffar
qasim = kasim qassim kassem ghassem qasem kasem qassem gasim
abbas = abbass
bashar = bashshar bachar
muammar = moammar muamar moamar muammer
qadhafi = gaddafi qaddafi gadhafi khadafi kadafi qadafi gheddafi kaddafi
sharif = shareef cherif sherif serif
fatima = fatimah fatma fatemeh fadma
aisha = ayesha aicha aysha ayse caasha
maryam = mariam mary maria marie miriam mariya meryem marija mari ~ molly polly mimi
zaynab = zainab zeinab zeynep zineb
layla = leila laila leyla
mustafa = mostafa moustafa mustapha mustafo moustapha
murtada = murtaza mortaza morteza
rida = reza riza redha ridha
hashim = hashem hachem
kazim = kadhim kazem kadim kadhem
mahdi = mehdi mahdy mohdi
masud = masoud massoud masood mesud
mansur = mansour mansoor
faruq = farouk farooq faruk farouq
faysal = faisal feisal faycal feysal
ayman = aymen aiman
sayf = saif seif
shaykh = sheikh sheik shaikh cheikh sheykh
zayd = zaid zeid
nur = noor nour
abu = abou abo ebu
umm = um oum om
bin = ben ibn
alexander = aleksandr alexandr aleksander alexandre alejandro alessandro oleksandr aliaksandr
    aleksandar alexandros iskandar sandor olexandr ~ alex sasha sascha sandy alec aleks
alexandra = aleksandra alejandra alessandra ~ alex sasha sandra
alexei = aleksei alexey aleksey alexej oleksii oleksiy aliaksei alexis ~ alyosha
andrew = andrei andrey andrej andreas andre andres andrea andriy andrii andrzej anders ondrej ~
    andy drew
anthony = antony antonio anton antoine antonius antonin ~ tony toni
arthur = artur arturo
benjamin = benyamin binyamin veniamin ~ ben benny
boris = borys
charles = carlos karl carl carlo karel karol ~ charlie chuck
christian = kristian cristian christiaan ~ chris
christopher = christoph kristoffer cristobal christophe khristofor ~ chris kris
claudia = klaudia
constantine = konstantin constantin konstantinos kostiantyn ~ kostya
cyril = kirill kiril kyril kyrylo
daniel = daniil danilo danylo danil daniyal ~ dan danny
demetrius = dmitry dmitri dmitriy dimitri dmitrii dmytro dimitrios dzmitry dimitar ~ dima
denis = denys dennis
dominic = dominik domingo dominique ~ dom
edward = eduard eduardo edvard edouard edoardo ~ ed eddie ted ned teddy
elizabeth = elisabeth yelizaveta elizaveta isabel isabella elisabetta elisaveta ~ liz lizzy beth
    betty eliza lisa liza
emmanuel = emanuel manuel emanuele immanuel ~ manny manolo
eugene = yevgeny yevgeniy evgeny evgeni evgeniy yevhen eugenio eugen evgenii jevgeni ~ gene zhenya
felix = feliks
francis = francisco francesco franz frantisek francois franciscus franciszek ~ frank paco pancho
frederick = frederik friedrich federico frederic fredrik fryderyk fredrick ~ fred freddy fritz
gabriel = gavriil gavril gabriele jibril jibreel jabril ~ gabe
george = georgi georgy georgiy jorge georg georgios giorgio yuri yury yuriy yurii iurii jiri
    gheorghe jerzy georges giorgi heorhiy ~ gosha
gerald = gerard gerhard gerardo ~ gerry jerry
gregory = grigory grigori grigoriy gregor gregorio hryhoriy hryhorii grigorios ~ greg
gustav = gustavo gustave
helen = elena yelena helena olena helene eleni jelena alena ~ lena nelly
henry = henri heinrich enrique enrico henrik hendrik henryk ~ harry hank heinz
hugo = ugo
ignatius = ignacio ignazio ignat ignas ~ nacho
igor = ihor
ilya = ilia elijah elias ilias elia
ivan = ioan
jeffrey = geoffrey ~ jeff geoff
jerome = jeronimo geronimo hieronymus
joachim = joaquin joakim
john = juan johann jean giovanni joao ivan jan johannes ioannis yahya hans jon johan yohanna yann
    jovan sean ian ~ johnny jack
jonathan = yonatan ~ jon
julia = yuliya iuliia yulia giulia julie yuliia
julius = julio giulio jules yuliy
catherine = katherine ekaterina yekaterina katerina caterina katarzyna catalina kateryna kathryn
    katharina ~ kate cathy kathy katie katya kitty
lawrence = laurence lorenzo laurent lavrenti lars lorenz ~ larry
leo = lev leon
leonard = leonardo leonhard ~ len lenny
leonid = leonidas leonyd
louis = luis luigi ludwig lewis ludovico lajos luiz ~ lou louie
luke = lucas luca lukas luka lukasz
marcus = marco marcos mark marc marek markus
margaret = margarita marguerite margarete malgorzata margherita ~ maggie peggy meg greta rita
martin = marten martino marcin
matthew = mateo matteo matthias mathieu matvei matvey mateusz matheus matias matej ~ matt matty
maxim = maksim maxime maksym massimo maximo maximilian ~ max
michael = mikhail miguel michel michele mikael mykhailo michal mihail mihai mikhael micheal
    mykhaylo mikail ~ mike mick mickey misha micky
moses = moshe moises
nathan = natan ~ nate
natalia = natalya nataliya natalie nathalie nataliia ~ natasha
nicholas = nikolai nikolay nicolas nicola nikola nikolaos nicolae mykola niklas nikolaj mikalai
    nikolaus ~ nick nicky kolya claus klaus nico niko
oleg = oleh
olga = olha helga volha
oscar = oskar
patrick = patricio patrizio patrik ~ pat paddy
paul = pavel pablo paolo pawel pavlo pal paulo paulus pavlos pavlo
peter = pedro pierre pietro pyotr petr piotr petro petar pieter petros petur petter pjotr botros
    butrus ~ pete petya
philip = phillip felipe filip philippe filippo philipp ~ phil
raymond = raimundo ramon raimund ~ ray
rebecca = rebeca ~ becky
richard = ricardo riccardo ryszard rikard ~ rick dick rich richie ricky
robert = roberto ruprecht rupert ~ bob bobby rob robbie bert
roman = romain
ronald = ronaldo reinaldo ~ ron ronnie
rudolf = rodolfo rudolph ~ rudi rudy
samuel = samuil shmuel ~ sam sammy
sergei = sergey sergio serge sergiy serhiy serhii siarhei sergej sergejs sergiu sergii ~ seryozha
simon = simeon semyon shimon semen simone szymon
stanislav = stanislaw stanislaus ~ stas slava
stephen = steven stefan esteban stefano stepan etienne stephan stephane estevan istvan stefanos ~
    steve stevie
svyatoslav = sviatoslav
theodore = fyodor fedor teodor teodoro fiodor fedir theodor theodoros ~ ted teddy theo
thomas = tomas tommaso tomasz foma tomaz ~ tom tommy
timothy = timofei timofey timoteo tymofiy ~ tim timmy
valentin = valentyn valentine valentino
valery = valeriy valeri valerii valerio valerius ~ valera
vasily = vasiliy vasili vasyl basil vassily vasilios vassil vasil basilio ~ vasya
victor = viktor vittorio wiktor viktar ~ vic vitya
vincent = vicente vincenzo vinzenz ~ vince vinny
vitaly = vitaliy vitalii vitali vital
vladimir = wladimir volodymyr uladzimir vladymyr wolodymyr vladimirs ~ vova volodya vlad
vladislav = wladyslaw uladzislau vladyslav ladislav ~ vlad
vyacheslav = viacheslav vjaceslav vyatcheslav wjatscheslaw ~ slava
walter = gualterio valter walther ~ walt wally
william = wilhelm guillermo guillaume guglielmo willem vilhelm vilmos ~ bill billy will willy liam
yaroslav = jaroslav iaroslav jaroslaw
zachary = zakariya zakaria zechariah zakariyya zachariah zekeriya ~ zach zack
donald = ~ don donny
kenneth = ~ ken kenny
lawrence = ~ larry
eleanor = eleonora leonora ~ ellie nell nora
gregory = ~ greg
deborah = debora ~ debbie deb
susan = susana susanna suzanne ~ sue susie
barbara = varvara ~ barb babs
jennifer = ~ jen jenny
jessica = ~ jess jessie
patricia = patrizia ~ pat patty trish
pamela = ~ pam
victoria = viktoria viktoriya ~ vicky tori
dorothy = dorothea dorotea ~ dot dolly
teresa = theresa therese tereza teresia ~ terry tess
sarah = sara
rachel = raquel rahel
ruth = rut
anne = ann anna ana hanna hannah ania ~ annie anya nancy
judith = judit ~ judy
caroline = carolina karolina carolyn ~ carrie
abigail = ~ abby gail
alfred = alfredo ~ al fred alf
albert = alberto albrecht ~ al bert
allen = alan allan alain
arnold = arnaldo arnaud ~ arnie
bernard = bernardo bernhard bernd ~ bernie
douglas = ~ doug
eugenia = evgeniya yevgeniya
frances = francesca francoise franziska ~ fran fanny
gilbert = gilberto ~ gil
harold = harald ~ hal harry
jerry = jeremy jeremiah
leslie = lesley ~ les
nathaniel = nataniel ~ nat nate
oliver = olivier olivero oliviero ~ ollie
randolph = randall ~ randy
ralph = raul raoul rafe
raphael = rafael raffaele rafail ~ rafa rafi
roger = rogelio ruggero rodger
roland = rolando orlando rolf
stuart = stewart ~ stu
terence = terrence ~ terry
vernon = ~ vern
jesus = ~ chuy
ignacio = ~ nacho
guadalupe = ~ lupe
enrique = ~ kike quique
alfonso = alphonse alfons alonso ~ poncho
xi = hsi
zhou = chou
zhang = chang cheung
zhao = chao
chen = chan tan
huang = wong hwang
wang = wong
li = lee ri yi rhee
liu = lau
wu = ng
lin = lam lim
xu = hsu
zheng = cheng
jiang = chiang
deng = teng
jin = kim chin gim
pak = park bak
choe = choi
chong = jong jeong jung chung
kang = gang
cho = jo
chang = jang
yong = young yeong
song = sung seong
hyon = hyun hyeon
chol = chul cheol
un = eun
hui = hee
sok = suk seok
myong = myung myeong
kyong = kyung gyeong
pyong = byung
"""

# Surnames that so many people have that they say as little as a given name.
FREQUENT_SURNAMES = words_in(
    """
    smith johnson williams brown jones miller davis wilson anderson taylor moore jackson thompson
    white harris clark lewis robinson walker young hall king wright hill scott green adams baker
    nelson carter mitchell roberts turner phillips campbell parker evans edwards collins morris
    rogers reed cook garcia martinez rodriguez hernandez gonzalez lopez perez sanchez ramirez torres
    rivera flores gomez diaz cruz reyes morales ortiz gutierrez ruiz alvarez castillo romero mendoza
    vargas castro medina herrera aguilar guzman munoz rojas fernandez ramos vasquez jimenez moreno
    silva santos oliveira souza sousa pereira costa ferreira rodrigues almeida lima carvalho ribeiro
    nguyen tran pham le hoang yang sun ma zhu hu guo he gao luo kim choi yoon yun khan singh kumar
    sharma patel gupta das begum rahman hussain muller schmidt schneider fischer weber meyer wagner
    becker hoffmann bauer rossi russo ferrari esposito bianchi romano ivanov ivanova smirnov petrov
    petrova popov sokolov kuznetsov novak horvat yilmaz kaya demir celik sahin tanaka sato suzuki
    """
)

SPELLING = 1
PET_NAME = 2


def _table() -> dict[str, dict[str, int]]:
    """Word → the names it may stand for, each with how: SPELLING or PET_NAME."""
    found: dict[str, dict[str, int]] = {}
    for line in entries(_LINES):
        name, _, rest = line.partition(" ")
        how = SPELLING
        found.setdefault(name, {})[name] = SPELLING
        for mark in rest.split():
            if mark in "=~":
                how = SPELLING if mark == "=" else PET_NAME
            else:
                entry = found.setdefault(mark, {})
                entry[name] = min(how, entry.get(name, how))
    return found


MEANINGS: dict[str, dict[str, int]] = _table()


def same_name(one: str, other: str) -> int:
    """SPELLING or PET_NAME where both words may stand for one name, else 0."""
    first = MEANINGS.get(one)
    if first is None:
        return 0
    second = MEANINGS.get(other)
    if second is None:
        return 0
    best = 0
    for name, how in first.items():
        if name in second:
            both = max(how, second[name])
            best = min(best, both) if best else both
    return best
