"""The words that generated records are made of: countries, groups, topics, names, prose."""

from __future__ import annotations


def _items(text: str) -> list[str]:
    return text.replace("\n", "").split("|")


# ISO 3166-1 code, name, capital.
COUNTRIES = [
    tuple(line.split("|"))
    for line in """\
AF|Afghanistan|Kabul
AL|Albania|Tirana
DZ|Algeria|Algiers
AD|Andorra|Andorra la Vella
AO|Angola|Luanda
AG|Antigua and Barbuda|Saint John's
AR|Argentina|Buenos Aires
AM|Armenia|Yerevan
AU|Australia|Canberra
AT|Austria|Vienna
AZ|Azerbaijan|Baku
BS|Bahamas|Nassau
BH|Bahrain|Manama
BD|Bangladesh|Dhaka
BB|Barbados|Bridgetown
BY|Belarus|Minsk
BE|Belgium|Brussels
BZ|Belize|Belmopan
BJ|Benin|Porto-Novo
BT|Bhutan|Thimphu
BO|Bolivia|La Paz
BA|Bosnia and Herzegovina|Sarajevo
BW|Botswana|Gaborone
BR|Brazil|Brasília
BN|Brunei Darussalam|Bandar Seri Begawan
BG|Bulgaria|Sofia
BF|Burkina Faso|Ouagadougou
BI|Burundi|Gitega
CV|Cabo Verde|Praia
KH|Cambodia|Phnom Penh
CM|Cameroon|Yaoundé
CA|Canada|Ottawa
CF|Central African Republic|Bangui
TD|Chad|N'Djamena
CL|Chile|Santiago
CN|China|Beijing
CO|Colombia|Bogotá
KM|Comoros|Moroni
CG|Congo|Brazzaville
CD|Democratic Republic of the Congo|Kinshasa
CR|Costa Rica|San José
CI|Côte d'Ivoire|Abidjan
HR|Croatia|Zagreb
CU|Cuba|Havana
CY|Cyprus|Nicosia
CZ|Czechia|Prague
DK|Denmark|Copenhagen
DJ|Djibouti|Djibouti City
DM|Dominica|Roseau
DO|Dominican Republic|Santo Domingo
EC|Ecuador|Quito
EG|Egypt|Cairo
SV|El Salvador|San Salvador
GQ|Equatorial Guinea|Malabo
ER|Eritrea|Asmara
EE|Estonia|Tallinn
SZ|Eswatini|Mbabane
ET|Ethiopia|Addis Ababa
FJ|Fiji|Suva
FI|Finland|Helsinki
FR|France|Paris
GA|Gabon|Libreville
GM|Gambia|Banjul
GE|Georgia|Tbilisi
DE|Germany|Berlin
GH|Ghana|Accra
GR|Greece|Athens
GD|Grenada|Saint George's
GT|Guatemala|Guatemala City
GN|Guinea|Conakry
GW|Guinea-Bissau|Bissau
GY|Guyana|Georgetown
HT|Haiti|Port-au-Prince
VA|Holy See|Vatican City
HN|Honduras|Tegucigalpa
HU|Hungary|Budapest
IS|Iceland|Reykjavík
IN|India|New Delhi
ID|Indonesia|Jakarta
IR|Iran|Tehran
IQ|Iraq|Baghdad
IE|Ireland|Dublin
IL|Israel|Jerusalem
IT|Italy|Rome
JM|Jamaica|Kingston
JP|Japan|Tokyo
JO|Jordan|Amman
KZ|Kazakhstan|Astana
KE|Kenya|Nairobi
KI|Kiribati|Tarawa
KP|North Korea|Pyongyang
KR|South Korea|Seoul
XK|Kosovo|Pristina
KW|Kuwait|Kuwait City
KG|Kyrgyz Republic|Bishkek
LA|Laos|Vientiane
LV|Latvia|Riga
LB|Lebanon|Beirut
LS|Lesotho|Maseru
LR|Liberia|Monrovia
LY|Libya|Tripoli
LI|Liechtenstein|Vaduz
LT|Lithuania|Vilnius
LU|Luxembourg|Luxembourg City
MG|Madagascar|Antananarivo
MW|Malawi|Lilongwe
MY|Malaysia|Kuala Lumpur
MV|Maldives|Malé
ML|Mali|Bamako
MT|Malta|Valletta
MH|Marshall Islands|Majuro
MR|Mauritania|Nouakchott
MU|Mauritius|Port Louis
MX|Mexico|Mexico City
FM|Micronesia|Palikir
MD|Moldova|Chișinău
MC|Monaco|Monte Carlo
MN|Mongolia|Ulaanbaatar
ME|Montenegro|Podgorica
MA|Morocco|Rabat
MZ|Mozambique|Maputo
MM|Myanmar|Naypyidaw
NA|Namibia|Windhoek
NR|Nauru|Yaren
NP|Nepal|Kathmandu
NL|Netherlands|The Hague
NZ|New Zealand|Wellington
NI|Nicaragua|Managua
NE|Niger|Niamey
NG|Nigeria|Abuja
MK|North Macedonia|Skopje
NO|Norway|Oslo
OM|Oman|Muscat
PK|Pakistan|Islamabad
PW|Palau|Ngerulmud
PS|Palestine|Ramallah
PA|Panama|Panama City
PG|Papua New Guinea|Port Moresby
PY|Paraguay|Asunción
PE|Peru|Lima
PH|Philippines|Manila
PL|Poland|Warsaw
PT|Portugal|Lisbon
QA|Qatar|Doha
RO|Romania|Bucharest
RU|Russia|Moscow
RW|Rwanda|Kigali
KN|Saint Kitts and Nevis|Basseterre
LC|Saint Lucia|Castries
VC|Saint Vincent and the Grenadines|Kingstown
WS|Samoa|Apia
SM|San Marino|Serravalle
ST|São Tomé and Príncipe|Neves
SA|Saudi Arabia|Riyadh
SN|Senegal|Dakar
RS|Serbia|Belgrade
SC|Seychelles|Victoria
SL|Sierra Leone|Freetown
SG|Singapore|Jurong
SK|Slovakia|Bratislava
SI|Slovenia|Ljubljana
SB|Solomon Islands|Honiara
SO|Somalia|Mogadishu
ZA|South Africa|Pretoria
SS|South Sudan|Juba
ES|Spain|Madrid
LK|Sri Lanka|Colombo
SD|Sudan|Khartoum
SR|Suriname|Paramaribo
SE|Sweden|Stockholm
CH|Switzerland|Bern
SY|Syria|Damascus
TW|Taiwan|Taipei
TJ|Tajikistan|Dushanbe
TZ|Tanzania|Dodoma
TH|Thailand|Bangkok
TL|Timor-Leste|Dili
TG|Togo|Lomé
TO|Tonga|Nukuʻalofa
TT|Trinidad and Tobago|Port of Spain
TN|Tunisia|Tunis
TR|Türkiye|Ankara
TM|Turkmenistan|Ashgabat
TV|Tuvalu|Funafuti
UG|Uganda|Kampala
UA|Ukraine|Kyiv
AE|United Arab Emirates|Abu Dhabi
GB|United Kingdom|London
US|United States|Washington
UY|Uruguay|Montevideo
UZ|Uzbekistan|Tashkent
VU|Vanuatu|Port Vila
VE|Venezuela|Caracas
VN|Vietnam|Hanoi
YE|Yemen|Sanaa
ZM|Zambia|Lusaka
ZW|Zimbabwe|Harare""".splitlines()
]

