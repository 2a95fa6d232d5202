"""How English says why a show ended or goes on: causal frames, and each kind of cause.

Patterns alone; `topics.reason` says which of them make a reason.
"""

from nextseason.claims.anycase import AnyCase

BECAUSE = AnyCase(
    r"\b(?:decision (?:was|is) (?:\w+ )?(?:an?|about|based|purely)|because|due to"
    r"|owing to|thanks to|on account of|as a (?:direct )?(?:result"
    r"|consequence) of|reasons?|(?:to|is|was|took the|gets the) blame|blam(?:ed|es"
    r"|ing)|put(?:s)? (?:it|this|that|the [\w -]{1,30}) down to"
    r"|attribut(?:ed|es|able)|cit(?:ed|es|ing)|explanation|explain(?:s|ed)|led to"
    r"|lay behind|was behind|were behind|behind (?:the|this|its|that) (?:decision"
    r"|cancell?ation|move|choice|axing|renewal)|stem(?:s|med)? from|caus(?:e|es|ed)"
    r"|culprits?|at fault|amid(?:st)?"
    r"|(?:came|comes|boil(?:s|ed)) down to|to do with|play(?:ed|s)? (?:a|its|their"
    r"|some|no) (?:\w+ )?(?:part|role)|had a hand|factors?|given (?:that|how|the|its)"
    r"|came into it|count(?:ed|s) against|enough for|force[sd]? (?:its|the|their"
    r"|\w+['’]s?) hand|as a result|consequence|victim of|fell (?:victim|prey) to"
    r"|fall (?:victim|prey) to"
    r"|so that|(?:did|could|can|does|do)(?: not|n['’]t) (?:justify|cover|warrant|support)"
    r"|too [a-z]+ (?:to|for)|not [a-z]+ enough|problem|trouble|made it (?:hard"
    r"|difficult|impossible|an easy)|could not justify|couldn['’]t justify|to justify"
    r"|worr(?:y|ies)|over (?:its |the |their |poor |low |a |concerns |fears )?(?:poor "
    r"|low )?(?:ratings|viewership|viewing|costs?|budget|money|covid\S*|pandemic"
    r"|creative|strikes?|numbers)"
    r"|(?:had|have|has) an effect on|contributed|prompted|convinced|persuaded|doomed"
    r"|sealed|sank|killed|finished it off|spelled|spelt the end|the matter"
    r"|the (?:point|issue) (?:is|was)|in view of|in light of|on the back of"
    r"|after (?:disappointing|poor|low|weak|falling|declining|dwindling))\b",
)
DECISION = AnyCase(
    r"\b(?:cancel\w*|axe[sd]?|axing|scrap\w*|un-?renew\w*|renew\w*|decision|decid(?:ed"
    r"|es|ing)|drop(?:s|ped|ping)|not (?:be )?(?:returning|coming back|going (?:ahead"
    r"|forward))|kill(?:ed|s)|fate|cut short|shelved|ditch\w*"
    r"|pull(?:ed|ing|s)? the plug|won['’]t (?:be )?(?:return|get|be back|come back"
    r"|happen|go|continue)\w*|pass(?:ed)? on|the axe?|the chop|demise|goner?"
    r"|another season|why|greenlit|green (?:light|signal)|carry(?:ing)? on|let go"
    r"|dumped|did away|do away|call(?:ed)? it a day"
    r"|no (?:more|second|third|fourth|fifth|sixth|further|new)\b|end(?:s|ed"
    r"|ing)? (?:the |it|after|with)|end of the|(?:second|third|fourth|fifth|sixth"
    r"|final|last) (?:season|run)|never to return|not to (?:go|continue|order|make"
    r"|bring))\b",
)

