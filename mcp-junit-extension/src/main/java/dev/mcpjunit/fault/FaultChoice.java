/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.fault.AnswerFault.ChangedId.IdChange;
import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** What can happen to the messages that were chosen. Each method asks for one fault. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FaultChoice {

    private final FaultPlan plan;
    private final Selector selector;
    private final LongPredicate chosen;

    FaultChoice(FaultPlan plan, Selector selector, LongPredicate chosen) {
        this.plan = plan;
        this.selector = selector;
        this.chosen = chosen;
    }

    /**
     * Ask for any fault.
     *
     * @param fault what happens
     * @return the fault; never {@code null}
     * @throws IllegalArgumentException if this fault cannot happen to what was chosen
     */
    public InjectedFault inject(Fault fault) {
        boolean onAccept = fault instanceof ConnectionFault.CutOnAccept;
        if (onAccept != (selector.target() == Selector.Target.CONNECTION)) {
            throw new IllegalArgumentException("'" + fault + "' cannot happen to " + selector.words() + ": "
                    + (onAccept ? "choose connection()" : "to a connection, only cutOnAccept(…) can happen"));
        }
        if (selector.target() == Selector.Target.LISTENING_STREAM && !ListeningFaults.canHappen(fault)) {
            throw new IllegalArgumentException("'" + fault + "' cannot happen to " + selector.words()
                    + ": a stream on which the server sends by itself has no answer. Choose a message of the stream by"
                    + " its number, or toolCall(…), method(…) or anyRequest()");
        }
        var rule = new FaultRule(selector, fault, chosen);
        plan.add(rule);
        return new InjectedFault(rule);
    }

    /**
     * Delay the request on its way to the server.
     *
     * @param by how long
     * @return the fault; never {@code null}
     */
    public InjectedFault delayRequest(Duration by) {
        return inject(new TimingFault.DelayRequest(by));
    }

    /**
     * Delay the answer on its way to the client.
     *
     * @param by how long
     * @return the fault; never {@code null}
     */
    public InjectedFault delayAnswer(Duration by) {
        return inject(new TimingFault.DelayAnswer(by));
    }

    /**
     * Hold the request until the test lets it go to the server.
     *
     * @return what the test opens; never {@code null}
     */
    public Gate holdRequest() {
        var gate = gate();
        inject(new TimingFault.HoldRequest(gate));
        return gate;
    }

    /**
     * Hold the answer until the test lets it go to the client; the server has executed the request.
     *
     * @return what the test opens; never {@code null}
     */
    public Gate holdAnswer() {
        var gate = gate();
        inject(new TimingFault.HoldAnswer(gate));
        return gate;
    }

    private Gate gate() {
        var gate = new Gate();
        plan.add(gate);
        return gate;
    }

    /**
     * Swallow the request: the server never gets it, and the client hears nothing.
     *
     * @return the fault; never {@code null}
     */
    public InjectedFault hang() {
        return inject(new ConnectionFault.CutBeforeServer(Cut.SILENCE));
    }

    /**
     * Let the server execute and answer, and reset the connection instead of delivering the answer.
     *
     * @return the fault; never {@code null}
     */
    public InjectedFault loseResponse() {
        return loseResponse(Cut.RESET);
    }

    /**
     * Let the server execute and answer, and do not deliver the answer.
     *
     * @param cut what the client sees instead
     * @return the fault; never {@code null}
     */
    public InjectedFault loseResponse(Cut cut) {
        return inject(new ConnectionFault.LoseResponse(cut));
    }

    /**
     * End the connection when the request has been read; the server never gets it.
     *
     * @param cut how it ends
     * @return the fault; never {@code null}
     */
    public InjectedFault cutBeforeServer(Cut cut) {
        return inject(new ConnectionFault.CutBeforeServer(cut));
    }

    /**
     * End the connection in the middle of the answer.
     *
     * @param bytes how many bytes of the answer arrive
     * @param cut how it ends
     * @return the fault; never {@code null}
     */
    public InjectedFault cutInAnswer(int bytes, Cut cut) {
        return inject(new ConnectionFault.CutInMessage(0, bytes, cut));
    }

    /**
     * End new connections as soon as they are there, or never read from them. For {@link Selector#connection()}.
     *
     * @param cut how they end
     * @return the fault; never {@code null}
     */
    public InjectedFault cutOnAccept(Cut cut) {
        return inject(new ConnectionFault.CutOnAccept(cut));
    }

    /**
     * Answer with an HTTP status; the server is not asked.
     *
     * @param status for example 503
     * @return the fault; never {@code null}
     */
    public InjectedFault status(int status) {
        return status(status, Map.of());
    }

    /**
     * Answer with an HTTP status and headers; the server is not asked.
     *
     * @param status for example 401
     * @param headers for example {@code WWW-Authenticate}
     * @return the fault; never {@code null}
     */
    public InjectedFault status(int status, Map<String, String> headers) {
        return inject(new AnswerFault.HttpResponse(status, headers, "", false));
    }

    /**
     * Answer with an HTTP status and a {@code Retry-After}; the server is not asked.
     *
     * @param status 429 or 503
     * @param retryAfter how long the client is asked to wait; sent in whole seconds, rounded up
     * @return the fault; never {@code null}
     */
    public InjectedFault status(int status, Duration retryAfter) {
        Preconditions.requireNotNegative("Retry-After", retryAfter);
        long seconds = retryAfter.plusNanos(999_999_999).toSeconds();
        return status(status, Map.of("Retry-After", Long.toString(seconds)));
    }

    /**
     * Let the server execute, and answer with an HTTP status as a gateway does that lost patience.
     *
     * @param status for example 502
     * @return the fault; never {@code null}
     */
    public InjectedFault statusAfterExecution(int status) {
        return inject(new AnswerFault.HttpResponse(status, Map.of(), "", true));
    }

    /**
     * Answer 404 as a server does that has forgotten the session; the server is not asked.
     *
     * @return the fault; never {@code null}
     */
    public InjectedFault sessionLost() {
        return inject(new AnswerFault.HttpResponse(
                404,
                Map.of("Content-Type", "application/json"),
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"Session not found\"}}",
                false));
    }

    /**
     * Answer with an HTML page and status 200, as a captive portal does; the server is not asked.
     *
     * @return the fault; never {@code null}
     */
    public InjectedFault html() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/html");
        return inject(new AnswerFault.HttpResponse(
                200, headers, "<!DOCTYPE html><title>Sign in</title><p>Please sign in to the network.", false));
    }

    /**
     * Answer with a JSON-RPC error; the server is not asked.
     *
     * @param code for example -32603
     * @param message the error message
     * @return the fault; never {@code null}
     */
    public InjectedFault rpcError(int code, String message) {
        return inject(new AnswerFault.RpcError(code, message));
    }

    /**
     * Answer with a tool result that is an error; the server is not asked.
     *
     * @param text what the tool says is wrong
     * @return the fault; never {@code null}
     */
    public InjectedFault toolError(String text) {
        return inject(new AnswerFault.ToolError(text));
    }

    /**
     * Put a text that is not JSON where the answer belongs.
     *
     * @return the fault; never {@code null}
     */
    public InjectedFault malformedJson() {
        return inject(new AnswerFault.Garbage("malformed JSON", "{\"jsonrpc\":\"2.0\",\"id\":oops}"));
    }

    /**
     * End the answer's JSON in the middle, in an otherwise complete message.
     *
     * @return the fault; never {@code null}
     */
    public InjectedFault truncatedJson() {
        return inject(new AnswerFault.TruncatedJson());
    }

    /**
     * Give the answer another id.
     *
     * @param change what happens to the id
     * @return the fault; never {@code null}
     */
    public InjectedFault changeId(IdChange change) {
        return inject(new AnswerFault.ChangedId(change));
    }

    /**
     * Change the answer's result.
     *
     * @param words what happens to it, in words
     * @param change gives the other result
     * @return the fault; never {@code null}
     */
    public InjectedFault changeResult(String words, UnaryOperator<JsonObject> change) {
        return inject(new AnswerFault.ChangedResult(words, change));
    }
}