# Groups by the codes of their members. Some countries are in none, as in life.
GROUPS = {
    name: codes.split()
    for name, codes in (
        line.split(": ")
        for line in """\
Central Asia: KZ KG TJ TM UZ
Western Balkans: AL BA XK ME MK RS
Eastern Partnership: AM AZ GE MD UA
Southern Neighbourhood: DZ EG JO LB LY MA PS SY TN
Gulf Cooperation Council: BH KW OM QA SA AE
Association of Southeast Asian Nations: BN KH ID LA MY MM PH SG TH VN
African Union: DZ AO BJ BW BF BI CV CM TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH KE LS LR MG MW ML MA MZ NA NG RW SN ZA
Economic Community of West African States: BJ CV CI GM GH GN GW LR NG SN SL TG
Southern African Development Community: AO BW KM CD SZ LS MG MW MU MZ NA SC ZA TZ ZM ZW
East African Community: BI KE RW SO SS TZ UG CD
Community of Latin American and Caribbean States: AG AR BS BB BZ BO BR CL CO CR CU DM DO EC SV GD GT GY HT HN JM MX NI
Mercosur: AR BO BR PY UY
Andean Community: BO CO EC PE
Central American Integration System: BZ CR SV GT HN NI PA
Caribbean Forum: AG BS BB BZ DM GD GY HT JM KN LC VC SR TT
Pacific Islands Forum: FJ KI MH FM NR PW PG WS SB TO TV VU
Sahel Five: BF TD ML MR NE
Nordic Council: DK FI IS NO SE
Visegrád Group: CZ HU PL SK
Small European States: AD MC SM LI""".splitlines()
    )
}

