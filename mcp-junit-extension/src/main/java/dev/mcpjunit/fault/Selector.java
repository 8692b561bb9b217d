/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.Optional;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Selects the messages of a client to which a fault happens.
 *
 * <pre>{@code
 * toolCall("pay").nth(2);                      // the second call of tool pay
 * method("tools/list").every(3);               // the third, the sixth …
 * toolCall("pay").withArgument("/amount", 0);  // calls with that argument
 * listening();                                 // the stream on which a server sends by itself
 * }</pre>
 *
 * <p>Immutable. Messages are counted per fault, atomically, in the order in which the proxy reads them.
 *
 * @param words the selector in words, for failure messages
 * @param target what it selects
 * @param server the server's name, if it is restricted to one
 * @param matches whether a message matches
 * @param occurrences which of the matching messages
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Selector(
        String words, Target target, Optional<String> server, Predicate<JsonObject> matches, Occurrences occurrences) {

    /** What a selector selects. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Target {
        /** JSON-RPC messages of the client. */
        MESSAGE,
        /** New connections of the client, before anything is read from them. HTTP only. */
        CONNECTION,
        /** The stream on which the server sends by itself, opened by GET. HTTP only. */
        LISTENING_STREAM,
        /** The request for the metadata of a protected server (RFC 9728). HTTP only. */
        RESOURCE_METADATA
    }

    /**
     * Select the calls of a tool.
     *
     * @param tool the tool's name
     * @return the selector; never {@code null}
     */
    public static Selector toolCall(String tool) {
        return message(
                "tools/call '" + tool + "'",
                message -> isMethod(message, Methods.CALL_TOOL)
                        && message.object("params")
                                .flatMap(params -> params.string("name"))
                                .filter(tool::equals)
                                .isPresent());
    }

    /**
     * Select the calls of all tools.
     *
     * @return the selector; never {@code null}
     */
    public static Selector anyToolCall() {
        return method(Methods.CALL_TOOL);
    }

    /**
     * Select the messages of a method, requests and notifications alike.
     *
     * @param method for example {@code initialize} or {@code tools/list}
     * @return the selector; never {@code null}
     */
    public static Selector method(String method) {
        return message(method, message -> isMethod(message, method));
    }

    /**
     * Select all requests, whatever the method.
     *
     * @return the selector; never {@code null}
     */
    public static Selector anyRequest() {
        return message("any request", message -> message.has("method") && message.has("id"));
    }

    /**
     * Select new connections.
     *
     * @return the selector; never {@code null}
     */
    public static Selector connection() {
        return new Selector("a connection", Target.CONNECTION, Optional.empty(), message -> true, Occurrences.ALL);
    }

    /**
     * Select the stream on which a server sends by itself.
     *
     * @return the selector; never {@code null}
     */
    public static Selector listening() {
        return new Selector(
                "the listening stream", Target.LISTENING_STREAM, Optional.empty(), message -> true, Occurrences.ALL);
    }

    /**
     * Select the requests for the metadata of a protected server. They are for
     * {@code /.well-known/oauth-protected-resource}, with or without the path of the server.
     *
     * @return the selector; never {@code null}
     */
    public static Selector resourceMetadata() {
        return new Selector(
                "the metadata of the server",
                Target.RESOURCE_METADATA,
                Optional.empty(),
                message -> true,
                Occurrences.ALL);
    }

    private static Selector message(String words, Predicate<JsonObject> matches) {
        return new Selector(words, Target.MESSAGE, Optional.empty(), matches, Occurrences.ALL);
    }

    private static boolean isMethod(JsonObject message, String method) {
        return message.string("method").filter(method::equals).isPresent();
    }

    /**
     * Restrict to messages to one server.
     *
     * @param name the server's name
     * @return the restricted selector; never {@code null}
     */
    public Selector toServer(String name) {
        return new Selector(words + " to server '" + name + "'", target, Optional.of(name), matches, occurrences);
    }

    /**
     * Restrict to calls with this value of an argument.
     *
     * @param pointer a JSON Pointer into the arguments
     * @param value its value, as {@link JsonValue#of} takes it
     * @return the restricted selector; never {@code null}
     */
    public Selector withArgument(String pointer, @Nullable Object value) {
        JsonValue wanted = JsonValue.of(value);
        JsonPointer place = JsonPointer.parse(pointer);
        return where("with " + pointer + " = " + wanted, message -> message.object("params")
                .flatMap(params -> params.object("arguments"))
                .flatMap(place::find)
                .filter(wanted::equals)
                .isPresent());
    }

    /**
     * Restrict to messages that match a condition.
     *
     * @param inWords the condition, in words, for failure messages
     * @param condition the condition
     * @return the restricted selector; never {@code null}
     */
    public Selector where(String inWords, Predicate<JsonObject> condition) {
        return new Selector(words + " " + inWords, target, server, matches.and(condition), occurrences);
    }

    /**
     * Restrict to the first match.
     *
     * @return the restricted selector; never {@code null}
     */
    public Selector first() {
        return nth(1);
    }

    /**
     * Restrict to the first n matches.
     *
     * @param count n
     * @return the restricted selector; never {@code null}
     */
    public Selector first(int count) {
        return counting(new Occurrences(1, count, 1));
    }

    /**
     * Restrict to the n-th match.
     *
     * @param place n, from 1
     * @return the restricted selector; never {@code null}
     */
    public Selector nth(int place) {
        return counting(new Occurrences(place, place, 1));
    }

    /**
     * Restrict to every n-th match.
     *
     * @param n 3 for the third, the sixth and so on
     * @return the restricted selector; never {@code null}
     */
    public Selector every(int n) {
        return counting(Occurrences.every(n));
    }

    /**
     * Restrict to some matches by their number.
     *
     * @param which the numbers
     * @return the restricted selector; never {@code null}
     */
    public Selector counting(Occurrences which) {
        if (!occurrences.equals(Occurrences.ALL)) {
            throw new IllegalArgumentException("'" + this
                    + "' is restricted by number already. Choose one of first(3), nth(5), every(2) and counting(…)");
        }
        return new Selector(words, target, server, matches, which);
    }

    /**
     * Describe in words.
     *
     * @return for example {@code tools/call 'pay' (1st)}; never {@code null}
     */
    @Override
    public String toString() {
        String count = occurrences.toString();
        return count.isEmpty() ? words : words + " (" + count + ")";
    }
}
