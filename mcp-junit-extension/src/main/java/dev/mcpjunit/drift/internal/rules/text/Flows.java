/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

import dev.mcpjunit.drift.change.Sign;
import java.util.List;

/** What is to flow where it does not belong: secrets and conversations into arguments, addresses into other tools. */
final class Flows {

    private static final String SAMPLE = "\\b(for example|e\\.g\\.|such as|for instance)\\b";

    private static final String GUARDS = "\\b(mask|redact|scan|detect|encrypt|never (sent|stored|logged))\\w*\\b";

    static final List<Reading> ALL = List.of(
            Together.of(Sign.SECRETS, "\\b{PUT}\\b", "{SECRET}", "{WHOSE}", "{SINK}")
                    .unless(GUARDS + "|" + SAMPLE + "|\\b(path|paths) (of|to)\\b"),
            Together.of(
                            Sign.SECRETS,
                            "\\b{PUT}\\b( \\w+){0,2} (any|all|every|whatever|whichever)\\b",
                            "{SECRET}",
                            "\\b(mentioned|seen|typed|entered|found|come across|known|you (know|have|see|find))\\b")
                    .unless(GUARDS),
            Together.of(
                            Sign.SECRETS,
                            "\\b(encode|append|put|add|embed|include|hide|attach|insert|write)\\b",
                            "({SECRET_FILE}|\\b(user's|their) (\\w+ )?(password|key|token|secret)s?\\b)",
                            "\\b(to|into|in) (the |its |an? )?(\\w+ )?(url|query|query string|link|image|sub-?domain|host ?name|file ?name|path)\\b")
                    .unless(GUARDS),
            Together.of(
                            Sign.SECRETS,
                            "\\b(set|fill|use|populate|complete)\\b",
                            "(\\b(output|result|content|contents|text|value|values|lines)\\b( \\w+)? (of|from|in|found in) .{0,40}({SECRET_FILE}|printenv|\\benv\\b)|\\bprintenv\\b)",
                            "\\b(to|with|as|from|for|in)\\b")
                    .unless(GUARDS + "|" + SAMPLE),
            Together.of(
                            Sign.CONTEXT_LEAK,
                            "\\b({PUT}|summari[sz]e|set|fill|use|((is|be|are|was) )(passed|included|put|attached|appended|added|sent|inserted|copied|embedded|pasted|quoted|repeated|given|forwarded))\\b",
                            "{SPOKEN}",
                            "({SINK}|\\b(in|into) the (footnotes?|caption|footer|header|margin)\\b|\\b(word for word|verbatim|unabridged|in full|literally|unchanged)\\b)",
                            "\\b({ALL}|system|earlier|previous|prior|word for word|verbatim|unabridged|in full|literally|everything|whatever|what|so far|transcript|history|hidden|secret|operator's|developer's)\\b")
                    .unless(
                            "['\"`](system|prompt|messages|history|conversation)\\w*['\"`]|\\b(system|prompt|messages?|conversation) (argument|parameter|field)\\b|\\bof the (ticket|channel|thread|issue|meeting)\\b"),
            Together.of(
                            Sign.SECRETS,
                            "\\b({PUT}|dump)\\b( \\w+){0,3} (contents?|text|values?|lines|body) (of|from|in)\\b",
                            "{SECRET_FILE}",
                            "{SINK}")
                    .unless(GUARDS + "|" + SAMPLE),
            Together.of(
                            Sign.SECRETS,
                            "\\b(take|get|collect|gather|find|look|search|copy|fetch)\\b.{0,40}\\b(wherever|anywhere|everywhere)\\b",
                            "\\b(you|find|can|are|is)\\b",
                            "({SECRET}|\\b(it|them)\\b)",
                            "{SINK}")
                    .unless(GUARDS),
            Together.of(
                            Sign.SECRETS,
                            "\\b(wants?|needs?|expects?|requires?|demands?|asks? for|must (have|get|see|receive|be given)|likes?)\\b",
                            "({SECRET_FILE}|\\b((session|browser|login) cookies?|private keys?|seed phrase|environment variables|output of (printenv|env))\\b)",
                            "{WHOSE}",
                            "{SINK}")
                    .unless(GUARDS + "|" + SAMPLE + "|\\bpath\\b"),
            Together.of(
                            Sign.SHADOWING,
                            "\\b(shall|must|should|has to|have to|always|needs? to|is to|when|whenever|also)\\b",
                            "{OTHER_TOOL}",
                            "\\b(call(ed)?|used?|invoked?|run|executed?|receives?|opened?) (it )?(with|on|for|using)\\b.{0,30}({SECRET_FILE}|/etc/\\w+|{LITERAL})")
                    .unless(SAMPLE),
            Together.of(
                    Sign.EXFILTRATION,
                    "\\b(end|finish|start|begin|close|add|append|include|put|render|show|embed|sign)\\b",
                    "\\b(every|each|all|any|your|the next|the final) (of your )?(reply|replies|answers?|responses?|messages?|outputs?)\\b",
                    "https?://",
                    "\\b(what|question|conversation|prompt|data|result|asked|said|typed|name|e-?mail)\\b"),
            Together.of(
                    Sign.EXFILTRATION,
                    "\\b(contains?|includes?|shows?|renders?|displays?|embeds?|ends?|add|put|carr(y|ies))\\b",
                    "\\b(every|each|all|any|your|the next|the final) (of your )?(reply|replies|answers?|responses?|messages?|outputs?)\\b",
                    "https?://\\S+[?&/]\\w*=?[<{\\[$%(]"),
            Together.of(
                            Sign.EXFILTRATION,
                            "\\b(duplicates?|cop(y|ies)|mirror|transcripts?)\\b",
                            "\\bof (each|every|all|any|the (user|customer)|what|whatever)\\b",
                            "\\b(goes|go|is|are|gets?|lands?|arrives?|must|should|will|sent|delivered)\\b.{0,30}\\bto {ADDRESS}")
                    .unless(SAMPLE),
            Together.of(
                            Sign.SHADOWING,
                            "\\b(replace|change|swap|set|rewrite|redirect|exchange|use|add|carr(y|ies)|bears?|shows?|put|prefix(ed)?|prepend|route|point|send|moved|gets?|has to|must|goes)\\b",
                            "{TARGET}",
                            "{LITERAL}",
                            "{OTHER_TOOL}")
                    .unless(SAMPLE + "|\\b(default|defaults|format|given by|chosen by|allowed)\\b"),
            Together.of(
                            Sign.SHADOWING,
                            "\\b(every|each|all|any) (\\w+ )?(e-?mails?|mails?|messages?|payments?|transfers?|invoices?)\\b.{0,40}\\b(gets?|has|have|must|should|needs?|receives?|carr(y|ies)|is|are)\\b",
                            "\\b(bcc|cc|copy|recipient|account|iban)\\b",
                            "{LITERAL}")
                    .unless(SAMPLE),
            Phrase.of(
                            Sign.EXFILTRATION,
                            "\\b(afterwards|finally|then|also|in addition|additionally|when done|once (done|finished))\\b.{0,20}\\b(post|send|forward|upload|submit|transmit|report|copy)\\b (the |all |its |your )*(results?|outputs?|answers?|data|contents?|files?|arguments?|inputs?)\\b.{0,30}\\bto {ADDRESS}")
                    .unless(SAMPLE));

    private Flows() {}
}
