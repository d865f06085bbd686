"""What ISO 3166 does not say of countries: the other names people write, everyday codes, former states.

A reviewed list, in blocks of text that are read when they are first needed. A line is a code, then names
separated by ` | `. `the`, `and`/`&`, `Saint`/`St.`, inverted order ("Korea, South") and generic words in front
("Republic of") are understood without being listed; see `iso.py`.
"""

from __future__ import annotations

# Names of today's countries: everyday ones; those of the World Bank, the UN, the IMF, the CIA and Excel; and those
# that the same state, or the same territory before its independence, had before it was *renamed*.
# West Germany is Germany: the Federal Republic of 1949 went on, and the states of the German Democratic Republic
# joined it in 1990. Bare "Korea" is the Republic of Korea, as the OECD and the IMF write it.
# XK is the code in common use for Kosovo, which ISO 3166 has not assigned.
NAMES = """
AE Trucial States | U.A.E.
AF Islamic State of Afghanistan
AG Antigua
AX Aland
BA Bosnia | Bosnia and Herz. | Bosnia-Hercegovina
BD Bangla Desh
BF Upper Volta | Republic of Upper Volta | Burkina
BJ Dahomey | Republic of Dahomey
BL St. Barts | St. Barths
BN Brunei | State of Brunei, Abode of Peace | Nation of Brunei, Abode of Peace
BQ Caribbean Netherlands | Bonaire, Saint Eustatius and Saba
BR United States of Brazil | Empire of Brazil
BS Bahamas Islands
BW Bechuanaland | Bechuanaland Protectorate
BY Byelorussia | Belorussia | Byelarus
BZ British Honduras
CC Cocos Islands | Keeling Islands | Cocos Keeling
CD Congo-Kinshasa | Congo-Léopoldville | DR Congo | D.R. Congo | Democratic Congo | Congo DR | Congo (Zaire) | Zaire
CD Republic of Zaire | Belgian Congo | Congo Free State | D.R.C.
CF Central African Empire | Central Africa Republic | Ubangi-Shari | Oubangui-Chari
CG Congo-Brazzaville | Congo Republic | People's Republic of the Congo | French Congo | Middle Congo
CH Confederation of Switzerland
CI Ivory Coast | Republic of the Ivory Coast | Cote d Ivoire
CN Communist China | Mainland China | China, mainland | PR China | P.R. China | Red China | Chinese People's Republic
CN China PR | China P.R.
CV Cape Verde | Republic of Cape Verde | Cape Verde Islands | Cabo Verde Islands
CW Country of Curaçao
DE West Germany | Germany West | Bundesrepublik Deutschland | German Federal Republic | F.R. Germany | FR Germany
DE F.R.G. | Republic of Germany | Deutschland
DJ French Somaliland | French Territory of the Afars and the Issas | French Afars and Issas | Afars and Issas
DZ Democratic and Popular Republic of Algeria
EH W. Sahara | Spanish Sahara
ET Abyssinia | Empire of Ethiopia | Ethiopian Empire | People's Democratic Republic of Ethiopia | Socialist Ethiopia
FJ Fiji Islands
FK Falkland Islands | Falklands | Falkland Is. | Malvinas | Islas Malvinas | Falkland Islands (Islas Malvinas)
FK Malvinas Islands
FM Micronesia | Micronesia, Fed. Sts. | Micronesia, Fed. States of
FO Faeroe Islands | Faroes | Faroe Is. | Faroe | Føroyar
FR Republic of France
GB Britain | Great Britain | United Kingdom of Great Britain and Ireland | United Kingdom of Great Britain
GB Great Britain and Northern Ireland | U.K. | UK of Great Britain and Northern Ireland
GE Georgia (country) | Georgia (Sakartvelo) | Sakartvelo
GF Guiana, French | Guyane
GH Gold Coast (Ghana)
GL Kalaallit Nunaat
GN French Guinea | Guinea-Conakry | People's Revolutionary Republic of Guinea
GQ Spanish Guinea | Eq. Guinea
GR Hellas
GS South Georgia & S. Sandwich Is.
GW Portuguese Guinea
GY British Guiana | Co-operative Republic of Guyana | Cooperative Republic of Guyana
HK Hong Kong SAR | Hong Kong SAR, China | Hong Kong, China | Hongkong | Hong Kong Special Administrative Region
HK China, Hong Kong Special Administrative Region | Hong Kong China SAR
HM Heard and McDonald Islands
HU Hungarian Republic | Hungarian People's Republic | People's Republic of Hungary
ID Dutch East Indies | Netherlands East Indies
IE Éire | Irish Republic | Irish Free State
IO Chagos Islands | Chagos Archipelago
IQ Irak
IR Persia | Imperial State of Iran | Iran (Persia) | I.R. Iran | IR Iran
JO Transjordan | Emirate of Transjordan | Jordan, Hashemite Kingdom of
JP State of Japan | Empire of Japan | Nippon
KG Kirghizia | Kirgizia | Kirghizstan | Kirgizstan | Kyrgyzia | Kirgistan | Kyrghyzstan
KH Kampuchea | Democratic Kampuchea | People's Republic of Kampuchea | Khmer Republic | State of Cambodia
KI Gilbert Islands
KM Comoro Islands
KN St. Kitts | St. Christopher and Nevis | St. Kitts (St. Christopher) and Nevis
KP Korea North | N. Korea | Korea, D.P.R. of | DPR Korea | Korea DPR | Korea, Dem. Rep. | D.P.R.K. | Korea (Pyongyang)
KP P.D.R. Korea
KR Korea South | S. Korea | Korea | R.O. Korea | RO Korea | R. of Korea | Korea (Seoul) | R.O.K.
KW Kuweit
LA Lao PDR | Lao P.D.R. | Kingdom of Laos | People's Democratic Republic of Laos | Laos People's Democratic Republic
LA Laos PDR
LK Ceylon | Dominion of Ceylon | Ceylon (Sri Lanka)
LS Basutoland
LY Libyan Arab Jamahiriya | Socialist People's Libyan Arab Jamahiriya | Libyan Arab Republic | Libyan Jamahiriya
LY Great Socialist People's Libyan Arab Jamahiriya | Libya (Jamahiriya)
MD Moldavia
MF Saint Martin | Saint Martin (France) | Collectivity of Saint Martin
MG Malagasy Republic | Democratic Republic of Madagascar
MH Marshall Is.
MK Macedonia | Republic of Macedonia | FYR Macedonia | F.Y.R. Macedonia | Macedonia, FYR | Macedonia (FYROM)
MK Former Yugoslav Republic of Macedonia | N. Macedonia | Macedonia (Former Yugoslav Republic)
ML French Sudan | Sudanese Republic
MM Burma | Union of Burma | Socialist Republic of the Union of Burma | Republic of the Union of Myanmar
MM Myanmar/Burma | Union of Myanmar | Burma/Myanmar
MN Outer Mongolia | Mongolian People's Republic | People's Republic of Mongolia
MO Macau | Macao SAR | Macau SAR | Macao SAR, China | Macao, China | Macau, China
MO Macao Special Administrative Region | China, Macao Special Administrative Region | Macau SAR, China
MP Northern Marianas | N. Mariana Is.
MV Maldive Islands
MW Nyasaland
MX United States of Mexico | Mexican United States | Méjico
MY Malaysian Federation
MZ Portuguese East Africa | Mozambique, People's Republic of | Moçambique
NA South West Africa | German South West Africa | Namibia (South West Africa)
NL Holland | Netherlands (Holland)
NZ Aotearoa | Aotearoa New Zealand | New Zealand (Aotearoa) | Dominion of New Zealand
OM Muscat and Oman | Sultanate of Muscat and Oman
PH Philippine Islands | Philippine Republic
PL Polish People's Republic | Polish Republic
PM Saint Pierre et Miquelon
PN Pitcairn Islands | Pitcairn Island | Pitcairn, Henderson, Ducie and Oeno Islands
PS Palestine | Palestinian Territories | Palestinian Territory | Occupied Palestinian Territory
PS Occupied Palestinian Territories | Palestinian Authority | Palestinian National Authority | West Bank and Gaza
PS Palestinian Territory, Occupied | Palestinian Territories, Occupied | West Bank and Gaza Strip | Gaza and West Bank
PS Occupied Territory of Palestine
PW Belau | Pelew
RE Reunion Island | La Réunion
RO Roumania | Rumania | Socialist Republic of Romania | People's Republic of Romania | Romanian People's Republic
RU Russia
RW Ruanda | Republic of Rwanda
SB Solomon Is. | British Solomon Islands | Solomons
SC Seychelles Islands
SH Saint Helena | St. Helena and Ascension
SJ Svalbard | Svalbard and Jan Mayen Islands
SO Somali Republic | Somali Democratic Republic
SR Surinam | Dutch Guiana | Netherlands Guiana
SS S. Sudan
ST São Tomé | São Tomé e Príncipe
SV Salvador, El
SX Sint Maarten
SZ Swaziland | Kingdom of Swaziland
TC Turks and Caicos Is.
TD Tchad
TF French Southern and Antarctic Lands | French Southern Lands | Fr. S. Antarctic Lands
TF French Southern and Antarctic Territories
TH Siam | Thai Kingdom
TJ Tadjikistan | Tadzhikistan
TL East Timor | Timor East | Portuguese Timor | Timor-Leste (East Timor)
TM Turkmenia
TO Friendly Islands
TR Turkey | Republic of Turkey | Türkiye (Turkey) | Turkish Republic
TT Trinidad
TV Ellice Islands
TW Chinese Taipei | Taipei, Chinese | Formosa | Taiwan, China | China, Taiwan Province of | Taiwan Province
TW Taiwan (Chinese Taipei) | Taiwan Island | Republic of China (Taiwan) | Republic of China on Taiwan
TW Separate Customs Territory of Taiwan, Penghu, Kinmen and Matsu
TZ Tanzania, U.R.
UM US Minor Outlying Islands | US Outlying Islands | U.S. Outlying Islands | U.S. Minor Outlying Islands
UM United States Outlying Islands
US America | U.S. | U.S.A. | U.S. of America | US of America | United States (US)
UY Oriental Republic of Uruguay
VA Vatican | Vatican City | Vatican City State | Holy See | State of the Vatican City | Vatican State | Vatican See
VA Holy See (Vatican City) | Holy See (Vatican)
VC St. Vincent
VE Venezuela, RB | Venezuela, R.B. | Venezuela, B.R. | United States of Venezuela
VG British Virgin Is. | Virgin Islands (UK) | Virgin Islands (U.K.)
VI US Virgin Islands | United States Virgin Islands | Virgin Islands (US) | U.S. Virgin Is. | American Virgin Islands
VN Socialist Republic of Vietnam | Vietnam, Socialist Republic of
VU New Hebrides
WF Wallis and Futuna Islands | Wallis and Futuna Is. | Wallis et Futuna
WS Western Samoa | Samoa (Western)
XK Kosovo | Republic of Kosovo | Kosovo* | Kosovo (UNSCR 1244) | Kosovo (under UNSC Resolution 1244) | Kosova
YE Yemen, Rep.
ZA Union of South Africa | S. Africa
ZM Northern Rhodesia
ZW Southern Rhodesia | Rhodesia | Zimbabwe Rhodesia
"""

