/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;

/**
 * What an argument must not ask for. Its description says what is to flow into it, so that naming a secret is enough:
 * {@code Contents of ~/.ssh/id_rsa}.
 */
final class Arguments {

    private static final String PLACES =
            "\\b(paths?|file ?names?|location|director(y|ies)|folder|defaults?|example|e\\.g\\.|for instance|public|pub|pfad|chemin|ruta|caminho"
                    + "|percorso|ścieżka|путь|optional|whether|mask|redact|never|not|scan)\\b|路径|パス|경로|مسار|\\.pub\\b";

    private static final String HOME = "(~|\\$home|%userprofile%|home directory|/home/\\w+|/root)[/\\\\ ]?.{0,3}"
            + "\\.(ssh|aws|gnupg|kube|netrc|npmrc|pypirc|config|docker|azure|cursor|claude)";

    private static final String FILE = "(" + HOME + "|\\bid_(rsa|ed25519|ecdsa|dsa)\\b|/etc/(passwd|shadow)\\b)";

    /** A path alone is what many tools need: {@code kubeconfig (~/.kube/config)}. */
    private static final String CONTENT =
            "\\b(contents?|text|body|copy|dump|values?|everything|lines|output|paste|print|base64|keys?|passwords?|secrets?|tokens?|credentials"
                    + "|inhalt|contenu|contenido|conteúdo|contenuto|zawartość|inhoud|içeri\\w*)\\b( \\w+){0,2} (of|from|in|at|inside|von|aus|de|del|do|di|van)\\b";

    static final List<Reading> ALL = List.of(
            Phrase.of(
                            Sign.SECRETS,
                            "(?U)({CONTENT}.{0,20}{FILE}|{FILE}.{0,30}\\b(contents?|verbatim|as text|base64|in full)\\b)"
                                    .replace("{CONTENT}", CONTENT)
                                    .replace("{FILE}", FILE))
                    .unless("(?U)" + PLACES),
            Phrase.of(
                            Sign.SECRETS,
                            "\\b(contents?|text|output|values?|dump|copy|body|lines|everything|listing)\\b( \\w+){0,2} (of|from|in)\\b.{0,60}({SECRET_FILE}|\\.env\\b|\\bprintenv\\b|\\benv\\b|\\b(environment variables|password manager|credentials?|private keys?|cookies)\\b|\\bgit push authenticates\\b)")
                    .unless(
                            "\\b(path|file ?name|location|scan|encrypted|public|mask|redact|names? only|check|lint|pars|valid|edit|written|format|upload|request|report|context)\\w*\\b|\\bto (set|add|write|create|use)\\b|\\bname ?= ?value\\b"),
            Phrase.of(
                            Sign.SECRETS,
                            "{SECRET}.{0,60}{WHOSE}|\\b(any|every|all|whatever|whichever|known)\\b.{0,30}{SECRET}.{0,40}\\b(you|the (assistant|model|agent))\\b")
                    .unless(
                            "\\b(not|never|mask|redact|scan|public|path|name|id|pages?|pagination|cursor|form|continue|left|budget|limit|oauth)\\b"),
            Together.of(
                            Sign.CONTEXT_LEAK,
                            "\\b({ALL}|verbatim|unabridged|word for word|direct speech)\\b",
                            "\\b(conversation|chat|discussion|dialog(ue)?|chat history|messages|transcript|what (you|the user) (were|was|have|has|said)\\b.{0,30}|how the (user|person) phrased|(user|person|operator|they) (said|wrote|told|phrased))\\b",
                            "\\b(so far|up to (this|now|here)|until now|with the user|this (chat|conversation|session|call)|current (chat|conversation|session)|your|including|before the conversation|you were told|user (said|wrote|phrased)|current session|our)\\b")
                    .unless("\\b(threads?|ids?|identifier|script|unused|issues?|tickets?|task)\\b"),
            Phrase.of(
                            Sign.CONTEXT_LEAK,
                            "\\b(everything|all|whatever|anything)( that)? (the (user|person|customer|operator|human)|they|he|she|you) (have |has |had |was |were |ever )*(said|told|tells|written|wrote|typed|asked|shared|mentioned|disclosed|discussed|been told)\\b")
                    .unless(
                            "\\basked (you )?to\\b|\\b(about|of|on) (the|this|a) (issue|bug|ticket|order|document|file|problem)\\b"),
            Phrase.of(
                            Sign.CONTEXT_LEAK,
                            "\\b(your|the (assistant|model|agent|ai|llm)'s|hidden) (own |full |complete |entire |hidden |initial |current )*(system (prompt|message|instructions)|initial instructions|chain of thought)\\b|\\b(your|hidden) (own |full |complete |entire |hidden |initial |current )+(instructions|prompt)\\b|\\b(including|with|and|plus) (the |your )?system prompt\\b")
                    .unless("\\b(to send|your model|at most|to your (llm|model|api))\\b"));

    private Arguments() {}
}
