using System.Globalization;
using System.Text.Json.Nodes;

namespace Onair.Tests.Bench.Admission;

/// <summary>The chart's Service and configurations, for an API server without nodes: the Service leads to the loopback.</summary>
internal static class LocalService
{
    /// <summary>Has the API server ask the webhook at the port about streams and providers; it trusts nobody yet.</summary>
    public static async Task RegisterAsync(ControlPlane plane, string ns, string name, int port)
    {
        await plane.KubectlAsync("--namespace", ns, "create", "service", "externalname", name, "--external-name=localhost", "--tcp=443");
        var list = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "List",
            ["items"] = new JsonArray(Configuration("Mutating", "livestreams"), Configuration("Validating", "livestreams", "mediaproviders")),
        };
        var file = Path.Combine(Path.GetTempPath(), $"onair-bench-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, list.ToJsonString());
        await plane.KubectlAsync("apply", "-f", file);
        File.Delete(file);

        JsonNode Configuration(string kind, params string[] plurals) => new JsonObject
        {
            ["apiVersion"] = "admissionregistration.k8s.io/v1",
            ["kind"] = $"{kind}WebhookConfiguration",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["webhooks"] = new JsonArray([.. plurals.Select(p => Webhook(kind == "Mutating" ? "mutate" : "validate", p))]),
        };

        JsonNode Webhook(string verb, string plural) => JsonNode.Parse($$"""
            {
              "name": "{{plural}}.onair.dev", "admissionReviewVersions": ["v1"], "sideEffects": "None", "failurePolicy": "Fail", "timeoutSeconds": 10,
              "clientConfig": {"service": {"namespace": "{{ns}}", "name": "{{name}}", "port": {{port.ToString(CultureInfo.InvariantCulture)}}, "path": "/{{verb}}/{{plural}}"} },
              "rules": [{"apiGroups": ["onair.dev"], "apiVersions": ["v1alpha1"], "operations": ["CREATE", "UPDATE"], "resources": ["{{plural}}"]}]
            }
            """)!;
    }
}