# Abbreviations that are the usual name of one country or former state, and of nothing else that meets: so they are
# names in a record too, in capitals, with points or without. Not the codes of ISO 3166 (USA, CAN), nor CAR, RSA or ROC.
ABBREVIATIONS = {
    "DPRK": "KP",
    "DRC": "CD",
    "FRG": "DE",
    "FYROM": "MK",
    "GDR": "DDDE",
    "KSA": "SA",
    "PDRY": "YDYE",
    "PRC": "CN",
    "ROK": "KR",
    "SFRY": "YUCS",
    "UAE": "AE",
    "UAR": "X-UAR",
    "UK": "GB",
}

# Everyday codes besides alpha-2 and alpha-3, and the codes that ISO 3166-3 keeps of renamed states. Only for queries.
CODES = """
AE UAE
BA BIH
BF HVO HV
BJ DHY DY
BY BYS
CD DRC ZAR ZR
CF CAR
CN PRC
DE FRG BRD
DJ AFI
GB UK
KP DPRK
KR ROK
MK FYROM
MM BUR BU
RO ROM
RU RF
SA KSA
TL TMP TP
US USA
VG BVI
VI USVI
VU NHB NH
XK XKX
ZA RSA
ZW RHO RH
"""

# States that merged, split or were succeeded: each is a party of its own, never a country of today. A line is the
# ISO 3166-3 code (or X- and a name where there is none), the names, and after `;` the codes for queries.
# Yugoslavia until 1992 and the Federal Republic from 1992, renamed Serbia and Montenegro in 2003, are two: the United
# Nations did not accept the second as the first. Malaya joined Singapore, Sabah and Sarawak in Malaysia in 1963. Hawaii
# alone may be the state of the United States, so it is itself.
FORMER = """
ANHH Netherlands Antilles | Dutch Antilles ; ANT
CSHH Czechoslovakia | Czechoslovakia (former) | Czecho-Slovakia | Czechoslovak Socialist Republic
CSHH Czechoslovak Republic | Czech and Slovak Federal Republic | Czech and Slovak Federative Republic
CSHH Socialist Republic of Czechoslovakia ; CSK CSSR CSFR
CSXX Serbia and Montenegro | State Union of Serbia and Montenegro | Federal Republic of Yugoslavia
CSXX Yugoslavia (Federal Republic of) | Yugoslavia (Serbia and Montenegro) | Yugoslavia, FR
CSXX F.R. Yugoslavia ; SCG FRY
DDDE East Germany | German Democratic Republic | Germany (East) | Germany, Dem. Rep. | G.D.R. ; GDR DDR DD
GEHH Gilbert and Ellice Islands ; GEL
PCHH Trust Territory of the Pacific Islands | Pacific Islands (trust territory) ; PCI
PZPA Panama Canal Zone | Canal Zone ; PCZ
SKIN Sikkim | Kingdom of Sikkim ; SKM
SUHH Soviet Union | Soviet Union (former) | Union of Soviet Socialist Republics | U.S.S.R. | USSR ; SU SUN
VDVN North Vietnam | Democratic Republic of Vietnam | Democratic Republic of Viet-Nam | North Viet-Nam
VDVN Vietnam, Dem. Rep. | N. Vietnam ; VDR DRV
X-AUH Austria-Hungary | Austro-Hungarian Empire | Austro-Hungarian Monarchy
X-CRO Independent State of Croatia
X-HAW Kingdom of Hawaii | Hawaiian Kingdom | Republic of Hawaii | Hawaiian Islands
X-MAL Mali Federation | Federation of Mali
X-MLY Malaya | Federation of Malaya | Malayan Union | Federated Malay States
X-OTT Ottoman Empire | Sublime Porte | Ottoman Turkey | Turkish Empire
X-RNY Federation of Rhodesia and Nyasaland | Rhodesia and Nyasaland | Central African Federation
X-ROC Republic of China | Nationalist China | China (Nationalist) | Chinese Republic | R.O.C. ; ROC
X-RUE Russian Empire | Imperial Russia | Empire of Russia | Tsarist Russia
X-RVN South Vietnam | Republic of Vietnam | Republic of Viet-Nam | South Viet-Nam | State of Vietnam
X-RVN S. Vietnam | Republic of South Vietnam | Vietnam, Rep. ; RVN
X-SAR Federation of South Arabia
X-TAN Tanganyika | Republic of Tanganyika
X-UAR United Arab Republic | U.A.R. ; UAR
X-WIN West Indies Federation | Federation of the West Indies
X-YAR Yemen Arab Republic | North Yemen | Yemen (Sana'a) | Arab Republic of Yemen | N. Yemen
X-YAR Kingdom of Yemen | Mutawakkilite Kingdom of Yemen ; YAR
X-ZAN Zanzibar | Sultanate of Zanzibar | People's Republic of Zanzibar
YDYE South Yemen | People's Democratic Republic of Yemen | Democratic Yemen | Yemen (Aden) | S. Yemen
YDYE Yemen, Dem. | People's Republic of South Yemen | Yemen, P.D.R. | Yemen, PDR ; YMD YD PDRY
YUCS Yugoslavia | Yugoslavia (former) | Socialist Federal Republic of Yugoslavia | Kingdom of Yugoslavia
YUCS Jugoslavia | Federal People's Republic of Yugoslavia | Kingdom of the Serbs, Croats and Slovenes
YUCS SFR Yugoslavia | S.F.R. Yugoslavia ; YU YUG SFRY
"""

# Names that a generic word in front makes another thing than the country: states of a federation, a part of a
# country, a kingdom elsewhere.
NOT_COUNTRIES = (
    "State of Georgia",
    "State Georgia",
    "State of Mexico",
    "State of Niger",
    "Federation of Bosnia and Herzegovina",
    "Federation of Bosnia",
    "Kingdom of Benin",
)

# Parts of the United Kingdom that people name as parties.
PARTS = {"England": "GB", "Scotland": "GB", "Wales": "GB", "Northern Ireland": "GB"}
