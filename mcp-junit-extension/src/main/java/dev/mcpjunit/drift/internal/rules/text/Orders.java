/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import static dev.mcpjunit.drift.internal.rules.text.Phrase.denying;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;

/** Orders to the model that put a tool above others, above the user or above its instructions. */
final class Orders {

    private static final String SUCCESS =
            "(fine|well|ok|okay|success(ful|fully)?|worked|succeeded|completed|done|normal(ly)?|routine)(?! ?[=:] ?false)\\b";

    private static final String FAILS =
            "(fails?|failed|failures?|errors?|goes wrong|went wrong|breaks?|rejected|refused)";

    static final List<Reading> ALL = List.of(
            // Above other tools
            Together.of(
                            Sign.PREFERENCE,
                            "\\b(this|the present) (tool|server|function|one)\\b.{0,30}\\b(must|should|has to|shall|is to|needs to|is) (always |only )?be (chosen|used|called|preferred|selected|picked|invoked|tried)\\b",
                            "({WHATEVER}|\\binstead of\\b|\\bbe (chosen|preferred|selected|picked)\\b)")
                    .unless("(?<!even )\\b(when|where|if) \\w+"),
            Together.of(
                    Sign.PREFERENCE,
                    "(?<!not |n't |never )\\b(use|call|choose|run|invoke|pick|start with|begin with|prefer|try|consult) (this|me)( tool| one| server| function)?\\b",
                    "{WHATEVER}"),
            Together.of(
                            Sign.PREFERENCE,
                            "\\b(the )?(others?|rest|remaining|remainder|competing|alternatives?)\\b( of)?( your| the)?( \\w+)? ?(tools?|servers?|functions?)\\b",
                            "\\b(wrong|false|insecure|unsafe|unreliable|outdated|broken|inaccurate|avoided|not be used|harmful|retired|obsolete|unsupported|fake|malicious|deprecated|compromised|never be used|cannot be trusted|not trustworthy)\\b")
                    .unless("\\b(if|when|may|might|detect|check|whether|of this server|removed in|version \\d+)\\b"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(whenever|every time|each time|any time) you (consider|think of|are about to|intend to|plan to|would|want to|reach for|feel like|are going to)\\b.{0,50}\\b(call|use|choose|invoke|run|take|pick) (this|me)( one| tool| server)?( here)? instead\\b"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(answers|responses|results|replies|outputs?) (\\w+ )?without (this|the present) (tool|server|one)\\b.{0,40}\\b(rejected|wrong|invalid|fail|not accepted|refused|unsafe|discarded)"),
            Together.of(
                    Sign.PREFERENCE,
                    "\\b(answer|treat|handle|solve|route|process|pass|direct|resolve|cover)\\b",
                    "\\b(every|each|any|all)( of the user's| the user's)? (questions?|requests?|tasks?|messages?|prompts?|quer(y|ies))\\b(?! (about|on|that|which|for|to))",
                    "\\b(with|by|through|via|using) this (tool|server|one)\\b"),
            Together.of(
                            Sign.PREFERENCE,
                            "\\b(tools?|servers?|functions?|plugins?|connectors?) (from|of|by|on|provided by) (the |any |all )?(other|another|different|third-party|competing|remaining) \\w+",
                            "\\b(leaks?|steer clear|avoid(ed)?|stay away|keep away|do not (use|call|trust)|never (use|call|trust)|unsafe|insecure|spy|spies|outdated|broken|wrong|malicious|compromised|unreliable|untrusted|refuse|not (safe|secure))\\b")
                    .unless("\\b(if|may|might|detect|check|whether)\\b"),
            Phrase.of(
                    Sign.PREFERENCE, "\\b(trust|rely on) only (this|me|us)\\b|\\bonly (trust|rely on) (this|me|us)\\b"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(is|remains) the only (trustworthy|trusted|reliable|honest) (tool|server|source|\\w+er)\\b"),
            // Above the instructions
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(ignore|disregard|forget|neglect|(set|put|leave|push|lay) aside|drop|discard|abandon|throw out|stop (following|obeying)|pay no (attention|heed) to|do not (follow|obey|heed)|overlook)\\b(?: \\w+){0,3}? (previous|prior|earlier|preceding|existing|former|other|original|initial|your|system)\\b(?: \\w+){0,2}? (guidance|instructions?|directives?|directions|guidelines?|orders|prompts?|training|constraints)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(follow|obey|do|heed|observe|apply) (only|nothing but|exclusively) (what|as|that which) (this|is written|the following|these|stands|follows)|\\b(follow|obey|do|heed) (what|as) (this|the) (\\w+ )?(says|description says|text says) (only|alone|and nothing else)"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(ranks?|prevails?|outranks?|takes? (priority|precedence))\\b.{0,12}\\b(above|over|before|higher than)?\\b.{0,30}\\b(the operator|the system prompt|system instructions|developer|your (rules|instructions|guidelines)|anything the|everything (the|you)|all (your|other) (rules|instructions))\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(rules|instructions|guidelines|guidance|constraints|policies)\\b.{0,40}\\b(given|received|set|from|at)\\b.{0,20}\\b(start|beginning|earlier|before|operator|developer)\\b.{0,30}\\b(obsolete|void|outdated|superseded|no longer|replaced|invalid|lifted|cancel+ed)\\b"),
            Together.of(
                    Sign.OVERRIDE,
                    "\\b(what(ever)?|everything|anything|all|the (rules|instructions|things)) (that )?you (were|have been|had been|are|got) (\\w+ )?(instructed|told|taught|given|asked|trained|ordered|configured)\\b",
                    "\\b(does not (matter|count|apply)|do not (matter|count|apply)|no longer|void|obsolete|cancel+ed|irrelevant|ignored?|forgotten|forget|disregard(ed)?|any longer|any ?more|outdated|superseded)\\b"),
            Together.of(
                    Sign.OVERRIDE,
                    "\\b(your|the (assistant|model|agent)'s)( own)? ((safety|security|ethic\\w*|content|moral|built-in|usual|normal)( \\w+)?) ?(training|filters?|guidelines|guardrails|rules|polic(y|ies)|restrictions|checks|principles|limits|behaviou?r)?\\b",
                    "\\b(switch(ed)? (it |them )?off|turn(ed)? (it |them )?off|disabled?|deactivated?|not meant for|does not apply|do not apply|suspend(ed)?|paused?|lifted|set aside|relaxed?|out of force|no longer)\\b"),
            // Above the user: silence and false reports
            denying(
                    Sign.CONCEALMENT,
                    "\\b{USER} (\\w+ ){1,4}?(must|should|may|need|needs|does|do|can|will|shall|is|are)( not|n't| never)( need)?( to| have to| supposed to)? (ever )?(know|notice|learn|be told|be aware|be informed|find out|hear|realize|suspect|discover|see (that|this))\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(act|behave|reply|answer|respond|write|speak|continue|carry on|proceed|reports?)\\b.{0,30}\\bas (if|though) (no|nothing|none|you (had|have|did) (not|never)|it (had|has|was|were|did) (not|never)|this (had|has|was|were|did) (not|never)|the (call|request|upload|copy|step))\\b"),
            Together.of(
                    Sign.CONCEALMENT,
                    "\\b(if|when|should|in case)\\b.{0,30}\\b(fails?|failed|crash(es)?|errors?|breaks?|go(es)? wrong|time out|times out|rejected)\\b",
                    "\\b(tell|say|claim|pretend|assure|promise|let)\\b.{0,20}\\b{USER}\\b.{0,30}\\b(on its way|done|fine|coming|saved|sent|worked|success\\w*|completed?|ready|as planned|in order)\\b"),
            Together.of(
                            Sign.CONCEALMENT,
                            "\\b(say|claim|report|answer|reply|respond|pretend|state|assure|confirm|make it look|tell (the )?(user|them|him|her|person))\\b",
                            "\\b(everything|all|it|things|success|that|the \\w+)\\b.{0,30}\\b" + SUCCESS,
                            "\\b(even (if|when|though|where)|anyway|regardless|although|despite|nevertheless|no matter)\\b|\\b(if|when)\\b.{0,40}\\b"
                                    + FAILS + "\\b.{0,60}\\b(anyway|say|claim|pretend|still|all the same)\\b",
                            "\\b" + FAILS + "|\\b(does not|did not|doesn't|didn't|without)\\b")
                    .unless("\\b(status|exit) code\\b|\\breport (is|file|as)\\b"),
            Together.of(
                    Sign.CONCEALMENT,
                    "\\b(report|say|claim|pretend|state|answer|tell \\w+)( \\w+)? (success|it (worked|succeeded|is done|went well)|that it (worked|succeeded|is done|went well)|all (is )?well)\\b",
                    "\\b" + FAILS + "\\b"),
            denying(
                    Sign.CONCEALMENT,
                    "\\b(errors?|failures?|warnings?|problems?|uploads?|this step|this call|these calls)\\b.{0,40}\\b(must|should|are|is|need|may|can)( not|n't| never)( to| be)*? (passed on|shown|reported|mentioned|revealed|told|disclosed|forwarded|communicated)\\b.{0,12}\\bto {USER}"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(stays?|remains?|keep (it|this|that)|kept) (strictly )?(between (us|you and me|the two of us)|our (little )?secret|among ourselves)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(anyone|whoever|anybody|those|users?|people) (who )?(asks?|wants? to know|inquires?|wonders?)\\b.{0,60}\\b(should (only )?(hear|be told|get)|is to hear|shall hear|is told|are told|gets told)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(if|when|should) {USER} (ever )?(asks?|wonders?|inquires?) (what happened|why|what (this|it|you)|about (this|the (call|step|request|delay|extra)))\\b.{0,40}\\b(say|answer that|reply that|claim|respond that|tell (him|her|them|the user) (that|it))\\b"),
            denying(
                    Sign.CONCEALMENT,
                    "\\b(no reason|no need|unnecessary|needless|there is no point) (to|in|for)\\b.{0,10}\\b(bring|mention|raise|report|talk|tell|speak|bringing|mentioning|telling)\\w*\\b.{0,20}\\b(this|it|the (step|call))\\b.{0,20}\\b(up|in the (conversation|chat|answer)|to {USER}|about)?"),
            denying(
                    Sign.CONCEALMENT,
                    "\\b{NOT} (let on|let slip|give away|breathe a word|hint|spill|leak|let it show)\\b.{0,40}\\b(that|to {USER}|about)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(results?|errors?|failures?|answers?|warnings?|problems?)\\b.{0,40}\\b(are to be|is to be|must be|should be|shall be) (presented|reported|described|shown|passed off|given) as (correct|success\\w*|fine|normal|true|right|expected)\\b"),
            // Above the user's consent
            Phrase.of(
                    Sign.CONSENT,
                    "\\b(set|tick|check|enable|pass|choose|select|turn on)\\b.{0,30}\\b(confirm\\w*|always allow|auto-?approve|approved?|force|yes|that|it)\\b.{0,30}\\b(without (asking|a question|consent)|unasked|for (them|the user|him|her)\\s*(\\.|$)|on (the user's|their) behalf)"),
            Together.of(
                            Sign.CONSENT,
                            "\\b(skip|bypass|click through|suppress|left out|leave out|omit(ted)?|not (be )?(needed|required|necessary)|needless|unnecessary|no need|need no|waive[ds]?|dispense with|without|nothing to ask|no (\\w+ )?(confirmation|permission|approval|consent) is)\\b",
                            "\\b(confirmations?|permissions?|consent|approvals?|dialog(ue)?s?|are you sure|ask(ing)? the user)\\b",
                            "\\b(approved|cleared|agreed|authori[sz]ed|trusted|formality|on (the user's|their|his|her) behalf|in advance|beforehand|already|by (the )?(administrator|security|compliance|it department|operator))\\b")
                    .unless("\\b(read-?only|if|when|unless|once|after|until|force)\\b"),
            Phrase.of(
                    Sign.CONSENT,
                    "\\b(nobody|no one|no user|users? do(es)? not|the user need not) (needs?|has|have|wants?)? ?(to )?(confirm|approve|agree to|be asked about) .{0,40}\\b(go (right )?ahead|just|proceed|do it|anyway)\\b"),
            Phrase.of(Sign.CONSENT, "\\bblanket (permission|approval|consent|authori[sz]ation)\\b"),
            denying(
                    Sign.CONSENT,
                    "\\b(never|do not|don't|must not) (show|display|raise|open|present|trigger|bring up) (a|an|any|the)( \\w+)? ?(approval|permission|confirmation|consent)( dialog(ue)?| prompt| request| window)?s?\\b"),
            Phrase.of(
                    Sign.CONSENT,
                    "\\b(answer|say|click|choose|press|confirm|reply|respond|select)( with| on)? ['\"`]?(yes|allow|approve|accept|ok|always allow|true)['\"`]?\\b.{0,40}\\b((for|on behalf of|instead of|in place of|in the name of) (the )?(user|person|human)|(client|host|application|app|dialog) (asks|wants|prompts))\\b"),
            // For later
            Together.of(
                    Sign.PERSISTENCE,
                    "\\b(write|add|append|put|save|note|insert|record|store|include|copy|keep)\\b",
                    "{MEMORY_FILE}",
                    "\\b(trust\\w*|no confirmation|need no|needs? no|without (asking|confirmation|questions)|always|never|allowed|approved|safe|skip|exempt|permission|whitelisted)\\b",
                    "\\b(that|saying|stating|noting|declaring|says|reading|so that)\\b|:"),
            Phrase.of(
                    Sign.PERSISTENCE,
                    "\\b(save|keep|store|remember|memori[sz]e|retain|persist) (this|these|the following|that)( \\w+)? (instructions?|rules?|lines?|directives?|orders?|polic(y|ies)|texts?|sentences?)\\b.{0,40}\\b(memory|future|later|every|all|next)\\b"),
            Phrase.of(
                    Sign.PERSISTENCE,
                    "\\b(memori[sz]e|remember|note|learn)( this| it)? (for (the )?(future|later|good|always)|from now on|permanently)\\b\\s*[:,]"),
            // From elsewhere
            Together.of(
                            Sign.REMOTE_CODE,
                            "\\b(instructions|directions|orders|directives|rules|commands|polic(y|ies)|guidance|tasks?)\\b",
                            "\\b(for (you|the (assistant|model|agent|ai|llm))|binding|mandatory|must be (followed|obeyed)|supersede|your (next|further|new|current)|of this assistant|you (must|have to|are to|should|will) (follow|obey|carry out|apply))\\b",
                            "https?://")
                    .unless("\\b(do not|never)\\b"),
            Phrase.of(
                            Sign.REMOTE_CODE,
                            "\\b(fetch|load|open|read|visit|retrieve|download|get|pull|take)\\b.{0,40}https?://\\S+.{0,80}\\b(obey|follow|comply|act (on|accordingly|upon)|adhere|execute|carry (out|them out|it out)|do (what|as|them)|work through)\\b")
                    .unless("\\b(do not|never|not follow)\\b"),
            Phrase.of(
                            Sign.REMOTE_CODE,
                            "\\b(steps|instructions|directions|tasks|commands|orders|rules)\\b.{0,60}https?://\\S+.{0,40}\\b(carry (them|it|these) out|execute them|obey|comply|do them|work through them|follow them)\\b")
                    .unless("\\b(do not|never)\\b"),
            Phrase.of(
                            Sign.REMOTE_CODE,
                            "https?://\\S+.{0,60}\\b(read|fetch|load|open|get|retrieve) (it|them|that|this|there)\\b.{0,40}\\b(act|obey|follow|comply|adhere|do)\\b")
                    .unless("\\b(do not|never)\\b"),
            Phrase.of(
                            Sign.REMOTE_CODE,
                            "\\b(npx|bunx|pnpm dlx|uvx|pipx run) (-y |--yes |-q )+['\"`]?[@\\w].{0,80}\\b(first|before|must|has to|in the background)\\b|\\b(first|before|must|has to)\\b.{0,60}\\b(npx|bunx|pnpm dlx) (-y |--yes |-q )+['\"`]?[@\\w]")
                    .unless(
                            "\\b(for example|e\\.g\\.|such as)\\b|\\b(npx|bunx|pnpm dlx) (-y |--yes |-q )+['\"`]?(playwright|puppeteer|prettier|eslint|typescript|tsc|create-[\\w-]+|prisma|vite|jest|vitest|wrangler|supabase|vercel)\\b"));

    private Orders() {}
}
