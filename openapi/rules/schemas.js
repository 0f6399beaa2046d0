import { isFhir } from "./fhir.js";

const TYPED = (schema, type) => schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
/** Objects that other members may join: problems by RFC 9457, and the contract itself. */
const OPEN = /(problem\.yaml#\/Problem|system\.yaml#\/OpenApiDocument)(\/|$)/;

export function checkBounds() {
  return {
    Schema: {
      enter(schema, { report, location }) {
        if (isFhir(location)) return;
        const fixed = schema.enum !== undefined || schema.const !== undefined;
        if (TYPED(schema, "string") && !fixed && schema.maxLength === undefined && schema.format !== "date") {
          report({ message: "A string has maxLength.", location });
        }
        if (TYPED(schema, "array") && schema.maxItems === undefined) report({ message: "An array has maxItems.", location });
        const numeric = TYPED(schema, "integer") || TYPED(schema, "number");
        const lower = schema.minimum ?? schema.exclusiveMinimum;
        const upper = schema.maximum ?? schema.exclusiveMaximum;
        if (numeric && !fixed && (lower === undefined || upper === undefined)) {
          report({ message: "A number has minimum and maximum.", location });
        }
      },
    },
  };
}

export function checkClosed() {
  return {
    Schema: {
      enter(schema, { report, location }) {
        if (!TYPED(schema, "object") || isFhir(location) || OPEN.test(`${location.source.absoluteRef}${location.pointer}`)) return;
        const { additionalProperties: others, unevaluatedProperties, maxProperties } = schema;
        const closed = others === false || unevaluatedProperties === false;
        const boundedMap = typeof others === "object" && maxProperties !== undefined;
        if (!closed && !boundedMap) report({ message: "An object is closed, or a map with maxProperties.", location });
      },
    },
  };
}
