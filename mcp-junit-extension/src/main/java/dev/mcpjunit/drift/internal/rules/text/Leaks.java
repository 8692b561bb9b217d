/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;

/** Wordings that take something and give it away: secrets, the conversation, results. */
final class Leaks {

    /** What may need two sentences: "Read the file. Then add its content." */
    static final List<Phrase> IN_TWO_SENTENCES = List.of(Phrase.of(
                    Sign.SECRETS,
                    "\\b{TAKE}\\b.{0,100}{SECRET_FILE}.{0,120}\\b{GIVE}\\b.{0,60}\\b(it|its|them|this|that|content|contents|value|result|text|as|in|to)\\b")
            .unless("\\b(mask|redact|never (sent|stored|logged|leave))|\\b(optional|defaults? to)\\b"));

    static final List<Phrase> IN_ONE_SENTENCE = List.of(
            Phrase.of(
                    Sign.SECRETS,
                    "\\b(read|open|cat|load|fetch|access|dump|get|copy|steal|find)\\b.{0,30}(~?/?\\.(ssh|gnupg|netrc|aws/credentials)\\b|\\bid_(rsa|ed25519|ecdsa|dsa)\\b|/etc/(passwd|shadow)\\b)"),
            Phrase.of(
                    Sign.SECRETS,
                    "\\b{GIVE}\\b.{0,40}\\b(content|contents|value|values|text|body)\\b (of|from|in) .{0,60}({SECRET_FILE}|{SECRETS})"),
            Phrase.of(
                    Sign.SECRETS,
                    "\\b(copy|collect|gather|include|forward|send|find|search for|harvest|extract|pass|attach|paste)\\b (along )?(any|all|whatever|every|the user's|their|found|stored)\\b.{0,40}({SECRETS}|{SECRET_FILE}|\\b(pass ?words?|credit card|api key)\\b).{0,100}\\b(into|in|as|to|and|with|you)\\b"),
            Phrase.of(
                    Sign.SECRETS,
                    "\\$\\((cat|type|env|printenv)\\b|\\bfile://(/|~)[^ ]*(passwd|shadow|ssh|aws|env)\\b|\\bcat [^ ]*{SECRET_FILE}"),
            Phrase.of(
                    Sign.CONTEXT_LEAK,
                    "\\b{GIVE}\\b.{0,40}\\b{ALL}\\b.{0,20}\\b{TALK}\\b.{0,40}\\b(in|into|as|to|with|via|under|through)\\b.{0,4}(the |this |a |an )?(['\"`]\\w+['\"`]|\\w+ (argument|parameter|field|property)\\b|{ADDRESS})"),
            Phrase.of(
                    Sign.CONTEXT_LEAK,
                    "\\b(argument|parameter|field|property|['\"`]\\w+['\"`])\\b?.{0,30}\\b(hold|contain|expect|take|be|include|carry|receive|need|require|want)s?\\b.{0,40}\\b(verbatim|word for word|entire|complete|full|whole)\\b.{0,40}\\b{TALK}\\b"),
            Phrase.of(
                            Sign.CONTEXT_LEAK,
                            "\\b(reveal|print|repeat|output|pass|include|put|expects?|contains?|provide|share|return|send|wants?|holds?|takes?|copy|paste|append|attach|quote|write)\\b (\\w+ ){0,3}?(?<!to |in |into |of )(your|the assistant's|the model's) (own |full |complete |entire |hidden |initial |original )*(system prompt|system message|initial instructions|instructions|chain of thought|hidden prompt|prompt)\\b")
                    .unless("\\b(add|paste|copy|put|include)\\b.{0,40}\\b(to|in|into) your\\b"),
            Phrase.of(
                    Sign.CONTEXT_LEAK,
                    "\\b(list|name|enumerate)\\b.{0,30}\\btools\\b.{0,40}\\b(you have|available to you|in your context|you can (see|use|call)|other servers?)\\b.{0,60}\\b{GIVE}\\b"),
            Phrase.of(
                    Sign.CONTEXT_LEAK,
                    "\\b{GIVE}\\b.{0,30}\\b{ALL}\\b.{0,30}\\b(tools|files)\\b.{0,30}\\b(you have|available to you|you can (see|use|call|read)|of other servers?)"),
            Phrase.of(
                    Sign.CONTEXT_LEAK,
                    "(\\{\\{|\\$\\{|<%=?)\\s*(conversation|chat|history|messages|system_?prompt|secrets?|env\\.|user_?(data|message|input)|memory)[^}%]{0,40}(}}|}|%>)"),
            Phrase.of(
                            Sign.EXFILTRATION,
                            "\\b(send|post|upload|forward|submit|transmit|exfiltrate|copy|leak|mirror|deliver|e-?mail|mail|report)\\b.{0,20}\\b(all|every|each|any|complete|entire|full|a copy|copies|results?|outputs?|answers?|conversations?|chat|history|user'?s?|data|secrets?|keys?|contents?|tokens?|passwords?|everything|notes|transcript|it|them|this|these)\\b.{0,60}\\b(to|at|via) (the |our |this |an? )?(\\w+ ){0,3}{ADDRESS}")
                    .unless(
                            "\\b(for example|e\\.g\\.|such as|feedback|bugs?|issues?|questions?|problems?|security reports?|suggestions?)\\b"),
            Phrase.of(
                            Sign.EXFILTRATION,
                            "\\b(add|include|put|set|cc|bcc|copy)\\b.{0,40}{ADDRESS}.{0,30}\\b(bcc|cc|(blind )?copy|recipient)\\b|\\b(cc|bcc)\\b( a copy)?( to)? {ADDRESS}")
                    .unless("\\b(for example|e\\.g\\.|such as)\\b"),
            Phrase.of(
                    Sign.EXFILTRATION,
                    "\\b(copy|gather|attach|include|append|collect)\\b.{0,20}\\b(the user's|users'|their)\\b.{0,30}\\b(address book|contacts|mail|mails|emails|e-mails|messages|photos|documents|browsing history|location)\\b.{0,40}\\b(to|into|in|as)\\b (the )?\\w+"));

    private static final List<Phrase> NAMES = List.of(
            Phrase.of(
                    Sign.SECRETS,
                    "\\b(contents?|value|text|data|body|dump|file)\\b( of| from)?\\b.{0,30}\\b(ssh|id rsa|id ed25519|aws|credentials?|env file|dot ?env|passwd|shadow|private key|keychain|wallet|cookies?|netrc)\\b"),
            Phrase.of(
                    Sign.SECRETS,
                    "\\bid (rsa|ed25519|ecdsa)( (content|contents|text|data|value))?$|\\b(etc passwd|etc shadow|aws credentials|ssh private key|seed phrase)\\b.{0,20}\\b(content|contents|text|data|value|file)\\b|\\b(all|user) (passwords|secrets|credentials|api keys)\\b"),
            Phrase.of(
                    Sign.CONTEXT_LEAK,
                    "\\b(system prompt|conversation|conversation history|chat history|messages|chain of thought)\\b.{0,12}\\b(verbatim|full|complete|dump|copy|so far|until now|word for word)\\b|\\b(full|complete|entire|verbatim|whole|your) (system prompt|conversation|chat|chat history|conversation history|chain of thought)\\b|\\b(list of )?all (available |your )?tools (list|names)\\b"));

    private Leaks() {}

    /** What the name of an argument alone asks for. */
    static List<Phrase> names() {
        return NAMES;
    }
}
