/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import java.time.Duration;
import org.apiguardian.api.API;

/** The part of {@link FaultChoice} that is about streams of messages and the protocol. */
interface ProtocolFaults {

    @API(status = API.Status.INTERNAL, since = "0.1")
    InjectedFault inject(Fault fault);

    /**
     * Drop one message that the server sends.
     *
     * @param message which message of the exchange, from 1; 0 for the answer
     * @return the fault; never {@code null}
     */
    default InjectedFault dropMessage(int message) {
        return inject(new StreamFault.DropMessage(message));
    }

    /**
     * Deliver one of the server's messages twice.
     *
     * @param message which message of the exchange, from 1; 0 for the answer
     * @return the fault; never {@code null}
     */
    default InjectedFault duplicateMessage(int message) {
        return inject(new StreamFault.DuplicateMessage(message));
    }

    /**
     * Deliver the messages of the exchange in reverse order, the answer first.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault reorder() {
        return inject(new StreamFault.Reorder());
    }

    /**
     * Write the messages in another way that the standards allow.
     *
     * @param style the way
     * @return the fault; never {@code null}
     */
    default InjectedFault writeAs(WireStyle style) {
        return inject(new StreamFault.Styled(style));
    }

    /**
     * End the stream before the answer.
     *
     * @param cut what the client sees
     * @return the fault; never {@code null}
     */
    default InjectedFault endBeforeAnswer(Cut cut) {
        return inject(new StreamFault.EndBeforeAnswer(cut));
    }

    /**
     * Report progress forever and never answer; the request does not reach the server.
     *
     * @param every the interval of the reports
     * @return the fault; never {@code null}
     */
    default InjectedFault endlessProgress(Duration every) {
        return inject(new ProtocolFault.EndlessProgress(every));
    }

    /**
     * Send many {@code list_changed} notifications before the answer.
     *
     * @param list {@code tools}, {@code prompts} or {@code resources}
     * @param times how many notifications
     * @return the fault; never {@code null}
     */
    default InjectedFault listChangedStorm(String list, int times) {
        return inject(new ProtocolFault.ListChangedStorm(list, times));
    }

    /**
     * End every page of a list with the same cursor, so that the list never ends. Select a {@code …/list} method.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault repeatedCursor() {
        return inject(new ProtocolFault.RepeatedCursor());
    }

    /**
     * Declare one more required argument for a tool than the server knows. Select {@code tools/list}.
     *
     * @param tool the tool
     * @param argument the name of the new required argument
     * @return the fault; never {@code null}
     */
    default InjectedFault changedSchema(String tool, String argument) {
        return inject(new ProtocolFault.ChangedSchema(tool, argument));
    }

    /**
     * Answer with a protocol revision that the client does not know.
     *
     * @param revision the revision
     * @return the fault; never {@code null}
     */
    default InjectedFault unsupportedVersion(String revision) {
        return inject(new ProtocolFault.UnsupportedVersion(revision));
    }

    /**
     * Change an HTTP header that repeats a part of the body, on the way to the server. HTTP only.
     *
     * @param header for example {@code Mcp-Name}
     * @param value its value
     * @return the fault; never {@code null}
     */
    default InjectedFault headerMismatch(String header, String value) {
        return inject(new ProtocolFault.HeaderMismatch(header, value));
    }

    /**
     * Ask for one more input in every answer, so that the call never ends; since revision 2026-07-28.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault endlessInputRequired() {
        return inject(new ProtocolFault.EndlessInputRequired());
    }
}
