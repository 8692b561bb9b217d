/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The names of the protocol's methods; those of lists are in {@link McpList}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Methods {

    /** Opens a session in the handshake era. */
    public static final String INITIALIZE = "initialize";

    /** Ends the handshake. */
    public static final String INITIALIZED = "notifications/initialized";

    /** Asks a server of the stateless era what it is. */
    public static final String DISCOVER = "server/discover";

    /** Asks whether the other side is alive; handshake era only. */
    public static final String PING = "ping";

    /** Calls a tool. */
    public static final String CALL_TOOL = "tools/call";

    /** Gets a prompt. */
    public static final String GET_PROMPT = "prompts/get";

    /** Reads a resource. */
    public static final String READ_RESOURCE = "resources/read";

    /** Subscribes to a resource; handshake era only. */
    public static final String SUBSCRIBE = "resources/subscribe";

    /** Ends a subscription to a resource; handshake era only. */
    public static final String UNSUBSCRIBE = "resources/unsubscribe";

    /** Completes an argument of a prompt or a variable of a resource template. */
    public static final String COMPLETE = "completion/complete";

    /** Sets the level of log messages; handshake era only. */
    public static final String SET_LOG_LEVEL = "logging/setLevel";

    /** Opens a stream of notifications; stateless era only. */
    public static final String LISTEN = "subscriptions/listen";

    /** Confirms a stream of notifications; stateless era only. */
    public static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";

    /** Reports the progress of a request. */
    public static final String PROGRESS = "notifications/progress";

    /** Is a message of the server's log. */
    public static final String LOG_MESSAGE = "notifications/message";

    /** Cancels a request. */
    public static final String CANCELLED = "notifications/cancelled";

    /** Says that the client's roots have changed; handshake era only. */
    public static final String ROOTS_CHANGED = "notifications/roots/list_changed";

    /** Asks for the status of a task. */
    public static final String GET_TASK = "tasks/get";

    /** Asks for the result of a task; handshake era only. */
    public static final String TASK_RESULT = "tasks/result";

    /** Sends a task the input that it asked for; stateless era only. */
    public static final String UPDATE_TASK = "tasks/update";

    /** Cancels a task. */
    public static final String CANCEL_TASK = "tasks/cancel";

    /** Lists the tasks of the client; handshake era only. */
    public static final String LIST_TASKS = "tasks/list";

    private static final Set<String> LISTS_CHANGED = Set.of(
            "notifications/tools/list_changed",
            "notifications/prompts/list_changed",
            "notifications/resources/list_changed");

    /** Asks the user for input. */
    public static final String ELICIT = "elicitation/create";

    /** Asks the client's model for a message. */
    public static final String SAMPLE = "sampling/createMessage";

    /** Asks the client for its roots. */
    public static final String LIST_ROOTS = "roots/list";

    /** Methods that only servers use. */
    public static final Set<String> OF_SERVERS = Stream.concat(
                    Stream.of(
                            ACKNOWLEDGED,
                            LOG_MESSAGE,
                            ELICIT,
                            SAMPLE,
                            LIST_ROOTS,
                            "notifications/resources/updated",
                            "notifications/tasks",
                            "notifications/elicitation/complete"),
                    LISTS_CHANGED.stream())
            .collect(Collectors.toUnmodifiableSet());

    /** All methods of the protocol. */
    public static final Set<String> ALL = Stream.concat(
                    Stream.of(
                            INITIALIZE,
                            INITIALIZED,
                            DISCOVER,
                            PING,
                            CALL_TOOL,
                            GET_PROMPT,
                            READ_RESOURCE,
                            SUBSCRIBE,
                            UNSUBSCRIBE,
                            COMPLETE,
                            SET_LOG_LEVEL,
                            LISTEN,
                            ACKNOWLEDGED,
                            PROGRESS,
                            LOG_MESSAGE,
                            CANCELLED,
                            ROOTS_CHANGED,
                            GET_TASK,
                            TASK_RESULT,
                            UPDATE_TASK,
                            CANCEL_TASK,
                            LIST_TASKS,
                            ELICIT,
                            SAMPLE,
                            LIST_ROOTS,
                            "notifications/resources/updated",
                            "notifications/tasks",
                            "notifications/tasks/status",
                            "notifications/elicitation/complete"),
                    Stream.concat(
                            LISTS_CHANGED.stream(), Stream.of(McpList.values()).map(McpList::method)))
            .collect(Collectors.toUnmodifiableSet());

    /** Whether a method opens a connection. */
    public static boolean isHandshake(String method) {
        return method.equals(INITIALIZE) || method.equals(DISCOVER);
    }

    /** Whether a notification of a server says that one of its lists has changed. */
    public static boolean isListChanged(String method) {
        return LISTS_CHANGED.contains(method);
    }

    private Methods() {}
}
