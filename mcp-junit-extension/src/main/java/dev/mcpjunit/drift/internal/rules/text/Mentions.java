/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The concepts that a sentence mentions. */
record Mentions(String sentence, List<Token> tokens, Map<String, List<Mention>> all) {

    /** How far a negation reaches, in words and in characters of a script without spaces. */
    private static final int REACH = 5;

    private static final int DENSE_REACH = 9;

    private static final int MODAL_REACH = 5;

    private static final int LONGEST = 4_000;

    private static final Set<String> BEFORE_ORDERS = Set.of(
            "and",
            "then",
            "please",
            "also",
            "always",
            "just",
            "simply",
            "or",
            "first",
            "must",
            "should",
            "shall",
            "afterwards",
            "immediately",
            "not",
            "never",
            "don't",
            "instead",
            "silently",
            "quietly",
            "automatically",
            "therefore",
            "so",
            "but",
            "you",
            "do",
            "finally",
            "next",
            "directly",
            "now",
            "still",
            "will",
            "tool",
            "subsequently",
            "rather",
            "better");

    /** A negation that is part of one of these says nothing about the words around it. */
    private static final Set<String> OWN_NEGATION = Set.of("NEED_NOT", "SILENCE", "KEEP_QUIET");

    static Mentions of(String sentence) {
        List<Token> tokens = Token.in(sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST));
        var mentions = new Mentions(sentence, tokens, new HashMap<>());
        mentions.find();
        return mentions;
    }

    List<Mention> mentioned(String concept) {
        return all.getOrDefault(concept, List.of());
    }

    boolean has(String concept) {
        return all.containsKey(concept);
    }

    private void find() {
        record Raw(Concepts.Expression expression, int from, int to) {}
        var raw = new ArrayList<Raw>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.MARK) {
                add(new Mention(token.kind().name(), i, i + 1, false, false));
            }
            for (Concepts.Expression expression : Concepts.beginningWith(token.text())) {
                int end = Concepts.end(expression, tokens, i);
                if (end > 0) {
                    raw.add(new Raw(expression, i, end));
                }
            }
        }
        boolean[] negations = new boolean[tokens.size()];
        boolean[] modals = new boolean[tokens.size()];
        for (Raw each : raw) {
            if (each.expression.concept().equals("NOT")) {
                negations[each.from] = true;
            } else if (each.expression.concept().equals("MUST")) {
                modals[each.to - 1] = true;
            }
        }
        for (Raw each : raw) {
            if (OWN_NEGATION.contains(each.expression.concept())) {
                Arrays.fill(negations, each.from, each.to, false);
            }
        }
        for (Raw each : raw) {
            boolean ordered = !each.expression.isVerb()
                    || (each.expression.isInflected()
                            ? isAfter(modals, each.from)
                            : isStart(each.from) || isAfter(modals, each.from));
            add(new Mention(
                    each.expression.concept(), each.from, each.to, isDenied(negations, each.from, each.to), ordered));
        }
    }

    private void add(Mention mention) {
        all.computeIfAbsent(mention.concept(), key -> new ArrayList<>()).add(mention);
    }

    private boolean isStart(int at) {
        if (at == 0) {
            return true;
        }
        Token previous = tokens.get(at - 1);
        return previous.kind() == Token.Kind.MARK
                || BEFORE_ORDERS.contains(previous.text())
                || previous.text().endsWith("ly");
    }

    private boolean isAfter(boolean[] marks, int at) {
        for (int i = at - 1;
                i >= Math.max(0, at - MODAL_REACH) && !tokens.get(i).isBreak();
                i--) {
            if (marks[i]) {
                return true;
            }
        }
        return false;
    }

    private boolean isDenied(boolean[] negations, int from, int to) {
        boolean dense = tokens.get(from).kind() == Token.Kind.CHARACTER;
        int reach = dense ? DENSE_REACH : REACH;
        for (int i = from - 1; i >= Math.max(0, from - reach) && !tokens.get(i).isBreak(); i--) {
            if (negations[i]) {
                return true;
            }
        }
        for (int i = to;
                i < Math.min(tokens.size(), to + reach) && !tokens.get(i).isBreak();
                i++) {
            if (negations[i] && (dense || isPostposed(tokens.get(i).text()))) {
                return true;
            }
        }
        return false;
    }

    /** German puts its negation after the verb. */
    private static boolean isPostposed(String word) {
        return word.startsWith("nicht") || word.startsWith("kein") || word.equals("pas");
    }

    String passage(int from, int to) {
        return sentence.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }
}