ORGANISATION_SCOPES = """African American Arab Asian Balkan Baltic Caribbean Caspian Danube European
Ibero-American International Mediterranean Nordic Pacific Pan-African Transatlantic World""".split()
ORGANISATION_SUBJECTS = _items("""Aviation|Banking|Biodiversity|Broadcasting|Customs|Disarmament|Education|
Energy|Fisheries|Food|Forestry|Health|Heritage|Human Rights|Labour|Maritime|Meteorological|Migration|Nuclear|
Parliamentary|Postal|Railway|Refugee|Space|Standards|Statistics|Telecommunication|Tourism|Trade Union|Transport|
Veterinary|Water|Youth""")
ORGANISATION_KINDS = (
    "Agency Alliance Assembly Commission Council Federation Forum Institute Network Organisation".split()
)

DIALOGUES = _items("""Strategic Dialogue|Cooperation Council|Human Rights Dialogue|
Parliamentary Cooperation Committee|Migration and Mobility Dialogue|Trade Committee|Summit|Ministerial Meeting|
Political and Security Dialogue|Energy Dialogue|Counter-Terrorism Dialogue|Sub-Committee on Justice|
Joint Committee|Digital Dialogue""")
KINDS = """dialogue council dialogue committee dialogue committee summit ministerial dialogue dialogue dialogue
committee committee dialogue""".split()
"""The kind of each of DIALOGUES."""
SINGLE_KINDS = """visit ministerial negotiation call signing conference workshop briefing""".split()

TOPIC_AREAS = _items("""agricultural|border|civil society|climate|consumer|cultural|cyber|defence|digital|
disaster|education|electoral|employment|energy|environmental|financial|fisheries|gender|health|industrial|
judicial|maritime|migration|mineral|nuclear|rural|social|space|trade|transport|urban|water|youth""")
TOPIC_NOUNS = """cooperation governance infrastructure policy reform resilience security statistics training""".split()
TOPICS = _items("""trade|human rights|counter-terrorism|connectivity|investment|visa facilitation|readmission|
drug trafficking|organised crime|humanitarian access|multilateralism|regional stability|supply chains|
food security|research""")
INSTRUMENTS = _items("""Global Gateway|GSP+|EPCA|Partnership and Cooperation Agreement|Association Agreement|
Horizon Europe|Erasmus+|Joint Comprehensive Plan|Association Agenda|Free Trade Agreement|
Civil Protection Mechanism|Peace Facility|Air Transport Agreement|Visa Facilitation Agreement|
Readmission Agreement|Green Alliance|Digital Partnership|Sustainable Fisheries Partnership Agreement|
Cotonou Agreement|Samoa Agreement|Lomé Convention|Black Sea Synergy|Team Europe Initiative|
Critical Raw Materials Partnership|Security of Information Agreement""")
VENUES = (
    "Brussels Brussels Brussels Brussels Brussels Luxembourg Strasbourg Geneva Vienna Nairobi Doha Istanbul".split()
)

