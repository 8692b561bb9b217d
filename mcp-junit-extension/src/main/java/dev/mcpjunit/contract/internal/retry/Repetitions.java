/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.retry;

import static dev.mcpjunit.contract.internal.retry.Session.count;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Trial;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.AnswerFault.HttpResponse.Execution;
import dev.mcpjunit.fault.ConnectionFault;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Exchanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** The checks of calls that must not be executed twice. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Repetitions {

    private final Trial trial;
    private final DeclaredRetries declared;
    private final Session session;

    public Repetitions(Trial trial, DeclaredRetries declared) {
        this.trial = trial;
        this.declared = declared;
        this.session = new Session(trial, declared);
    }

    private String unsafeTool() {
        return declared.unsafeTool()
                .orElseThrow(() -> Finding.notApplicable("No tool is declared that must not be called twice: declare"
                        + " neverRepeats(…) or repeatsWithKey(…)"));
    }

    /** A call that may have been executed is not repeated, or only with a key. */
    public void afterLostResponses() {
        String tool = unsafeTool();
        boolean repeated = false;
        for (Fault loss : losses()) {
            session.ready();
            List<Exchange> attempts = session.disturb(Selector.toolCall(tool).first(), loss, tool, Integer.MAX_VALUE)
                    .attempts();
            judge(tool, loss, attempts);
            repeated |= attempts.size() > 1;
            trial.closeClient();
        }
        if (declared.isWithKey() && !repeated) {
            throw Finding.failed("The client is declared to repeat calls of '" + tool + "' with an idempotency key, and"
                    + " did not repeat any. If it never does, declare neverRepeats(…)");
        }
    }

    private void judge(String tool, Fault loss, List<Exchange> attempts) {
        if (!declared.isWithKey()) {
            if (attempts.size() > 1) {
                throw Finding.failed("'" + tool + "': " + loss + ", and the client called it " + count(attempts.size())
                        + ". It is declared never to repeat it, because the tool would be executed twice");
            }
            return;
        }
        List<Optional<String>> keys = keys(attempts);
        if (keys.stream().anyMatch(Optional::isEmpty)
                || keys.stream().distinct().count() != 1) {
            throw Finding.failed("'" + tool + "': " + loss + ", and the client's " + attempts.size()
                    + " attempts have the idempotency keys " + print(keys)
                    + ". All attempts need the same, or the tool is executed twice");
        }
    }

    /** The connection is lost, a gateway times out, the client itself times out. */
    private List<Fault> losses() {
        var losses = new ArrayList<Fault>();
        if (trial.server() instanceof McpEndpoint.Http) {
            losses.add(new ConnectionFault.LoseResponse(Cut.RESET));
            losses.add(new AnswerFault.HttpResponse(502, Map.of(), "", Execution.DONE));
        }
        if (declared.deadline().isPresent()) {
            losses.add(new ConnectionFault.LoseResponse(Cut.HANG));
        }
        if (losses.isEmpty()) {
            throw Finding.notApplicable("On standard input and output a response is lost when the client times"
                    + " out: declare deadline(…)");
        }
        return losses;
    }

    /** Different calls have different keys. */
    public void keyPerCall() {
        String tool = unsafeTool();
        if (!declared.isWithKey()) {
            throw Finding.notApplicable("The client is declared to use no idempotency keys");
        }
        session.ready();
        trial.callHealthy(tool, "A call of a healthy server did not succeed");
        // On a slow machine, even a healthy call may be repeated, with the key that it has.
        List<Optional<String>> first = keys(trial.callsOf(tool).all());
        trial.callHealthy(tool, "A call of a healthy server did not succeed");
        List<Optional<String>> all = keys(trial.callsOf(tool).all());
        List<Optional<String>> second = all.subList(Math.min(first.size(), all.size()), all.size());
        if (first.isEmpty() || second.isEmpty()) {
            throw Session.neverSent(tool);
        }
        if (all.stream().anyMatch(Optional::isEmpty) || second.stream().anyMatch(first::contains)) {
            throw Finding.failed("The client called '" + tool + "' for different callers, with the idempotency keys "
                    + print(first) + " and " + print(second)
                    + ". Each call needs its own, or the server takes the second for the first and ignores it");
        }
    }

    private List<Optional<String>> keys(List<Exchange> exchanges) {
        return new Exchanges("attempts", exchanges, trial.exchanges()).idempotencyKeys();
    }

    private static List<String> print(List<Optional<String>> keys) {
        return keys.stream().map(key -> key.orElse("(none)")).toList();
    }
}
