"""How English says that a season is renewed, cancelled, undecided, or the last."""

from nextseason.claims.anycase import AnyCase
from nextseason.claims.phrases import any_of

CANCELLED = any_of(
    r"cancel(?:l?ed|s|l?ing|lation)?\b",
    r"axe[sd]?\b|axing\b|canned\b|nixed\b",
    r"(?:gets?|got|gave|gives?|given|getting) (?:{SHOW} )?the (?:axe?|chop|boot|hook|push)\b",
    r"scrap(?:s|ped|ping)\b",
    r"shelve[sd]\b|ditche[sd]\b|dump(?:s|ed)\b",
    r"pull(?:s|ed|ing)? the plug|plug (?:was|has been|is) pulled",
    r"call(?:s|ed|ing)? (?:it )?(?:time|quits|a day) on",
    r"show(?:n|s|ed)? the (?:door|exit)",
    r"kill(?:s|ed)(?: off)? (?:the (?:show|series)|it\b|after|by)",
    r"(?:bring(?:s|ing)?|brought|put(?:s|ting)?) an end to",
    r"(?:bring(?:s|ing)?|brought) {SHOW} to an (?:early |abrupt |untimely )?end",
    r"cut short|discontinue[ds]?\b|meets? its end|met its end|one[- ]and[- ]done",
    r"dropp?(?:ed|s) (?:the (?:show|series|drama|comedy|sitcom)|it\b|by [A-Z]|after)",
    r"un-?renew(?:ed|s)\b",
    (
        r"(?:revers|rescind|revok)(?:ed|es|ing) (?:its|the|their|a|that) [\w’' -]{0,20}(?:renewal|"
        r"decision|order|pick-?up)"
    ),
    (
        r"(?:went|goes|gone) back on (?:its|the|their) [\w’' -]{0,20}(?:renewal|decision|order|"
        r"promise)"
    ),
    (
        r"(?:took|takes|taken|taking) back (?:its|the|their) [\w’' -]{0,20}(?:renewal|order|"
        r"season)"
    ),
    r"(?:tore|torn|tears|ripped) up (?:its|the|their) [\w’' -]{0,20}(?:renewal|order|contract)",
    (
        r"renewal (?:was |has been |is |being |had been )?(?:reversed|rescinded|taken back|undone|"
        r"torn up|revoked|withdrawn)"
    ),
    (
        r"(?:decid(?:ed|es)|cho(?:sen|se)|opt(?:ed|s)|elected) (?:not to|against) (?:renew|order|"
        r"go|mov|continu|mak|bring|proceed|pick|do|produc|giv|a )"
    ),
    r"declin(?:ed|es|ing) to (?:renew|order|pick)",
    r"not (?:be )?(?:moving|going|go|move) (?:forward|ahead)",
    (
        r"(?:{NOT}|is|are) (?:going to happen|happening|coming back|be(?:ing)? back|be coming|"
        r"be returning)(?<=not happening)"
    ),
    (
        r"(?:isn['’]t|is not|aren['’]t|are not|not|never|no longer) (?:going to (?:happen|return|"
        r"be|come)|happening|coming back|returning|to be\b|be renewed|go ahead|going ahead)"
    ),
    r"lost (?:its|the) (?:fight|battle)|(?:the )?end of the (?:road|line)",
    r"g[ai]v(?:e|es|en) up on (?:{SHOW})",
    r"(?:has|have) ended (?:the |its )?(?:show|series)",
    r"pass(?:es|ed) on (?:a |another |the )?(?:second|third|fourth|fifth|further|season|more)",
)
NO_MORE = any_of(
    (
        r"{WONT} (?:be getting |get |have |see |be |go to |come back for |return for |"
        r"be back for |receive |make |produce |air |order )(?:any more|{SEASON})"
    ),
    (
        r"{WONT} (?:return|be back|come back|continue|be returning|be coming back|carry on|go on|"
        r"be renewed)\b"
    ),
    (
        r"(?:can(?:not|['’]t)|could not|couldn['’]t|does not|doesn['’]t|did not|didn['’]t) (?:get|"
        r"have|receive|order) {SEASON}"
    ),
    (
        r"(?:isn['’]t|is not|aren['’]t) (?:getting|going to (?:get|have|make|see)|returning for|"
        r"coming back for|going ahead with) {SEASON}"
    ),
    r"there (?:will|is|are)(?: going to)? be no (?:more\b|{SEASON})",
    r"there (?:won['’]t|will not|isn['’]t going to|is not going to) be (?:any more|{SEASON})",
    (
        r"(?:gets?|getting|have|receives?|is|are|means|and|so|with) no (?:more (?:seasons|"
        r"episodes)|{SEASON})"
    ),
    (
        r"no {SEASON} (?:will|is coming|is planned|of the (?:show|series)|has been|at [A-Z]|"
        r"on [A-Z]|for [A-Z])"
    ),
    (
        r"(?:show|series|drama|comedy|it['’]s|it is|which is) (?:well and truly |officially |now |"
        r"all |really )?(?:over|done|dead|finished|no more|toast|history)\b(?! by| to | the |"
        r" with| certain| set)"
    ),
)
RENEWED = any_of(
    (
        r"renew(?:ed|s|ing)\b(?! (?:his|her|their|my|our|hopes?|interest|calls?|energy|attention|"
        r"focus|vigou?r|faith)\b)"
    ),
    (
        r"(?:early|season \d+|surprise|two-season|official|quick|the|its|second-season|"
        r"third-season) renewal (?:for|of|was|came|has|is official)\b"
    ),
    (
        r"(?:got|gets|earned|earns|secur(?:ed|es)|land(?:ed|s)|scor(?:ed|es)|won|receiv(?:ed|es)|"
        r"confirm\w+|announc\w+) (?:the |a |an |its )?(?:\w+ )?renewal\b(?! (?:or|status))"
    ),
    (
        r"pick(?:ed|s|ing)? (?:{SHOW} )?up (?:for|by [A-Z]|the (?:show|series)|{SEASON})|"
        r"picked up\b(?=[.,;]| [A-Z\"“‘'])"
    ),
    r"order(?:ed|s|ing)? (?:up )?{SEASON}|order for {SEASON}|pick-?up (?:for|of) ",
    r"green-?li(?:t|ghts?|ghted|ghting)\b",
    (
        r"(?:given|gave|gives|got|gets|received|receives|won|earned|issued) (?:{SHOW} )?(?:the |"
        r"a |its )?(?:official |final )?(?:green[ -]light|go-ahead|nod|thumbs[ -]up)\b"
    ),
    r"renewal for {SEASON}|sav(?:ed|es) from cancellation|(?:scooped|snapped) up\b",
    r"the nod to (?:a |the )?{YEARS}",
    (
        r"(?:gives?|gave|given|giving|granted|handed|hands|awarded|won|wins|earned|earns|landed|"
        r"lands|scored|scores|secured|secures|gets?|got|getting|received|receives?|bags?|"
        r"nabs?) (?:{SHOW} |itself |us |them |viewers |fans )?(?:with )?{SEASON}"
    ),
    (
        r"(?:give|given|gave|giving) (?:it|the (?:show|series)) a(?:nother| second|"
        r" further)? (?:chance|go|shot)\b"
    ),
    (
        r"{WILL} (?:return|be back|come back|have|get|see|go on|continue|run)(?: with| for| to|"
        r" on)? {SEASON}"
    ),
    (
        r"(?:coming|returning|heading|headed) (?:back )?(?:to \w+ )?(?:for|with) {SEASON}|"
        r"(?:returns|returned|back) for {SEASON}"
    ),
    (
        r"(?:confirm(?:ed|s|ing)?|announc(?:ed|es|ing)|commission(?:ed|s)|approved|"
        r"promised) (?:that )?(?:plans for )?(?:that )?{SEASON}(?! (?:release|premiere|cast|"
        r"trailer|date|would|has been cancel|is not|isn|will not|won))"
    ),
    (
        r"there (?:is|was) (?:an? )?(?:official )?confirmation\b|shall (?:receive|"
        r"get) (?:an? )?(?:official )?(?:confirmation|renewal)"
    ),
    (
        r"there (?:will|['’]ll|is going to|are going to) (?:definitely |indeed |certainly |also |"
        r"in fact )?be {SEASON}"
    ),
    (
        r"bring(?:s|ing)? (?:it|the (?:show|series|drama|comedy)|"
        r"[A-Z][\w’' ]{1,30}?) back\b(?! from)|brought (?:it |the (?:show|series) )back\b"
    ),
    (
        r"un-?cancel(?:s|l?ed)\b|(?:saved|saves|rescue[sd]|revive[sd]|resurrect(?:s|"
        r"ed))\b (?:by [A-Z]|it\b|the (?:show|series)|for (?:a|one|another)|from cancel)"
    ),
    (
        r"(?:{WILL}) (?:return|continue|live on|go on|be back|come back)\b|(?:show|series|it|"
        r"[A-Z]\w++) (?:is|['’]s) coming back\b"
    ),
    (
        r"confirmed for {SEASON}|announcement of {SEASON}|(?:took|taken) (?:it|the (?:show|"
        r"series)) on\b"
    ),
    r"made (?:{SEASON}|it) official|two-season (?:renewal|order|pick-?up)",
)
# "A second season has been ordered": looked for only where a word such as "ordered" stands,
# since a season can stand anywhere.
SEASON_RENEWED = any_of(
    (
        r"{SEASON} (?:(?:has |have |was |were |had |is |are )?(?:been |being |already |officially |"
        r"also |now |just ){0,3}(?:ordered|commissioned|confirmed|green-?lit|announced|approved|"
        r"made official|secured|promised|locked|in the works|on the way|on its way|in production|"
        r"in development|under ?way)\b"
        r"|(?:is|are|will be|was)(?: indeed| officially| definitely| already| now| also|"
        r" certainly| finally)? (?:happening|coming|confirmed|official|a go|certain|"
        r"on\b(?! (?:its|the|a|[A-Z]))|a reality|arriving|a done deal|in the bag)"
        r"|(?:is |has been |was )?(?:scheduled|slated|due|set) (?:for|to)\b|is to be made)"
    ),
)
SAID_OF_SEASON = any_of(
    r"ordered|commissioned|confirmed|green-?lit|announced|approved|official|secured|promised",
    r"locked|in the|on\b|under|happening|coming|a go\b|certain|a reality|arriving|a done deal",
    r"scheduled|slated|due\b|set\b|to be made",
)
# A guess that it will go on, or that it will not, without a word of the order itself.
HOPED = any_of(
    r"(?:safe|good|sure) bet (?:that )?|(?:matter|question) of time\b|strong possibility\b",
    (
        r"(?:chances|odds|prospects)(?: of [\w ]{1,30})? (?:are|look|seem) (?:good|high|fair|"
        r"excellent|strong)"
    ),
    (
        r"(?:fair|good|decent|every|always a) chance\b|looks? (?:inevitable|likely|good|"
        r"promising)\b|near-certainty"
    ),
    (
        r"(?:could|may|might) (?:still |yet |well |always )?(?:find (?:a|another) (?:new )?home|"
        r"turn up|be (?:saved|revived|picked up|renewed|rescued)|return|come back)"
    ),
    r"(?:we|i) (?:are |remain |stay |am )?(?:hopeful|optimistic|confident)\b",
)
FEARED = any_of(
    (
        r"(?:chances|odds|prospects)(?: of [\w ]{1,30})? (?:are|look|seem) (?:slim|poor|low|bleak|"
        r"small|against|not good)"
    ),
    r"hold (?:our|your|my) breath|(?:outlook|future) (?:is|looks) (?:bleak|grim|dim|poor)",
    (
        r"(?:is|seems|looks|highly|very|most) (?:un|not )likely\b|(?:seems|looks) (?:doomed|"
        r"doubtful|dead)"
    ),
    r"slim chance|long shot\b|(?:might|may) (?:well )?be the (?:end|last)",
)
# Told of the order, these say that nobody has decided.
PENDING = any_of(
    (
        r"(?:has|have|had|was|is)(?:n['’]t| not| yet to|"
        r" never) {ADVERBS}(?:to )?(?:be )?{ADVERBS}(?:renew(?:ed)?|announced?|confirm(?:ed)?|"
        r"cancel(?:l?ed)?|order(?:ed)?|decided?|picked up|pick up|made|said|commented?|green-?lit|"
        r"given|commissioned|official|revealed?|spoken|set|reached|determined|weighed in)\b"
    ),
    (
        r"(?:not|hasn['’]t|haven['’]t|isn['’]t) (?:yet )?(?:been )?(?:officially|"
        r"formally) (?:been )?(?:renewed|announced|confirmed|cancell?ed|ordered)"
    ),
    (
        r"no (?:official |formal |final |firm |definite |definitive |further |public |concrete |"
        r"clear ){0,2}(?:word|news|announcement|confirmation|decision|renewal|verdict|statement|"
        r"order|update|information|answer|green light|comment|pick-?up)\b"
    ),
    (
        r"nothing (?:\w+ ){0,6}(?:confirmed|announced|official|decided|certain|definite|is known|"
        r"been said)"
    ),
    (
        r"(?:no one|nobody|no-one|neither|none) (?:\w+ ){0,3}(?:knows|has said|has confirmed|"
        r"has announced|can say)"
    ),
    (
        r"(?:yet|still|remains|left) to be (?:an? (?:official |formal )?(?:confirmation|"
        r"announcement|word|decision|renewal)|seen|announced|confirmed|decided|determined|renewed|"
        r"revealed|made|given|ordered)"
    ),
    (
        r"(?:yet|has still|have still) to (?:announce|confirm|decide|renew|order|say|make|"
        r"officially|reveal|commit|give|pick|hear|comment|green)"
    ),
    (
        r"(?:still |remains? |is |are )(?:unclear|unknown|undecided|uncertain|up in the air|"
        r"in limbo|open|unconfirmed|a mystery|in doubt|in the balance|on the bubble|not known|"
        r"not clear|anyone['’]s guess|unresolved|not certain)"
    ),
    (
        r"too (?:early|soon)\b|mum\b|silent (?:on|about)|silence\b|tight-lipped|in talks\b|"
        r"conversations (?:about|over|are|have)\b"
    ),
    (
        r"(?:await(?:s|ing)?|waiting (?:for|on)|wait for) (?:\w+ ){0,4}(?:word|news|announcement|"
        r"confirmation|decision|renewal|answer|verdict|fate)"
    ),
    (
        r"fate (?:\w+ ){0,4}(?:unknown|unclear|undecided|up in the air|uncertain|limbo|balance|"
        r"open|hangs|still)"
    ),
    r"neither (?:been )?(?:renewed|cancell?ed|confirmed)|hang(?:s|ing) in the balance",
    r"(?:no|zero) plans|not (?:said|announced|confirmed|decided|commented|revealed)",
    (
        r"(?:didn['’]t|did not|won['’]t|doesn['’]t|has not|hasn['’]t) (?:yet )?(?:said|say|commit|"
        r"committed|comment|ruled|rule)"
    ),
)
SPEAKS_OF_ORDER = any_of(
    r"renew\w*|cancel\w*|{SEASON}|pick-?up\b|future\b|fate\b|decision\b|return\w*",
    r"more (?:seasons|episodes)|come back|back\b|continu\w+|go on\b|another\b|sequel\b",
)
PENDING_ALONE = any_of(
    (
        r"nothing (?:has been |is |was )(?:yet |officially )?(?:announced|confirmed|official|"
        r"decided|signed)"
    ),
    (
        r"(?:has|have)(?:n['’]t| not) (?:yet )?(?:confirmed|announced|decided|"
        r"commented)\b(?! (?:the|a|any) (?:release|date|cast|premiere))"
    ),
    (
        r"no (?:official|formal) (?:word|confirmation|announcement|news)\b(?! (?:of|on|about|"
        r"regarding|for) (?:the |a |its |when )?(?:release|premiere|date|cast|trailer))"
    ),
)
LAST_SEASON = any_of(
    (
        r"(?:final|last|farewell|concluding|closing)(?:,| ever)? (?:[\w-]+-episode )?(?:season|"
        r"series\b(?! finale)|run|outing|chapter|instal?lment|batch|bow|lap|hurrah)"
    ),
    (
        r"(?:season|series) (?:\d+|two|three|four|five|six|seven|eight|nine|ten),? (?:will be|is|"
        r"was|would be|to be|being|marks?|as)(?: going to be| to be)?(?: also| indeed|"
        r" both)? (?:the |its |their )?(?:final|last|end)\b"
    ),
    r"{YEARS},? (?:and|but)(?: also)? (?:final|last)\b",
    (
        r"(?:will be|is going to be|was to be|is to be|to be|it['’]s|would be|is|"
        r"be) (?:also )?(?:its|the|their) (?:final|last)\b"
    ),
    (
        r"(?:end(?:ing|s|ed)?|conclude[sd]?|wrap(?:s|ped|ping)?(?: up)?|finish(?:es|ed)?|bow(?:s|"
        r"ing|ed)? out|stop(?:s|ped)?|close[sd]?|signs? off) (?:its run )?(?:with|after) (?:its |"
        r"the |a |this )?(?:upcoming |current )?(?:{YEARS}\b|season|series|part)"
    ),
    (
        r"(?:planned|conceived|intended|designed|envisaged|mapped out|pitched|written|thought of|"
        r"always) (?:\w+ ){0,6}(?:\w+ seasons|limited series|mini-?series)"
    ),
    r"a limited series\b|go(?:es|ing)? out on (?:its|their) own terms",
)
NEGATION = AnyCase(
    r"\b(?:not|no|never|without|nobody|neither|nor|none|nothing|cannot|declined to|refus\w+ to|"
    r"fail(?:ed)? to|unable to|against|instead of|rather than|denied|hardly)\b[^.;,:]{0,28}$"
    r"|n['’]t\b[^.;,:]{0,28}$",
)
CONDITION = AnyCase(
    r"\b(?:(?:shows|series|dramas) that|every|each|normally|commonly|usually|generally|"
    r"depends? on|before announcing|if|whether|unless|(?:were|should|had) (?:it|they|the|"
    r"there)|when (?:the|it)|in case|"
    r"provided|assuming|as if|how to get|asks?|asking|urg\w+|want\w*|demand\w*|wish\w*|"
    r"hop(?:e|es|ing) (?:for|to)|call(?:s|ing)? (?:for|on)|petition(?:s|ing)?|"
    r"beg(?:s|ged|ging)?|plead\w*|convince|persuade|in order to|chances? of|odds of|"
    r"possibility of|prospects? of|deserves?|worth|pages? (?:that|on which|where)|"
    r"(?:posts|links|headlines|rumou?rs|claims|reports) that (?:say|claim))\b[^.;]{0,60}$",
)
# Whoever may not return is a person, not the show.
PERSON = AnyCase(r"\b(?:he|she|actor|actress|star|character|they|who)\b[^.;]{0,40}$")
YET = any_of(
    "yet\\b|so far\\b|as of\\b|at the moment\\b|for now\\b|currently\\b|still\\b",
    "at this (?:point|time)|right now|until now|to date|at present",
)
FINALE_PAST = any_of(
    r"(?:aired|ended|came out|wrapped|concluded|finished|bowed|went out|said goodbye|was)\b"
)
# "after its second season", "following season 2": the one spoken of comes next.
AFTER_SEASON = AnyCase(r"\b(?:after|following|since|finale of|end of)\s+(?:\w+\s+){0,3}$")
# "ran for two seasons", "after only one season"
AFTER_COUNT = AnyCase(
    r"\b(?:after|following|since|for|ran|lasted|lived through|lasting|ended|wrapped)\s+"
    r"(?:(?:only|just|its|the|their|a|an|airing|running|completing|making)\s+){0,3}$",
)
BE_LAST = AnyCase(
    r"\s*,?\s*(?:(?:is|was|will be|would be|to be|being|as|which is|which was)"
    r"(?: to be| now| also| therefore)? )?(?:the |its |their )?(?:final|last|done\b|over\b)",
)
