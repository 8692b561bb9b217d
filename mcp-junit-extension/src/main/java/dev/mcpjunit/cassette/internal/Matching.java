/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.snapshot.Mask;
import dev.mcpjunit.snapshot.internal.MaskedJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which recorded request a live one is. Compared by meaning: the order of members, the spelling of numbers and
 * {@code _meta} make no difference.
 *
 * @param volatilePlaces what is different in each run, and is not compared
 * @param mask hides secrets in live messages as in recorded ones
 */
record Matching(List<Mask> volatilePlaces, CassetteMask mask) {

    private static final Pattern MASKED = Pattern.compile("\\[masked: ([^\\]]*)]");

    /** Changes nothing, so that it may be asked as often as a caller likes. */
    private static final Set<String> REPEATABLE = Set.of(
            Methods.INITIALIZE,
            Methods.DISCOVER,
            Methods.PING,
            Methods.SET_LOG_LEVEL,
            Methods.SUBSCRIBE,
            Methods.UNSUBSCRIBE,
            Methods.LISTEN,
            "tools/list",
            "prompts/list",
            "resources/list",
            "resources/templates/list",
            "tasks/get",
            "tasks/list",
            "tasks/result");

    /** What a client says of itself in its first message: a server may answer others differently. */
    static JsonObject client(JsonObject handshake) {
        JsonObject params = RpcMessage.params(handshake);
        JsonObject meta = RpcMessage.meta(handshake);
        return JsonObject.builder()
                .putIfPresent("method", handshake.string("method"))
                .putIfPresent("revision", params.string("protocolVersion").or(() -> meta.string(MetaKeys.REVISION)))
                .putIfPresent(
                        "capabilities",
                        params.object("capabilities").or(() -> meta.object(MetaKeys.CLIENT_CAPABILITIES)))
                .build();
    }

    static Matching ignoring(List<String> volatilePaths, CassetteMask mask) {
        return new Matching(
                volatilePaths.stream()
                        .map(path -> Mask.at(path).as("<volatile>"))
                        .toList(),
                mask);
    }

    static boolean isRepeatable(String method) {
        return REPEATABLE.contains(method) || method.startsWith("notifications/");
    }

    /** What is compared of a message. */
    JsonObject key(JsonObject message) {
        String method = message.string("method").orElse("");
        JsonObject.Builder key = JsonObject.builder().put("method", method);
        if (Methods.isHandshake(method) || method.startsWith("notifications/")) {
            return key.build();
        }
        JsonObject.Builder params = JsonObject.builder();
        RpcMessage.params(mask.of(message)).members().forEach((name, value) -> {
            boolean empty = name.equals("arguments") && value.equals(JsonObject.EMPTY);
            if (!name.equals("_meta") && !empty) {
                params.put(name, value);
            }
        });
        return key.put("params", comparable(params.build())).build();
    }

    /** A value without what is different in each run. */
    JsonValue comparable(JsonValue value) {
        return MaskedJson.of(value, volatilePlaces).value();
    }

    /**
     * Whether values are equal, where a masked secret of the recording stands for any text. If the value of that secret
     * is known here, a live one is masked, too, and must be the same.
     */
    static boolean matches(JsonValue recorded, JsonValue live) {
        if (recorded.equals(live)) {
            return true;
        }
        if (recorded instanceof JsonObject was && live instanceof JsonObject is) {
            return was.members().keySet().equals(is.members().keySet())
                    && was.members().entrySet().stream().allMatch(member -> Optional.ofNullable(is.get(member.getKey()))
                            .filter(value -> matches(member.getValue(), value))
                            .isPresent());
        }
        if (recorded instanceof JsonArray was && live instanceof JsonArray is) {
            return was.items().size() == is.items().size()
                    && IntStream.range(0, was.items().size())
                            .allMatch(
                                    i -> matches(was.items().get(i), is.items().get(i)));
        }
        return recorded instanceof JsonString was && live instanceof JsonString is && matches(was.value(), is.value());
    }

    private static boolean matches(String recorded, String live) {
        Matcher mask = MASKED.matcher(recorded);
        if (!mask.find()) {
            return false;
        }
        var pattern = new StringBuilder();
        int from = 0;
        do {
            pattern.append(Pattern.quote(recorded.substring(from, mask.start())))
                    .append(isMaskedHere(mask.group(1)) ? Pattern.quote(mask.group()) : ".+");
            from = mask.end();
        } while (mask.find());
        pattern.append(Pattern.quote(recorded.substring(from)));
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(live).matches();
    }

    /** Tokens are recognized by their shape. */
    private static boolean isMaskedHere(String name) {
        return name.equals("token") || Secrets.isKnownName(name);
    }
}
