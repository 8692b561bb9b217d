/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import org.apiguardian.api.API;

/** What happens if one of the servers of a class cannot be started. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum StartPolicy {
    /** The class fails. */
    ALL_MUST_START,
    /** Only what uses the server fails: the class has a test that asks for a fleet. */
    EACH_ON_ITS_OWN
}
