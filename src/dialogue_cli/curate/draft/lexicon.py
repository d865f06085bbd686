"""The words by which offices, names and meetings are told apart in a release, folded. Reviewed lists."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words(
    """mr mrs ms miss mme mlle dr prof professor sir dame lord lady h.e he.. hon honourable honorable rt senator
    excellency highness majesty royal hrh hm eng engineer gen general lt lieutenant col colonel maj major
    brig brigadier admiral captain capt sheikh sheikha shaikh shaikha imam judge justice amb m mgr fr rev
    shri smt atty engr rep sayyid lyonpo dasho dkt ing lic mag dipl sra sr dra chargee"""
)
"""What stands before a name and is no office."""
OFFICES = _words(
    """minister president premier chancellor secretary ambassador commissioner representative envoy director head
    chair chairman chairwoman chairperson co-chair co-chairman co-chairperson governor mayor speaker king
    queen emir amir sultan prince princess secretary-general director-general vice-president vice-premier
    vice-chancellor vice-chair vice-chairman coordinator co-ordinator adviser advisor counsellor counselor
    consul consul-general attache rapporteur commander chief expert specialist undersecretary
    under-secretary leader member negotiator delegate prosecutor administrator taoiseach observer
    vice-minister co-chairwoman moderator vice-chairperson vice-chairwoman dean-of tanaiste akim hokim
    khokim pm fm patriarch pope spokesperson spokesman spokeswoman charge chargee ambassador-at-large
    president-elect deputy-minister minister-counsellor hr/vp ombudsman commissioner-general
    attorney-general treasurer rector dean inspector-general undersecretary-general under-secretary-general
    parliamentarian deputy-secretary-general principal convenor convener"""
)
"""The nouns that name an office."""
COUNTERPARTS = _words("counterpart counterparts peer peers colleague opposite-number")
OFFICES_OF_SEVERAL = _words(
    """ministers presidents premiers chancellors secretaries ambassadors commissioners representatives envoys
    directors heads chairs chairmen chairpersons co-chairs co-chairpersons governors mayors speakers leaders
    advisers advisors counsellors members delegates negotiators coordinators undersecretaries
    under-secretaries vice-presidents directors-general kings spokespersons parliamentarians vice-ministers
    consuls"""
)
MODIFIERS = _words(
    """deputy vice prime first second acting standing state federal permanent special senior assistant additional
    joint associate high chief executive under interim caretaker outgoing incoming honorary extraordinary
    personal national political presidential managing crown supreme lead european minister-designate
    resident visiting principal plenipotentiary main central royal new newly-appointed"""
)
"""What stands before the noun of an office and belongs to it."""
DEPARTMENTS = _words(
    """foreign affairs external internal interior home defence defense security finance financial economy economic
    economics trade commerce industry industrial industries energy health culture cultural education science
    sciences technology technologies sport sports tourism labour labor employment social agriculture
    agricultural food environment environmental ecology climate change water transport transportation
    infrastructure justice law legal development cooperation co-operation international regional integration
    planning investment investments digital digitalization innovation innovations youth women information
    broadcasting communication communications media emergency emergencies situations policy policies
    politics strategic strategy nuclear disarmament non-proliferation human rights religious minority
    migration refugees diaspora overseas nationals consular protocol multilateral bilateral parliamentary
    parliament senate house assembly council cabinet government ministry department division office
    directorate directorate-general committee commission delegation mission embassy service agency bureau
    board bank authority police armed forces army navy force staff border borders customs counter-terrorism
    counterterrorism narcotics control military public diplomacy administration commonwealth latin america
    americas africa asia south southeast south-east east west north northern southern eastern western
    pacific middle near eurasia eurasian europe caucasus indo-pacific gulf arab mediterranean neighbourhood
    neighborhood enlargement crisis management humanitarian aid assistance partnership partnerships peace
    operations support union relations petroleum oil gas mines mineral minerals resources natural ports
    shipping maritime aviation railways housing urban local rural communities equality family children
    budget treasury revenue taxation statistics competition market entrepreneurship business enterprises
    space research higher heritage antiquities fisheries forestry livestock irrigation power electricity
    works construction supply reconstruction rehabilitation civil civilian reform elections immigration
    citizenship asylum sustainable growth global political general secretariat state group section unit
    region chamber congress republic people peoples defence-related supreme court constitutional privy
    secretary-of-state deputies representatives lords commons antiterrorism counter terrorism matters
    implementation institutions interinstitutional prosperity vice-presidency ministries commerce-industry
    hydropower waterways sector export exports import mining community socio-cultural pillar organization
    organisation emigration agribusiness telecommunications minorities production productive digitalisation
    modernisation renewable renewables energies drinking metering d'affaires d’affaires company corporation
    fund holding concern association institute
    university academy centre center logistics kingdom sultanate emirate federation interparliamentary
    religions interreligious faith nations executive bodies party cyber analysis bloc transit railway road
    roads nationalities expatriates innovation-and mechanisms chain tropics oceans islands territories
    programme programmes delegate designate"""
)
"""What an office is for, and the bodies in which it is held."""
PARTICLES = _words(
    "al el bin ibn bint ben von van der den de del della di da do dos du la le oglu ogly qizi kyzy uulu zu ter ten af"
    " abu ul ur ole dos mac"
)
NO_NAMES = _words(
    """round rounds meeting meetings session sessions summit dialogue dialogues forum conference consultations
    talks working negotiations visit statement communique communiqué declaration memorandum agreement treaty
    charter protocol plan roadmap initiative programme program project convention resolution photo photos
    image images source read press release releases news video updated published both side sides party
    parties meets meet holds hold visits receives received hosts host hosted attends attend chairs co-chairs
    discusses discuss calls call welcomes welcome concludes conclude begins begin arrives arrive speaks
    speak signs sign launch launches joins leads opens open tells says said urges reaffirm reaffirms agree
    agrees agreed convene convenes convened held met during following speaking welcoming addressing
    according meanwhile earlier later today yesterday tomorrow also however moreover furthermore
    additionally delegation delegations palace hotel centre center university institute airport hall readout
    remarks joint phone telephone video-conference videoconference twelfth eleventh tenth ninth eighth
    seventh sixth fifth fourth third inaugural annual subject tags share print contact contacts email tel
    media-contact mp mep phd kc qc obe cbe mna ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii
    sidelines margins participants topics issues representatives officials experts ahead amid after before
    under over between among against about within without into from with since until upon towards toward
    across despite due beyond while when where as at by for in of on to the a an and or but not no his her
    its their our your my it he she they we you this that these those there here who which what how why all
    any each every some many several most more other another such same so then thus therefore hence
    accordingly finally lastly firstly secondly noting recalling emphasizing emphasising stressing
    underlining expressing turning referring touching great good happy thank thanks dear ladies gentlemen
    was were is are be been being has have had will would shall should can could may might must do does did
    week month year day days monday tuesday wednesday thursday friday saturday sunday background note editor
    editors end ends ap afp reuters xinhua tass app apa ria interfax spa wam qna irna kuna sana petra bna
    ona azertac trend akipress kabar khovar uza kazinform inform unb pti ani dpa efe ansa kyodo yonhap
    bernama antara vna mena anadolu aa one two three four five six seven eight nine ten gsp brics covid
    covid-19 sdg sdgs cop28 cop29 cop30 www http https strait sea ocean river corridor belt road silk square
    avenue street mosque cathedral museum monument park stadium attended attending chaired chairing
    co-chaired leading led visiting hosting pleased concluding opening closing organised organized scheduled
    expected planned upcoming next previous last recent current present former ex prior let given both-sides
    topic agenda politics-news world nation top home about-us menu search login states accompanied joined
    signed addressed issued briefed commenting responding asked asking presiding consul-generals exchanged
    exchange reviewed reviewing highlighting highlighted highlights"""
)
"""Words that may be capitalised and are no part of a person's name."""
ORDINALS = {
    word: number
    for number, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth""".split(),
        1,
    )
}
_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
_STEMS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS |= {word: 20 + 10 * i for i, word in enumerate(_TENS)}
ORDINALS |= {
    f"{stem}-{word}": 20 + 10 * i + number
    for i, stem in enumerate(_STEMS)
    for word, number in tuple(ORDINALS.items())
    if number < 10
}
ORDINALS |= {"inaugural": 1, "first-ever": 1, "maiden": 1}
"""Ordinal numbers in words."""
