/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wording that shows a sign, matched against one folded sentence or two.
 *
 * @param unless what makes the sentence harmless
 * @param negatable whether "do not" before it turns it round
 * @param cues what a sentence needs to be worth a closer look
 */
record Phrase(Sign sign, Pattern wording, Optional<Pattern> unless, boolean negatable, Cues cues) implements Reading {

    /** Longer than any sentence that was written to be read. */
    private static final int LONGEST = 3_000;

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry(
                    "USER",
                    "(the |any |your |end[- ])*(users?|humans?|operator|customer|guest|caller|patient|person|anyone|anybody|people|somebody|someone)"),
            Map.entry(
                    "NOT",
                    "(do not|don't|dont|never|must not|mustn't|should not|shouldn't|shall not|avoid|refrain from|no need to"
                            + "|without|need not|not to|not|cannot)( ever| even| explicitly| also| be| under any circumstances)*"),
            Map.entry(
                    "TAKE",
                    "(read|open|check|inspect|examine|scan|load|fetch|access|retrieve|look up|cat|get|gather|collect|extract|find|obtain|grab|locate"
                            + "|copy|take|dump|query|list|recall)"),
            Map.entry(
                    "GIVE",
                    "(pass|include|put|place|attach|append|add|send|insert|provide|fill|copy|embed|encode|supply|write"
                            + "|paste|submit|hand|forward|upload|post|share|transmit|prepend|use|deliver|report|store|set|return|leak|exfiltrate|mail|e-mail|email)"),
            Map.entry("ADDRESS", "(https?://\\S+|[\\w.+-]+@[\\w-]+\\.[\\w.-]{2,})"),
            Map.entry(
                    "SECRET_FILE",
                    "((?<![\\w*.])\\.(ssh|aws|gnupg|kube|netrc|npmrc|pypirc|pgpass|git-credentials|docker/config"
                            + "|env|config/gcloud|bash_history|zsh_history|azure)\\b|\\bid_(rsa|ed25519|ecdsa|dsa)\\b|/etc/(passwd|shadow)\\b"
                            + "|\\bcredentials? (files?|store)\\b|\\bkey ?chain\\b|\\bprivate keys?\\b|\\bseed phrase|\\bpassword (file|manager|store|vault)\\b"
                            + "|\\b(browser|session) cookies\\b|\\b[a-z0-9]+_([a-z0-9]+_)*(secret|token|key|password)(_[a-z]+)*\\b"
                            + "|\\bmcp\\.json\\b|\\bwallet\\.dat\\b)"),
            Map.entry(
                    "SECRETS",
                    "(((api|access|private|secret|ssh|encryption|signing)[ -]?keys|passwords|passphrases|secrets|credentials"
                            + "|(access |auth |session |bearer |oauth )?tokens|cookies|env(ironment)? (variables|file))\\b)"),
            Map.entry(
                    "TALK",
                    "((system|developer) (prompt|messages?|instructions)|(conversation|chat|dialog(ue)?|message)s?( history| log| transcript| so far)?"
                            + "|chain of thought|previous messages|last (\\d+|two|three|five|ten|twenty|few|several) (messages|turns)"
                            + "|everything (that )?(the user|they) (has |have )?(said|wrote|written|typed)|user'?s? (messages?|prompts?|question))"),
            Map.entry(
                    "PUT",
                    "(pass|include|put|place|attach|append|add|send|insert|provide|fill in|copy|embed|encode|supply|write|paste"
                            + "|submit|hand|forward|upload|post|share|transmit|give|deliver|report|mail|e-?mail|repeat|recap|quote|print|output|drop)"),
            Map.entry(
                    "SECRET",
                    "({SECRET_FILE}|\\b(((api|access|private|secret|ssh|signing|encryption|aws)[ _-]?)+keys?|passwords?|passphrases?"
                            + "|credentials?|secrets?|(\\w+ )?tokens?|cookies|credit card( number)?s?|pins?|seed phrase|environment variables"
                            + "|printenv|login data)\\b)"),
            Map.entry(
                    "WHOSE",
                    "\\b(user's|users'|person's|customer's|human's|their|his|her|(that|which) (you|the (assistant|model|agent)|was|were|is|are) (\\w+ )?"
                            + "(find|see|know|have|hold|come across|saw|seen|been given|used|mentioned|found)|(from|of|in) (the|this|your|our) (\\w+ )?"
                            + "(chat|conversation|session|context|dialog(ue)?)|from (the|your|its) (\\w+ )?environment|environment of the (user|client|host)"
                            + "|(mentioned|seen|typed|entered|used) (earlier|so far|before|in (the|this)|anywhere)"
                            + "|found (earlier|so far|before|anywhere|in (this|the (\\w+ )?(chat|conversation|session|context|environment|config\\w*|files?|repo\\w*|project|home)))"
                            + "|on the (user|client|host)('s)?( machine| computer)?)\\b"),
            Map.entry(
                    "SINK",
                    "(\\b(argument|parameter|field|property|metadata|header|query string|sub-?domain|file ?name)\\b|['\"`][\\w.-]+['\"`]"
                            + "|\\b(in|into|as|to|under|via) (the |its |an? |this )?(\\w+ )?(url|query|link|notes?|memo|context|comment|description|title|tags?|reason|remark|body|subject|path|log)\\b|{ADDRESS})"),
            Map.entry(
                    "SPOKEN",
                    "(\\b((system|developer|initial|hidden) (prompt|messages?|instructions)|(conversation|chat|discussion|dialog(ue)?|message) (history|log|transcript)"
                            + "|(earlier|previous|prior|past|last|preceding|other) (\\w+ )?(messages?|turns?|prompts?)|(messages?|turns?) (of|in) (this|the) (chat|conversation|session)"
                            + "|(transcript|log|history|contents?|copy|wording) of (this|the|our|your) (\\w+ )?(conversation|chat|discussion|dialog(ue)?|session)"
                            + "|(operator|developer|system|maker)'?s? (hidden |secret |own )?(prompt|instructions)"
                            + "|(this|the|our|your|current|whole|entire|complete|full) (conversation|chat|discussion|dialog(ue)?)"
                            + "|(what|everything|whatever|all|anything)( that)? (was|has been|you|we|the (user|person|operator|human|customer)|they|he|she) (\\w+ )?(\\w+ )?(discussed|said|told|written|wrote|asked|typed|say|says)"
                            + "|(the |your )?prompt (that )?you (\\w+ )?(run|work|operate|were given|have|follow)( under| with)?|what you were told|how the (user|person) phrased)\\b)"),
            Map.entry(
                    "MEMORY_FILE",
                    "(\\b(claude|agents|gemini|memory|copilot-instructions)\\.md\\b|\\.?cursor ?rules\\b|\\.cursor/rules|\\.?windsurfrules\\b|\\bcopilot-instructions\\b"
                            + "|\\bauthorized_keys\\b|\\.(bash|zsh)rc\\b|\\bcrontab\\b|\\b(your|long-term|the assistant's|the agent's|the model's|its) (long-term )?memory\\b|\\bmemory file\\b|\\b(your|the) system prompt\\b)"),
            Map.entry(
                    "WHATEVER",
                    "\\b((whatever|no matter (what|which|how)|regardless|irrespective)( of)?( the| what| which| how)? ?(user|users|person|they|he|she|request|question|task|prompt|was asked|is asked|you|other|topic|anyone)"
                            + "|even (if|where|when|though) (another|a different|some other|other|others|the user|the person|they|he|she|you|it|something|asked)|for (every|any|all|each) (\\w+ )?(requests?|questions?|tasks?|messages?|prompts?)(?! \\w)"
                            + "|at all times|under all circumstances|without exception|in (every|any|each|all) (conversation|session|chat|case)s?(?! \\w))"),
            Map.entry(
                    "OTHER_TOOL",
                    "(\\b(any|every|all|each|other|another|that|the) (\\w+ ){0,2}(tools?|servers?|functions?)\\b"
                            + "|\\b(send|write|read|create|delete|remove|update|transfer|pay|post|execute|run|make|upload|forward|call|book|order|buy|publish|commit|push|deploy)[_-][a-z_-]+\\b)"),
            Map.entry(
                    "TARGET",
                    "(\\b(recipients?|beneficiary|payee|accounts?|iban|bcc|cc|reply-?to|address(es)?|destination|endpoint|base url|host|path|branch|amount|message|mail|payments?|traffic|requests?)\\b)"),
            Map.entry(
                    "LITERAL",
                    "({ADDRESS}|\\b[a-z]{2}\\d{2} ?[a-z]{0,4}[ \\d]{8,}|\\b0x[0-9a-f]{6,}|\\b(account|number|iban|wallet) (no\\.? |number )?\\d[\\d-]{3,}|\\b\\d{2,}-\\d{2,}\\b|//\\S{3,}|\\b[\\w-]+(\\.[\\w-]+)+/\\S*|\\b[\\w-]+\\.[\\w-]+\\.(example|com|net|org|io|dev)\\b)"),
            Map.entry("ALL", "(complete|entire|full|whole|verbatim|exact|raw|all( of)?|every)"));

    static Phrase of(Sign sign, String wording) {
        return new Phrase(sign, compile(wording), Optional.empty(), true, Cues.of(expanded(wording)));
    }

    /** A wording that says "not" itself. */
    static Phrase denying(Sign sign, String wording) {
        return new Phrase(sign, compile(wording), Optional.empty(), false, Cues.of(expanded(wording)));
    }

    Phrase unless(String harmless) {
        return new Phrase(sign, wording, Optional.of(compile(harmless)), negatable, cues);
    }

    static Pattern compile(String wording) {
        return Pattern.compile(expanded(wording));
    }

    static String expanded(String wording) {
        String regex = wording;
        // Parts have parts.
        for (int depth = 0; depth < 2; depth++) {
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                regex = regex.replace("{" + part.getKey() + "}", part.getValue());
            }
        }
        return regex;
    }

    private static final Pattern NEGATED =
            Pattern.compile("\\b(not|never|n't|dont|avoid|without|nor|cannot|no)( \\w+){0,2} $");

    /** Whether what begins here is denied. */
    static boolean isNegated(String text, int start) {
        return NEGATED.matcher(text.substring(0, start)).find();
    }

    @Override
    public Optional<Found> in(Sentence sentence) {
        return cues.mayBeIn(sentence) ? in(sentence.text()) : Optional.empty();
    }

    private Optional<Found> in(String sentence) {
        for (int from = 0; from < sentence.length(); from += LONGEST) {
            Optional<Found> found = inPart(sentence.substring(from, Math.min(sentence.length(), from + LONGEST)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> inPart(String sentence) {
        Matcher matcher = wording.matcher(sentence);
        while (matcher.find()) {
            boolean meant = !Quotation.isMentioned(sentence, matcher.start(), matcher.end())
                    && !(negatable && isNegated(sentence, matcher.start()))
                    && unless.filter(harmless -> harmless.matcher(sentence).find())
                            .isEmpty();
            if (meant) {
                // A reader who accepts a quotation has not accepted that the text says it itself.
                boolean quoted = Quotation.isQuoted(sentence, matcher.start(), matcher.end());
                return Optional.of(new Found(sign, quoted ? '"' + matcher.group() + '"' : matcher.group()));
            }
        }
        return Optional.empty();
    }
}
