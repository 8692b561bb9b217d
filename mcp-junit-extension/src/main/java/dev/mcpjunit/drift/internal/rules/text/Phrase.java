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
record Phrase(Sign sign, Pattern wording, Optional<Pattern> unless, boolean negatable, Cues cues) {

    /** Longer than any sentence that was written to be read. */
    private static final int LONGEST = 3_000;

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry(
                    "USER",
                    "(the |any |your |end[- ])*(users?|humans?|operator|customer|person|anyone|anybody|people|somebody|someone)"),
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

    private static Pattern compile(String wording) {
        return Pattern.compile(expanded(wording));
    }

    private static String expanded(String wording) {
        String regex = wording;
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            regex = regex.replace("{" + part.getKey() + "}", part.getValue());
        }
        return regex;
    }

    private static final Pattern NEGATED =
            Pattern.compile("\\b(not|never|n't|dont|avoid|without|nor|cannot|no)( \\w+){0,2} $");

    /** The first passage of a sentence that the wording matches and that is meant. */
    Optional<Found> in(Sentence sentence) {
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
                    && !(negatable
                            && NEGATED.matcher(sentence.substring(0, matcher.start()))
                                    .find())
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
