"""In which country a capital or a seat of diplomacy lies, where the `places` of a dataset do not say.

A reviewed list, in blocks of text that are read when they are first needed. An entry is the ISO 3166-1 alpha-2 code
(XK: Kosovo), then cities by ` | `, each with other names of the same city by ` = `; entries are separated by `; `.
"""

from __future__ import annotations

from functools import cache

from dialogue_cli.text import fold

# Capitals and seats of government, the capital first. The place meant is the one that meetings of states are held in:
# Kingston is Jamaica's, not Norfolk Island's; La Paz Bolivia's; Santiago Chile's; Tripoli Libya's.
# Former names only of a city whose state went on (Peking, Rangoon), so not Leningrad or Saigon.
CAPITALS = """
AD Andorra la Vella; AE Abu Dhabi; AF Kabul; AI The Valley; AL Tirana = Tiranë; AM Yerevan = Erevan; AO Luanda
AR Buenos Aires; AS Pago Pago; AT Vienna = Wien; AU Canberra; AW Oranjestad; AX Mariehamn; AZ Baku = Bakı
BA Sarajevo; BB Bridgetown; BD Dhaka = Dacca; BE Brussels = Bruxelles = Brussel; BF Ouagadougou; BG Sofia = Sofiya
BH Manama = Al Manamah; BI Gitega | Bujumbura; BJ Porto-Novo | Cotonou; BL Gustavia; BN Bandar Seri Begawan
BO Sucre | La Paz; BQ Kralendijk; BR Brasília; BS Nassau; BT Thimphu = Thimbu; BW Gaborone; BY Minsk; BZ Belmopan
CA Ottawa; CC West Island; CD Kinshasa = Léopoldville; CF Bangui; CG Brazzaville; CH Bern = Berne
CI Yamoussoukro | Abidjan; CK Avarua; CL Santiago = Santiago de Chile; CM Yaoundé; CN Beijing = Peking
CO Bogotá = Santa Fe de Bogotá; CU Havana = La Habana; CV Praia; CW Willemstad; CX Flying Fish Cove
CY Nicosia = Lefkosia; CZ Prague = Praha
DE Berlin | Bonn; DJ Djibouti | Djibouti City; DK Copenhagen = København; DM Roseau; DO Santo Domingo
DZ Algiers = Alger
EC Quito; EE Tallinn; EG Cairo; ER Asmara; ES Madrid; ET Addis Ababa = Addis Abeba
FI Helsinki; FJ Suva; FK Port Stanley; FM Palikir; FO Tórshavn; FR Paris
GA Libreville; GB London; GE Tbilisi = Tiflis; GF Cayenne; GG St. Peter Port; GH Accra; GI Gibraltar
GL Nuuk = Godthåb; GM Banjul; GN Conakry; GQ Malabo | Ciudad de la Paz = Oyala; GR Athens = Athina
GS King Edward Point | Grytviken; GT Guatemala City = Ciudad de Guatemala; GU Hagåtña = Agana; GW Bissau
HK Hong Kong; HN Tegucigalpa; HR Zagreb; HT Port-au-Prince; HU Budapest
ID Jakarta = Djakarta; IE Dublin; IN New Delhi | Delhi; IQ Baghdad = Bagdad; IR Tehran = Teheran; IS Reykjavik
IT Rome = Roma
JE St. Helier; JM Kingston; JO Amman; JP Tokyo
KE Nairobi; KG Bishkek; KH Phnom Penh; KI Tarawa = South Tarawa | Bairiki; KM Moroni; KN Basseterre
KP Pyongyang; KR Seoul; KW Kuwait City | Kuwait; KZ Astana = Nur-Sultan = Nursultan = Akmola = Aqmola
LA Vientiane; LB Beirut = Beyrouth; LC Castries; LI Vaduz; LK Sri Jayawardenepura Kotte | Colombo; LR Monrovia
LS Maseru; LT Vilnius; LU Luxembourg | Luxembourg City | Luxemburg; LV Riga; LY Tripoli
MA Rabat; MC Monaco | Monte Carlo | Monaco-Ville; MD Chișinău = Kishinev; ME Podgorica | Cetinje
MG Antananarivo = Tananarive; MH Majuro; MK Skopje; ML Bamako
MM Naypyidaw = Nay Pyi Taw = Naypyitaw | Yangon = Rangoon; MN Ulaanbaatar = Ulan Bator = Ulan Baatar
MO Macao | Macau; MP Saipan; MQ Fort-de-France; MR Nouakchott; MS Brades; MT Valletta = La Valletta; MU Port Louis
MV Malé; MW Lilongwe; MX Mexico City = Ciudad de México = México, D.F.; MY Kuala Lumpur | Putrajaya; MZ Maputo
NA Windhoek; NC Nouméa; NE Niamey; NG Abuja; NI Managua; NL Amsterdam | The Hague = Hague = Den Haag = La Haye
NO Oslo; NP Kathmandu = Katmandu; NR Yaren = Yaren District; NU Alofi; NZ Wellington
OM Muscat = Masqat
PA Panama City = Ciudad de Panamá; PE Lima; PF Papeete; PG Port Moresby; PH Manila; PK Islamabad
PL Warsaw = Warszawa; PN Adamstown; PS Ramallah; PT Lisbon = Lisboa; PW Ngerulmud | Melekeok | Koror; PY Asunción
QA Doha
RO Bucharest = București; RS Belgrade = Beograd; RU Moscow = Moskva; RW Kigali
SA Riyadh; SB Honiara; SD Khartoum; SE Stockholm; SG Singapore; SI Ljubljana; SJ Longyearbyen; SK Bratislava
SL Freetown; SM San Marino | City of San Marino; SN Dakar; SO Mogadishu = Mogadiscio; SR Paramaribo; SS Juba
ST São Tomé; SV San Salvador; SX Philipsburg; SY Damascus; SZ Mbabane | Lobamba
TC Cockburn Town; TD N'Djamena = Fort-Lamy; TF Port-aux-Français; TG Lomé; TH Bangkok = Krung Thep
TJ Dushanbe; TL Dili; TM Ashgabat = Ashkhabad = Aşgabat; TN Tunis; TO Nukuʻalofa; TR Ankara; TT Port of Spain
TV Funafuti; TW Taipei; TZ Dodoma | Dar es Salaam
UA Kyiv = Kiev; UG Kampala | Entebbe; US Washington = Washington, D.C. = Washington DC; UY Montevideo
UZ Tashkent = Toshkent
VA Vatican City; VC Kingstown; VE Caracas; VG Road Town; VI Charlotte Amalie; VN Hanoi = Ha Noi; VU Port Vila
WF Mata-Utu; WS Apia
XK Pristina = Prishtina
YE Sana'a | Aden; YT Mamoudzou
ZA Pretoria = Tshwane | Cape Town | Bloemfontein; ZM Lusaka; ZW Harare
"""

