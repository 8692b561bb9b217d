/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import org.apiguardian.api.API;

/** How long a server lives. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Lifetime {
    /** As long as a test. */
    METHOD,
    /** As long as the class that declares it. */
    CLASS,
    /** As long as the test run; shared by all classes that declare the same server. */
    RUN
}
