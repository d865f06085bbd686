"""News agencies of states, by the short names in their datelines: officials without a country are the country's own."""

from __future__ import annotations

import re

_AGENCIES = """
SPA=SA QNA=QA WAM=AE ONA=OM KUNA=KW BNA=BH Petra=JO IRNA=IR INA=IQ SANA=SY NNA=LB MENA=EG APS=DZ MAP=MA TAP=TN
LANA=LY Xinhua=CN TASS=RU RIA=RU KCNA=KP Yonhap=KR APP=PK PTI=IN ANI=IN BSS=BD UNB=BD Bernama=MY Antara=ID VNA=VN
UzA=UZ Kazinform=KZ Qazinform=KZ Kabar=KG AKIpress=KG Khovar=TJ TDH=TM Azertac=AZ AZERTAC=AZ Armenpress=AM BelTA=BY
Ukrinform=UA Anadolu=TR AA=TR BTA=BG Agerpres=RO Tanjug=RS HINA=HR STA=SI MTI=HU PAP=PL ČTK=CZ TASR=SK Lusa=PT EFE=ES
ANSA=IT Kyodo=JP Bakhtar=AF Rajdhani=NP"""
_NAMED = re.compile(
    r"[(/–—-]\s?([^\W\d_]{2,10})\s?[)/]|,\s([A-Z]{3,5})\s--|\b(IRNA|SPA|QNA|WAM|KAZINFORM|QAZINFORM|KABAR|AZERTAC"
    r"|KHOVAR)\b"
)


def country_of_agency(dateline: str) -> tuple[str, int, int] | None:
    """The ISO 3166-1 code of the country whose agency a dateline names, and where it stands there."""
    known = {name.upper(): code for name, code in (one.split("=") for one in _AGENCIES.split())}
    for match in _NAMED.finditer(dateline):
        for group in (1, 2, 3):
            if (match[group] or "").upper() in known:
                return known[match[group].upper()], *match.span(group)
    return None
