/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import java.time.Duration;
import org.apiguardian.api.API;

/** The part of {@link FaultChoice} that is about time and connections. */
interface ConnectionFaults {

    @API(status = API.Status.INTERNAL, since = "0.1")
    InjectedFault inject(Fault fault);

    /**
     * Delay the request on its way to the server.
     *
     * @param by the delay
     * @return the fault; never {@code null}
     */
    default InjectedFault delayRequest(Duration by) {
        return inject(new TimingFault.DelayRequest(by));
    }

    /**
     * Delay the answer on its way to the client.
     *
     * @param by the delay
     * @return the fault; never {@code null}
     */
    default InjectedFault delayAnswer(Duration by) {
        return inject(new TimingFault.DelayAnswer(by));
    }

    /**
     * Hold the request until the test releases it to the server.
     *
     * @return what the test opens; never {@code null}
     */
    default Gate holdRequest() {
        var gate = new Gate();
        inject(new TimingFault.HoldRequest(gate));
        return gate;
    }

    /**
     * Hold the answer until the test releases it to the client; the server has executed the request.
     *
     * @return what the test opens; never {@code null}
     */
    default Gate holdAnswer() {
        var gate = new Gate();
        inject(new TimingFault.HoldAnswer(gate));
        return gate;
    }

    /**
     * Deliver the answer a few bytes at a time.
     *
     * @param bytes how many bytes at a time
     * @param pause how long between them
     * @return the fault; never {@code null}
     */
    default InjectedFault drip(int bytes, Duration pause) {
        return inject(new TimingFault.Drip(bytes, pause));
    }

    /**
     * Hang: the request does not reach the server, and the client gets nothing.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault hang() {
        return cutBeforeServer(Cut.HANG);
    }

    /**
     * Cut the connection when the request has been read; the request does not reach the server.
     *
     * @param cut what the client sees
     * @return the fault; never {@code null}
     */
    default InjectedFault cutBeforeServer(Cut cut) {
        return inject(new ConnectionFault.CutBeforeServer(cut));
    }

    /**
     * Let the server execute and answer, and reset the connection instead of delivering the answer.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault loseResponse() {
        return loseResponse(Cut.RESET);
    }

    /**
     * Let the server execute and answer, and do not deliver the answer.
     *
     * @param cut what the client sees instead
     * @return the fault; never {@code null}
     */
    default InjectedFault loseResponse(Cut cut) {
        return inject(new ConnectionFault.LoseResponse(cut));
    }

    /**
     * Cut the connection in the middle of the answer.
     *
     * @param bytes how many bytes of the answer arrive
     * @param cut what the client sees
     * @return the fault; never {@code null}
     */
    default InjectedFault cutInAnswer(int bytes, Cut cut) {
        return inject(new ConnectionFault.CutInMessage(0, bytes, cut));
    }

    /**
     * Cut the connection in the middle of a message that the server sends before or with its answer.
     *
     * @param message which message of the exchange, from 1
     * @param bytes how many bytes of it arrive
     * @param cut what the client sees
     * @return the fault; never {@code null}
     */
    default InjectedFault cutInMessage(int message, int bytes, Cut cut) {
        return inject(new ConnectionFault.CutInMessage(message, bytes, cut));
    }

    /**
     * Cut new connections before anything is read from them. For {@link Selector#connection()}; HTTP only.
     *
     * @param cut what the client sees
     * @return the fault; never {@code null}
     */
    default InjectedFault cutOnAccept(Cut cut) {
        return inject(new ConnectionFault.CutOnAccept(cut));
    }

    /**
     * Refuse new connections, as where no server runs, and reset open ones, until the fault is removed. For
     * {@link Selector#connection()}, without a number: refused connections cannot be counted. HTTP only.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault refuseConnections() {
        return inject(new ConnectionFault.Refuse());
    }
}
