/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import org.apiguardian.api.API;

/** What holds between a server and its clients beyond what the catalog says; it moves the judgement of some changes. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Convention {
    /** Validators in use assert {@code format}, which JSON Schema 2020-12 takes for a mere annotation. */
    FORMAT_IS_ASSERTED,

    /** Clients put up with values of an {@code enum} in results that they do not know yet. */
    RESULT_ENUMS_ARE_OPEN,

    /**
     * What a schema accepts without declaring it still means what it meant: servers honor arguments that they no longer
     * declare, and results still have members that are no longer declared.
     */
    UNDECLARED_MEMBERS_ARE_HONORED,

    /** The list of resources is fixed, and not made on the fly: a resource that is gone is a break. */
    RESOURCES_ARE_FIXED,

    /**
     * The server is reached over stdio only, where no argument is mirrored in a header. {@code @PinnedSchema} knows
     * this by itself.
     */
    STDIO_ONLY
}
