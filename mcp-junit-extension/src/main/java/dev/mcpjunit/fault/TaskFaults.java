/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import org.apiguardian.api.API;

/** The part of {@link FaultChoice} that is about tasks. */
interface TaskFaults {

    @API(status = API.Status.INTERNAL, since = "0.1")
    InjectedFault inject(Fault fault);

    /**
     * Answer like a server that does not know the task, with error -32602; the request does not reach the server.
     * Select {@code tasks/get}, {@code tasks/result}, {@code tasks/update} or {@code tasks/cancel}.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault taskLost() {
        return inject(new TaskFault.LostTask());
    }

    /**
     * Answer that the task is working, whatever the server answers. Select {@code tasks/get}.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault endlessTask() {
        return inject(new TaskFault.EndlessTask());
    }

    /**
     * Lose the result of a completed task. Select {@code tasks/result} in revision 2025-11-25, and each
     * {@code tasks/get} since 2026-07-28: an occurrence whose answer has no result yet is used up and changes nothing.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault taskResultLost() {
        return inject(new TaskFault.LostTaskResult());
    }

    /**
     * Say that a new task is completed already, so that its status goes backwards with the next answer. Select the tool
     * call.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault taskGoesBackwards() {
        return inject(new TaskFault.BackwardTask());
    }
}
