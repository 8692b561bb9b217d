/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.InjectedFault;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The faults that {@link InjectFault} injects: those that need few settings or none. {@link FaultChoice} has a method
 * for every fault.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FaultKind {
    /** The request does not reach the server, and no answer ever comes; the connection stays open. */
    HANG,
    /** The request reaches the server late, by {@link InjectFault#delay}. */
    DELAY_REQUEST,
    /** The answer reaches the client late, by {@link InjectFault#delay}. */
    DELAY_ANSWER,
    /** The server executes the request, and the connection is reset before the answer. */
    LOSE_RESPONSE,
    /** The connection is reset before the request reaches the server. */
    RESET_BEFORE_SERVER,
    /** The connection is reset after the first bytes of the answer. */
    RESET_IN_ANSWER,
    /** The stream ends without the answer. */
    END_BEFORE_ANSWER,
    /**
     * HTTP only: connections are refused, as where no server runs. Cannot be combined with {@link InjectFault#onTool},
     * {@link InjectFault#onMethod} or {@link InjectFault#calls}.
     */
    REFUSE_CONNECTIONS,
    /** HTTP only: {@link InjectFault#httpStatus} instead of an answer; the request does not reach the server. */
    HTTP_STATUS,
    /** HTTP only: status 404, like a server that no longer knows the session. */
    SESSION_LOST,
    /**
     * HTTP only: status 401, as for a token that has expired. The challenge names the metadata of the server; the
     * request does not reach the server.
     */
    TOKEN_REFUSED,
    /** HTTP only: a web page instead of an answer, like a login page or a gateway. */
    HTML,
    /** A JSON-RPC error -32603 instead of an answer. */
    RPC_ERROR,
    /** A tool result with {@code isError} instead of the real one. */
    TOOL_ERROR,
    /** A text that is not JSON instead of an answer. */
    MALFORMED_JSON,
    /** Half an answer in an otherwise complete message. */
    TRUNCATED_JSON,
    /** The answer has the id of another request. */
    WRONG_ID,
    /** The answer arrives twice. */
    DUPLICATE_ANSWER,
    /** The messages of the exchange arrive in reverse order, the answer first. */
    REORDER,
    /** Every page of a list ends with the same cursor; for {@code onMethod = "tools/list"} and the like. */
    REPEATED_CURSOR,
    /** Every answer asks for one more input; since revision 2026-07-28. */
    ENDLESS_INPUT_REQUIRED,
    /** Error -32602, as from a server that does not know the task; for {@code onMethod = "tasks/get"} and the like. */
    TASK_LOST,
    /** The status of a task stays {@code working}; for {@code onMethod = "tasks/get"}. */
    ENDLESS_TASK,
    /**
     * The result of a completed task is gone; for {@code onMethod = "tasks/result"}, since revision 2026-07-28 for
     * {@code "tasks/get"}.
     */
    TASK_RESULT_LOST,
    /** A new task is reported as completed, so that its status goes backwards with the next answer. */
    TASK_GOES_BACKWARDS,
    /** Standard input and output only: standard error is closed before the answer. */
    CLOSE_ERROR,
    /** Standard input and output only: the process that the client started is killed before the answer. */
    KILL_PROCESS,
    /** The server is killed before the request reaches it. */
    KILL_SERVER,
    /** The server is restarted before the request reaches it: sessions are lost. */
    RESTART_SERVER,
    /** The server is paused before the request reaches it, and answers nothing until it is resumed. */
    PAUSE_SERVER;

    static final String DEFAULT_DELAY = "1 s";
    static final int DEFAULT_HTTP_STATUS = 503;

    InjectedFault inject(FaultChoice choice, Settings settings) {
        return switch (this) {
            case HANG -> choice.hang();
            case DELAY_REQUEST -> choice.delayRequest(settings.delay());
            case DELAY_ANSWER -> choice.delayAnswer(settings.delay());
            case LOSE_RESPONSE -> choice.loseResponse();
            case RESET_BEFORE_SERVER -> choice.cutBeforeServer(Cut.RESET);
            case RESET_IN_ANSWER -> choice.cutInAnswer(10, Cut.RESET);
            case END_BEFORE_ANSWER -> choice.endBeforeAnswer(Cut.CLOSE);
            case REFUSE_CONNECTIONS -> choice.refuseConnections();
            case HTTP_STATUS -> status(choice, settings);
            case SESSION_LOST -> choice.sessionLost();
            case TOKEN_REFUSED -> choice.refuseToken();
            case HTML -> choice.html();
            case RPC_ERROR -> choice.rpcError(-32603, "Injected by the test");
            case TOOL_ERROR -> choice.toolError("Injected by the test");
            case MALFORMED_JSON -> choice.malformedJson();
            case TRUNCATED_JSON -> choice.truncatedJson();
            case WRONG_ID -> choice.changeId(AnswerFault.ChangedId.IdChange.WRONG);
            case DUPLICATE_ANSWER -> choice.duplicateAnswer();
            case REORDER -> choice.reorder();
            case REPEATED_CURSOR -> choice.repeatedCursor();
            case ENDLESS_INPUT_REQUIRED -> choice.endlessInputRequired();
            case TASK_LOST -> choice.taskLost();
            case ENDLESS_TASK -> choice.endlessTask();
            case TASK_RESULT_LOST -> choice.taskResultLost();
            case TASK_GOES_BACKWARDS -> choice.taskGoesBackwards();
            case CLOSE_ERROR -> choice.closeError();
            case KILL_PROCESS -> choice.killProcess();
            case KILL_SERVER -> choice.killServer();
            case RESTART_SERVER -> choice.restartServer();
            case PAUSE_SERVER -> choice.pauseServer();
        };
    }

    private static InjectedFault status(FaultChoice choice, Settings settings) {
        return settings.retryAfter()
                .map(pause -> choice.status(settings.httpStatus(), pause))
                .orElseGet(() -> choice.status(settings.httpStatus()));
    }

    /**
     * What {@link InjectFault} says about a fault.
     *
     * @param delay how long the fault delays something
     * @param httpStatus the status that it answers with
     * @param retryAfter the pause that it asks for
     */
    record Settings(Duration delay, int httpStatus, Optional<Duration> retryAfter) {}
}
