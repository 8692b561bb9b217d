/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The forms in which the protocol has tasks: the names of the members of a task, and its place in a result. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum TaskForm {
    /** The core of 2025-11-25: the client requests a task, and gets the result by {@code tasks/result}. */
    CORE("ttl", "pollInterval", "notifications/tasks/status"),
    /** The extension of 2026-07-28: the server decides, and {@code tasks/get} has the result. */
    EXTENSION("ttlMs", "pollIntervalMs", "notifications/tasks");

    /** The {@code taskSupport} of a tool that can only be called as a task. */
    public static final String REQUIRED = "required";

    private static final String FORBIDDEN = "forbidden";

    /** The name of the extension. */
    public static final String EXTENSION_NAME = "io.modelcontextprotocol/tasks";

    private static final BigDecimal MOST_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000);

    private final String ttl;
    private final String pollInterval;
    private final String notification;

    TaskForm(String ttl, String pollInterval, String notification) {
        this.ttl = ttl;
        this.pollInterval = pollInterval;
        this.notification = notification;
    }

    /** Get the form of an era. */
    public static TaskForm of(ProtocolEra era) {
        return era == ProtocolEra.HANDSHAKE ? CORE : EXTENSION;
    }

    /** The name of the member with the time to live, in milliseconds. */
    public String ttlMember() {
        return ttl;
    }

    /** The method of the notification that has the new status of a task. */
    public String notification() {
        return notification;
    }

    /** The task in the result of a call; empty when the result is no task. */
    public Optional<JsonObject> createdBy(JsonObject result) {
        Optional<JsonObject> task = this == CORE
                ? result.object("task").filter(any -> !result.has("content"))
                : Optional.of(result).filter(any -> isTask(result) && !result.has("content"));
        return task.filter(any -> any.string("taskId").isPresent());
    }

    /**
     * Say what is wrong with a task in the result of a call, so that it can neither be followed nor be taken for the
     * result of the tool.
     *
     * @param result the result
     * @param requested whether the client requested a task by this call, where clients do that
     * @return what is wrong, to be put after "a task"; empty when the result is a task in order, or no task
     */
    public Optional<String> breachOf(JsonObject result, boolean requested) {
        boolean hasContent = result.has("content");
        boolean isNamed = this == CORE ? result.object("task").isPresent() : isTask(result);
        if (isNamed && hasContent) {
            // Without a request, a member "task" in the result of a tool is the tool's own.
            return requested || this == EXTENSION ? Optional.of("and the content of a result") : Optional.empty();
        }
        if (isNamed && createdBy(result).isEmpty()) {
            return Optional.of("without a taskId" + (this == EXTENSION && result.has("task") ? " of its own" : ""));
        }
        boolean isFlat = !hasContent && result.string("taskId").isPresent() && result.has("status");
        if (!isNamed && isFlat) {
            return Optional.of(
                    this == CORE ? "whose members are not in the member 'task'" : "without the resultType 'task'");
        }
        return Optional.empty();
    }

    /** Whether a value that must be the result of a tool is a task, in either form. */
    public static boolean isInsteadOfResult(JsonObject result) {
        return Stream.of(values())
                .anyMatch(form -> form.createdBy(result).isPresent()
                        || form.breachOf(result, false).isPresent());
    }

    /** The {@code taskSupport} of a tool of the handshake era; {@code forbidden} by default. */
    public static String support(JsonObject tool) {
        return tool.object("execution")
                .flatMap(execution -> execution.string("taskSupport"))
                .orElse(FORBIDDEN);
    }

    /** Whether a result of the stateless era says that it is a task. */
    public static boolean isTask(JsonObject result) {
        return result.string("resultType").filter("task"::equals).isPresent();
    }

    /** Whether capabilities of a client or a server of the stateless era have the extension. */
    public static boolean isExtensionIn(JsonObject capabilities) {
        return capabilities
                .object("extensions")
                .filter(extensions -> extensions.has(EXTENSION_NAME))
                .isPresent();
    }

    /** Whether a server that declares these capabilities creates tasks for calls of tools. */
    public boolean isOfferedBy(JsonObject capabilities) {
        return this == CORE
                ? capabilities
                        .object("tasks")
                        .flatMap(tasks -> tasks.object("requests"))
                        .flatMap(requests -> requests.object("tools"))
                        .filter(tools -> tools.has("call"))
                        .isPresent()
                : isExtensionIn(capabilities);
    }

    /** Whether a server that declares these capabilities cancels tasks. */
    public boolean isCancelOfferedBy(JsonObject capabilities) {
        return this == CORE
                ? capabilities
                        .object("tasks")
                        .filter(tasks -> tasks.has("cancel"))
                        .isPresent()
                : isExtensionIn(capabilities);
    }

    /** The parameters of a call that requests a task, where the client does that. */
    public JsonObject requesting(JsonObject params, Optional<Duration> wanted) {
        if (this == EXTENSION) {
            return params;
        }
        var task = JsonObject.builder();
        wanted.ifPresent(duration -> task.put("ttl", duration.toMillis()));
        return params.toBuilder().put("task", task.build()).build();
    }

    /** The parameters of a request about a task. */
    public static JsonObject about(String id) {
        return JsonObject.builder().put("taskId", id).build();
    }

    /** The status of a task; empty when there is none that the protocol has. */
    public static Optional<TaskStatus> status(JsonObject task) {
        return task.string("status").flatMap(TaskStatus::of);
    }

    /** The time to live of a task; empty when it is unlimited or missing. */
    public Optional<Duration> ttl(JsonObject task) {
        return millis(task, ttl);
    }

    /** How long a client should wait between two requests for the status. */
    public Optional<Duration> pollInterval(JsonObject task) {
        return millis(task, pollInterval);
    }

    private static Optional<Duration> millis(JsonObject task, String member) {
        return task.get(member) instanceof JsonNumber number
                        && number.value().signum() >= 0
                        && number.value().compareTo(MOST_MILLIS) <= 0
                ? Optional.of(Duration.ofMillis(number.value().longValue()))
                : Optional.empty();
    }
}