# Other cities where states meet. St. Petersburg is the Russian one.
SEATS = """
AE Dubai; AT Salzburg; AU Sydney | Melbourne
BE Bruges; BR Rio de Janeiro | São Paulo
CA Montreal | Toronto | Vancouver | Kananaskis | Charlevoix
CH Geneva = Genève = Genf | Davos | Zurich | Lausanne | Montreux | Bürgenstock
CN Shanghai | Hangzhou | Xi'an | Xiamen | Boao | Guangzhou; CO Cartagena de Indias; CZ Karlovy Vary
DE Munich = München | Hamburg | Heiligendamm | Potsdam | Elmau
EG Sharm el-Sheikh = Sharm el Sheik = Sharm al-Sheikh; ES Barcelona
FI Turku; FR Strasbourg | Nice | Biarritz | Versailles | Évian
GB Edinburgh | Glasgow | Belfast | Cardiff | Gleneagles; GE Batumi
ID Bali | Bandung | Nusa Dua | Yogyakarta; IE Shannon; IL Tel Aviv; IN Mumbai = Bombay | Goa; IQ Erbil | Basra
IT Milan | Venice | Turin | Florence | Naples | Taormina | L'Aquila
JO Aqaba; JP Hiroshima | Osaka | Kyoto | Nagasaki
KG Cholpon-Ata | Osh; KR Busan | Gyeongju; KZ Almaty = Alma-Ata | Aktau
MA Marrakesh = Marrakech | Casablanca; MX Cancún
NG Lagos; NL Maastricht; NO Bergen
PK Karachi | Lahore | Peshawar; PL Kraków = Cracow | Gdańsk; PT Porto
RU St. Petersburg | Sochi | Kazan | Vladivostok
SA Jeddah = Jiddah | AlUla = Al Ula; SE Gothenburg; SI Brdo pri Kranju | Bled
TH Pattaya; TJ Khujand; TM Awaza = Avaza; TR Istanbul | Antalya | Izmir; TZ Arusha
UA Lviv | Odesa; US New York = New York City | Camp David | San Francisco | Dayton | Bretton Woods
UZ Samarkand = Samarqand | Bukhara | Khiva
VN Ho Chi Minh City
ZA Johannesburg | Durban
"""

