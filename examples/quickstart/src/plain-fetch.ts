/** The documentation's example without the SDK, for who has none in their language. */
export const recordReading = async (baseUrl: string, accessToken: string): Promise<{ id: string; patientId: string; value: number }> => {
  const response = await fetch(`${baseUrl}/api/observations`, {
    method: "POST",
    headers: {
      "Authorization": `Bearer ${accessToken}`,
      "Content-Type": "application/json",
      "X-Organization-ID": "org_abc123",
    },
    body: JSON.stringify({
      patientId: "patient_xyz",
      metricDefinitionId: "metric_bp_systolic",
      value: 142,
      unit: "mmHg",
      source: "DEVICE",
      recordedAt: "2025-01-31T10:30:00Z",
    }),
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as { id: string; patientId: string; value: number };
};
