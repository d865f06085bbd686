"""Bodies for which people speak in releases, besides the countries and organisations that the filters know.

A name is that of a party of its own, or of an institution of one: who acts for the European External Action Service
acts for the European Union.
"""

from __future__ import annotations

# The party, then the names by which texts call it or its institutions; capitals count.
_BODIES = """
European Union = EU = E.U. = European Commission = EU Commission = European External Action Service = EEAS
  = European Parliament = European Council = Council of the European Union = Council of the EU = EU Delegation
  = HR/VP = EU27 = EU-27 = Team Europe
United Nations = UN = U.N. = UN Secretariat = United Nations Organization = UN Security Council
  = United Nations Security Council = UN General Assembly = United Nations General Assembly = UNAMA = UNRCCA = UNRWA
NATO = North Atlantic Treaty Organization = North Atlantic Alliance = North Atlantic Council
OSCE = Organization for Security and Co-operation in Europe = Organization for Security and Cooperation in Europe
  = ODIHR
African Union = AU = African Union Commission = AU Commission = AUC
ASEAN = Association of Southeast Asian Nations = ASEAN Secretariat
Gulf Cooperation Council = GCC = Cooperation Council for the Arab States of the Gulf
Organisation of Islamic Cooperation = OIC = Organization of Islamic Cooperation
Shanghai Cooperation Organisation = SCO = Shanghai Cooperation Organization = SCO Secretariat = SCO RATS
Commonwealth of Independent States = CIS = CIS Executive Committee
Collective Security Treaty Organization = CSTO = CSTO Secretariat
Eurasian Economic Union = EAEU = Eurasian Economic Commission = EEC
Organization of Turkic States = OTS = Organisation of Turkic States = Turkic Council
Economic Cooperation Organization = ECO
League of Arab States = Arab League = LAS
Council of Europe = PACE
Asian Development Bank = ADB
European Bank for Reconstruction and Development = EBRD
European Investment Bank = EIB
World Bank = World Bank Group
International Monetary Fund = IMF
World Trade Organization = WTO
World Health Organization = WHO
International Atomic Energy Agency = IAEA
International Labour Organization = ILO = International Labor Organization
International Committee of the Red Cross = ICRC
International Organization for Migration = IOM
UNHCR = United Nations High Commissioner for Refugees = UN Refugee Agency = UN High Commissioner for Refugees
UNDP = United Nations Development Programme = UN Development Programme
UNICEF = United Nations Children's Fund
UNESCO = United Nations Educational, Scientific and Cultural Organization
UNODC = United Nations Office on Drugs and Crime
World Food Programme = WFP
FAO = Food and Agriculture Organization
OECD = Organisation for Economic Co-operation and Development
MERCOSUR = Mercosur
CARICOM = Caribbean Community
CELAC = Community of Latin American and Caribbean States
Organization of American States = OAS
ECOWAS = Economic Community of West African States
Southern African Development Community = SADC
East African Community = EAC
Intergovernmental Authority on Development = IGAD
SAARC = South Asian Association for Regional Cooperation
BIMSTEC
BRICS
G7 = Group of Seven
G20 = Group of Twenty
Visegrád Group = Visegrad Group = V4
Pacific Islands Forum
Central Asia = Central Asian
Nordic Council = Nordic Council of Ministers
CICA = Conference on Interaction and Confidence Building Measures in Asia
International Criminal Court = ICC
"""
# Ministries and offices whose name says the country without naming it.
_OFFICES = """
US = U.S. Department of State = State Department = White House = Pentagon = Foggy Bottom = Capitol Hill
GB = Foreign, Commonwealth & Development Office = Foreign, Commonwealth and Development Office = FCDO
  = Downing Street
FR = Quai d'Orsay = Élysée = Elysée = Matignon
RU = Kremlin
DE = Federal Foreign Office = Auswärtiges Amt = Federal Chancellery = Bundestag
IT = Farnesina = Palazzo Chigi
BR = Itamaraty
TR = Beştepe
PL = Sejm
KZ = Akorda
KR = Blue House
IN = Rashtrapati Bhavan = Hyderabad House
JP = Kantei
IL = Knesset
IR = Majlis
UA = Verkhovna Rada
UZ = Oliy Majlis
KG = Jogorku Kenesh
"""


def bodies() -> list[tuple[str, str]]:
    """Each name with the name of its party."""
    return [(name, names[0]) for names in _lines(_BODIES) for name in names]


def offices() -> list[tuple[str, str]]:
    """Each name of an office with the ISO 3166-1 code of its country."""
    return [(name, names[0]) for names in _lines(_OFFICES) for name in names[1:]]


def _lines(block: str) -> list[list[str]]:
    joined = block.strip().replace("\n  = ", " = ")
    return [[name.strip() for name in line.split(" = ")] for line in joined.splitlines()]
