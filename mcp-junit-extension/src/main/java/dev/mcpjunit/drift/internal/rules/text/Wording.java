/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import static dev.mcpjunit.drift.internal.rules.text.Phrase.denying;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;

/** Wordings of attacks in English: what is said to the model, not the single word. */
final class Wording {

    /** What is an attack even if it is put together from several fields. */
    static final List<Phrase> STRONG = List.of(
            denying(
                            Sign.CONCEALMENT,
                            "\\b{NOT} (tell|inform|notify|alert|warn|let|make)(ing)?\\b.{0,40}?\\b{USER}\\b(?!,? to )")
                    .unless(
                            "\\b(until|unless|before you|otherwise)\\b|\\b(not|never|don't) let (the )?users?\\b(?! (know|notice|see))"
                                    + "|\\b(tell|inform) (the |any )?users? (about |of )?(the |its |their |any |an? )?(\\w+ ){0,2}(hash(es)?|passwords?|secrets?|tokens?|keys?|pins?|ids?|uuids?|salts?|identifiers?)( itself)?\\s*[.!;]?$"),
            denying(
                            Sign.CONCEALMENT,
                            "\\b{NOT} (mention|disclose|reveal|show|expose|display|announce|explain|report)(ing|ed)?\\b.{0,50}?\\b(to|by|from) {USER}\\b")
                    .unless(
                            "\\b(until|unless|before)\\b(?! (each |every |the )?call)|\\b(anyone|anybody|people|persons?|users?) (other than|but|except|outside|without)\\b|(mention|disclose|reveal|show|expose|display|explain|report)(ing)?"
                                    + " (the |any |raw |internal |a |full |these |this |its |your |their |actual |numeric |technical |private |sensitive |violent |adult |explicit |offensive |harmful |graphic )*"
                                    + "(ids?|identifiers?|uuids?|guids?|json|xml|html|markup|tokens?|keys?|passwords?|secrets?|cursors?|urls?|errors?|codes?|stack|names?|api|credentials?|details|data|content|material|images?|"
                                    + "answers?|results? (until|before)|ref(erence)?s?|sql|quer(y|ies)|values?|fields?|hash(es)?)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(ignore|disregard|forget|neglect)\\b(?: \\w+){0,3}? (previous|prior|above|earlier|preceding|system|your|all|any|original|initial|former)\\b"
                            + "(?: \\w+){0,3}? (instructions?|prompts?|guidelines?|directives?|training|commands|orders|guardrails?|safeguards?)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(ignore|disregard|forget|neglect)\\b(?: \\w+){0,2}? (previous|prior|earlier|your|safety|security|system)\\b(?: \\w+){0,2}? (rules?|messages?|polic(y|ies)|constraints?|restrictions?)\\b"));

