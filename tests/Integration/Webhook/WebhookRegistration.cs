using Onair.Api;

namespace Onair.Tests.Integration.Webhook;

/// <summary>The configurations by which the API server knows a webhook.</summary>
internal sealed class WebhookRegistration(ControlPlane plane, WebhookProcess webhook, string name, string label)
{
    public async Task ApplyAsync(string failurePolicy)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, string.Join("\n---\n",
                Configuration("Mutating", Hook("livestreams", "/mutate/livestreams", ["CREATE", "UPDATE"], failurePolicy, clusterScoped: false)),
                Configuration(
                    "Validating",
                    [.. OnairResources.Kinds.Select(kind => Hook(kind.Plural, $"/validate/{kind.Plural}", kind.AdmissionOperations, failurePolicy, kind.Scope == KindScope.Cluster))])));
            await plane.KubectlAsync("apply", "-f", path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public async Task RemoveAsync()
    {
        await plane.KubectlAsync("delete", "mutatingwebhookconfiguration", name, "--ignore-not-found");
        await plane.KubectlAsync("delete", "validatingwebhookconfiguration", name, "--ignore-not-found");
    }

    private string Configuration(string kind, params string[] hooks) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: {{kind}}WebhookConfiguration
        metadata: {name: {{name}}}
        webhooks:
        {{string.Join('\n', hooks)}}
        """;

    private string Hook(string plural, string path, IEnumerable<string> operations, string failurePolicy, bool clusterScoped) => $$"""
        - name: {{plural}}.onair.dev
          admissionReviewVersions: [v1]
          sideEffects: None
          timeoutSeconds: 30
          failurePolicy: {{failurePolicy}}
          {{(clusterScoped ? "objectSelector" : "namespaceSelector")}}:
            matchLabels: {{{label}}: {{name}}}
          rules:
          - apiGroups: [onair.dev]
            apiVersions: [v1alpha1]
            operations: [{{string.Join(", ", operations)}}]
            resources: [{{plural}}]
          clientConfig:
            url: {{webhook.Url}}{{path}}
            caBundle: {{Convert.ToBase64String(webhook.AuthorityPem)}}
        """;
}
