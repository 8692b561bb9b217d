/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.FaultChoice;
import dev.mcpjunit.fault.InjectedFault;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.StreamFault;
import dev.mcpjunit.time.Durations;
import java.time.Duration;
import java.util.function.BiFunction;
import org.apiguardian.api.API;

/** What {@link InjectFault} can make happen: the faults that need few settings. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FaultKind {
    /** The request does not reach the server, and no answer ever comes; the connection stays open. */
    HANG((choice, fault) -> choice.hang()),
    /** The request reaches the server late, by {@link InjectFault#delay}. */
    DELAY_REQUEST((choice, fault) -> choice.delayRequest(delay(fault))),
    /** The answer reaches the client late, by {@link InjectFault#delay}. */
    DELAY_ANSWER((choice, fault) -> choice.delayAnswer(delay(fault))),
    /** The server does its work, and the connection is reset before the answer: nobody knows that it was done. */
    LOSE_RESPONSE((choice, fault) -> choice.loseResponse(Cut.RESET)),
    /** The connection is reset before the request reaches the server. */
    RESET_BEFORE_SERVER((choice, fault) -> choice.cutBeforeServer(Cut.RESET)),
    /** The connection is reset after the first bytes of the answer. */
    RESET_IN_ANSWER((choice, fault) -> choice.cutInAnswer(10, Cut.RESET)),
    /** The stream ends in order, without the answer. */
    END_BEFORE_ANSWER((choice, fault) -> choice.inject(new StreamFault.EndBeforeAnswer(Cut.CLOSE))),
    /** HTTP only: {@link InjectFault#status} instead of an answer; the server sees nothing. */
    HTTP_STATUS((choice, fault) -> status(choice, fault)),
    /** HTTP only: the session is not known any more, status 404. */
    SESSION_LOST((choice, fault) -> choice.sessionLost()),
    /** HTTP only: a web page instead of an answer, as of a login or a gateway. */
    HTML((choice, fault) -> choice.html()),
    /** A JSON-RPC error -32603 instead of an answer. */
    RPC_ERROR((choice, fault) -> choice.rpcError(-32603, "Injected by the test")),
    /** A tool result that reports an error instead of the real one. */
    TOOL_ERROR((choice, fault) -> choice.toolError("Injected by the test")),
    /** What is no JSON at all instead of an answer. */
    MALFORMED_JSON((choice, fault) -> choice.malformedJson()),
    /** Half an answer, as if it were a whole one. */
    TRUNCATED_JSON((choice, fault) -> choice.truncatedJson()),
    /** The answer bears the id of another request. */
    WRONG_ID((choice, fault) -> choice.changeId(AnswerFault.IdChange.OTHER)),
    /** The answer comes twice. */
    DUPLICATE_ANSWER((choice, fault) -> choice.inject(new AnswerFault.DuplicateAnswer())),
    /** The server is killed before it can answer. */
    KILL_SERVER((choice, fault) -> choice.inject(new ProcessFault.ToServer(ServerAct.KILL))),
    /** The server is ended and started anew before it can answer: sessions are lost. */
    RESTART_SERVER((choice, fault) -> choice.inject(new ProcessFault.ToServer(ServerAct.RESTART)));

    private final BiFunction<FaultChoice, InjectFault, InjectedFault> how;

    FaultKind(BiFunction<FaultChoice, InjectFault, InjectedFault> how) {
        this.how = how;
    }

    InjectedFault inject(FaultChoice choice, InjectFault settings) {
        return how.apply(choice, settings);
    }

    private static Duration delay(InjectFault fault) {
        return Durations.parse(fault.delay());
    }

    private static InjectedFault status(FaultChoice choice, InjectFault fault) {
        return fault.retryAfter().isEmpty()
                ? choice.status(fault.status())
                : choice.status(fault.status(), Durations.parse(fault.retryAfter()));
    }
}