FIRST_NAMES = """Aigul Ahmed Alejandra Amina Ana Andrei Anneke Astrid Bakyt Beatriz Bjørn Carlos Catarina Chen
Chidi Claire Dana Daniela Dimitri Ebba Elena Emeka Erik Esther Fatima Felipe Fiona Gabriel Giulia Grace Gulnara
Hanna Hassan Helga Hiroshi Ibrahim Ines Irina Ismail Ivan Jana Javier Jelena João Jonas Josefa Kamal Karim
Katarzyna Kemal Khadija Klara Kofi Laila Lars Leila Linh Lucía Lukas Maja Malik Marco Mariam Marta Mateusz
Mehmet Mei Miguel Mirjana Moussa Nadia Naima Niklas Nino Nkechi Noor Olga Omar Oskar Paolo Pedro Petra Piotr
Priya Rachel Rafael Rania Ravi Rosa Ruslan Salma Samuel Sandra Sergio Shirin Sofia Stefan Svetlana Tamara Tariq
Tatiana Teresa Thandi Tomas Ursula Vera Viktor Wanjiru Yasmin Yusuf Zainab Zoran""".split()
LAST_NAMES = """Abbasi Abebe Adeyemi Ahlström Akhtar Almeida Alvarez Andersson Antonov Arslan Asante Aydin Baker
Banda Baptiste Barbosa Bauer Bekele Belov Benali Berg Bernard Bianchi Blanc Bondarenko Boateng Borg Botha Braun
Cabrera Campos Cardoso Castillo Cheng Chowdhury Cohen Conti Costa Cruz Daniyarov Dembele Diallo Diaz Dimitrov
Dogan Dubois Duarte Ekström Elmasri Esposito Fabre Farouk Fernandes Ferrari Fischer Flores Fofana Fonseca
Fournier Garcia Gashi Georgiev Ghani Gomes Gonzalez Greco Gruber Gunnarsson Haddad Hakimi Halonen Hamidov Hansen
Haque Hernandez Hoffmann Horvat Hosseini Hussain Iglesias Ionescu Ishikawa Ivanova Jansen Jensen Jovanović
Kamara Kanté Kaplan Karimov Kaya Keller Khalil Khan Kimani Klein Kovač Kowalski Kumar Kuznetsov Lambert Larsen
Laurent Lefebvre Lima Lindgren Lopez Magnusson Mahmoud Maina Mansour Marković Martens Martin Mbeki Mehta Mendoza
Mensah Mertens Meyer Moreau Moreno Moyo Mukherjee Müller Murphy Mwangi Nakamura Navarro Ncube Ndiaye Nguyen
Nielsen Novak Nyambura Nurmatov Obi Ochieng Oliveira Olsen Omarov Ortega Osei Ozturk Palmer Papadopoulos Park
Patel Pavlova Pereira Peters Petrov Popescu Qureshi Rahman Ramirez Rasulov Reyes Ricci Rodrigues Romano Rossi
Ruiz Saidov Salazar Sanchez Santos Sato Schmidt Schneider Sharma Silva Simon Singh Soto Stoica Suleimenov
Svensson Takahashi Tanaka Tapia Tesfaye Thapa Toledo Torres Toure Tran Turner Ueda Usmanov Vargas Vasquez Vega
Virtanen Vogel Wagner Weber Werner Wilson Wolff Yamamoto Yilmaz Zhang Zhakupov Zimmermann Zulu""".split()
ROLES = _items("""Minister of Foreign Affairs|Deputy Minister of Foreign Affairs|State Secretary|
Director-General for Europe|Minister of Trade|Minister of Justice|Ambassador|Special Envoy|Permanent Secretary|
Head of Delegation|Prime Minister|Adviser to the President|Director for Multilateral Affairs|Minister of Energy|
Chief Negotiator""")
EU_ROLES = _items("""High Representative|Commissioner for Trade|Managing Director for Asia and the Pacific|
Head of Delegation|Special Representative|Deputy Secretary-General|Director for Human Rights|
Chair of the Committee|Commissioner for Energy|Head of Division|Managing Director for Africa|Chief Negotiator""")
PUBLISHERS = ["EEAS Press Team", "Council of the EU", "European Commission", "Ministry of Foreign Affairs"]
RELATIONS = """previous follow-up-to prepared-by part-of concurrent""".split()

