/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.schema;

import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaReferences.Local;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * References that lead back to themselves without entering the value. No validator comes to an end there. A reference
 * below {@code properties} or {@code items} may lead back: that is how trees are described.
 */
final class CircularReferences {

    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");

    private static final List<String> SINGLE = List.of("not", "if", "then", "else");

    /** A way from one schema to another one for the same value. */
    private record Edge(JsonPointer to, boolean reference) {}

    private static final class Step {
        private final JsonPointer at;
        private final Iterator<Edge> edges;
        private boolean byReference;

        private Step(JsonPointer at, List<Edge> edges) {
            this.at = at;
            this.edges = edges.iterator();
        }
    }

    private enum State {
        OPEN,
        DONE
    }

    private final JsonValue root;
    private final SchemaDialect dialect;
    private final SchemaReferences references;
    private final Map<JsonPointer, State> states = new HashMap<>();
    private final Set<JsonPointer> circles = new LinkedHashSet<>();

    private CircularReferences(JsonValue root, SchemaDialect dialect, SchemaReferences references) {
        this.root = root;
        this.dialect = dialect;
        this.references = references;
    }

    /** The schema objects whose {@code $ref} closes a circle. */
    static Set<JsonPointer> in(JsonValue root, SchemaDialect dialect, SchemaReferences references) {
        var search = new CircularReferences(root, dialect, references);
        Subschemas.visit(root, (at, schema) -> {
            if (schema.get("$ref") instanceof JsonString) {
                search.from(at);
            }
        });
        return search.circles;
    }

    /** Not recursive: chains of references can be longer than a stack is deep. */
    private void from(JsonPointer start) {
        if (states.containsKey(start)) {
            return;
        }
        Deque<Step> way = new ArrayDeque<>();
        enter(start, way);
        while (!way.isEmpty()) {
            Step step = way.getLast();
            if (!step.edges.hasNext()) {
                states.put(step.at, State.DONE);
                way.removeLast();
                continue;
            }
            Edge edge = step.edges.next();
            step.byReference = edge.reference;
            State known = states.get(edge.to);
            if (known == null) {
                enter(edge.to, way);
            } else if (known == State.OPEN) {
                circle(edge.to, way);
            }
        }
    }

    private void enter(JsonPointer at, Deque<Step> way) {
        states.put(at, State.OPEN);
        way.addLast(new Step(at, edges(at)));
    }

    private void circle(JsonPointer closed, Deque<Step> way) {
        var steps = way.descendingIterator();
        while (steps.hasNext()) {
            Step step = steps.next();
            if (step.byReference) {
                circles.add(step.at);
                return;
            }
            if (step.at.equals(closed)) {
                return;
            }
        }
    }

    private List<Edge> edges(JsonPointer at) {
        var edges = new ArrayList<Edge>();
        if (!(at.find(root).orElse(null) instanceof JsonObject schema)) {
            return edges;
        }
        schema.string("$ref").ifPresent(reference -> {
            if (references.follow(at, reference) instanceof Local local) {
                edges.add(new Edge(local.location(), true));
            }
        });
        if (!edges.isEmpty() && !dialect.atLeast(SchemaDialect.DRAFT_2019_09)) {
            return edges;
        }
        for (String keyword : LISTS) {
            if (schema.get(keyword) instanceof JsonArray list) {
                for (int i = 0; i < list.items().size(); i++) {
                    edges.add(new Edge(at.child(keyword).child(i), false));
                }
            }
        }
        for (String keyword : SINGLE) {
            if (schema.has(keyword)) {
                edges.add(new Edge(at.child(keyword), false));
            }
        }
        schema.object("dependentSchemas").ifPresent(schemas -> schemas.names()
                .forEach(name -> edges.add(new Edge(at.child("dependentSchemas").child(name), false))));
        return edges;
    }
}
