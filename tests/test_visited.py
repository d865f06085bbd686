"""Countries as 150 years of one table of state visits write them: each finds the meetings of all its names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dialogue_cli import Archive, Query, open_archive

# By hand: a code, and the names of that country or former state.
COUNTRIES = """
AE United Arab Emirates
AF Afghanistan
AG Antigua and Barbuda
AL Albania
AM Armenia
AO Angola
AR Argentina
AT Austria
AU Australia
AZ Azerbaijan
BA Bosnia and Herzegovina | Bosnia-Herzegovina
BB Barbados
BD Bangladesh
BE Belgium
BF Burkina Faso | Upper Volta | Upper Volta (Burkina Faso)
BG Bulgaria
BH Bahrain
BI Burundi
BJ Benin | Dahomey (Benin)
BN Brunei | Brunei Darussalam
BO Bolivia
BR Brazil
BS Bahamas
BW Botswana
BY Belarus
BZ Belize
CA Canada
CD Congo, Democratic Republic of | Democratic Republic of the Congo (Zaire)
CF Central African Republic
CG Congo, Republic of
CH Switzerland
CI Cote d’Ivoire | Ivory Coast
CK Cook Islands
CL Chile
CM Cameroon
CN China, People’s Republic of
CO Colombia
CR Costa Rica
CU Cuba
CV Cabo Verde | Cape Verde
CY Cyprus
CZ Czech Republic | Czechia
DE Germany | Germany, Federal Republic of
DJ Djibouti
DK Denmark
DM Dominica
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt
ER Eritrea
ES Spain
ET Ethiopia
FI Finland
FJ Fiji
FM Micronesia
FR France
GA Gabon
GB United Kingdom
GD Grenada
GE Georgia
GH Ghana
GM The Gambia
GN Guinea
GQ Equatorial Guinea
GR Greece
GT Guatemala
GW Guinea-Bissau
GY Guyana
HN Honduras
HR Croatia
HT Haiti
HU Hungary
ID Indonesia
IE Ireland
IL Israel
IN India
IQ Iraq
IR Iran
IS Iceland
IT Italy
JM Jamaica
JO Jordan
JP Japan
KE Kenya
KG Kyrgyzstan
KH Cambodia | Khmer Republic (Cambodia)
KI Kiribati
KM Comoros
KN St. Christopher and Nevis | St. Kitts and Nevis
KR Korea | Korea, South | South Korea
KW Kuwait
KZ Kazakhstan
LA Laos
LB Lebanon
LC Saint Lucia | St. Lucia
LI Liechtenstein
LK Ceylon (Sri Lanka) | Sri Lanka
LR Liberia
LS Lesotho
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova
ME Montenegro
MG Madagascar
MH Marshall Islands
MK Macedonia | Macedonia, Former Yugoslav Republic of | North Macedonia
ML Mali
MM Burma
MN Mongolia
MR Mauritania
MT Malta
MU Mauritius
MW Malawi
MX Mexico
MY Malaysia
MZ Mozambique
NA Namibia
NC New Caledonia
NE Niger
NG Nigeria
NI Nicaragua
NL Netherlands
NO Norway
NP Nepal
NR Nauru
NU Niue
NZ New Zealand
OM Muscat & Oman | Oman
PA Panama
PE Peru
PF French Polynesia
PG Papua New Guinea
PH Philippines
PK Pakistan
PL Poland
PT Portugal
PW Palau
PY Paraguay
QA Qatar
RO Romania
RS Serbia
RU Russia
RW Rwanda
SA Saudi Arabia
SB Solomon Islands
SC Seychelles
SD Sudan
SE Sweden
SG Singapore
SI Slovenia
SK Slovak Republic | Slovakia
SL Sierra Leone
SN Senegal
SO Somali Republic | Somalia
SR Suriname
SS South Sudan
ST Sao Tome and Principe
SV El Salvador
SY Syria
SZ Eswatini | Swaziland
TD Chad
TG Togo
TH Siam (Thailand) | Thailand
TJ Tajikistan
TL East Timor
TM Turkmenistan
TN Tunisia
TO Tonga
TR Turkey | Türkiye
TT Trinidad and Tobago
TV Tuvalu
TZ Tanzania
UA Ukraine
UG Uganda
UY Uruguay
UZ Uzbekistan
VA Vatican City
VC St. Vincent and the Grenadines
VE Venezuela
VN Vietnam
WS Western Samoa
XK Kosovo
YE Yemen
ZA South Africa | Union of South Africa
ZM Zambia
ZW Zimbabwe | Zimbabwe Rhodesia
CSK Czechoslovakia
DDR German Democratic Republic
ROC China, Republic of
SUN U.S.S.R.
YAR Yemen Arab Republic
YUG Yugoslavia
"""
# Tanganyika and Malaya have no code. The others are governments, a part of a country, a kingdom that may be the state of today,
# and a slip of the pen.
THEMSELVES = """
Tanganyika
Malaya
Afghanistan (Interim Authority)
Bosnian Federation
Cuba (Provisional Government)
Czechoslovakia (government-in-exile)
France (Provisional Government)
Hawaii
Israel (Provisional Government)
Poland (government-in-exile)
Somoa
"""
BY_CODE = {line.split(" ", 1)[0]: line.split(" ", 1)[1].split(" | ") for line in COUNTRIES.strip().splitlines()}
ALONE = THEMSELVES.strip().splitlines()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A meeting with each, whose title is the name."""
    names = [name for some in BY_CODE.values() for name in some] + ALONE
    assert len(names) == len(set(names)) == 235
    meetings = [{"id": f"m{i}", "title": name, "partners": [name]} for i, name in enumerate(names)]
    path: Path = tmp_path_factory.mktemp("visited") / "meetings.yaml"
    path.write_text(json.dumps({"meetings": meetings}), encoding="utf-8")
    return open_archive(path)


def test_a_country_is_found_by_its_code_and_by_each_of_its_names(archive: Archive) -> None:
    """The visits of a country would be split over what it was called in one decade or another."""
    found = {
        typed: sorted(match.title for match in archive.find(Query(partner=typed)))
        for code, names in BY_CODE.items()
        for typed in (code, *names)
    }
    assert found == {typed: sorted(names) for code, names in BY_CODE.items() for typed in (code, *names)}


def test_what_is_no_country_of_today_is_found_by_its_name_alone(archive: Archive) -> None:
    """A government in exile or a misspelt name would be counted with a country that the record does not name."""
    assert {name: [match.title for match in archive.find(Query(partner=name))] for name in ALONE} == {
        name: [name] for name in ALONE
    }