# Prose, the most frequent words first.
COMMON_WORDS = """the of and to in a on for that with by both as was their were parties at from cooperation
which also an is dialogue between has its support European Union this side have development importance
international meeting new it political regional be continue work agreed trade security joint through two energy
including progress need efforts discussed human rights role countries more areas investment economic future
relations further partnership commitment exchange will ahead under climate implementation during views change
situation public towards all first process other strengthen reform key projects migration within peace stability
welcomed between water digital sector society stressed common civil education law governance transport
infrastructure health market access framework food growth green global challenges opportunities dialogue
research rule institutions women youth private finance border management training expressed concern recalled
underlined reaffirmed noted committee ministers delegation officials experts level high next session round
agenda plan action programme fund years since after before recent current possible early long last several many
some each second third against across over into without about around among along upon until while where when who
what how not no only even still already soon well better best good strong full open close clear main major large
small local national bilateral multilateral parliamentary judicial legal technical financial social cultural
environmental industrial agricultural maritime nuclear military humanitarian electoral academic scientific
commercial administrative customs tariff visa labour mobility asylum return readmission smuggling trafficking
terrorism extremism crime corruption drugs cyber disinformation sanctions ceasefire conflict war refugee crisis
aid assistance protection rescue recovery resilience adaptation mitigation emissions hydrogen solar wind
electricity gas oil minerals lithium copper uranium cotton textiles wheat grain fertiliser fisheries forestry
biodiversity desertification glaciers irrigation drought flood earthquake railway port corridor highway aviation
satellite broadband semiconductor vaccine hospital nurse teacher student university scholarship museum heritage
language media journalist broadcaster election observer constitution court prosecutor police prison amnesty
death penalty torture freedom expression assembly religion minority disability child marriage gender violence
budget debt loan grant guarantee bond insurance audit procurement tender standard certificate label quota
subsidy steel aluminium cement timber leather wine cheese coffee cocoa banana sugar tea rice fish honey meat""".split()
WORD_STARTS = """agro aero astro audio bio cardio chrono cosmo crypto demo eco electro ethno geo hydro hyper
immuno infra inter intra litho macro mega meta micro mono multi nano neuro ortho paleo para photo poly proto
pseudo psycho radio retro seismo semi socio supra techno tele thermo topo trans ultra""".split()
WORD_ENDS = """archive balance basin board bridge campus census channel charter cluster code compact contract
convoy council craft credit culture deck domain dossier estate fabric factor field forest forum frame garden
ground group guard harbour index kernel ladder launch league ledger logic map margin matrix method mission model
network orbit panel park path pattern permit phase pilot plant platform pool portal profile project protocol
query record region reserve roster sample scheme sector segment sensor shelf signal sketch sphere sponsor spring
stage station stream summit survey switch system target task team terrace theory ticket title track treaty
trench unit valley vault vector vessel village vision volume ward zone""".split()
# Syllables of names that stand in a handful of records: villages, projects, ships.
NAME_STARTS = """Ba Be Bo Bra Cha Da Dre Du Fa Fe Gro Ha He Ja Ka Ke Kra Le Lo Lu Ma Me Mo Na Ne No Or Pa Pe Pri
Ra Ro Sa Se Sha So Ta Te Tra Ul Va Ve Vo Wa Ye Za Ze Zu""".split()
NAME_MIDDLES = (
    "bal ben dor dral fin gar gol kan kel lam lin mar mon nar nev pol ran ros sel tar tov val ven zar".split()
)
NAME_ENDS = """ak an ar at em en eth ik il im in ir ok ol om on or osk oth uk ul um un ur""".split()