PANDEMIC = AnyCase(r"\b(?:covid(?:-19)?|pandemic|corona(?:virus)?)\b")
STRIKE = AnyCase(
    r"\b(?:strikes?|work stoppages?|walk-?outs?|picket\w*|industrial action)\b(?! a"
    r"| the| gold| again| twice)",
)
COST = AnyCase(
    r"\b(?:cost(?:s|ly|lier|liest)?|budget\w*|expens(?:e|es|ive)|financ(?:es|ial"
    r"|ially)|money|price[ -]?tag|pricey|(?-i:price)|outlay|unaffordable|afford|savings"
    r"|cost-cutting|tax (?:credit|rebate|incentive|break|write-off)s?|licens\w+ fees?"
    r"|bill|funds|economics|sums|cheap|dollars and cents)\b",
)
# Money in other senses: time that was cost, money that is bet, money as a plot.
NO_COST = AnyCase(
    r"\b(?:cost (?:(?:them|it|us|the \w+) )?(?:time|months|weeks|lives|\w+ (?:his|her"
    r"|their))|(?:put|bet|putting|my|our|your|smart|safe) (?:\w+ )?money (?:on|is|was)"
    r"|money['’]s on|money (?:worries|troubles|problems)|for the money|at all costs"
    r"|low[- ]budget)\b",
)
# Costs that are too high by the words' own meaning.
TOO_DEAR = AnyCase(
    r"\b(?:too (?:expensive|costly|pricey|dear|much money)|cost(?:s|ing)? too much"
    r"|prohibitively|unaffordable|(?:ran|run|runs|burn\w*|gone|went|go) (?:through"
    r"|over) (?:its|the|their|all) (?:\w+ )?(?:budget|funds|money)|over budget"
    r"|budgets? (?:had been |has been |was |were |that had )(?:\w+ )?(?:overrun|blown"
    r"|exceeded|grown|swollen)|money (?:had|has) (?:run out|been blown|dried up)"
    r"|(?:high|rising|soaring|growing|mounting|swelling|ballooning|huge|steep|sheer"
    r"|spiralling) (?:[\w-]+ ){0,2}?(?:costs?|budgets?|fees?|price|expense)"
    r"|expensive (?:to (?:make|produce|film|shoot)|show|series|production)"
    r"|cut(?:ting)? costs|cost[- ]cutting|tighten\w* (?:its |their )?belts?|sav(?:e"
    r"|ing) money|tax write-off)\b",
)
LITTLE_WATCHED = AnyCase(
    r"\b(?:(?:low|weak|poor|falling|declining|dwindling|disappointing|dismal"
    r"|lacklustre|lackluster|slipping|soft|unfavou?rable|mediocre|modest|bad|sagging"
    r"|shrinking|sliding|insufficient|underwhelming|lower|plummeting|sluggish|puny"
    r"|meagre|meager|tepid|drop in|decline in|fall in|lack of|slump in|dip in|loss of"
    r"|small|smaller) (?:[\w-]+ ){0,2}?(?:ratings?|viewership|viewing(?: figures)?"
    r"|audiences?|numbers|viewers|figures|views|interest|performance|completion(?: rates?)?"
    r"|turnout|streams)"
    r"|(?:ratings?|viewership|viewing(?: figures| numbers)?|audiences?|numbers|viewers"
    r"|figures|viewer numbers|completion rates?) (?:[\w’']+ ){0,5}?(?:low|lower|weak|poor|small"
    r"|disappoint\w*|slip\w*|f[ae]ll\w*|drop\w*|declin\w*|slid|dwindl\w*|not (?:there"
    r"|enough|high|good|strong)|too|short|below|dive|div(?:ed|ing)|sank|puny|shrank"
    r"|tank\w*|plung\w*|plummet\w*|down|modest|dismal|never recovered|wasn['’]t"
    r"|weren['’]t|slump\w*)"
    r"|(?:too few|not (?:nearly )?enough|so few|very few|hardly any|fewer and fewer"
    r"|not many|too small an?|n['’]t (?:have )?enough|few(?:er)?) (?:people|viewers|fans"
    r"|subscribers|eyeballs|households|watched|of us|members|users|audience)"
    r"|(?:fail(?:ed|s|ing|ure)|unable|struggl\w+|never managed|didn['’]t|did not"
    r"|could(?:n['’]t| not)) to (?:draw|find|attract|reach|build|gain|pull|connect|win"
    r"|bring in|hold|garner|catch|land|resonate)|(?:didn['’]t|did not|never"
    r"|couldn['’]t|could not) (?:quite |really )?(?:draw|find|attract|reach|build|gain"
    r"|pull in|connect with|garner|catch on|resonate|land with|bring in) (?:an?|the"
    r"|its|enough|many|much|large|sufficient)\b|under-?perform\w*|not perform\w*"
    r"|(?:didn['’]t|did not) perform"
    r"|(?:few|fewer) (?:people|viewers) (?:had )?watch\w*|nobody (?:was )?watch\w*"
    r"|no one (?:was )?watch\w*|(?:lost|lose|shed|losing) (?:[\w-]+ ){0,3}(?:viewers"
    r"|audience)|(?:audience|viewership|following) (?:was |is "
    r"|were )?(?:[\w’'-]+ ){0,3}(?:too )?(?:small|not (?:large|big))|(?:steep |sharp "
    r"|big |further )?(?:fall|drop|decline|slump|dip|slide|collapse) in (?:the |its "
    r"|their |total |live |linear )?(?:audience|viewers|viewership|ratings|numbers"
    r"|viewing|figures)|never (?:quite |really )?found (?:its|an|the"
    r"|much of an) (?:place|audience|footing|viewers)|numbers (?:were|was"
    r"|are) (?:always |just |simply |never )?(?:not there|a (?:challenge|problem"
    r"|concern)|low|there)|ratings (?:\w+ )?weren['’]t|(?:figures?|ratings|numbers"
    r"|audience)(?: for \w+)? (?:dive|tank|slide|crash|plummet)|(?:ratings|viewership"
    r"|viewing figures|numbers)(?: \w+){0,2} (?:to blame|at fault|the culprit)"
    r"|(?:viewers|people|subscribers|audiences?) (?:simply |just )?(?:did not"
    r"|didn['’]t|never|failed to) (?:finish|complete|stick)|lack of viewers"
    r"|rated lower|low[- ]rated|below what)\b",
)
# What speaks for another season: many viewers.
MUCH_WATCHED = AnyCase(
    r"\b(?:(?:strong|huge|high|higher|great|record|impressive|big|solid|good|healthy"
    r"|excellent|massive"
    r"|enormous|stellar|robust|growing|rising|soaring) (?:[\w-]+ ){0,2}?(?:ratings?"
    r"|viewership|numbers"
    r"|audiences?|viewing|figures|streams)|(?:ratings|viewership|numbers) made it|popularity"
    r"|(?:huge|big|massive|monster|runaway|global) (?:hit|success))\b",
)
RENEWAL = AnyCase(
    r"\b(?:renew\w*|green (?:light|signal)|greenlit|pick(?:ed)? up|another season|order(?:ed)?"
    r"|easy decision)\b",
)
# Too few viewers for something: the words give the reason by themselves.
TOO_LITTLE = AnyCase(
    r"\b(?:too (?:few|small|weak|low|poor|little|puny|modest)|(?:not"
    r"|n['’]t) (?:\w+ )?(?:enough|large enough|draw|find|attract|there|reach)"
    r"|fail(?:ed|s|ing|ure) to|so few|few(?:er)? and fewer|struggl\w+ to|under-?perform\w*"
    r"|were not there|never (?:\w+ )?found)\b",
)
WATCHED = AnyCase(
    r"\b(?:ratings?|viewership|viewers?|viewing|audiences?|numbers|watch(?:ed|ing|es)?"
    r"|tun(?:ed|ing)|stream(?:ed|ing)|seen|saw|figures|reach|popularity|fans|views"
    r"|performance|completion)\b",
)
WEIGHED = AnyCase(
    r"\b(?:justif\w+|cover(?:ed|ing)?|outweigh\w*|make up for|made up for|compar\w+"
    r"|versus|vs|relative to|worth|against|in proportion|proportion|balance|ratio"
    r"|offset|compensate|combination|recoup|sums|measured against|for (?:what"
    r"|the money)|warrant\w*|too (?:small|few|low|little)|return on|enough|as well as"
    r"|and)\b",
)
CREATIVE = AnyCase(
    r"\bcreative(?:ly)? (?:differences|reasons|direction|path|decision|choice"
    r"|disagreements?|vision|clash\w*|team)|\bcreative\b(?= (?:one|grounds))"
    r"|\b(?:story|tale|narrative|plot|arc|material|source) (?:had |has |was |is "
    r"|were )?(?:\w+ ){0,2}(?:told|reached its|complete[d]?|run its course|run out"
    r"|finished|exhausted|used up|over)\b"
    r"|\b(?:run|ran) its course\b|\bnatural (?:end|ending|conclusion|stopping point"
    r"|close)\b|\b(?:always|originally|from the (?:start|beginning"
    r"|outset)) (?:[\w’']+ ){0,3}?(?:planned|intended|meant|conceived|envisioned"
    r"|envisaged|written|the plan|the intention|designed)\b|\b(?:planned|intended"
    r"|meant|conceived|envisioned|envisaged|mapped out) (?:[\w’']+ ){0,5}?(?:as"
    r"|to (?:be|run|end|last)|for|on) (?:[\w’']+ ){0,3}?(?:limited|mini-?series"
    r"|one season|(?:two|three|four|five|six)(?:[- ]seasons?)?|standalone|trilogy)\b"
    r"|\b(?:change of|shift in|new) (?:strategy|direction)\b|\b(?:chose|decided|wanted"
    r"|want(?:s)?|preferred) (?:herself |himself )?(?:not to|to) (?:come back|return"
    r"|end (?:it|the (?:show|series|story)) on|go out on|leave|bow out|finish on"
    r"|move on)\b|\bon (?:its|their|our|his|her) own terms\b|\b(?:nothing"
    r"|no (?:more )?story) left to tell\b|\bcould not agree\b|\bno more (?:books"
    r"|source material|story)\b|\b(?:always|was) (?:been )?the (?:plan|intention)\b",
)
SCHEDULE = AnyCase(
    r"\b(?:scheduling(?: conflicts?| clash\w*| issues| problems)?|(?:clash(?:es)? of"
    r"|conflicting|crowded|full|packed) schedules?|schedule (?:conflicts?|clash\w*)"
    r"|availab(?:le|ility)|ran out of (?:room|slots|space)|no (?:room|slot"
    r"|space) (?:on|in|for)|production delays?|delays?|other commitments"
    r"|prior commitments|busy)\b",
)
CONTRACT = AnyCase(
    r"\b(?:contract(?:s|ual|ually)?|rights (?:issue|deal|dispute|expired|lapsed"
    r"|situation)|licens(?:e|ing) (?:deal|agreement|terms|issue)|ownership"
    r"|negotiations?|options? (?:on the cast |had |have )?(?:expire[ds]?|lapsed"
    r"|ran out)|talks (?:broke|fell|collapsed)|expir(?:ed|y|es) deal|deal (?:with"
    r"|between) [^.;,]{1,40}(?:expired|ended|lapsed|fell))\b",
)
REVIEWS = AnyCase(
    r"\b(?:(?:bad|poor|negative|mixed|harsh|weak|terrible|dismal|scathing|lukewarm"
    r"|tepid|unkind|damning|critical) (?:critical )?(?:reviews?|reception|response"
    r"|notices|reaction|drubbing|mauling)|(?:heavily |widely )?critici[sz]ed|criticism"
    r"|panned|drubbing|backlash|controvers\w+|reviews (?:were|was) (?:bad|poor|mixed"
    r"|terrible|negative))\b",
)
# Without one of these a sentence cannot say that no reason was given.
ASKED = AnyCase(r"\b(?:reason|explanation|why|cause|justif|motive|details|behind|prompted)")
NOT_SAID = AnyCase(
    r"\b(?:no|not (?:a|any|an|one|given|offered)|n['’]t (?:any|given?|offer\w*"
    r"|provide[d]?|share[d]?|reveal\w*|disclose[d]?|announce[d]?|state[d]?|an?)"
    r"|without (?:any|an?|giving|offering|further)?|never (?:an?|gave|given|offered"
    r"|any|provided|shared|revealed|disclosed|explained|came)|any|nor|neither"
    r"|little) ?(?:a |an |any |given |the |further |much "
    r"|in the way of )?(?:[\w-]+ ){0,2}?(?:reasons?|explanations?|justification)\b"
    r"|\b(?:reasons?|explanations?|causes?)\b[^.;,]{0,50}?\b(?:not (?:been )?(?:given"
    r"|disclosed|revealed|known|shared|announced|clear|explained|stated|public|made"
    r"|offered|provided|specified|confirmed)|unknown|unclear|undisclosed|never"
    r"|unstated|unspecified|a mystery|a secret|remains? to be|under wraps"
    r"|n['’]t (?:been |yet )?(?:given|clear|known|revealed|disclosed|shared|announced"
    r"|explained|public|stated))\b"
    r"|\b(?:not|n['’]t|never|yet to|has to|declin(?:ed|es|ing) to|refus(?:ed|es"
    r"|ing) to|without|nobody|no one)(?: yet| ever| publicly| officially| fully"
    r"| been)? (?:sa(?:y|id|ys|ying)|explain(?:ed|ing|s)?|reveal(?:ed|ing|s)?"
    r"|disclose[ds]?|know(?:s|n)?|shared?|give[n]?|gave|clear|clarif\w+"
    r"|comment(?:ed)? on|spell(?:ed)? out|state[d]?|specif\w+"
    r"|elaborat\w+)(?: [\w’']+){0,3}? (?:why|reasons?|what (?:was|is|lay) behind"
    r"|what (?:led|prompted)|the motive|full details|exact reason|main reason)\b"
    r"|\b(?:unclear|unknown|a mystery|mystery) (?:as to )?why\b"
    r"|\bwhy\b[^.;,?]{0,60}\b(?:is|remains|was) (?:un(?:clear|known)|(?:not"
    r"|n['’]t) (?:known|clear)|a mystery|anyone['’]s guess)\b|\b(?:never|not"
    r"|n['’]t)\b[^.;,]{0,40}\b(?:about|of|for|behind) the reasons?\b|\b(?:explanation"
    r"|reason)\b[^.;,]{0,30}\bnever (?:came|given|followed)\b|\b(?:never|not"
    r"|n['’]t) (?:offer(?:ed)?|give[n]?|provide[d]?) any (?:\w+ ){0,2}(?:explanation"
    r"|reason)\b|\bnever (?:gave|given|came with) (?:the full details|reasons?"
    r"|an? (?:\w+ )?reason)\b",
)
# "There is no reason to worry", "for no reason": nothing about why.
IDIOM = AnyCase(
    r"\b(?:no|any|little|every|good) reason (?:to|for (?:fans|viewers|worry|despair"
    r"|hope|concern|panic)|not to|that (?:it|the show|they|we) (?:should|could|can)"
    r"|we)\b|\bno reason why\b|\bthe (?:only|main|simple) reason (?:to|i|we|you) ",
)
DENIED = AnyCase(
    r"\b(?:(?:not|n['’]t) (?:\w+ ){1,2}(?:because|due to|down to)|nothing to do with"
    r"|not (?:because|due to|down to|the reason|to blame"
    r"|a factor|at fault)|n['’]t (?:because|due to|down to|the reason|to blame"
    r"|a factor|at fault)|rather than|had no(?:thing)? (?:part|role|bearing)"
    r"|wasn['’]t (?:about|the)|played no)\b",
)
HELD_UP = AnyCase(
    r"\b(?:delay(?:ed|s|ing)?|postpon\w+|push(?:ed|es) back|held up|shut ?down"
    r"|halt(?:ed|s|ing)?|paus(?:ed|es|e)|suspend(?:ed|s)|on hold|resum\w+|slow(?:ed)?"
    r"|wait|production|film(?:ing|ed)|shoot(?:ing|s)?|start(?:s|ed)?|begin|release"
    r"|cameras|dates?)\b",
)
# A plan from the start is a reason to end without a "because".
ALWAYS_SO = AnyCase(
    r"\b(?:always|from the (?:start|beginning|outset)|originally|meant it to"
    r"|creative differences|could not agree|chose not to|nothing left to tell"
    r"|run its course|own terms|natural (?:end|ending|conclusion))\b",
)
SILENT = AnyCase(
    r"\b(?:has|have|had|did|do|does|will|would|is|are|was)(?: not|n['’]t) (?:sa(?:id|y"
    r"|ying)|explain\w*|reveal\w*|comment\w*|know|clear|disclos\w*|tell\w*|told)\b"
    r"|\bnobody knows\b|\bno one knows\b",
)
ENDED = AnyCase(
    r"\b(?:cancel\w*|axe[sd]?|axing|scrap\w*|revers\w+|un-?renew\w*|undo(?:ne)?"
    r"|revok\w+|drop(?:ped|s)|shelved|kill\w*|not (?:be )?(?:returning|renewed|coming)"
    r"|pull\w* the plug|end of|decision|did away|do away|victim)\b",
)