    /** Wordings that count within one field. */
    static final List<Phrase> ENGLISH = List.of(
            // Concealment
            denying(
                    Sign.CONCEALMENT,
                    "\\bwithout (the )?(user|users|human|person|anyone|anybody)(('s?|s') )?(ever )?(knowledge|awareness|knowing|noticing|being (told|aware|informed)|realizing)"),
            denying(Sign.CONCEALMENT, "\\bwithout (telling|informing|notifying|alerting) {USER}"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(keep|leave|hide|conceal|withhold) (this|it|that|these|them|everything|the (call|copy|step|request|fact|upload|transfer|file))\\b.{0,40}\\b(from|to) {USER}\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(keep|leave) (the )?{USER} (in the dark|unaware|uninformed|out of (it|the loop|this))"),
            Phrase.of(Sign.CONCEALMENT, "\\b(secretly|covertly|stealthily|surreptitiously|clandestinely)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(silently|quietly|discreetly|invisibly) (also )?(send|forward|upload|call|invoke|transmit|post|collect|include|append|attach|add|perform|execute|fetch|make|record|read|copy)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(perform|make|do|send|call|execute|invoke|read|include|add|forward|upload|copy)\\b.{0,40}\\b(silently|quietly|discreetly|invisibly|unnoticed)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(leave|omit|exclude|drop|keep|remove) .{1,40}(out of|from|off) your (final )?(summary|answer|reply|response|report|output|message|explanation)"),
            denying(
                    Sign.CONCEALMENT,
                    "\\bno need (for|to)\\b.{0,60}\\b(user|person|human)\\b.{0,40}\\b(hear|know|learn|be told|be aware)"),
            denying(
                    Sign.CONCEALMENT,
                    "\\b{USER} (must|should|need|needs|does|do|may|can|will|shall)( not|n't| never)( need)?( to| have to)? (know|notice|learn|be told|be aware|be informed|find out|hear|realize|suspect)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(answer|response|summary|reply|report)\\b.{0,40}\\bas if\\b|\\bpretend (that|nothing|you (did|have|had))|\\bas if nothing (had |has )?happened"),
            denying(
                    Sign.CONCEALMENT,
                    "\\b{NOT} (mention|acknowledge|talk about|discuss|refer to|reveal|disclose)(ing)? (this|these|any of this|the above)( (instructions?|steps?|notes?|rules?|requirements?|texts?|descriptions?|tags?|actions?|operations?|requests?))?\\s*([.!,;]|$|(to|in|when|or|and|even)\\b)"),
            denying(
                            Sign.CONCEALMENT,
                            "\\b{NOT} (mention|say|write|state|reveal|disclose|report)(ing)?\\b.{0,40}\\b(in|from) your (final )?(summary|answer|reply|response|report|output)")
                    .unless("\\b(ids?|identifiers?|json|urls?|codes?|markdown|html|tokens?|sql)\\b"),
            // Override
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(override|bypass|overrule|supersede|circumvent|discard)\\b(?: \\w+){0,3}? (your|system|developer|previous|prior|earlier)\\b(?: \\w+){0,2}? (instructions?|prompts?|guidelines?|directives?|guardrails?|safeguards?|messages?|safety|restrictions?|training)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(override|bypass|ignore|disable|circumvent)\\b (all |any |the |your )*(safety|security|content|ethical) (guidelines|guardrails|polic(y|ies)|filters?|restrictions|instructions|training)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b((your|safety|security|earlier|previous|prior|original|existing|the system)\\b.{0,15}\\b(guidelines|instructions|rules|restrictions|prompts?|polic(y|ies)|guardrails)|(guidelines|instructions|rules) (that )?you (received|were given|have|got|follow|know))\\b.{0,50}\\b(no longer (apply|hold|valid|count|relevant|matter)|do not apply|don't apply|are (hereby )?(suspended|void|lifted|obsolete|cancel+ed|revoked|superseded|overridden|outdated))"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\bforget (everything|all|anything|what)\\b.{0,40}\\b(told|said|learned|instructed|before|know)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(you are|you're|act as|become|behave as|switch to|enter)\\b.{0,40}\\b(unrestricted|jailbroken|dan|uncensored|without (any )?(restrictions|guidelines|limits|limitations|rules|filters)|developer mode|god mode|debug mode|maintenance mode)\\b"),
            Phrase.of(Sign.OVERRIDE, "\\bfrom now on,? (you|every|all|always|never|any)\\b.{0,60}"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\byou('re| are) no longer (bound|restricted|limited|subject|constrained|required)"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(priority|precedence) over (the |any |all |your )*(system|user|developer|other|previous|prior|earlier|existing)( \\w+)? (message|prompt|instruction|rule|guideline|request)s?"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(overrides?|supersedes?|outranks?|replaces?) (all |any |the |your |every )*(other |previous |prior |earlier |system |user |existing )+(instructions|prompts?|guidelines|messages|(system|user) prompt)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(obey|follow|comply with|listen to) (only )?(this|these|the following|the)( \\w+)? (tool|server|instructions?|directives?|rules?|commands?|description)( only| exclusively| instead| alone| without question| without hesitation| no matter)"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "(^|[.!] ?)(new|updated|override|revised) (system )?(instructions?|directives?|prompt)\\s*:|\\bsystem override\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(note|message|instructions?|notice|attention|memo|reminder)\\b.{0,8}\\b(to|for)?\\b.{0,5}\\b(the )?(assistant|ai|model|llm|agent|claude|gpt|chatgpt|copilot)\\b.{0,10}:.{0,120}\\b(suspended|ignore|disregard|override|secret|hidden|never tell|do not tell|lifted|obey)"),
            // Consent
            Phrase.of(
                            Sign.CONSENT,
                            "\\b{USER} (has |have )?(already |previously |implicitly |fully |pre-?)+(approved|consented|agreed|authori[sz]ed|granted|confirmed|given (his |her |their |full )*(consent|permission|approval))")
                    .unless(
                            "\\b(if|once|after|unless|only|whether|when|until|ensure|make sure|check|verify|confirm that)\\b"),
            Phrase.of(
                            Sign.CONSENT,
                            "\\b(consent|approval|permission|authori[sz]ation)( for [\\w ]{1,30})? (was|is|has been|were) (already |hereby )?(given|granted|obtained|implied|assumed|pre-?approved|waived)")
                    .unless("\\b(if|once|after|unless|only|whether|when|until)\\b"),
            Phrase.of(
                    Sign.CONSENT,
                    "\\b(skip|bypass|suppress|circumvent|avoid|omit|dismiss) (all |any |every |the )?(user )?(consent|approval|permission) (dialogs?|prompts?|steps?|requests?|checks?|flow)"),
            Phrase.of(
                    Sign.CONSENT,
                    "\\b(skip|bypass|suppress) (all|any|every) (\\w+ )?confirmations?( prompts?| dialogs?)? and\\b"),
            Phrase.of(
                    Sign.CONSENT,
                    "\\bset ['\"`]?(confirm\\w*|approved?|auto_?approve\\w*|consent\\w*|user_\\w+|acknowledged?)['"
                            + "\"`]?( flag| parameter| argument)? ?(to|=) ?['\"`]?(true|yes|1)['\"`]?.{0,40}\\b(without|before you|for all|always|automatically|no matter|even if)\\b"),
            denying(
                            Sign.CONSENT,
                            "\\b(do not|don't|no need to|need not|needn't|never|do not need to|don't need to|without) (ask|asking|request|requesting|seek|seeking|wait for|prompt)\\b.{0,30}\\b(permission|consent|approval|authori[sz]ation)\\b.{0,60}(already|approved|everything|always|automatically|trusted|any|all)\\b")
                    .unless("\\bread-?only\\b"),
            // Preference and order
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(prefer|choose|use|favou?r|select|pick) (this|it|me|only this)( tool| server| one)?\\b.{0,40}\\b(over|instead of|rather than|in place of|in preference to|above) (any|all|every|each)( of the)?( other)?( \\w+){0,2} (tool|server|function|plugin|integration|connector|alternative|option)s?"),
            denying(
                            Sign.PREFERENCE,
                            "\\b(do not|don't|never|must not|stop) (use|call|using|calling|trust|rely on|invoke)\\w* (any|all|every)( of the)? ?other (\\w+ )?(tool|server|plugin|function)s?\\b")
                    .unless("\\b(in parallel|at the same time|until|while|simultaneously|in the same|first)\\b"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(all|any|the)? ?other (\\w+ )?(tools|servers|plugins|functions) (are|have been|may be|were|will) (deprecated|insecure|unsafe|broken|unreliable|obsolete|outdated|compromised|malicious|inaccurate|wrong|fail|disabled|discontinued)"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(built-?in|native|default|standard|original)( \\w+){0,2} (tools?|functions?) (are|is|has been|have been|were) (deprecated|insecure|unsafe|broken|unreliable|obsolete|outdated|compromised|disabled|discontinued)"),
            Phrase.of(
                            Sign.PREFERENCE,
                            "\\b(before|prior to|ahead of) (using |calling |running |invoking |making |you (use|call) )?(any|every|each|all)( of the)? other (tool|function|server|tool call|action)s?\\b")
                    .unless(
                            "other (tools?|functions?|tool calls?) (of|in|on|from|provided by|offered by|within) (this|the|our)\\b"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(must|has to|have to|should|always|shall|needs to)\\b.{0,40}\\b(first|start|beginning|every time)\\b.{0,20}\\b(every|each|any) (conversation|session|chat|turn|request|message|prompt|question|task|response)\\b.{0,60}\\b(whatever|regardless|no matter|even if|irrespective)\\b"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(even if|even when|whenever|although) (another|a different|some other|a better|other) (tools?|servers?) (is|are|seems?|would|might|may|looks?)\\b"),
            // Shadowing
            Phrase.of(
                            Sign.SHADOWING,
                            "\\b(when|whenever|if|once|each time|every time|before|after|while) (the )?(tool )?['\"`]?[a-z]+[\\w-]*['\"`]?( tool)? (is|are|gets?|has been|was) (being )?(called|used|invoked|run|executed)\\b.{0,60}\\b(add|change|set|replace|include|append|redirect|modify|bcc|cc|insert|swap|alter|substitute|prepend)\\b.{0,60}\\b(recipients?|bcc|cc|account|iban|address|payee|amount|beneficiary|copy|to|with)\\b")
                    .unless("\\b(confirm|ask)\\b"),
            Phrase.of(
                    Sign.SHADOWING,
                    "\\b(when|whenever|if|each time|every time|before|after) (you |using |calling |use |call |invok(e|ing) )+(the )?['\"`]?[a-z]+[_-][\\w-]+['\"`]?.{0,60}\\b(always|must|also|instead|have to|be sure to)\\b.{0,60}\\b(recipients?|bcc|cc|iban|payee|beneficiary|{ADDRESS}|account)"),
            Phrase.of(
                    Sign.SHADOWING,
                    "\\b(e-?mails?|messages?|payments?|transfers?|invoices?|results?|data|cop(y|ies)|answers?|everything|files?)\\b.{0,60}\\b(must|should|has to|have to|needs? to|shall)( also| always| first| instead| only)? (go|be (sent|forwarded|copied|cc'd|bcc'd|addressed|delivered|routed|redirected|made|paid|submitted|uploaded|mirrored))( out)?( instead)? (also )?to (the )?(\\w+ ){0,2}?({ADDRESS}|iban\\b|account (number )?\\d|wallet\\b|0x[0-9a-f]{6,})"),
            // Code and instructions from elsewhere
            Phrase.of(
                    Sign.REMOTE_CODE,
                    "\\b(run|execute|install|start|paste|enter|type|invoke|launch)\\b.{0,80}\\b(curl|wget|iwr|invoke-webrequest)\\b.{0,160}(\\|\\s*(sudo )?(ba|z|da)?sh\\b|\\biex\\b)"),
            Phrase.of(
                    Sign.REMOTE_CODE,
                    "\\b(ba|z)?sh -c ['\"]?\\$\\((curl|wget)|\\bbase64 -d\\b.{0,20}\\|\\s*(ba|z)?sh|\\brm -rf (/|~|\\$home)(\\s|$|\\*)|\\bpowershell( -\\w+)* -e(nc|ncodedcommand)?\\b"),
            Phrase.of(
                            Sign.REMOTE_CODE,
                            "\\b(fetch|open|load|read|visit|retrieve|download|get|check|see|consult)\\b.{0,20}https?://.{0,100}\\b(and|then)\\b.{0,30}\\b(follow|do|obey|execute|apply|run|carry out|act on|comply)\\b.{0,30}\\b(instructions?|what(ever)? it says|rules|commands|orders|directives?|it contains)\\b")
                    .unless("\\bdo not\\b|\\bnever\\b"),
            Phrase.of(
                    Sign.REMOTE_CODE,
                    "\\b(decode|decipher|decrypt|unscramble)\\b.{0,60}\\b(and|then)\\b.{0,20}\\b(follow|obey|execute|carry out|run|do what|comply)\\b"),
            // Persistence
            Phrase.of(
                    Sign.PERSISTENCE,
                    "\\b(add|write|append|insert|save|put|store|copy)\\b.{0,80}\\b(claude\\.md|agents\\.md|gemini\\.md|memory\\.md|\\.?cursor ?rules|\\.cursor/rules|\\.?windsurfrules|copilot-instructions(\\.md)?|crontab|\\.?bashrc|\\.?zshrc|\\.?profile|authorized_keys|long-term memory|your memory)\\b.{0,80}\\b(later|future|every|persist\\w*|always|so that|permanent\\w*|next)\\b"),
            Phrase.of(
                    Sign.PERSISTENCE,
                    "\\b(add|write|append|insert|save|put)\\b.{0,80}\\b(always|never|ignore|trusted?|must)\\b.{0,60}\\b(claude\\.md|agents\\.md|gemini\\.md|\\.?cursor ?rules|copilot-instructions|authorized_keys|crontab|\\.?bashrc)\\b"),
            Phrase.of(
                    Sign.PERSISTENCE,
                    "\\b(remember|memori[sz]e|keep in mind|persist|retain)\\b.{0,40}\\b(all |every |each |any )?(future|later|subsequent|coming) (\\w+ )?(conversation|session|chat|interaction|task|request|turn)s?\\b.{0,40}\\b(that|to)\\b.{0,60}\\b(trusted|safe|approved|allowed|always|never|must|whitelisted|exempt|may)\\b"));

    private Wording() {}
}
