"""Adjectives of countries, as a search uses them: a Japanese minister is one of Japan. A reviewed list.

An adjective may be that of several countries (Korean, Congolese). Left out is what is mostly said of other things.
"""

from __future__ import annotations

from functools import cache

# The ISO 3166-1 code of a country, then its adjectives, folded.
_ADJECTIVES = """
    AD andorran; AE emirati; AF afghan afghani; AL albanian; AM armenian; AO angolan; AR argentine argentinian
    argentinean; AT austrian; AU australian; AZ azerbaijani azeri; BA bosnian; BB barbadian; BD bangladeshi; BE
    belgian BF burkinabe burkinan; BG bulgarian; BH bahraini; BI burundian; BJ beninese; BN bruneian; BO
    bolivian; BR brazilian BS bahamian; BT bhutanese; BW botswanan; BY belarusian belarusan byelorussian; BZ
    belizean; CA canadian CF centrafrican; CH swiss; CI ivorian; CL chilean; CM cameroonian; CN chinese; CO
    colombian; CR costarican CU cuban; CV capeverdean; CY cypriot; CZ czech; DE german; DJ djiboutian; DK
    danish; DZ algerian; EC ecuadorian ecuadorean; EE estonian; EG egyptian; ER eritrean; ES spanish; ET
    ethiopian; FI finnish; FJ fijian; FR french GA gabonese; GB british; GD grenadian; GE georgian; GH ghanaian;
    GM gambian; GR greek; GT guatemalan; GY guyanese HN honduran; HR croatian croat; HT haitian; HU hungarian;
    ID indonesian; IE irish; IL israeli; IN indian; IQ iraqi IR iranian; IS icelandic; IT italian; JM jamaican;
    JO jordanian; JP japanese; KE kenyan; KG kyrgyz kirghiz KH cambodian; KI kiribati; KM comorian comoran; KW
    kuwaiti; KZ kazakh kazakhstani; LA lao laotian; LB lebanese LI liechtenstein; LK srilankan; LR liberian; LS
    basotho; LT lithuanian; LU luxembourgish; LV latvian; LY libyan MA moroccan; MC monegasque; MD moldovan; ME
    montenegrin; MG malagasy; MH marshallese; MK macedonian; ML malian MM burmese; MN mongolian; MR mauritanian;
    MT maltese; MU mauritian; MV maldivian; MW malawian; MX mexican MY malaysian; MZ mozambican; NA namibian; NE
    nigerien; NG nigerian; NI nicaraguan; NL dutch; NO norwegian NP nepalese nepali; NR nauruan; OM omani; PA
    panamanian; PE peruvian; PH philippine filipino; PK pakistani; PL polish PS palestinian; PT portuguese; PW
    palauan; PY paraguayan; QA qatari; RO romanian; RS serbian serb; RU russian RW rwandan; SA saudi; SC
    seychellois; SE swedish; SG singaporean; SI slovenian slovene; SK slovak SL sierraleonean; SM
    sammarinese; SN senegalese; SO somali; SR surinamese; SV salvadoran salvadorean; SY syrian SZ swazi; TD
    chadian; TG togolese; TH thai; TJ tajik; TL timorese; TM turkmen; TN tunisian; TO tongan; TR turkish TT
    trinidadian; TV tuvaluan; TW taiwanese; TZ tanzanian; UA ukrainian; UG ugandan; US american; UY uruguayan UZ
    uzbek; VA papal; VE venezuelan; VN vietnamese; VU vanuatuan; WS samoan; XK kosovar; YE yemeni; ZA
    southafrican ZM zambian; ZW zimbabwean
"""


_OF_SEVERAL = "KP KR: korean; CD CG: congolese; DM DO: dominican; GN GW GQ: guinean; SD SS: sudanese"
_PEOPLE = """
    DK dane danes; SE swede swedes; FI finn finns; TR turk turks; PL pole poles; ES spaniard spaniards; GB
    briton britons SK slovaks; HR croats; RS serbs; CZ czechs; TH thais; NL dutchman; FR frenchman; IE irishman;
    IQ iraqis; IL israelis
"""


def countries_of_adjective(word: str) -> tuple[str, ...]:
    """The ISO 3166-1 codes of the countries of an adjective, folded as by `text.key`; none for any other word.

    >>> countries_of_adjective("japanese"), countries_of_adjective("korean"), countries_of_adjective("trade")
    (('JP',), ('KP', 'KR'), ())
    """
    for codes, _, adjective in (one.partition(": ") for one in _OF_SEVERAL.split("; ")):
        if word == adjective:
            return tuple(codes.split())
    code = _codes().get(word)
    return (code,) if code else ()


def adjectives_of(code: str) -> list[str]:
    """The adjectives of a country, by its ISO 3166-1 code."""
    return [word for word, country in _codes().items() if country == code]


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    code = ""
    for word in (_ADJECTIVES + _PEOPLE).replace(";", " ").split():
        if word.isupper():
            code = word
        else:
            found[word] = code
    return found


def all_adjectives() -> tuple[str, ...]:
    """Every adjective of a country, folded."""
    return (*_codes(), *(one.partition(": ")[2] for one in _OF_SEVERAL.split("; ")))
