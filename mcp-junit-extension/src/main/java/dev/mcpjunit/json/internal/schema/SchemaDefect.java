/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import org.apiguardian.api.API;

/**
 * A part of a schema that its dialect does not allow, or that no validator can use.
 *
 * @param place the object or array that holds the part
 * @param member the member that holds it; empty if the whole value at the place is none that can stand there
 * @param problem what is wrong with it, as a phrase that names the member
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SchemaDefect(JsonPointer place, String member, JsonValue argument, Kind kind, String problem) {

    /** What kind of defect it is. */
    public enum Kind {
        /** A value of the wrong shape behind a keyword. */
        ARGUMENT,
        /** A value that is no schema where a schema has to be; it is the whole place. */
        NO_SCHEMA,
        /** A reference that leads nowhere, or back to itself. */
        REFERENCE,
        /** A reference that leads out of the document. Its dialect allows it, but clients do not follow it. */
        REMOTE_REFERENCE
    }

    /** Say where the part is. */
    public JsonPointer at() {
        return kind == Kind.NO_SCHEMA ? place : place.child(member);
    }
}
