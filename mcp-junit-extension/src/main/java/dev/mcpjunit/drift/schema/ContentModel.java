/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import org.apiguardian.api.API;

/**
 * Which values count when two schemas are compared.
 *
 * <p>Most schemas leave objects open: {@code {"properties":{"city":{}}}} accepts {@code {"city":1,"moon":2}} as well.
 * No client sends such a member, because no client knows it. A new optional property is then compatible, although,
 * strictly speaking, an object with a member of that name and another type was accepted before.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ContentModel {
    /**
     * Only values count whose objects have declared members only, at any depth. The sender's schema declares them.
     *
     * <p>For an object somewhere in a value, look at all subschemas that apply to it and that it matches: through
     * {@code properties}, {@code patternProperties}, {@code additionalProperties}, {@code items}, {@code prefixItems},
     * {@code allOf}, {@code anyOf}, {@code oneOf}, {@code if}, {@code then}, {@code else}, {@code dependentSchemas} and
     * references. They declare
     *
     * <ul>
     *   <li>the members listed under {@code properties};
     *   <li>the members whose name matches under {@code patternProperties};
     *   <li>all other members too, if there is an {@code additionalProperties} (or {@code unevaluatedProperties}) that
     *       says what they are, that is, other than {@code true}, {@code {}} and {@code false}.
     * </ul>
     *
     * <p>If they declare none of these, the object is open: all its members count as declared. Only the outermost
     * object is never open, because a tool that declares no arguments gets none. Where a value is listed under
     * {@code enum} or {@code const}, it is declared with all its parts.
     */
    DECLARED_ONLY,
    /** All values count that the sender's schema accepts, as JSON Schema defines it. */
    STRICT
}
