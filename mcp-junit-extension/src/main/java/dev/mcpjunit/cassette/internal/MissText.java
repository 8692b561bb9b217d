/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.JsonDifference;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says why a cassette has no answer: the call, the nearest recorded one, and how to record again. */
record MissText(String server, CassetteFile file, Matching matching) {

    private static final int LONGEST = 300;
    private static final int MOST_DIFFERENCES = 8;

    /** A call that was not recorded. */
    String unknown(JsonObject live, List<TapedExchange> recorded) {
        return head("has no answer for", live) + nearest(live, recorded) + foot();
    }

    /** A call that was recorded less often. */
    String exhausted(JsonObject live, int times) {
        return head("has no further answer for", live)
                + "It was recorded " + (times == 1 ? "once" : times + " times")
                + ", and each recorded answer is given once. If the client may repeat it, say so:"
                + " cassetteRepeats = LAST_ANSWER.\n" + foot();
    }

    /** An answer of the client to the server that is another one. */
    String otherAnswer(JsonObject request, JsonObject recorded, JsonObject live) {
        return head("expects another answer to", request)
                + "The client answered differently than in the recording:\n"
                + differences(JsonDifference.between(outcome(recorded), outcome(live))) + foot();
    }

    /** An answer of the client to the server that has not come. */
    String noAnswer(JsonObject request, long seconds) {
        return head("expects an answer to", request) + "The client has not given it for " + seconds + " s.\n" + foot();
    }

    private String head(String problem, JsonObject message) {
        return "Cassette miss: " + file.shown() + " of server '" + server + "' " + problem + "\n\n  " + title(message)
                + "\n\n";
    }

    private String foot() {
        return "\n  Record again with   " + file.refresh();
    }

    private String nearest(JsonObject live, List<TapedExchange> recorded) {
        JsonObject key = matching.key(live);
        Optional<TapedExchange> nearest = recorded.stream()
                .filter(taped -> RpcMessage.isRequest(taped.message()))
                .filter(taped -> taped.method().equals(live.string("method").orElse("")))
                .min(Comparator.<TapedExchange, Boolean>comparing(
                                taped -> !name(taped.message()).equals(name(live)))
                        .thenComparing(taped -> JsonDifference.between(matching.key(taped.message()), key)
                                .size()));
        return nearest.map(taped -> "The nearest recorded call is number " + taped.number() + ":\n\n  "
                        + title(taped.message()) + "\n"
                        + differences(JsonDifference.between(matching.key(taped.message()), key)))
                .orElse("No call of that kind was recorded.\n");
    }

    private static Optional<String> name(JsonObject message) {
        return RpcMessage.params(message).string("name");
    }

    /** A request in one line, without its secrets. */
    String title(JsonObject message) {
        JsonObject params = RpcMessage.params(matching.mask().of(message));
        String method = message.string("method").orElse("(response)");
        JsonValue shown =
                method.equals(Methods.CALL_TOOL) ? params.object("arguments").orElse(JsonObject.EMPTY) : params;
        return method
                + name(message).map(name -> " '" + Printable.line(name) + "'").orElse("") + " "
                + Printable.line(shown.toString(), LONGEST);
    }

    private static String differences(List<JsonDifference> differences) {
        return differences.stream()
                .limit(MOST_DIFFERENCES)
                .map(difference ->
                        "  " + Printable.line(difference.at().toString().replaceFirst("^/params", "")) + "\n"
                                + difference
                                        .before()
                                        .map(was -> "    - " + shown(was) + "\n")
                                        .orElse("")
                                + difference
                                        .after()
                                        .map(is -> "    + " + shown(is) + "\n")
                                        .orElse(""))
                .collect(joining());
    }

    private static String shown(JsonValue value) {
        return Printable.line(value.toString(), LONGEST);
    }

    private JsonValue outcome(JsonObject response) {
        JsonObject.Builder outcome = JsonObject.builder();
        response.members().forEach((name, value) -> {
            if (name.equals("result") || name.equals("error")) {
                outcome.put(name, value);
            }
        });
        return matching.mask().of(outcome.build());
    }
}
