// Generated from openapi.yaml by packages/contract/generate.ts; do not edit. Read by the type checker alone.
import type { ObservationRow, VitalEdge } from "@vitaledge/sdk";
import { fhirOf } from "@vitaledge/sdk/fhir";
import { rawOf } from "@vitaledge/sdk/raw";

export const samples = async (ve: VitalEdge, rows: ObservationRow[]): Promise<void> => {
  {
    await rawOf(ve).GET("/healthz");
  }
  {
    await rawOf(ve).GET("/readyz");
  }
  {
    await rawOf(ve).GET("/openapi.json");
  }
  {
    await rawOf(ve).GET("/openapi.yaml");
  }
  {
    await rawOf(ve).GET("/docs/problems");
  }
  {
    await rawOf(ve).GET("/.well-known/jwks.json");
  }
  {
    await rawOf(ve).GET("/.well-known/smart-configuration");
  }
  {
    await rawOf(ve).GET("/fhir/R4/.well-known/smart-configuration");
  }
  {
    await ve.auth.login({
      email: "user@example.com",
      password: "secure_password"
    });
  }
  {
    await ve.auth.verifyMfa({
      mfaToken: "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
      code: "123456"
    });
  }
  {
    await ve.auth.refresh();
  }
  {
    await ve.auth.logout();
  }
  {
    await ve.auth.me();
  }
  {
    await ve.auth.mfa.setup({
      password: "secure_password"
    });
  }
  {
    await ve.auth.mfa.confirm({
      code: "123456"
    });
  }
  {
    await ve.auth.mfa.disable({
      password: "secure_password",
      code: "123456"
    });
  }
  {
    await ve.auth.sessions.list();
  }
  {
    await ve.auth.sessions.end("ses_123");
  }
  {
    await ve.auth.changePassword({
      currentPassword: "secure_password",
      newPassword: "a longer and better password"
    });
  }
  {
    await ve.auth.forgotPassword({
      email: "user@example.com"
    });
  }
  {
    await ve.auth.resetPassword({
      token: "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
      newPassword: "a longer and better password"
    });
  }
  {
    await ve.auth.acceptInvitation({
      token: "Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzA",
      password: "a longer and better password",
      firstName: "Demonstration",
      lastName: "User"
    });
  }
  {
    await ve.auth.issueToken({
      grant_type: "client_credentials",
      client_id: "key_123",
      client_secret: "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX"
    });
  }
  {
    await ve.auth.introspectToken({
      token: "eyJhbG...",
      client_id: "key_123",
      client_secret: "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX"
    });
  }
  {
    await ve.auth.revokeToken({
      token: "eyJhbG...",
      client_id: "key_123",
      client_secret: "org_abc123.Vb3kq0yT7mXo1sR9dW5hJ2fL8pC4nGzAVb3kq0yT7mX"
    });
  }
  {
    for await (const item of ve.organizations.list()) console.log(item);
  }
  {
    await ve.organizations.create({
      name: "Demonstration Clinic",
      timezone: "America/New_York"
    });
  }
  {
    await ve.organizations.get("org_abc123");
  }
  {
    await ve.organizations.update("org_abc123", {
      npi: "1234567893",
      sessionPolicy: {
        idleMinutes: 30
      }
    });
  }
  {
    for await (const item of ve.organizations.members.list()) console.log(item);
  }
  {
    await ve.organizations.members.update("user_123", {
      role: "CLINICIAN"
    });
  }
  {
    await ve.organizations.members.delete("user_123");
  }
  {
    for await (const item of ve.organizations.invitations.list()) console.log(item);
  }
  {
    await ve.organizations.invitations.create({
      email: "colleague@example.com",
      role: "CLINICIAN"
    });
  }
  {
    await ve.organizations.invitations.delete("inv_123");
  }
  {
    await ve.organizations.billingSettings.get();
  }
  {
    await ve.organizations.billingSettings.replace({
      effectiveFrom: "2025-02",
      caps: {
        "99458": 3
      }
    });
  }
  {
    await ve.organizations.charges.get();
  }
  {
    await ve.organizations.charges.replace({
      data: [
        {
          code: "99454",
          effectiveFrom: "2025-01-01",
          amountCents: 9500
        }
      ]
    });
  }
  {
    await ve.organizations.fees.get();
  }
  {
    await ve.organizations.fees.replace({
      data: [
        {
          code: "99454",
          effectiveFrom: "2025-01-01",
          amountCents: 4302
        }
      ]
    });
  }
  {
    for await (const item of ve.apiKeys.list()) console.log(item);
  }
  {
    await ve.apiKeys.create({
      name: "Device gateway",
      permissions: [
        "observations:write"
      ]
    });
  }
  {
    await ve.apiKeys.delete("key_123");
  }
  {
    for await (const item of ve.patients.list()) console.log(item);
  }
  {
    await ve.patients.create({
      firstName: "Maria",
      lastName: "Example",
      birthDate: "1951-04-12",
      mrn: "MRN-1001",
      sex: "FEMALE",
      phone: "(413) 555-0123",
      timezone: "America/New_York"
    });
  }
  {
    await ve.patients.search({
      search: "exam"
    });
  }
  {
    await ve.patients.get("patient_xyz");
  }
  {
    await ve.patients.replace("patient_xyz", {
      firstName: "Maria",
      lastName: "Example",
      birthDate: "1951-04-12",
      mrn: "MRN-1001",
      sex: "FEMALE",
      phone: "(413) 555-0123",
      timezone: "America/New_York"
    });
  }
  {
    await ve.patients.update("patient_xyz", {
      mrn: null
    });
  }
  {
    await ve.patients.deactivate("patient_xyz");
  }
  {
    await ve.patients.merge("patient_xyz", {
      duplicateId: "patient_abc"
    });
  }
  {
    for await (const line of ve.patients.record("patient_xyz").lines()) console.log(line);
  }
  {
    for await (const item of ve.patients.accessReport("patient_xyz")) console.log(item);
  }
  {
    for await (const item of ve.practitioners.list()) console.log(item);
  }
  {
    await ve.practitioners.create({
      firstName: "Ana",
      lastName: "Example",
      npi: "1234567893",
      credential: "MD"
    });
  }
  {
    await ve.practitioners.get("prac_123");
  }
  {
    await ve.practitioners.update("prac_123", {
      active: false
    });
  }
  {
    for await (const item of ve.metricDefinitions.list()) console.log(item);
  }
  {
    await ve.metricDefinitions.create({
      code: "grip_strength",
      name: "Grip strength",
      unit: "kg",
      programs: [
        "RTM"
      ],
      plausibleRange: {
        low: 0,
        high: 120
      }
    });
  }
  {
    await ve.metricDefinitions.get("metric_bp_systolic");
  }
  {
    await ve.metricDefinitions.update("metric_bp_systolic", {
      name: "Grip strength, dominant hand"
    });
  }
  {
    for await (const item of ve.enrollments.list()) console.log(item);
  }
  {
    await ve.enrollments.create({
      patientId: "patient_xyz",
      program: "RPM",
      startDate: "2025-01-01",
      consent: {
        method: "VERBAL",
        date: "2025-01-01"
      },
      deviceSetupDate: "2025-01-01",
      diagnoses: [
        {
          code: "I10",
          rank: 1
        }
      ]
    });
  }
  {
    await ve.enrollments.get("enr_123");
  }
  {
    await ve.enrollments.update("enr_123", {
      status: "ENDED",
      endDate: "2025-06-30",
      endReason: "GOALS_MET"
    });
  }
  {
    for await (const item of ve.enrollments.history("enr_123")) console.log(item);
  }
  {
    await ve.enrollments.billingFacts.list("enr_123");
  }
  {
    await ve.enrollments.billingFacts.set("enr_123", "2025-01", {
      mdmComplexity: "MODERATE",
      emVisitDates: [
        "2025-01-14"
      ]
    });
  }
  {
    for await (const item of ve.observations.list()) console.log(item);
  }
  {
    await ve.observations.create({
      patientId: "patient_xyz",
      metricDefinitionId: "metric_bp_systolic",
      value: 142,
      unit: "mmHg",
      source: "DEVICE",
      recordedAt: "2025-01-31T10:30:00Z"
    });
  }
  {
    await ve.observations.createMany(rows);
  }
  {
    await ve.observations.get("obs_123");
  }
  {
    await ve.observations.void("obs_123", {
      reason: "The cuff was on another person."
    });
  }
  {
    for await (const item of ve.observations.forPatient("patient_xyz")) console.log(item);
  }
  {
    await ve.observations.trends("patient_xyz", {
      metricDefinitionId: "metric_bp_systolic"
    });
  }
  {
    for await (const item of ve.devices.list()) console.log(item);
  }
  {
    await ve.devices.create({
      serialNumber: "BP-000123",
      manufacturer: "Acme",
      model: "Cuff 2"
    });
  }
  {
    await ve.devices.get("dev_123");
  }
  {
    await ve.devices.update("dev_123", {
      status: "LOST"
    });
  }
  {
    await ve.devices.assign("dev_123", {
      patientId: "patient_xyz"
    });
  }
  {
    await ve.devices.unassign("dev_123", {
      at: "2025-01-31T10:30:00.000Z"
    });
  }
  {
    for await (const item of ve.alertRules.list()) console.log(item);
  }
  {
    await ve.alertRules.create({
      metricDefinitionId: "metric_bp_systolic",
      condition: {
        type: "threshold",
        operator: "gt",
        value: 160
      },
      severity: "HIGH"
    });
  }
  {
    await ve.alertRules.get("rule_123");
  }
  {
    await ve.alertRules.update("rule_123", {
      severity: "CRITICAL"
    });
  }
  {
    await ve.alertRules.delete("rule_123");
  }
  {
    for await (const item of ve.alerts.list()) console.log(item);
  }
  {
    for await (const item of ve.alerts.triage()) console.log(item);
  }
  {
    await ve.alerts.act({
      alertIds: [
        "alert_123",
        "alert_124"
      ],
      action: "ACKNOWLEDGE"
    });
  }
  {
    await ve.alerts.bulkResolve({
      alertIds: [
        "alert_123",
        "alert_124"
      ],
      outcome: "FALSE_POSITIVE"
    });
  }
  {
    await ve.alerts.get("alert_123");
  }
  {
    await ve.alerts.resolve("alert_123", {
      outcome: "CONTACTED_PATIENT",
      note: "Repeated the reading with the patient at rest.",
      timeEntry: {
        startedAt: "2025-01-31T10:50:00Z",
        durationSeconds: 600,
        activity: "CALL",
        interactive: true,
        staffRole: "CLINICAL_STAFF"
      }
    });
  }
  {
    for await (const item of ve.timeEntries.list()) console.log(item);
  }
  {
    await ve.timeEntries.create({
      enrollmentId: "enr_123",
      startedAt: "2025-01-31T10:30:00.000Z",
      durationSeconds: 600,
      activity: "CALL",
      interactive: true,
      staffRole: "CLINICAL_STAFF"
    });
  }
  {
    await ve.timeEntries.start({
      enrollmentId: "enr_123",
      activity: "CALL",
      staffRole: "CLINICAL_STAFF"
    });
  }
  {
    await ve.timeEntries.stop({
      interactive: true
    });
  }
  {
    await ve.timeEntries.get("time_123");
  }
  {
    await ve.timeEntries.void("time_123", {
      reason: "Logged for the wrong patient."
    });
  }
  {
    await ve.billing.readiness("enr_123", "2025-01");
  }
  {
    await ve.billing.summary("2025-01");
  }
  {
    for await (const line of ve.billing.export("2025-01").lines()) console.log(line);
  }
  {
    await ve.billing.close("2025-01");
  }
  {
    await ve.billing.reopen("2025-01", {
      reason: "Wrong charges"
    });
  }
  {
    await ve.billing.adjustments("2025-01");
  }
  {
    for await (const item of ve.billing.claims.list()) console.log(item);
  }
  {
    await ve.billing.claims.create({
      enrollmentId: "enr_123",
      code: "99453",
      units: 1,
      dosTo: "2026-01-05"
    });
  }
  {
    await ve.billing.claims.mark({
      ids: [
        "claim_123",
        "claim_124"
      ],
      status: "SUBMITTED"
    });
  }
  {
    for await (const line of ve.billing.claims.export("claim_123", {
      frequency: "7"
    }).lines()) console.log(line);
  }
  {
    await ve.billing.claims.get("claim_123");
  }
  {
    await ve.billing.claims.update("claim_123", {
      status: "DENIED",
      denialCodes: [
        "97"
      ]
    });
  }
  {
    await ve.billing.signOffs("enr_123", "2025-01");
  }
  {
    await ve.billing.signOff("enr_123", "2025-01", {
      note: "Month reviewed."
    });
  }
  {
    for await (const item of ve.auditEvents.list()) console.log(item);
  }
  {
    await ve.auditEvents.verify();
  }
  {
    for await (const item of ve.webhooks.list()) console.log(item);
  }
  {
    await ve.webhooks.create({
      url: "https://hooks.example.com/vitaledge",
      events: [
        "alert.opened",
        "alert.resolved"
      ]
    });
  }
  {
    await ve.webhooks.get("whk_123");
  }
  {
    await ve.webhooks.update("whk_123", {
      enabled: true
    });
  }
  {
    await ve.webhooks.delete("whk_123");
  }
  {
    await ve.webhooks.rotateSecret("whk_123");
  }
  {
    await ve.webhooks.test("whk_123");
  }
  {
    for await (const item of ve.webhooks.deliveries("whk_123")) console.log(item);
  }
  {
    await ve.webhooks.resend("whk_123", "del_123");
  }
  {
    for await (const event of ve.events.watch()) console.log(event.type);
  }
  {
    await fhirOf(ve).capabilities();
  }
  {
    await fhirOf(ve).transaction({ resourceType: "Bundle", type: "transaction", entry: [] });
  }
  {
    await fhirOf(ve).operation("_history");
  }
  {
    for await (const entry of fhirOf(ve).search("Patient", { name: "Example" })) console.log(entry.resource);
  }
  {
    await fhirOf(ve).create({ resourceType: "Patient", name: [{ family: "Example" }] });
  }
  {
    await fhirOf(ve).update({ resourceType: "Patient", active: false }, { where: { identifier: "urn:mrn|1" } });
  }
  {
    await fhirOf(ve).patch("Patient", { identifier: "urn:mrn|1" }, [{ op: "replace", path: "/active", value: false }]);
  }
  {
    await fhirOf(ve).delete("Patient", { identifier: "urn:mrn|1" });
  }
  {
    for await (const entry of fhirOf(ve).search("Patient", { name: "Example" })) console.log(entry.resource);
  }
  {
    for await (const entry of fhirOf(ve).history("Patient")) console.log(entry.resource);
  }
  {
    await fhirOf(ve).read("Patient", "patient-abc123");
  }
  {
    await fhirOf(ve).update({ resourceType: "Patient", id: "patient-abc123", active: false });
  }
  {
    await fhirOf(ve).patch("Patient", "patient-abc123", [{ op: "replace", path: "/active", value: false }]);
  }
  {
    await fhirOf(ve).delete("Patient", "patient-abc123");
  }
  {
    for await (const entry of fhirOf(ve).history("Patient", "patient-abc123")) console.log(entry.resource);
  }
  {
    await fhirOf(ve).vread("Patient", "patient-abc123", "1");
  }
  {
    for await (const entry of fhirOf(ve).search("Observation", { patient: "patient-abc123" })) console.log(entry.resource);
  }
  {
    for await (const entry of fhirOf(ve).everything("patient-abc123")) console.log(entry.resource);
  }
  {
    await fhirOf(ve).operation("Patient/$everything");
  }
  {
    for await (const entry of fhirOf(ve).lastn({ patient: "patient-abc123", category: "vital-signs" })) console.log(entry.resource);
  }
  {
    await fhirOf(ve).validate({ resourceType: "Patient", active: true });
  }
  {
    await fhirOf(ve).operation("Patient/patient-abc123/$validate", { resourceType: "Parameters" });
  }
  {
    await fhirOf(ve).operation("Patient/patient-abc123/$meta");
  }
  {
    await fhirOf(ve).operation("ValueSet/$expand");
  }
  {
    await fhirOf(ve).operation("ValueSet/patient-abc123/$expand");
  }
  {
    await fhirOf(ve).operation("CodeSystem/$lookup");
  }
  {
    await fhirOf(ve).operation("ValueSet/$validate-code");
  }
  {
    await fhirOf(ve).operation("Subscription/patient-abc123/$status");
  }
  {
    await fhirOf(ve).operation("Subscription/$status");
  }
  {
    await fhirOf(ve).operation("Subscription/patient-abc123/$events");
  }
  {
    await fhirOf(ve).export();
  }
  {
    await fhirOf(ve).operation("$export", { resourceType: "Parameters" });
  }
  {
    await fhirOf(ve).export({ patients: "all" });
  }
  {
    await fhirOf(ve).operation("Patient/$export", { resourceType: "Parameters" });
  }
  {
    await fhirOf(ve).export({ group: "rpm" });
  }
  {
    await fhirOf(ve).operation("Group/patient-abc123/$export", { resourceType: "Parameters" });
  }
  {
    await fhirOf(ve).operation("$export-status/patient-abc123");
  }
  {
    await fhirOf(ve).operation("$export-status/patient-abc123");
  }
  {
    await fhirOf(ve).operation("$export-file/patient-abc123/abc123");
  }
};