# Capitals whose name alone means places in several countries: the country has to be written beside them.
AMBIGUOUS = """
AG St. John's; BM Hamilton; CR San José; GD St. George's; GP Basse-Terre; GY Georgetown; IM Douglas; KY George Town
MF Marigot; PM Saint-Pierre; PR San Juan; RE Saint-Denis; SC Victoria; SH Jamestown
"""

# Countries without a capital here. Contested: Jerusalem, which Israel and Palestine claim as capital, and El Aaiún in
# Western Sahara. Norfolk Island's is a Kingston too. No seat, or no inhabitants: the others. Left out as contested are
# also the cities of Crimea, Kashmir, Abkhazia, South Ossetia and Transnistria.
NO_CAPITAL = ("AQ", "BV", "EH", "HM", "IL", "IO", "NF", "TK", "UM")


def country_of_city(name: str) -> str | None:
    """The code (ISO 3166-1 alpha-2, `XK` for Kosovo) of the country of a capital or seat of diplomacy; None for others.

    The whole name counts: "Paris", not "Paris, Texas". "Luxembourg" and other names that city and country share are
    cities here; a caller asks for the country first.

    >>> country_of_city("Kiev"), country_of_city("Washington, D.C."), country_of_city("Georgetown")
    ('UA', 'US', None)
    """
    return _cities().get(_words(name))


def names_of_city(name: str) -> tuple[str, ...]:
    """All names of the capital or seat of diplomacy that a name means, the usual one first; empty for other names.

    >>> names_of_city("Kiev"), names_of_city("Bonn"), names_of_city("Springfield")
    (('Kyiv', 'Kiev'), ('Bonn',), ())
    """
    return _names().get(_words(name), ())


def all_names() -> tuple[str, ...]:
    """The names of all these cities."""
    return tuple(dict.fromkeys(name for block in (CAPITALS, SEATS) for _, names in entries(block) for name in names))


def _words(name: str) -> str:
    """The words of a name as compared."""
    return " ".join("saint" if word == "st" else word for word in fold(name).split())


@cache
def _cities() -> dict[str, str]:
    """The code of the words of each name of a city."""
    return {_words(name): code for block in (CAPITALS, SEATS) for code, names in entries(block) for name in names}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """All names of one city by the words of each."""
    cities = [names for block in (CAPITALS, SEATS) for _, some in _entries(block) for names in some]
    return {_words(name): names for names in cities for name in names}


def entries(block: str) -> list[tuple[str, list[str]]]:
    """The code and the names of each entry of a block."""
    return [(code, [name for names in cities for name in names]) for code, cities in _entries(block)]


def _entries(block: str) -> list[tuple[str, list[tuple[str, ...]]]]:
    """The code and the cities of each entry of a block, each city by its names."""
    found = [entry.split(" ", 1) for line in block.split("\n") if line for entry in line.split("; ")]
    return [(code, [tuple(city.split(" = ")) for city in cities.split(" | ")]) for code, cities in found]
