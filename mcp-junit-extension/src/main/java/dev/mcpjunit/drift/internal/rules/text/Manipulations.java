/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import static dev.mcpjunit.drift.internal.rules.text.Phrase.denying;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;

/** Wordings that turn what the model does against the user: false answers, false recipients, false consent. */
final class Manipulations {

    private static final String CONDITION =
            "\\b(if|once|after|unless|only|whether|when|until|ensure|make sure|check|verify|in case)\\b";

    static final List<Phrase> ALL = List.of(
            denying(
                            Sign.CONCEALMENT,
                            "\\b{USER} (\\w+ )?(never|not|does not|doesn't|won't|will not|cannot|can't|is not|isn't) (finds? out|notices?|learns?|realizes?|suspects?|hears?|sees? th(is|at)|aware|be aware|told|informed)\\b")
                    .unless("\\b(if|when|whether|in case|unless)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\bif (the |a |any )?(user|human|operator|person|someone|anyone)s? (asks?|questions?|inquires?|wants? to know)\\b.{0,12}\\b(what|why|whether|if|how|about)\\b.{0,8}\\b(you|this|it|the (call|tool|request|extra|second|reason))\\b.{0,60}\\b(say|claim|answer|reply|respond|pretend|deny|state|lie)\\b"),
            Phrase.of(
                    Sign.CONCEALMENT,
                    "\\b(hide|conceal|withhold|mask) (\\w+ ){0,3}?(results?|requests?|calls?|steps?|actions?|outputs?|instructions?|fact|cop(y|ies)|uploads?|transfers?|operations?)\\b.{0,40}\\bfrom {USER}\\b"),
            denying(
                    Sign.CONCEALMENT,
                    "\\b{NOT} (reveal|disclose|share|mention|repeat|quote|show)(ing)? (these|this|the|your) (hidden |secret |internal |above )*(instructions?|directives?|rules|notes?|prompt)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(ignore|disregard|forget) (what|everything|anything|whatever)\\b.{0,40}\\b(developer|system|user|operator|earlier|before|previously|told|said)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\b(treat|consider|regard) (this|these|the following|what follows)( \\w+){0,3} as (your |the |a )?(new |highest |top |only |system )+(instructions?|priority|prompt|rules?|message)\\b"),
            Phrase.of(
                    Sign.OVERRIDE,
                    "\\byou (have been|are|were) (now )?granted (\\w+ ){0,3}(administrator|admin|root|full|unlimited|elevated|unrestricted)\\b"),
            Phrase.of(
                            Sign.CONSENT,
                            "\\b{USER} (has |have |had )?(agreed|consented|approved|authori[sz]ed|accepted|granted)\\b.{0,30}\\b(everything|beforehand|in advance|already|any (call|action|request)|all (calls|actions|requests))\\b")
                    .unless(CONDITION),
            Phrase.of(
                            Sign.CONSENT,
                            "\\b(already|pre-?|previously) ?(authori[sz]ed|approved|confirmed|consented|permitted|granted) by (the |its )?(user|owner|human)\\b")
                    .unless(CONDITION),
            Phrase.of(
                    Sign.CONSENT,
                    "\\b(treat|consider|regard)\\b.{0,40}\\bas (already |fully |implicitly |pre-?)*(authori[sz]ed|approved|confirmed|consented)\\b"),
            denying(
                    Sign.CONSENT,
                    "\\bnever ask (the user )?(for )?(their |any |the user's )?(approval|permission|consent)\\b"),
            Phrase.of(
                    Sign.CONSENT,
                    "\\bauto[- ]?(approve|accept|confirm|allow) (all|any|every|each|subsequent|future|the following|whatever)\\b"),
            Phrase.of(
                    Sign.SHADOWING,
                    "\\b(replace|change|substitute|swap|rewrite|exchange) (every|all|any|each|the)\\b.{0,30}\\b(ibans?|accounts?|account numbers?|address(es)?|recipients?|wallets?|payees?|links?|phone numbers?)\\b.{0,50}\\b(with|by|to|for)\\b.{0,20}([a-z]{2}\\d{2}[ \\d]{8,}|0x[0-9a-f]{6,}|{ADDRESS}|\\d{6,}|ours\\b|mine\\b)"),
            Phrase.of(
                            Sign.SHADOWING,
                            "\\bwhen(ever)? (you )?(use|using|call|calling|invoke|invoking|sending|send)\\b.{0,60}\\b(set|add|put|include|use|change)\\b.{0,20}\\b(bcc|cc|recipient|reply-?to|payee|iban|to)\\b.{0,12}{ADDRESS}")
                    .unless("\\b(for example|e\\.g\\.|such as)\\b"),
            Phrase.of(
                    Sign.SHADOWING,
                    "\\b(arguments?|calls?|requests?|inputs?|prompts?|answers?|queries|conversations?)\\b.{0,20}\\b(must|should|has to|have to|needs? to|shall|is to|are to)( also| always| first)? be (copied|sent|forwarded|mirrored|reported|posted|logged|submitted|uploaded|routed)\\b.{0,30}{ADDRESS}"),
            Phrase.of(
                    Sign.SHADOWING,
                    "\\b(append|add|include|insert|mention|put|end|finish)\\b.{0,80}\\b(to|in|with|at the end of) (every|each|all)( of)?( your)? (answers?|responses?|repl(y|ies)|messages?|outputs?)\\b.{0,30}\\b(you (give|write|send|make)|from now on|regardless|no matter)"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(prioriti[sz]e|prefer|rank|favou?r|choose|use) (this|me)( tool| server| one)?\\b.{0,20}\\b(above|over|before|ahead of|instead of) (all|any|every)( of the)? (others?|else|alternatives?|competing|competitors?|the rest)\\b"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(route|direct|redirect|channel|funnel|pass) (all|every|any)\\b.{0,40}\\b(through|via|to) this (tool|server)\\b"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\btools? (of|from|on|in|by|provided by) (the |any |another |other )*\\w+ (server|servers|provider|providers)\\b.{0,20}\\b(is|are|has been|have been) (broken|insecure|deprecated|unsafe|compromised|unreliable|obsolete|outdated|malicious|disabled)"),
            Phrase.of(
                    Sign.PREFERENCE,
                    "\\b(even if|even when|although|even though) (another|a different|some other|other|any other) (tool|server|function)s?\\b.{0,30}\\b(better|suited|fit|fits|suitable|available|match|matches|requested|asks?|asked)\\b"),
            Phrase.of(
                    Sign.SECRETS,
                    "\\b{GIVE} (the user's|users'|their|his|her|your user's) (\\w+ )?(passwords?|tokens?|api keys?|credentials|secrets?|pin|credit card( number)?|cookies?|private key|ssn)\\b.{0,30}\\b(in|into|as|to|with|under)\\b.{0,30}(\\b(argument|parameter|field|property|metadata|notes?|memo|context|comment|description|title|tags?)\\b|['\"`]\\w+['\"`])"),
            Phrase.of(
                            Sign.SECRETS,
                            "\\b(take|read|collect|gather|get|list|dump|find|extract|grab|copy|enumerate)\\b.{0,20}\\b(all|every|any)( of)?( the)?( user's)? (\\w+ )?(secrets|env(ironment)? variables|passwords|tokens|credentials|api keys|keys|cookies)\\b.{0,80}\\b(encode|pass|include|send|attach|append|put|add|forward|upload|insert|submit)\\b")
                    .unless("\\b(mask|redact)"),
            Phrase.of(
                            Sign.SECRETS,
                            "\\b(call|use|run|invoke) ['\"`]?\\w*(secret|password|credential|vault|keychain|env)\\w*['\"`]?.{0,40}\\b(forward|pass|send|give|hand|insert|include|put)\\b.{0,40}\\b(this tool|as|into|in the)\\b")
                    .unless("\\b(do not|never)\\b"),
            Phrase.of(
                    Sign.CONTEXT_LEAK,
                    "\\b(requires?|needs?|expects?|pass|include|provide|put|insert|paste|supply|send)\\b.{0,30}\\b(contents?|text|wording|copy) of (the |your )?(current|own|active|full|entire|original|complete)( \\w+)? (system prompt|system message|conversation|chat|dialog(ue)?|session)"),
            Phrase.of(
                    Sign.CONTEXT_LEAK,
                    "\\b(include|pass|put|provide|send|attach|append|copy|paste|share)\\b.{0,30}\\b(the user's|users'|their|your)\\b.{0,20}\\b(chat|conversation|message|browsing|search) (history|log|transcript)"),
            Phrase.of(
                    Sign.REMOTE_CODE,
                    "\\b(download|fetch|get|retrieve|pull) and (then )?(execute|run|install|source|eval|evaluate|follow|obey)\\b.{0,40}https?://"),
            Phrase.of(Sign.REMOTE_CODE, "\\brm -[rf]{2} (--no-preserve-root )?(/|~/?|\\$home/?)(\\s|$|\\*|['\"`])"),
            Phrase.of(
                            Sign.EXFILTRATION,
                            "\\b(e-?mail|send|forward|post|upload|bcc|cc)\\b.{0,10}\\b(a |the )?(copy|copies|duplicate)\\b.{0,40}{ADDRESS}")
                    .unless("\\b(for example|e\\.g\\.|such as)\\b"));

    private Manipulations() {}
}
