type Risk = { name: string; codes: RegExp };

// ICD-10-CM categories under which a reading out of bounds calls for a nearer look. A convention, not medical advice.
const HEART_FAILURE: Risk = { name: "Heart failure", codes: /^(I50|I11\.0|I13\.[02])/ };
const CORONARY: Risk = { name: "Ischemic heart disease", codes: /^I2[0-5]/ };
const ARRHYTHMIA: Risk = { name: "Atrial fibrillation or flutter", codes: /^I48/ };
const STROKE: Risk = { name: "Cerebrovascular disease", codes: /^I6[0-9]/ };
const KIDNEY: Risk = { name: "Chronic kidney disease", codes: /^N18/ };
const LUNG: Risk = { name: "Chronic lung disease", codes: /^(J4[0-7]|J84)/ };
const DIABETES: Risk = { name: "Diabetes", codes: /^(E0[89]|E1[013]|O24)/ };
const PREGNANCY: Risk = { name: "Pregnancy", codes: /^(O|Z3[34])/ };
const IMMUNITY: Risk = { name: "Weakened immune defense", codes: /^(C[0-9]|D8[0-9]|Z94|B20)/ };
const DEPRESSION: Risk = { name: "Depression or self-harm", codes: /^(F3[23]|T14\.91|R45\.851)/ };

const RISKS: readonly (readonly [metric: RegExp, risks: readonly Risk[]])[] = [
  [/^metric_bp_/, [HEART_FAILURE, STROKE, KIDNEY, CORONARY, PREGNANCY]],
  [/^metric_weight$/, [HEART_FAILURE, KIDNEY]],
  [/^metric_heart_rate/, [HEART_FAILURE, ARRHYTHMIA, CORONARY]],
  [/^metric_(spo2|respiratory_rate|fev1|peak_flow|inhaler_use)/, [LUNG, HEART_FAILURE]],
  [/^metric_(glucose|hba1c)/, [DIABETES, PREGNANCY]],
  [/^metric_temperature$/, [IMMUNITY, LUNG]],
  [/^metric_inr$/, [ARRHYTHMIA, STROKE]],
  [/^metric_(phq9|gad7)$/, [DEPRESSION]],
];

/** The first of the patient's diagnoses that makes an alert of this metric more urgent. */
export const riskDiagnosis = (
  metricDefinitionId: string,
  codes: readonly string[],
): { name: string; code: string } | undefined => {
  const risks = RISKS.find(([metric]) => metric.test(metricDefinitionId))?.[1] ?? [];
  for (const risk of risks) {
    const code = codes.find((one) => risk.codes.test(one));
    if (code) return { name: risk.name, code };
  }
  return undefined;
};
