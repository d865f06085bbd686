"""The words by which a release tells what was held, what is to come, and what lies behind."""

from __future__ import annotations

import re

_KIND = (
    r"(?:talks|meetings?|consultations|discussions?|(?:tele)?phone (?:call|conversation)|call|conversation"
    r"|negotiations|summit|session|sitting"
    r"|round|dialogue|conference|forum|video ?conference|video call|interaction|exchange|get-together|tête-à-tête"
    r"|audience)"
)
MET = re.compile(
    rf"\b(?:met(?: (?:with|in|on|at|for|his|her|today|yesterday|and|virtually|bilaterally|here|separately))?"
    rf"|have met|(?:co-?)?hosted|(?:co-?)?chaired|presided"
    rf"|headed (?:today )?the (?:[\w’'-]+ ){{0,4}}?{_KIND}"
    rf"|(?:held|had|hold|holds|conducted|concluded|convened|opened|began|started"
    rf"|holding) (?:(?!their way\b)[\w’'-]+,? ){{0,7}}?{_KIND}"
    rf"|talks (?:with|between)|(?:a |the )?meeting (?:with|between|of)|received|visited|(?:paid|pays|paying"
    rf"|undertook|made|making|makes) (?:an? |his |her |their )?(?:[\w-]+ ){{0,4}}(?:call|visit|trip)"
    rf"|called on|spoke (?:\w+ ){{0,2}}(?:by|on|over|with|to|via)|exchanged views|(?:was|were|has been|been|being"
    rf"|is being) (?:held"
    rf"|hosted|convened|received|organi[sz]ed|chaired|co-chaired|headed)|took place|takes place|taking place"
    rf"|(?:was|were) (?:also )?present|represented (?:the|by|its)|spoke at|remarks were delivered"
    rf"|delivered (?:\w+ )?remarks|joined|(?:discuss\w*"
    rf"|talk\w*|spok\w*|speak\w*) [^.;]{{0,80}}?(?:by|over|on) (?:the )?(?:tele)?phone|gathered|convened|attended"
    rf"|took part|participated|paid a|is on an?|arrived (?:in|at|here)|welcomed (?:his|her|the [A-Z])|held (?:its"
    rf"|their|the|a|an) "
    rf"|meets?|receives|hosts|holds|visits|co-chairs|attends|concludes|ended|wraps? up|kicks? off|opens|sat down"
    rf"|conferred|led (?:the|a|his|her|their)|was led|were led|was headed|was represented|were represented"
    rf"|delegations? (?:was|were)|accompanied|comprised|(?:was|were) (?:also )?joined)\b",
    re.IGNORECASE,
)
"""What tells that people met."""
NOUN = re.compile(rf"\b(?:{_KIND}|visit|council|committee|commission|roundtable|ministerial)\b", re.IGNORECASE)
"""What people hold."""
FINITE = re.compile(
    r"(?<!that )(?<!which )\b(?:headed (?:today )?the (?:\w+ ){0,4}?(?:meeting|session|round|consultations|talks)"
    r"|(?:was|were|has been|have been|had been|is being|are being) (?:\w+ )?(?:held|hosted"
    r"|convened|organi[sz]ed|chaired|co-chaired)|took place|takes place|met|meets|hosted|co-hosted"
    r"|received|receives|visited|visits|(?:co-?)?chaired(?! by)|(?:co-?)?chairs|convened|paid|pays|called on|spoke"
    r"|attended"
    r"|took part|participated|arrived|gathered|opened|concluded|began"
    r"|(?:was|were) (?:also )?present|(?:has |have )?(?:spoke|spoken|discussed|talked)\b[^.;]{0,80}?\b(?:by|over"
    r"|on) (?:the )?(?:tele)?phone|(?:was|were) (?:also )?(?:joined|led|headed|accompanied|represented|attended)"
    r"|(?:held|holds|had|conducted) (?!on\b|in\b|at\b|from\b|between\b|under\b|last\b|earlier\b|this\b)[\w’'-]+)\b",
    re.IGNORECASE,
)
"""A verb that tells of a meeting as the news."""
BACK = re.compile(
    r"\b(?:following(?! day)|since|building (?:up)?on|builds? on|based on|as agreed|agreed (?:at|during|upon|by)"
    r"|previous(?:ly)?|last (?:year|month|round|meeting|session|visit|time|met|held)|previous|the first (?:round"
    r"|meeting|session|edition)|on the (?:sidelines|margins) of|in the margins of|taking place"
    r"|earlier(?! today)|recall(?:ed|ing|s)?|signed|adopted|established|outcomes? of|results? of|decisions? (?:of"
    r"|taken|made|adopted)|which (?:was|were|had|met|held)(?! (?:also )?attended)|that (?:was|were) (?:held|signed)"
    r"|anniversary|ahead of"
    r"|prior to"
    r"|before"
    r"|on the eve of|in preparation|prepar(?:e|es|ed|ing|ations?) (?:for|of)|had (?:been |last |first )?(?:met|held"
    r"|visited)|will (?!be held)|next|upcoming|forthcoming|scheduled|invit(?:ed|ation)|notes?d? the|noting"
    r"|implementation|launched in|founded|inaugurated"
    r"|welcomed the (?:\w+ ){0,3}(?:launch|convening|outcome|results?|holding|success\w*)|continu(?:es|ed|ing)"
    r"|in the framework|follow-up to|results achieved|reached|agreements?|pledged at|looking (?:forward|ahead)"
    r"|looked forward|expressed hope|contributed to|as a result of|progress (?:made )?since"
    r"|in force|entered into|plans? (?:from|of)|strategy (?:for|of)|resolution|established in|dating|dates back"
    r"|held (?:its|their|the) (?:previous|last|first) \w+ (?:was|were)?|after (?:the|a|his|her|their|its|an?)\b"
    r"|elected|appointed|took office|assumed)\b",
    re.IGNORECASE,
)
"""What tells that something else is spoken of: what went before, or is to come."""
TO_COME = re.compile(
    r"\b(?:will (?:(?:also|then|jointly|now) )?(?:be (?:held|hosted|received|chaired|co-chaired|convened|represented"
    r"|accompanied|led|in|on|paying|visiting|travell?ing|attending)|meet|visit|travel|host|hold|attend|chair"
    r"|co-chair|take place|participate|take part|pay|lead|represent|convene|gather|receive|arrive|open|begin|start"
    r"|run|undertake|join|welcome|preside)"
    r"|(?:is|are) (?:\w+ )?(?:scheduled|expected|set|due|slated|planned|to (?:meet|visit|travel|host|hold|attend"
    r"|chair|co-chair|be held|take place|pay|arrive|convene))|(?:scheduled|planned|slated|expected) (?:for|to)"
    r"|(?:was|were) (?:to be|due to|scheduled to|set to|expected to)|to be held|to (?:visit|host|hold|meet|travel to"
    r"|co-chair|chair|attend)|plans to)\b",
    re.IGNORECASE,
)
"""What tells of what is to come."""
POSTPONED = re.compile(
    r"\b(?:postpone[sd]?|has been (?:moved|rescheduled|deferred|put off)|(?:was|were|been) (?:rescheduled|deferred"
    r"|put off|postponed)|will not take place as (?:planned|scheduled))\b",
    re.IGNORECASE,
)
CANCELLED = re.compile(r"\b(?:cancel(?:s|led|ed|lation)?|called off)\b", re.IGNORECASE)
AGREED = re.compile(
    r"\bagree(?:d|s|ment)? (?:to )?(?:launch|establish|set up|creat|start|initiat|institut)\w*\s(?:of )?(?:an?|the)\b",
    re.IGNORECASE,
)
"""What tells that a format is to be launched."""
VIDEO = re.compile(
    r"\b(?:video ?-?conference|video ?call|via video|by video|video ?link|virtual(?:ly)?|online|via Zoom|VTC"
    r"|videoconferenc\w+|teleconferenc\w+)\b",
    re.IGNORECASE,
)
TELEPHONE = re.compile(
    r"\b(?:tele)?phone (?:call|conversation|talks?|discussion)|(?:spoke|talked|discussed|conversation"
    r"|talks?) (?:\w+ ){0,3}(?:by|over|on) (?:the )?(?:tele)?phone|(?:by|over the|on the) (?:tele)?phone|held a call"
    r"|had a call|phone(?:d)?\b",
    re.IGNORECASE,
)
HYBRID = re.compile(r"\bhybrid (?:format|mode|form)\b", re.IGNORECASE)
ABSENT = re.compile(
    r"\b(?:put forward by|mediation of|on behalf of|message (?:from|of)|greetings (?:from|of)|regards (?:from|of|to)"
    r"|(?:at|upon|on|accepted) (?:the )?(?:\w+ )?invitation (?:of|from|by)|invited|congratulat\w+|tribute to"
    r"|death of|passing (?:away )?of"
    r"|instructions? (?:of|from|by)|decrees? (?:of|by)|initiatives? (?:of|by|put)|election of|appointment of"
    r"|appointed|between (?:the )?Presidents?|vision of|leadership of|guidance of|thanked|condolences|letter (?:from"
    r"|to|of)|proposed by|announced by"
    r"|spokes(?:person|man|woman)|told reporters|said in an? (?:statement|interview)|according to|was not|did not"
    r"|unable to|could not|absence of|in place of|instead of|succeed(?:ed|s|ing)?|replac(?:ed|es|ing)|predecessor"
    r"|quoted|wrote|posted|tweeted|written by|behalf of|contact|visit(?:ed)? (?:of|by) [^,.]{0,60} to [A-Z]\w+ (?:in"
    r"|last|on)|meeting between (?:President|Prime)|conveyed (?:the )?(?:\w+ )?(?:greetings|regards|message"
    r"|invitation|best)|welcomed the (?:election|appointment)|recalled)\b",
    re.IGNORECASE,
)
"""What tells that the person named next was not there, or need not have been."""
OUTCOME = re.compile(
    r"\b(?:agreed|agree|signed|adopted|decided|approved|endorsed|reaffirmed|reaffirm|re-?confirmed|confirmed"
    r"|reiterated|committed|pledged|announced|undertook|welcomed|concluded (?:an|a|the)|resolved"
    r"|expressed (?:\w+ ){0,3}(?:commitment|readiness|intention|support|willingness)"
    r"|stressed|emphasi[sz]ed|underlined|underscored|called (?:on|upon|for)|supported|condemned"
    r"|exchanged (?:instruments|notes)|initialled|initialed|launched|established)\b",
    re.IGNORECASE,
)
"""What tells of a result."""
DISCUSSED = re.compile(
    r"\b(?:discuss\w*|exchang\w+|address\w*|review\w*|talk\w*|cover\w*|focus\w*|emphas\w+|cooperat\w+|agree\w*"
    r"|welcom\w+|reaffirm\w*|express\w*|stress\w*|under(?:lin|scor)\w+|call(?:ed|s)|reiterat\w+|brief\w*|consider\w*"
    r"|highlight\w*|touched|raised|strengthen\w*|enhanc\w*|deepen\w*|agenda|topics?|issues?|including|on the)\b",
    re.IGNORECASE,
)
"""What tells that a subject was spoken of."""
CHAIRED = re.compile(r"\bco-?chair(?:ed|s|ing)?\b|\b(?:jointly|together) (?:chaired|chairing)\b", re.IGNORECASE)
PRESENT = re.compile(
    r"\bchairmanship\b|\bparticipa\w+ (?:of|in)\b|\bjoined by\b|\bpresent (?:at|were)\b|\bside was\b|\bdelegations?\b",
    re.IGNORECASE,
)
"""What tells who was there."""
PAST = re.compile(
    r"\b(?:follow(?:s|ed|ing)(?! day)|since|adopted at|(?<!be )held (?:in|on|at)|(?:was|were) held|took place"
    r"|last (?:year|month|round|meeting|session|visit|met)|previous(?:ly)?|signed (?:in|on|at)|discussed|had (?:met"
    r"|held|visited))\b",
    re.IGNORECASE,
)
"""What tells, in the news of what is to come, of what went before."""
ATTENDED = re.compile(
    r"\b(?:attended|took part|participated|(?:was|were) (?:also )?present|joined|led|headed|chaired|co-chaired"
    r"|represented"
    r"|accompanied|comprised|spoke at|delivered|(?:was|were) (?:received|welcomed|hosted) by"
    r"|on the (?:\w+ ){1,3}side|chairmanship"
    r"|included|consisted|(?:was|were) composed|present at|also present)\b",
    re.IGNORECASE,
)
"""What tells, below the lead, who was at the meeting of the news."""
ALSO_MET = re.compile(
    r"\b(?:also|later|subsequently|separately|afterwards|then)\b[^.;]{0,50}\b(?:received|met|paid|called on|meet"
    r"|visit(?:ed)?|pay)\b"
    r"|\bexpected to be received\b",
    re.IGNORECASE,
)
"""What tells of a second meeting of the same people."""
WAS_THERE = re.compile(
    r",? who (?:\w+ )?(?:spoke at|took part|participated|attended|was present|joined)\b", re.IGNORECASE
)
"""What tells, right behind a name, that the person was there."""
