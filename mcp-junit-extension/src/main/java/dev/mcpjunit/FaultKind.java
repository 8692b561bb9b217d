/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.StreamFault;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** What {@link InjectFault} can make happen: the faults that need few settings. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FaultKind {
    /** The request does not reach the server, and no answer ever comes; the connection stays open. */
    HANG,
    /** The request reaches the server late, by {@link InjectFault#delay}. */
    DELAY_REQUEST,
    /** The answer reaches the client late, by {@link InjectFault#delay}. */
    DELAY_ANSWER,
    /** The server does its work, and the connection is reset before the answer: nobody knows that it was done. */
    LOSE_RESPONSE,
    /** The connection is reset before the request reaches the server. */
    RESET_BEFORE_SERVER,
    /** The connection is reset after the first bytes of the answer. */
    RESET_IN_ANSWER,
    /** The stream ends in order, without the answer. */
    END_BEFORE_ANSWER,
    /** HTTP only: {@link InjectFault#httpStatus} instead of an answer; the server sees nothing. */
    HTTP_STATUS,
    /** HTTP only: the session is not known any more, status 404. */
    SESSION_LOST,
    /** HTTP only: a web page instead of an answer, as of a login or a gateway. */
    HTML,
    /** A JSON-RPC error -32603 instead of an answer. */
    RPC_ERROR,
    /** A tool result that reports an error instead of the real one. */
    TOOL_ERROR,
    /** What is no JSON at all instead of an answer. */
    MALFORMED_JSON,
    /** Half an answer, as if it were a whole one. */
    TRUNCATED_JSON,
    /** The answer bears the id of another request. */
    WRONG_ID,
    /** The answer comes twice. */
    DUPLICATE_ANSWER,
    /** The server is killed before it can answer. */
    KILL_SERVER,
    /** The server is ended and started anew before it can answer: sessions are lost. */
    RESTART_SERVER;

    static final String DEFAULT_DELAY = "1 s";
    static final int DEFAULT_HTTP_STATUS = 503;

    InjectedFault inject(FaultChoice choice, Settings settings) {
        return switch (this) {
            case HANG -> choice.hang();
            case DELAY_REQUEST -> choice.delayRequest(settings.delay());
            case DELAY_ANSWER -> choice.delayAnswer(settings.delay());
            case LOSE_RESPONSE -> choice.loseResponse(Cut.RESET);
            case RESET_BEFORE_SERVER -> choice.cutBeforeServer(Cut.RESET);
            case RESET_IN_ANSWER -> choice.cutInAnswer(10, Cut.RESET);
            case END_BEFORE_ANSWER -> choice.inject(new StreamFault.EndBeforeAnswer(Cut.CLOSE));
            case HTTP_STATUS -> status(choice, settings);
            case SESSION_LOST -> choice.sessionLost();
            case HTML -> choice.html();
            case RPC_ERROR -> choice.rpcError(-32603, "Injected by the test");
            case TOOL_ERROR -> choice.toolError("Injected by the test");
            case MALFORMED_JSON -> choice.malformedJson();
            case TRUNCATED_JSON -> choice.truncatedJson();
            case WRONG_ID -> choice.changeId(AnswerFault.ChangedId.IdChange.WRONG);
            case DUPLICATE_ANSWER -> choice.inject(new AnswerFault.DuplicateAnswer());
            case KILL_SERVER -> choice.inject(new ProcessFault.ToServer(ServerAct.KILL));
            case RESTART_SERVER -> choice.inject(new ProcessFault.ToServer(ServerAct.RESTART));
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
