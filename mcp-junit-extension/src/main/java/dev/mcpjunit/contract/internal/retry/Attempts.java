/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.retry;

import static dev.mcpjunit.contract.internal.retry.Session.count;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.retry.Session.Disturbed;
import dev.mcpjunit.contract.internal.trial.AnswerMark;
import dev.mcpjunit.contract.internal.trial.Call;
import dev.mcpjunit.contract.internal.trial.Trial;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.traffic.Exchange;
import java.util.List;
import org.apiguardian.api.API;

/** The checks of how often a client tries. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Attempts {

    private final Trial trial;
    private final DeclaredRetries declared;
    private final Session session;

    public Attempts(Trial trial, DeclaredRetries declared) {
        this.trial = trial;
        this.declared = declared;
        this.session = new Session(trial, declared);
    }

    /** As often as declared, and no more, not even after the caller was answered. */
    public void number() {
        session.needs(session.fault());
        session.ready();
        int before = trial.callsOf(declared.tool()).count();
        Disturbed all = session.disturb(
                Selector.toolCall(declared.tool()),
                session.fault(),
                declared.tool(),
                declared.attempts(),
                Finding::failed);
        int tried = all.inTime().size();
        if (tried < declared.attempts()) {
            throw session.failedUnlessBusy(
                    "After " + declared.repeatedAfter() + " the client tried " + count(tried)
                            + ", though it is declared to try " + count(declared.attempts()),
                    all.call());
        }
        session.healthyCall();
        int since = session.attempts(declared.tool(), before).size();
        if (since > tried + 1) {
            throw Finding.failed("The client went on trying after its caller had been answered: " + (since - tried - 1)
                    + " more than it is declared to");
        }
    }

    /** A call whose last attempt succeeds has succeeded. */
    public void success() {
        session.needsRepetition();
        session.needs(session.fault());
        session.ready();
        AnswerMark mark = AnswerMark.of(trial, declared.tool());
        mark.addTo(Selector.toolCall(declared.tool()).nth(2));
        Disturbed all = Session.repeated(session.disturb(
                Selector.toolCall(declared.tool()).first(), session.fault(), declared.tool(), declared.attempts()));
        if (!all.call().isAnswered(declared.signal())) {
            throw session.failedUnlessBusy(
                    "The server recovered after one " + declared.repeatedAfter() + ", the client tried "
                            + count(all.attempts().size()) + ", and yet the caller "
                            + all.call().ending(declared.signal()),
                    all.call());
        }
        mark.require(all.call(), "The server recovered after one " + declared.repeatedAfter());
    }

    /** The caller can tell that all attempts have failed. */
    public void reported() {
        session.needs(session.fault());
        session.ready();
        Call call = session.failOften().call();
        if (!call.isReportedBy(declared.signal())) {
            throw Finding.failed("All attempts failed by " + declared.repeatedAfter() + ", and the caller got "
                    + call.gist() + ", though " + declared.signal()
                    + " is declared. Let the client throw, or declare reportedBy(…)");
        }
    }

    /** Each attempt is a request of its own. */
    public void ids() {
        session.needsRepetition();
        session.needs(session.fault());
        session.ready();
        List<Exchange> attempts = session.failAlways().attempts();
        long different = attempts.stream().map(Exchange::id).distinct().count();
        if (different < attempts.size()) {
            throw Finding.failed(attempts.size() + " attempts had " + different + " different ids. A request must not"
                    + " have the id of an earlier one: its answer could be taken for the other's");
        }
    }

    /** A call that can only fail again is not repeated. */
    public void mistakes() {
        session.ready();
        mistake(new AnswerFault.RpcError(-32602, "Invalid arguments"));
        mistake(new AnswerFault.ToolError("There is no such city"));
    }

    private void mistake(Fault fault) {
        Disturbed all = session.disturb(Selector.toolCall(declared.tool()), fault, declared.tool(), Integer.MAX_VALUE);
        int tried = all.attempts().size();
        if (tried > 1) {
            throw session.failedUnlessBusy(
                    "After " + fault + " the client tried " + count(tried)
                            + ", though the same call can only fail again",
                    all.call());
        }
    }
}
